"""The filters of notices and of the outbox."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail, Notice


class NoticeFilter(django_filters.FilterSet):
    """Notices by whether they were read, and by kind."""

    read = django_filters.ChoiceFilter(
        label=_("状态"),
        choices=[("no", _("未读")), ("yes", _("已读"))],
        method="by_read",
        empty_label=_("全部"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("类别"), choices=NoticeKind.choices[:-1], empty_label=_("全部")
    )  # a digest is a mail alone

    class Meta:
        model = Notice
        fields: list[str] = []

    def by_read(self, queryset: QuerySet[Notice], name: str, value: str) -> QuerySet[Notice]:
        """Only the unread ones, or only the others."""
        return queryset.filter(read_at__isnull=value == "no")


class MailFilter(django_filters.FilterSet):
    """Mails by state and by the user name they go to."""

    state = django_filters.ChoiceFilter(label=_("状态"), choices=MailState.choices, empty_label=_("全部"))
    q = django_filters.CharFilter(
        label=_("收件人用户名"), field_name="recipient__username", lookup_expr="icontains", max_length=60
    )

    class Meta:
        model = Mail
        fields: list[str] = []
