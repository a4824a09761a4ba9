"""Forms of enrolment: somebody of the enterprise, an office for an enterprise, why a name comes off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import CheckedField, PlainForm
from cqo_registry.casework.fields import LineField, PickField
from cqo_registry.core.columns import length_of
from cqo_registry.core.identifiers import check_uscc
from cqo_registry.core.verdicts import Verdict
from training.actions.enrolling import POST_MAX, Trainee
from training.enums import TraineeKind
from training.models import Enrolment

REASON_MAX = length_of(Enrolment, "cancel_reason")
CONTROL = {"class": "form-control"}


class StaffForm(PlainForm):
    """A quality manager who is not the CQO: name, mobile number, post."""

    name = LineField(label=_("姓名"), max_length=100, widget=forms.TextInput(attrs=CONTROL))
    phone = LineField(
        label=_("手机号码"), max_length=30, widget=forms.TextInput(attrs={**CONTROL, "inputmode": "tel"})
    )
    post = LineField(
        label=_("职务"), max_length=POST_MAX, required=False, widget=forms.TextInput(attrs=CONTROL)
    )

    @property
    def trainee(self) -> Trainee:
        """Whom a valid form names."""
        given = self.cleaned_data
        return Trainee(given["name"], given["phone"], given["post"])

    def clean(self) -> dict[str, Any]:
        """What is wrong with name and number, at once."""
        given = super().clean() or self.cleaned_data
        wrong = Trainee(*(given.get(name, "") for name in ("name", "phone", "post"))).check()
        # A field that said what is wrong already is empty here only because of it.
        self.add_reasons(Verdict(tuple(reason for reason in wrong if reason.field not in self.errors)))
        return given


class EnrolForForm(StaffForm):
    """An office puts somebody of an enterprise on the list; a CQO needs no name."""

    field_order = ["uscc", "kind", "name", "phone", "post"]
    uscc = CheckedField(
        check=check_uscc,
        label=_("统一社会信用代码"),
        widget=forms.TextInput(attrs={**CONTROL, "autocapitalize": "characters"}),
    )
    kind = PickField(
        label=_("人员类别"),
        choices=TraineeKind.choices,
        empty="",
        initial=TraineeKind.CQO,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "phone"):
            self.fields[name].required = False
            self.fields[name].help_text = _("首席质量官以备案信息为准，不用填写。")

    def clean(self) -> dict[str, Any]:
        """Name and number are asked of other staff alone."""
        cqo = self.cleaned_data.get("kind") == TraineeKind.CQO
        return self.cleaned_data if cqo else super().clean()


class CancelForm(PlainForm):
    """Why a name comes off the list; an enterprise need not say."""

    reason = forms.CharField(
        label=_("取消原因"),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={**CONTROL, "rows": 3}),
        error_messages={"max_length": _("取消原因最多 500 个字，请缩短。")},
    )
