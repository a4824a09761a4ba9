"""Forms of the yearly training plan (Art. 16)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.core.columns import length_of
from cqo_registry.directory.models import Authority
from training.enums import Audience
from training.forms.fields import HOURS, NO_CHOICE, Amount, Count, Line, lines
from training.models import PlanItem, TrainingPlan

QUARTERS = [(str(quarter), _("第 %(quarter)s 季度") % {"quarter": quarter}) for quarter in range(1, 5)]


class PlanForm(PlainForm):
    """A plan's title and aims; its year is chosen once."""

    year = Count(label=_("年度"), max_value=9999)
    title = Line(label=_("标题"), max_length=length_of(TrainingPlan, "title"))
    aims = Line(
        label=_("目标和要求"), max_length=length_of(TrainingPlan, "aims"), widget=lines(5), required=False
    )

    def __init__(self, *args: Any, year_settled: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if year_settled:
            del self.fields["year"]


class LineForm(PlainForm):
    """A line: who holds how many sessions on what, for whom, and when."""

    organiser = forms.ModelChoiceField(
        label=_("主办机关"),
        queryset=Authority.objects.order_by("order"),
        empty_label=_("请选择"),
        error_messages=NO_CHOICE,
    )
    topic = Line(label=_("培训内容"), max_length=length_of(PlanItem, "topic"))
    audience = forms.ChoiceField(label=_("培训对象"), choices=Audience.choices, error_messages=NO_CHOICE)
    quarter = forms.TypedChoiceField(label=_("季度"), choices=QUARTERS, coerce=int, error_messages=NO_CHOICE)
    planned_sessions = Count(label=_("计划期数"), max_value=1000)
    planned_hours = Amount(label=_("每期学时"), sentence=HOURS, max_digits=5, decimal_places=1)
    planned_heads = Count(label=_("计划人数"), max_value=1_000_000, help_text=_("各期合计。"))
