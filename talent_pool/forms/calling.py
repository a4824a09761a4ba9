"""The matter an office asks experts for (Art. 15)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import DayField, LineField
from cqo_registry.core.columns import length_of
from cqo_registry.directory.models import Enterprise
from talent_pool.actions.assigning import Call
from talent_pool.enums import AssignmentKind, Skill
from talent_pool.forms.acts import NeededLine, text_area
from talent_pool.models import Assignment
from talent_pool.rules import assignments as rules
from training.forms.fields import one_enterprise

NO_CHOICE = {"invalid_choice": _("没有这一项，请从列表中选择。")}


def _max(name: str) -> int:
    return length_of(Assignment, name)


class CallForm(PlainForm):
    """What, where and when; the enterprise by code or full name, in the area of whoever asks."""

    kind = forms.ChoiceField(
        label=_("活动类型"), choices=[("", _("请选择")), *AssignmentKind.choices], error_messages=NO_CHOICE
    )
    title = NeededLine(label=_("事项"), max_length=_max("title"))
    enterprise = LineField(
        label=_("服务企业"),
        max_length=200,
        required=False,
        help_text=_("填统一社会信用代码或者企业全称；决策咨询不涉及具体企业的可以不填。"),
    )
    skill = forms.ChoiceField(
        label=_("所需专长"),
        choices=[("", _("不限")), *Skill.choices],
        required=False,
        error_messages=NO_CHOICE,
    )
    starts_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("结束日期"))
    place = LineField(label=_("地点"), max_length=_max("place"), required=False)
    note = LineField(label=_("工作内容"), max_length=_max("note"), required=False, widget=text_area(3))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_enterprise(self) -> Enterprise | None:
        """The enterprise of this code or name in the user's scope; nothing is guessed."""
        known = Enterprise.objects.visible_to(self.user).active().select_related("profile", "authority")
        return one_enterprise(self.cleaned_data["enterprise"], known)

    def clean(self) -> dict[str, Any]:
        """The matter is complete; judged beside all else that is wrong."""
        given = super().clean() or self.cleaned_data
        if {"kind", "title", "starts_on", "ends_on", "enterprise"} <= given.keys():
            self.add_reasons(rules.check_matter(self.call().matter, timezone.localdate()))
        return given

    def call(self) -> Call:
        """The matter as typed."""
        return Call(**{name: self.cleaned_data.get(name, "") for name in self.fields})
