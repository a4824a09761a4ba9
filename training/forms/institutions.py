"""Forms and the filter of training institutions (Art. 16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters as df
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import CheckedField, PlainForm
from cqo_registry.casework.filters import StyledFilter
from cqo_registry.core.columns import length_of
from cqo_registry.core.identifiers import check_phone, check_uscc
from training.forms.fields import Day, Line, lines
from training.models import Institution, InstitutionDocument
from training.models.institution import InstitutionQuerySet
from training.rules.commissions import STANDINGS, WARNING_DAYS, Standing


def _max(name: str) -> int:
    return length_of(Institution, name)


class InstitutionForm(PlainForm):
    """What the region knows of an institution, and the term of its commission."""

    name = Line(label=_("机构名称"), max_length=_max("name"))
    uscc = CheckedField(check=check_uscc, label=_("统一社会信用代码"), max_length=40)
    contact_person = Line(label=_("联系人"), max_length=_max("contact_person"), required=False)
    contact_phone = CheckedField(check=check_phone, label=_("联系电话"), max_length=30, required=False)
    scope = Line(label=_("承担的培训"), max_length=_max("scope"), widget=lines(3))
    commissioned_on = Day(label=_("委托开始日期"))
    valid_until = Day(label=_("委托截止日期"), help_text=_("当日仍在委托期内。"))


class EndForm(PlainForm):
    """From which day a commission holds no more, and why."""

    on = Day(label=_("终止日期"), help_text=_("自当日起不再承担培训。"))
    reason = Line(label=_("终止原因"), max_length=_max("end_reason"), widget=lines(3))


class DocumentForm(PlainForm):
    """A document that qualifies the institution."""

    name = Line(label=_("资质名称"), max_length=length_of(InstitutionDocument, "name"))
    number = Line(label=_("证书编号"), max_length=length_of(InstitutionDocument, "number"), required=False)
    valid_until = Day(label=_("有效期至"), required=False, help_text=_("长期有效的留空。"))
    upload = forms.FileField(
        label=_("资质材料"),
        help_text=_("PDF、JPEG 或 PNG，不超过 5 MB。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        # How large and of what kind it may be is said by the action.
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "document-%s", **kwargs})
        self.fields["upload"].error_messages["required"] = _("请选择资质材料文件。")

    def add_reasons(self, verdict: Any) -> None:
        """As every form; what is wrong with the file stands at its field."""
        super().add_reasons(verdict)
        for reason in verdict.blocking:
            if reason.field == "file":
                self.add_error("upload", str(reason.message))


class InstitutionFilter(StyledFilter):
    """By name or code, and by where the commission stands today."""

    keyword = df.CharFilter(method="with_keyword", label=_("关键词"), max_length=100)
    standing = df.ChoiceFilter(
        choices=list(STANDINGS.items()), method="standing_so", label=_("委托状态"), empty_label=_("全部")
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def with_keyword(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """By name, code or what it trains in."""
        return queryset.filter(
            Q(name__icontains=value) | Q(uscc__icontains=value) | Q(scope__icontains=value)
        )

    def standing_so(self, queryset: InstitutionQuerySet, name: str, value: str) -> InstitutionQuerySet:
        """As ``rules.commissions.standing`` says of each, in one query."""
        today = timezone.localdate()
        soon = today + timedelta(days=WARNING_DAYS.on(today))
        ended = Q(ended_on__isnull=False, ended_on__lte=today)
        runs_out = Q(valid_until__lte=soon) | Q(
            ended_on__isnull=False, ended_on__lte=soon + timedelta(days=1)
        )
        running = Q(commissioned_on__lte=today, valid_until__gte=today) & ~ended
        found: dict[str, Q] = {
            Standing.ENDED: ended,
            Standing.AHEAD: Q(commissioned_on__gt=today) & ~ended,
            Standing.EXPIRED: Q(valid_until__lt=today) & ~ended,
            Standing.EXPIRING: running & runs_out,
            Standing.IN_FORCE: running & ~runs_out,
        }
        return queryset.filter(found[value])
