"""The filter of the audit list."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cqo_registry.audit import acts
from cqo_registry.audit.models import AuditEvent


def action_choices() -> list[tuple[Any, Any]]:
    """Each group as a whole, and its actions one by one."""
    return [
        (group, [(f"{name}.", format_lazy(_("{group}（全部）"), group=group)), *_of_group(name)])
        for name, group in acts.GROUPS.items()
    ]


def _of_group(name: str) -> list[tuple[str, Any]]:
    return [(action, label) for action, label in acts.WORDS.items() if action.startswith(f"{name}.")]


def _date_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class AuditFilter(django_filters.FilterSet):
    """Lines by action, actor, days and enterprise."""

    action = django_filters.ChoiceFilter(
        label=_("动作"), choices=(), method="by_action", empty_label=_("全部")
    )
    actor = django_filters.CharFilter(
        label=_("操作人或单位"), field_name="actor_label", lookup_expr="icontains", max_length=100
    )
    enterprise = django_filters.CharFilter(
        label=_("企业名称或信用代码"), method="by_enterprise", max_length=100
    )
    since = django_filters.DateFilter(
        label=_("自"), field_name="at", lookup_expr="date__gte", widget=_date_input()
    )
    until = django_filters.DateFilter(
        label=_("至"), field_name="at", lookup_expr="date__lte", widget=_date_input()
    )

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not before every app has entered its acts.
        self.filters["action"].extra["choices"] = action_choices()

    def by_action(self, queryset: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """One action, or all of a group when the value ends with a dot."""
        return queryset.filter(**{"action__startswith" if value.endswith(".") else "action": value})

    def by_enterprise(self, queryset: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """Lines of enterprises whose name holds the word or whose code it is."""
        return queryset.filter(Q(enterprise__name__icontains=value) | Q(enterprise__uscc__iexact=value))
