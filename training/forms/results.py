"""Forms of results: the batch on one page, one correction."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.fields import OneSentence, PickField
from cqo_registry.core.verdicts import Verdict
from training.actions.grading import Grade
from training.enums import TrainingResult
from training.models import Enrolment, TrainingSession
from training.rules.results import check_result

GIVEN = [(each.value, each.label) for each in TrainingResult if each != TrainingResult.PENDING]


class HoursField(OneSentence, forms.DecimalField):
    """Attended hours (学时), one decimal."""

    sentence = _("实到学时请填写数字，最多一位小数，如 8 或 7.5。")

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "size": 5})
        super().__init__(**options, widget=widget, max_digits=5, decimal_places=1, required=False)


class GradeForm(PlainForm):
    """Result and hours of one trainee; both empty leave the trainee for later."""

    result = PickField(
        label=_("结果"),
        choices=GIVEN,
        empty=_("未评定"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    hours = HoursField(label=_("实到学时"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, trainee: Enrolment, session: TrainingSession, **kwargs: Any) -> None:
        self.trainee, self.session = trainee, session
        kwargs.setdefault("initial", {"version": trainee.version})
        super().__init__(*args, **kwargs)
        for name in ("result", "hours"):
            label = f"{trainee.name} {self.fields[name].label}"
            self.fields[name].widget.attrs["aria-label"] = label
            self.fields[name].label = label

    @property
    def left_out(self) -> bool:
        """Whether nothing was given."""
        return not self.cleaned_data.get("result") and self.cleaned_data.get("hours") is None

    @property
    def grade(self) -> Grade:
        """What a valid form gives."""
        given = self.cleaned_data
        return Grade(given["result"], given["hours"], given["version"])

    def clean(self) -> dict[str, Any]:
        """Hours that fit the result and the session."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.left_out:
            self.add_reasons(check_result(given["result"], given["hours"], self.session.hours))
        return given


class GradeSheet:
    """The forms of all trainees without a result, as one; read by the error summary."""

    def __init__(
        self, session: TrainingSession, trainees: Iterable[Enrolment], data: QueryDict | None = None
    ) -> None:
        self.forms = [
            GradeForm(data, trainee=each, session=session, prefix=f"t{each.pk}") for each in trainees
        ]
        self.general: list[str] = []

    @property
    def errors(self) -> bool:
        """Whether anything is to be put right."""
        return bool(self.general) or any(form.errors for form in self.forms)

    def non_form_errors(self) -> list[str]:
        """What concerns no single row."""
        return self.general

    def is_valid(self) -> bool:
        """Whether every row is; all are looked at."""
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty

    @property
    def grades(self) -> dict[int, Grade]:
        """The rows that were filled in."""
        return {form.trainee.pk: form.grade for form in self.forms if not form.left_out}

    def add_reasons(self, verdict: Verdict) -> None:
        """What refused the act."""
        self.general += [str(reason.message) for reason in verdict.blocking]


class CorrectForm(GradeForm):
    """Another result, and why."""

    reason = forms.CharField(
        label=_("更正原因"), max_length=500, widget=forms.Textarea(attrs={"class": "form-control", "rows": 3})
    )

    def __init__(self, *args: Any, trainee: Enrolment, **kwargs: Any) -> None:
        hours = trainee.attended_hours
        values = {"version": trainee.version, "result": trainee.result, "hours": hours}
        super().__init__(*args, trainee=trainee, initial=values, **kwargs)
        self.fields["result"].required = True

    @property
    def grade(self) -> Grade:
        """Absent counts no hours, whatever still stands in the field."""
        given = super().grade
        absent = given.result == TrainingResult.ABSENT
        return Grade(given.result, Decimal(0) if absent else given.hours, given.version)

    def clean(self) -> dict[str, Any]:
        """An absent trainee's old hours are no fault."""
        if self.cleaned_data.get("result") == TrainingResult.ABSENT:
            self.cleaned_data["hours"] = None
        return super().clean()
