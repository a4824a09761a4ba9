"""Forms and the filter of replacement recommendations (Art. 12)."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import DayField, LineField
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.columns import length_of
from cqo_registry.core.uploads import MAX_BYTES
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.filters import in_area
from cqo_registry.directory.models import Authority
from filings.enums import ReplacementGround, ReplacementReply, ReplacementStatus
from filings.forms.decisions import REASON_MAX
from filings.models import Replacement
from filings.models.replacement import ReplacementQuerySet

ANSWERS = [
    choice for choice in ReplacementReply.choices if choice[0] != ReplacementReply.NONE
]  # what an enterprise may say

# A start for what comes often: the grounds ticked, and how the finding begins.
PRESETS: dict[str, tuple[Any, dict[str, Any]]] = {
    "declaration": (
        _("虚假承诺"),
        {
            "grounds": [ReplacementGround.CONDUCT.value],
            "finding": _("备案时所作承诺与查明的事实不符："),
        },
    ),
    "incident": (
        _("质量安全事故"),
        {
            "grounds": [ReplacementGround.DUTY.value],
            "finding": _("企业发生质量安全事故，经调查，首席质量官："),
        },
    ),
}


def _max(name: str) -> int:
    return length_of(Replacement, name)


class NeededLine(LineField):
    """A text that has to be there."""

    def clean(self, value: Any) -> str:
        """The text, neither too long nor empty."""
        text = super().clean(value)
        self.validate(text)
        return text


class FindForm(PlainForm):
    """The filing whose CQO the clue is about."""

    filing_no = NeededLine(label=_("备案编号"), max_length=40)


class ClueForm(PlainForm):
    """What an office or the region knows, and the document it rests on."""

    grounds = forms.MultipleChoiceField(
        label=_("事由（可多选）"),
        choices=ReplacementGround.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("所选事由不在列表中，请重新选择。")},
    )
    finding = NeededLine(
        label=_("有关情况"),
        max_length=_max("finding"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写明时间、事实和来源。不要写证件号码。"),
    )
    incident_on = DayField(
        label=_("质量安全事故日期"), required=False, help_text=_("涉及事故的填写，并填文书号。")
    )
    incident_no = LineField(label=_("事故调查文书号"), max_length=_max("incident_no"), required=False)
    evidence = forms.FileField(
        label=_("依据文件"),
        required=False,
        help_text=_("PDF、JPEG 或 PNG，不超过 5 MB。仅供提出机关和自治区局查阅。"),
        error_messages={
            "empty": _("文件是空的（0 字节），请重新选择文件。"),
            "max_length": _("文件名太长，请改短后再上传。"),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "data-max-bytes": str(MAX_BYTES)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grounds"].error_messages["required"] = _("请至少选择一项事由。")

    def add_reasons(self, verdict: Verdict) -> None:
        """A fault of the upload stands at the evidence."""
        for reason in verdict.blocking:
            name = "evidence" if reason.field == "file" else reason.field
            self.add_error(name if name in self.fields else None, str(reason.message))


class IssueForm(PlainForm):
    """The letter: its number, what was found, and until when the enterprise is asked to answer."""

    letter_no = LineField(
        label=_("建议书文号"),
        max_length=_max("letter_no"),
        required=False,
        help_text=_("留空的，发出时按年度顺序编号。"),
    )
    reply_by = DayField(label=_("答复期限"), help_text=_("一般为发出之日起三十日。"))
    letter_text = NeededLine(
        label=_("查明的情况"),
        max_length=_max("letter_text"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("企业会看到这段文字，可在线索内容基础上修改。前后的套语由系统生成，见下方预览。"),
    )


class ReplyForm(PlainForm):
    """The enterprise's answer."""

    reply = forms.ChoiceField(
        label=_("是否撤换"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("请选择是否撤换。")},
    )
    reply_reason = LineField(
        label=_("说明"),
        max_length=_max("reply_reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不予撤换的，请写明理由。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].error_messages["required"] = _("请选择是否撤换。")


class WhyForm(PlainForm):
    """Why the region ends a matter; enterprise or office reads it."""

    reason = NeededLine(label=_("理由"), max_length=REASON_MAX, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("请写明理由。")


class DismissForm(WhyForm):
    """Why no letter is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("不予发出的理由")


class CloseForm(WhyForm):
    """Why the matter ends without a change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("办结的理由")


class ReplacementFilter(StyledFilter):
    """By state, by office and by what is late."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    status = df.ChoiceFilter(choices=ReplacementStatus.choices, label=_("状态"), empty_label=_("全部"))
    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.offices(),
        to_field_name="code",
        method="with_area",
        label=_("备案机关（地市含其经开区）"),
        empty_label=_("全部"),
    )
    late = df.BooleanFilter(method="past_term", label=_("逾期未答复"), widget=forms.CheckboxInput)

    class Meta:
        model = Replacement
        fields: list[str] = []

    def with_keyword(self, queryset: ReplacementQuerySet, name: str, value: str) -> ReplacementQuerySet:
        """The enterprise by name or code, the CQO by name, the letter or the filing by number."""
        return queryset.filter(
            Q(enterprise__search_text__icontains=value)
            | Q(enterprise__uscc__icontains=value)
            | Q(appointment__person__name__icontains=value)
            | Q(appointment__filing_no__icontains=value)
            | Q(letter_no__icontains=value)
        )

    def with_area(self, queryset: ReplacementQuerySet, name: str, value: Authority) -> ReplacementQuerySet:
        """Those of enterprises of the office and of the zones inside its area."""
        return queryset.filter(in_area(value, "enterprise__authority"))

    def past_term(self, queryset: ReplacementQuerySet, name: str, value: bool) -> ReplacementQuerySet:
        """Only letters whose answer is late."""
        return queryset.reply_overdue(on=timezone.localdate()) if value else queryset


def replacement_filter(data: Any, user: User) -> ReplacementFilter:
    """The filter of what this user may see; an enterprise knows no clues."""
    found = ReplacementFilter(data, queryset=Replacement.objects.visible_to(user))
    if not user.sees_region:
        del found.filters["authority"]
    if user.is_enterprise:
        sent = (ReplacementStatus.ISSUED, ReplacementStatus.REPLIED, ReplacementStatus.CLOSED)
        found.filters["status"].extra["choices"] = [(one.value, one.label) for one in sent]
    return found
