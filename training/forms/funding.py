"""Forms and the filter of budgets and spending (Art. 17); amounts are in 元."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.casework.fields import DayField, LineField, OneSentence, PickField, YearField, offer_rows
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.text import half_width
from cqo_registry.directory.models import Authority
from training.enums import FundSource, SpendingItem
from training.forms.activities import STANDING
from training.models import Activity, Spending, TrainingSession
from training.rules.funding import CENT, check_spending

PICK = {"invalid_choice": _("没有这一项，请从列表中选择。")}


class YuanField(OneSentence, forms.DecimalField):
    """元 with two decimals, up to ten digits before the point."""

    sentence = _("请填写不小于 0 的金额（元，最多两位小数），如 3000.50。")

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options, min_value=0, max_digits=12, decimal_places=2)

    def to_python(self, value: Any) -> Any:
        """The amount, also in wide digits and with commas between thousands."""
        if isinstance(value, str):
            value = half_width(value).replace(",", "")
        return super().to_python(value)


class AmendBudgetForm(PlainForm):
    """What of a budget may change."""

    amount = YuanField(label=_("预算金额（元）"))
    document_no = LineField(label=_("文件号"), max_length=100, required=False)
    note = LineField(label=_("说明"), max_length=500, required=False)


class BudgetForm(AmendBudgetForm):
    """A budget of one year and source."""

    year = YearField(label=_("年度"))
    source = PickField(label=_("经费来源"), choices=FundSource.choices)
    field_order = ["year", "source", "amount", "document_no", "note"]


class SpendingForm(PlainForm):
    """One line of spending."""

    spent_on = DayField(label=_("支出日期"), help_text=_("按支出日期计入年度。"))
    source = PickField(label=_("经费来源"), choices=FundSource.choices)
    item = PickField(label=_("支出项目"), choices=SpendingItem.choices)
    amount = YuanField(label=_("金额（元）"))
    session = forms.ModelChoiceField(
        queryset=TrainingSession.objects.none(),
        label=_("培训班"),
        required=False,
        empty_label=_("不针对培训班"),
        error_messages=PICK,
    )
    activity = forms.ModelChoiceField(
        queryset=Activity.objects.none(),
        label=_("活动"),
        required=False,
        empty_label=_("不针对活动"),
        error_messages=PICK,
    )
    note = LineField(label=_("说明"), max_length=500, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {"authority": user.authority_id}
        offer_rows(self, "session", TrainingSession.objects.filter(**own))
        offer_rows(self, "activity", Activity.objects.filter(**own).standing())

    def clean(self) -> dict[str, Any]:
        """What cannot be true is said beside all else that is wrong."""
        given = super().clean() or self.cleaned_data
        today = timezone.localdate()
        self.add_reasons(
            check_spending(
                given.get("spent_on") or today,
                given.get("amount", CENT),
                today=today,
                session=given.get("session") is not None,
                activity=given.get("activity") is not None,
            )
        )
        return given


class SpendingFilter(StyledFilter):
    """By office, year, source, item and class; each figure of the sheet is one such filter."""

    authority = df.ModelChoiceFilter(
        queryset=Authority.objects.all(), to_field_name="code", label=_("机关"), empty_label=_("全部")
    )
    year = df.NumberFilter(label=_("年度"), min_value=1, max_value=9999)
    source = df.ChoiceFilter(choices=FundSource.choices, label=_("经费来源"), empty_label=_("全部"))
    item = df.ChoiceFilter(choices=SpendingItem.choices, label=_("支出项目"), empty_label=_("全部"))
    session = df.ModelChoiceFilter(
        queryset=TrainingSession.objects.none(), label=_("培训班"), empty_label=_("不限")
    )
    standing = df.ChoiceFilter(choices=STANDING, method="by_standing", label=_("效力"), empty_label=_("全部"))

    class Meta:
        model = Spending
        fields: list[str] = []

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = TrainingSession.objects.all()
        own = sessions if user.sees_region else sessions.filter(authority=user.authority_id)
        self.filters["session"].queryset = own

    def by_standing(self, queryset: Any, name: str, value: str) -> Any:
        """Those that count, or those struck out."""
        return queryset.filter(struck_at__isnull=value == "yes")
