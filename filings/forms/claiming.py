"""Forms that put a filing into other hands: to whom, and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import offer_rows
from filings.forms.decisions import ReasonForm
from filings.models import Filing

WHY = forms.CharField(
    label=_("移交理由"),
    max_length=300,
    widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    error_messages={"required": _("请写明移交理由。")},
)
CHOOSE = _("请选择")


def colleagues_of(user: User) -> QuerySet[User]:
    """The officers of the user's office, the user among them, also those whose account is closed."""
    return User.objects.filter(role=Role.PREFECTURE_OFFICER, authority=user.authority_id).order_by("name")


class Colleague(forms.ModelChoiceField):
    """An officer by name; two of one name are told apart by their sign-in names."""

    def __init__(self, *, missing: Any = CHOOSE, **kwargs: Any) -> None:
        look = forms.Select(attrs={"class": "form-select"})
        super().__init__(queryset=User.objects.none(), widget=look, **kwargs)
        sentence = _("请从列表中选择工作人员。")
        self.error_messages |= {"required": missing, "invalid_choice": sentence}

    def label_from_instance(self, obj: User) -> str:
        """As ``张三（zhangsan）``."""
        return f"{obj.name}（{obj.username}）"


class HandOverForm(ReasonForm):
    """Give one filing to a colleague."""

    name = "hand"
    to = Colleague(label=_("移交给"), empty_label=CHOOSE, missing=_("请选择移交给谁。"))
    reason = WHY
    field_order = ("to", "reason")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "to", colleagues_of(by).filter(is_active=True).exclude(pk=by.pk))


class TakeOverForm(ReasonForm):
    """Take one filing out of a colleague's hands."""

    name = "take"
    reason = forms.CharField(
        label=_("接手理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("请写明接手理由，例如原经办人休假。")},
    )


class AbsenceForm(ReasonForm):
    """Give all that one officer holds to one colleague, or back to the queue."""

    name = "absence"
    holder = Colleague(label=_("缺勤人员"), empty_label=CHOOSE, missing=_("请选择缺勤人员。"))
    to = Colleague(label=_("移交给"), required=False, empty_label=_("放回队列，由其他人领取"))
    reason = WHY
    field_order = ("holder", "to", "reason")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = colleagues_of(by)
        held = Filing.objects.filter(authority=by.authority_id, claimed_by__isnull=False)
        offer_rows(self, "holder", everybody.filter(pk__in=held.values("claimed_by")))
        offer_rows(self, "to", everybody.filter(is_active=True))
