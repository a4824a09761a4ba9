"""Notice: what a user is told on the site."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.notifications.enums import NoticeKind


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Sentences about notices."""

    def visible_to(self, user: User) -> NoticeQuerySet:
        """Everybody reads the own ones alone."""
        return self.filter(recipient=user.pk)

    def unread(self) -> NoticeQuerySet:
        """Those not marked as read yet."""
        return self.filter(read_at__isnull=True)

    def open_tasks(self, about: str) -> NoticeQuerySet:
        """Unread notices that ask somebody to act on the thing."""
        return self.unread().filter(kind=NoticeKind.TASK, about=about).exclude(about="")


class Notice(models.Model):
    """One line for one user; ``key`` names the event, so that a repeated one is told once.

    ``about`` names the thing a task is done with, so that it can be settled when somebody did it.
    ``path`` is an address of this site or empty. Title and body never hold identity numbers.
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("接收人"))
    kind = models.CharField(_("类别"), max_length=10, choices=NoticeKind.choices)
    title = models.CharField(_("标题"), max_length=200)
    body = models.TextField(_("内容"), blank=True)
    path = models.CharField(_("相关页面"), max_length=300, blank=True)
    key = models.CharField(_("事件标识"), max_length=120)
    about = models.CharField(_("事项标识"), max_length=60, blank=True)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("通知")
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_by_recipient"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread_by_recipient"
            ),
            models.Index(
                fields=["about"],
                condition=Q(read_at__isnull=True, kind="task") & ~Q(about=""),
                name="notice_open_task_by_thing",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                name="notice_once_per_event",
                violation_error_message=_("同一事项不重复通知。"),
            ),
        ]

    def __str__(self) -> str:
        return self.title
