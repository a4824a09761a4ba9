"""How far a filing is: what each step still lacks, where to go next, what was returned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cqo_registry.core.verdicts import Reason
from filings import facts
from filings.enums import FilingStatus
from filings.forms.step_form import Problem
from filings.models import Filing
from filings.rules.fields import BY_NAME, STEPS, check_complete
from filings.views.declaration import label_of

TABLES = ("products", "quality_work")


@dataclass(frozen=True, slots=True)
class Item:
    """A return item as the enterprise works on it."""

    pk: int
    field: str
    label: str
    comment: str
    answer: str
    href: str
    step: str


def step_url(filing: Filing, step: str) -> str:
    """The page of a step."""
    return reverse("filings:step", args=[filing.pk, step])


def field_url(filing: Filing, field: str) -> str:
    """The page and place of a field."""
    return f"{step_url(filing, BY_NAME[field].step)}#{anchor(field)}"


def anchor(field: str) -> str:
    """The id of a field on its page: tables and documents have one of their own."""
    return field if field in TABLES or field.startswith("attachment_") else f"id_{field}"


def return_items(filing: Filing, typed: Mapping[int, str] | None = None) -> list[Item]:
    """What waits for correction, in the order of the form; ``typed`` answers come before stored ones."""
    if filing.status != FilingStatus.RETURNED:
        return []
    order = list(BY_NAME)
    items = [
        Item(
            pk=item.pk,
            field=item.field,
            label=label_of(item.field),
            comment=item.comment,
            answer=(typed or {}).get(item.pk, item.answer),
            href=field_url(filing, item.field),
            step=BY_NAME[item.field].step,
        )
        for item in filing.return_items.open()
        if item.field in BY_NAME
    ]
    return sorted(items, key=lambda item: order.index(item.field))


def missing_steps(filing: Filing) -> set[str]:
    """The steps that still lack something required."""
    lacking = check_complete(facts.filled_fields(filing), facts.case_of(filing))
    return {BY_NAME[reason.field].step for reason in lacking}


def next_step(filing: Filing) -> str:
    """Where to go on: the first returned field's step, the first incomplete one, or the last look."""
    items = return_items(filing)
    if items:
        return items[0].step
    missing = missing_steps(filing)
    return next((step for step in facts.case_of(filing).pages if step in missing), "review")


def step_after(filing: Filing, step: str, by: int = 1) -> str:
    """The neighbour of a step; the first and the last stay where they are."""
    names = facts.case_of(filing).pages
    return names[min(max(names.index(step) + by, 0), len(names) - 1)]


def step_bar(filing: Filing, current: str, items: list[Item]) -> list[dict[str, Any]]:
    """The steps with their state for the bar on top."""
    missing = missing_steps(filing)
    returned = {item.step for item in items}
    return [
        {"label": title, "url": step_url(filing, step), "state": _state(step, current, missing, returned)}
        for step, title in STEPS
        if step in facts.case_of(filing).pages
    ]


def _state(step: str, current: str, missing: set[str], returned: set[str]) -> str:
    if step == current:
        return "current"
    if step in returned:
        return "error"
    return "todo" if step in missing or step == "review" else "done"


def problems_of(filing: Filing, reasons: tuple[Reason, ...]) -> list[Problem]:
    """Reasons as lines of a summary, each linked to the page and place of its field."""
    order = list(BY_NAME)
    known = sorted(reasons, key=lambda r: order.index(r.field) if r.field in BY_NAME else -1)
    return [
        Problem(
            field_url(filing, reason.field) if reason.field in BY_NAME else "",
            label_of(reason.field) if reason.field in BY_NAME else "",
            str(reason.message),
        )
        for reason in known
    ]
