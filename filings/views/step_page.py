"""What a step's page shows: the bar, the returned items, the form, the documents, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from filings import facts
from filings.enums import AttachmentKind
from filings.forms.step_form import StepForm
from filings.models import Attachment, Filing
from filings.rules.fields import STEPS
from filings.views.declaration import Row, sections
from filings.views.due import reporting_of
from filings.views.step_progress import return_items, step_after, step_bar, step_url
from filings.views.step_verdict import panel


@dataclass(frozen=True, slots=True)
class Material:
    """One kind of document on the materials step."""

    kind: str
    label: Any
    required: bool
    files: list[Attachment]
    editable: bool
    fault: str


def render_step(
    request: HttpRequest,
    filing: Filing,
    form: StepForm,
    *,
    status: int = 200,
    answers: Mapping[int, str] | None = None,
    conflict: str = "",
    checked: bool = False,
    partly: bool = False,
    upload_fault: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """The page of a step over ``form``; ``upload_fault`` is a kind of document and its sentence."""
    items = return_items(filing, answers)
    editable = facts.editable_fields(filing)
    context = {
        "filing": filing,
        "form": form,
        "step": form.step,
        "title": dict(STEPS)[form.step],
        "steps": step_bar(filing, form.step, items),
        "items": items,
        "items_here": [item for item in items if item.step == form.step],
        "locked": _locked(filing, form, editable),
        "materials": materials(filing, editable, upload_fault) if form.step == "materials" else [],
        "panel": panel(filing),
        "conflict": conflict,
        "checked": checked,
        "first": form.step == facts.case_of(filing).pages[0],
        "previous_url": step_url(filing, step_after(filing, form.step, -1)),
        "problems": form.problems if form.is_bound else [],
        "partly": partly,
        "reporting": reporting_of(filing) if filing.is_change else None,
    }
    return render(request, "filings/filing_step.html", context, status=status)


def _locked(filing: Filing, form: StepForm, editable: frozenset[str]) -> list[Row]:
    """The step's fields that cannot be changed after a return, to read."""
    if filing.is_draft:
        return []
    rows = next((section.rows for section in sections(filing) if section.step == form.step), [])
    return [row for row in rows if row.name not in editable]


def materials(
    filing: Filing, editable: frozenset[str], upload_fault: tuple[str, str] = ("", "")
) -> list[Material]:
    """Every kind of document with what is there; the fault of an upload stands beside its kind."""
    current = list(filing.attachments.current())
    asked = facts.fields_of(filing)
    return [
        Material(
            kind=kind.value,
            label=kind.label,
            required=asked[f"attachment_{kind.value}"].required,
            files=[attachment for attachment in current if attachment.kind == kind],
            editable=f"attachment_{kind.value}" in editable,
            fault=upload_fault[1] if upload_fault[0] == kind.value else "",
        )
        for kind in AttachmentKind
        if f"attachment_{kind.value}" in asked
    ]
