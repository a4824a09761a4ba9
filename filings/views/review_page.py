"""The last step: the whole declaration to read, everything that is missing, and the submit button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cqo_registry.core.verdicts import Severity
from filings import facts
from filings.forms.step_form import Problem
from filings.models import Filing
from filings.rules.fields import BY_NAME
from filings.views.comparison import asked_and_filed, comparison, outcome_of, unchanged
from filings.views.declaration import sections
from filings.views.due import reporting_of
from filings.views.step_progress import problems_of, return_items, step_bar, step_url
from filings.views.step_verdict import panel


def render_review(
    request: HttpRequest, filing: Filing, *, status: int = 200, conflict: str = "", tried: bool = False
) -> HttpResponse:
    """The page; after a refused attempt to submit, the summary takes the focus."""
    items = return_items(filing)
    shown = panel(filing, with_register=True)
    editable = {BY_NAME[name].step for name in facts.editable_fields(filing) if name in BY_NAME}
    problems: list[Problem] = problems_of(filing, facts.submittable(filing).blocking)
    groups = comparison(filing)
    asked, filed = asked_and_filed(filing, sections(filing))
    context = {
        "filing": filing,
        "steps": step_bar(filing, "review", items),
        "sections": [
            (section, step_url(filing, section.step), section.step in editable)
            for section in unchanged(asked, groups)
        ],
        "filed": filed,
        "groups": groups,
        "outcome": outcome_of(filing),
        "reporting": reporting_of(filing) if filing.is_change else None,
        "items": items,
        "panel": shown,
        "problems": problems,
        "will_fail": any(
            reason.severity is Severity.BLOCK and reason.article in ("6", "9") for reason in shown.verdict
        ),
        "conflict": conflict,
        "tried": tried,
        "previous_url": step_url(filing, "materials"),
    }
    return render(request, "filings/step_review.html", context, status=status)
