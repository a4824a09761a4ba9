"""What the database says about a filing, gathered and handed to the rules."""

from cqo_registry.directory.facts import filing_office
from filings.facts.days import calendar_of, decision_target, report_target
from filings.facts.declaration import (
    HIDDEN,
    changed_fields,
    declared_values,
    editable_fields,
    filled_fields,
    untouched_items,
)
from filings.facts.enterprise import check_size, figures_of, size_of, startable
from filings.facts.judgement import (
    acceptable,
    candidate_of,
    check_dates,
    check_identifiers,
    intervals,
    judge,
    judge_bars,
    judge_position,
    judge_qualification,
    nothing,
    refusable,
    submittable,
)

__all__ = [
    "HIDDEN",
    "acceptable",
    "calendar_of",
    "candidate_of",
    "changed_fields",
    "check_dates",
    "check_identifiers",
    "check_size",
    "decision_target",
    "declared_values",
    "editable_fields",
    "figures_of",
    "filing_office",
    "filled_fields",
    "intervals",
    "judge",
    "judge_bars",
    "judge_position",
    "judge_qualification",
    "nothing",
    "refusable",
    "report_target",
    "size_of",
    "startable",
    "submittable",
    "untouched_items",
]
