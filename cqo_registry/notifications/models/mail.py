"""Mail: the outbox. A row is the fact that somebody has to be written to; sending comes after."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.notifications.enums import MailState


class MailQuerySet(models.QuerySet["Mail"]):
    """Sentences about the outbox."""

    def visible_to(self, user: User) -> MailQuerySet:
        """Only the system administrator looks after the outbox."""
        return self if user.is_system_admin else self.none()

    def queued(self) -> MailQuerySet:
        """Those that still have to go."""
        return self.filter(state=MailState.QUEUED)

    def due(self, *, at: datetime) -> MailQuerySet:
        """Those whose next attempt has come."""
        return self.queued().filter(next_try_at__lte=at)

    def lock(self, pk: int) -> Mail:
        """The row under its lock."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)


class Mail(models.Model):
    """One mail to one user; ``key`` names the event, so that a repeated one is written once.

    ``address`` is where the newest attempt went; the body never holds identity numbers, and
    ``last_error`` never holds addresses.
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="mails", verbose_name=_("收件人"))
    address = models.EmailField(_("邮件地址"))
    subject = models.CharField(_("主题"), max_length=240)
    body = models.TextField(_("正文"))
    key = models.CharField(_("事件标识"), max_length=120)
    state = models.CharField(
        _("状态"), max_length=10, choices=MailState.choices, default=MailState.QUEUED, editable=False
    )
    attempts = models.PositiveSmallIntegerField(_("已尝试次数"), default=0)
    created_at = models.DateTimeField(_("写入时间"))
    queued_at = models.DateTimeField(_("进入队列时间"))
    next_try_at = models.DateTimeField(_("下次发送时间"))
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    last_error = models.CharField(_("最近一次失败原因"), max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("邮件")
        indexes = [
            models.Index(fields=["next_try_at", "id"], condition=Q(state="queued"), name="mail_due_first"),
            models.Index(fields=["state", "-id"], name="mail_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "key"],
                name="mail_once_per_event",
                violation_error_message=_("同一事项不重复发送邮件。"),
            ),
            models.CheckConstraint(
                name="mail_sent_has_its_time",
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                violation_error_message=_("已发送的邮件必须有发送时间。"),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
