"""Forms and the filter of the Art. 9 register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.fields import offer
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.columns import length_of
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Authority
from filings.enums import BarGround, BarStatus, DocumentType
from filings.facts import bars as facts
from filings.models import Disqualification

REASON_MAX = length_of(Disqualification, "close_reason")
DOCUMENT_MAX = length_of(Disqualification, "document_no")
FINDING_MAX = length_of(Disqualification, "finding")
STATEMENT_MAX = length_of(Disqualification, "statement")
NO_CHOICE = {"invalid_choice": _("没有这一项，请从列表中选择。")}
PERSON = ("document_type", "identity_no", "person_name")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("请按“年-月-日”填写日期，例如 2026-11-23。")},
    )


class ProposeForm(PlainForm):
    """Whom the office puts forward, for which ground, and on what document."""

    document_type = forms.ChoiceField(
        label=_("证件类型"), choices=DocumentType.choices, error_messages=NO_CHOICE
    )
    identity_no = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("只按证件号码认定是否为同一人；号码不保存，登记册只显示前三位和后两位。"),
    )
    person_name = forms.CharField(label=_("姓名"), max_length=100, help_text=_("与证件一致。"))
    ground = forms.ChoiceField(label=_("情形"), error_messages=NO_CHOICE)
    document_no = forms.CharField(
        label=_("依据文书号"), max_length=DOCUMENT_MAX, help_text=_("判决书、处罚决定书或者认定文书的文号。")
    )
    finding = forms.CharField(
        label=_("认定事实"), max_length=FINDING_MAX, widget=forms.Textarea(attrs={"rows": 5})
    )
    evidence = forms.FileField(
        label=_("依据文件"),
        help_text=_("PDF、JPEG 或 PNG，不超过 5 MB；仅供自治区局和提出机关查阅。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        # How large and of what kind it may be is said by the action.
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, person_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ground", [("", _("请选择")), *BarGround.choices])
        self.fields["evidence"].error_messages["required"] = _("请选择依据文件。")
        if person_known:
            for name in PERSON:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Number and name are judged beside all that is missing, so that every fault is said at once."""
        given = super().clean() or self.cleaned_data
        if all(given.get(name) for name in PERSON):
            self.add_reasons(facts.check_subject(*(given[name] for name in PERSON)))
        return given

    def add_reasons(self, verdict: Any) -> None:
        """As every form; what is wrong with the file stands at its field, and only there."""
        placed = (
            replace(reason, field="evidence") if reason.field == "file" else reason for reason in verdict
        )
        super().add_reasons(Verdict(tuple(placed)))


class NotifyForm(PlainForm):
    """The day on which the person was told."""

    notified_on = _day(_("告知本人日期"))


class StatementForm(PlainForm):
    """What the person stated, or that nothing was."""

    statement_on = _day(_("陈述申辩日期"))
    statement = forms.CharField(
        label=_("陈述申辩内容"),
        max_length=STATEMENT_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    waived = forms.BooleanField(label=_("本人未提出陈述申辩"), required=False)


class CloseForm(PlainForm):
    """Why the region declines or lifts."""

    reason = forms.CharField(label=_("理由"), max_length=REASON_MAX, widget=forms.Textarea(attrs={"rows": 2}))


class BarFilter(StyledFilter):
    """By state, ground and recording office; never by name, which not everybody may read."""

    status = df.ChoiceFilter(choices=BarStatus.choices, label=_("状态"), empty_label=_("全部"))
    ground = df.ChoiceFilter(choices=BarGround.choices, label=_("情形"), empty_label=_("全部"))
    office = df.ModelChoiceFilter(
        field_name="authority",
        queryset=Authority.objects.all(),
        to_field_name="code",
        label=_("提出机关"),
        empty_label=_("全部"),
    )

    class Meta:
        model = Disqualification
        fields: list[str] = []
