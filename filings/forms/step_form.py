"""What every step of the filing form does: keep what is typed, and leave what is missing to submission."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils import timezone

from cqo_registry.core.identifiers import Checked
from filings import facts
from filings.forms.rows import Rows, dress, dressed, show_bad_days
from filings.models import Filing
from filings.rules.dates import Dates, check_dates

Check = Callable[[str], Checked]
Sections = tuple[tuple[Any, tuple[str, ...]], ...]


class Section(NamedTuple):
    """A heading and the fields under it."""

    title: Any
    fields: list[forms.BoundField]


class Problem(NamedTuple):
    """One line of the summary: where it leads, of which field, what to do."""

    href: str
    label: str
    message: str


class StepForm(forms.ModelForm):
    """One step over a filing: all optional, only types are checked, only editable fields are there."""

    step: ClassVar[str] = ""
    sections: ClassVar[Sections] = ()
    table: ClassVar[str] = ""  # the field that is a table of rows
    wide: ClassVar[tuple[str, ...]] = ()
    hints: ClassVar[dict[str, Any]] = {}
    checks: ClassVar[dict[str, Check]] = {}

    def __init__(self, data: Any = None, *, filing: Filing, editable: Collection[str]) -> None:
        super().__init__(data, instance=filing)
        self.fields = {name: field for name, field in self.fields.items() if name in editable}
        asked = facts.fields_of(filing)
        for name, field in self.fields.items():
            dress(field, starred=asked[name].required, wide=name in self.wide)
            field.help_text = self.hints.get(name, "")
        self.rows = self._rows() if self.table in editable else None
        self._prepare()
        if self.is_bound:
            self.full_clean()
            show_bad_days(self)
        self._warn()

    def _rows(self) -> Rows:
        posted = Rows.posted(self.table, self.data) if self.is_bound else None
        return posted or Rows(self.table, bound=False, typed=getattr(self.instance, self.table))

    def _prepare(self) -> None:
        """Fill lists; steps add their own."""

    def _post_clean(self) -> None:
        """The model's own validation is left to submission: a draft takes any typed value."""

    def clean(self) -> dict[str, Any]:
        """Names and telephones in their normal form where they have one."""
        for name, check in self.checks.items():
            text = self.cleaned_data.get(name)
            if text:
                checked = check(text)
                self.cleaned_data[name] = checked.normalised if checked.valid else text
        return self.cleaned_data

    def _warn(self) -> None:
        """A sentence beside what will not pass at submission, or is doubtful."""
        for name, check in self.checks.items():
            text = str(self[name].value() or "").strip() if name in self.fields else ""
            if text and name not in self.errors:
                checked = check(text)
                said = [checked.message] if not checked.valid else checked.warning_messages
                dressed(self, name).warning = said[0] if said else ""
        for reason in check_dates(self._dates()):
            if reason.field in self.fields and reason.field not in self.errors:
                dressed(self, reason.field).warning = reason.message

    def _dates(self) -> Dates:
        """The dates as typed, or as stored where this step does not ask for them."""
        typed = self.cleaned_data if self.is_bound else {}
        names = ("signed_on", "effective_on", "graduated_on")
        days = {name: typed.get(name, getattr(self.instance, name)) for name in names}
        return Dates(today=timezone.localdate(), **days)

    def values(self) -> dict[str, Any]:
        """What can be stored: fields that came with the request and hold what their type allows."""
        sent = {
            name: value
            for name, value in self.cleaned_data.items()
            if not self.fields[name].widget.value_omitted_from_data(self.data, self.files, name)
        }
        if self.rows is not None and self.rows.bound:
            sent[self.table] = self.rows.values()
        return sent

    def kept_open(self, saved: Filing, editable: Collection[str]) -> StepForm:
        """The form to go on with after its good values were saved, its faulty ones still as typed."""
        return type(self)(self.data, filing=saved, editable=editable)

    @property
    def has_faults(self) -> bool:
        """Whether something typed cannot be stored."""
        return bool(self.errors) or (self.rows is not None and self.rows.has_faults)

    @property
    def layout(self) -> list[Section]:
        """The headings that have fields to show."""
        found = (
            Section(title, [self[n] for n in names if n in self.fields]) for title, names in self.sections
        )
        return [section for section in found if section.fields]

    @property
    def problems(self) -> list[Problem]:
        """Every fault on the page, in its order, linked to its field."""
        forms_ = [self, *(self.rows.forms if self.rows else ())]
        found = [
            Problem(f"#{form[name].auto_id}", str(form[name].label), str(message))
            for form in forms_
            for name in form.errors
            if name in form.fields
            for message in form.errors[name]
        ]
        if self.rows is not None and self.rows.over:
            found.append(Problem(f"#{self.table}", str(self.rows.title), str(self.rows.over_sentence)))
        return found
