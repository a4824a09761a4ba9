"""What is typed for an act on a nomination, a member or an assignment (Art. 15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.fields import DayField, LineField, OneSentence
from cqo_registry.core.columns import length_of
from cqo_registry.core.uploads import MAX_BYTES
from cqo_registry.core.verdicts import Reason, Verdict
from talent_pool.enums import Consent, Skill
from talent_pool.models import Assignment, Membership, Nomination

ANSWERS = [choice for choice in Consent.choices if choice[0] != Consent.ASKED]
RATINGS = [(5, _("5 很好")), (4, _("4 较好")), (3, _("3 一般")), (2, _("2 较差")), (1, _("1 很差"))]


def text_area(rows: int) -> forms.Textarea:
    """Room for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class NeededLine(LineField):
    """A text that has to be there."""

    def clean(self, value: Any) -> str:
        """The text, neither too long nor empty."""
        text = super().clean(value)
        self.validate(text)
        return text


def skill_field(label: Any, **options: Any) -> forms.MultipleChoiceField:
    """Skill tags to tick."""
    return forms.MultipleChoiceField(
        label=label,
        choices=Skill.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("所选专长不在列表中，请重新选择。")},
        **options,
    )


class NominateForm(PlainForm):
    """What speaks for the person, and the document it rests on."""

    contributions = NeededLine(
        label=_("质量贡献"),
        max_length=length_of(Nomination, "contributions"),
        widget=text_area(6),
        help_text=_("写明时间、事项和成效。本人和任职企业会看到这段文字；不要写证件号码。"),
    )
    skills = skill_field(_("专长（可多选）"))
    evidence = forms.FileField(
        label=_("证明材料"),
        help_text=_("PDF、JPEG 或 PNG，不超过 5 MB；仅供市场监管机构查阅。"),
        error_messages={"max_length": _("文件名太长，请改短后再上传。")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "data-max-bytes": str(MAX_BYTES)}),
        # How large and of what kind it may be is said by the action.
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].error_messages["required"] = _("请至少选择一项专长。")
        self.fields["evidence"].error_messages["required"] = _("请选择证明材料。")

    def add_reasons(self, verdict: Verdict) -> None:
        """As every form; what is wrong with the file stands at its field."""
        for reason in verdict.blocking:
            at = Reason(reason.code, reason.message, field="evidence") if reason.field == "file" else reason
            super().add_reasons(Verdict((at,)))


class AnswerForm(PlainForm):
    """The person's yes or no."""

    answer = forms.ChoiceField(
        label=_("本人意见"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("请选择本人同意或者不同意。")},
    )
    answered_on = DayField(label=_("本人答复日期"))
    note = LineField(
        label=_("说明"),
        max_length=length_of(Nomination, "consent_note"),
        required=False,
        widget=text_area(2),
        help_text=_("例如本人签字的书面意见、电话记录。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].error_messages["required"] = _("请选择本人同意或者不同意。")
        self.fields["answered_on"].initial = timezone.localdate


class ReasonForm(PlainForm):
    """Why."""

    reason = NeededLine(label=_("理由"), max_length=500, widget=text_area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].error_messages["required"] = _("请写明理由。")


class OptionalReasonForm(PlainForm):
    """Why, if the expert wants to say so."""

    reason = LineField(label=_("理由（可以不填）"), max_length=500, required=False, widget=text_area(2))


class WishForm(PlainForm):
    """The person's wish to leave."""

    wished_on = DayField(label=_("本人申请日期"))
    note = LineField(
        label=_("说明"), max_length=length_of(Membership, "wish_note"), required=False, widget=text_area(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wished_on"].initial = timezone.localdate


class HalfDaysField(OneSentence, forms.DecimalField):
    """Days with one decimal; whether they are halves and not too many is said by the action."""

    sentence = _("工作天数填大于 0 的数，可以有半天，例如 1.5。")

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**options, max_digits=4, decimal_places=1, widget=widget)


class ResultForm(PlainForm):
    """What came of a task."""

    outcome = NeededLine(
        label=_("工作成果"), max_length=length_of(Assignment, "outcome"), widget=text_area(3)
    )
    days = HalfDaysField(label=_("工作天数"), help_text=_("可以有半天，例如 1.5。"))
    rating = forms.TypedChoiceField(
        label=_("评价"),
        choices=[("", _("请选择")), *RATINGS],
        coerce=int,
        error_messages={"invalid_choice": _("评价请选 1 至 5。")},
    )
    feedback = LineField(
        label=_("反馈意见"),
        max_length=length_of(Assignment, "feedback"),
        required=False,
        widget=text_area(2),
        help_text=_("本人和任职企业会看到。"),
    )
