"""What other ticks in a draft would undo: sections no longer changed go back to what is filed (Art. 14)."""

from __future__ import annotations

from collections.abc import Collection

from filings.enums import ChangeType
from filings.facts.declaration import baseline_changes
from filings.models import Filing
from filings.rules.changes import check_change_types
from filings.rules.fields import BY_NAME

K1, K3, K4 = ChangeType.PERSON, ChangeType.PERSON_DATA, ChangeType.ENTERPRISE_DATA
EMPTY: tuple[object, ...] = (None, "", [], False)


def reverted_by(filing: Filing, types: Collection[str]) -> list[str]:
    """The fields typed so far that would be lost with these ticks; none where the ticks do not fit."""
    wanted = {ChangeType(value) for value in types}
    if not (filing.is_draft and check_change_types(wanted)):
        return []
    steps = _reverted_steps({ChangeType(value) for value in filing.change_types}, wanted)
    # A new person's sections began empty: there only what is filled was typed.
    typed = {name for name, (_before, now) in baseline_changes(filing).items() if now not in EMPTY}
    changed = typed if filing.replaces_person else set(baseline_changes(filing))
    return [name for name in BY_NAME if name in changed and BY_NAME[name].step in steps]


def _reverted_steps(had: set[ChangeType], wanted: set[ChangeType]) -> set[str]:
    steps = set()
    if (K1 in had) != (K1 in wanted) or (K3 in had and K3 not in wanted):
        steps |= {"cqo", "appointment"}
    if K4 in had and K4 not in wanted:
        steps.add("enterprise")
    return steps
