"""Code lists of notices and mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What a notice wants of its reader."""

    TASK = "task", _("待办")
    DECISION = "decision", _("决定")
    REMINDER = "reminder", _("提醒")
    NEWS = "news", _("告知")
    DIGEST = "digest", _("摘要")


class MailState(models.TextChoices):
    """The life of a mail in the outbox; a failed or cancelled one may be sent again."""

    QUEUED = "queued", _("待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")
    CANCELLED = "cancelled", _("已取消")
