"""Who may look after the outbox and who may mark a notice; each answers a Verdict."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.notifications.enums import MailState
from cqo_registry.notifications.models import Mail

_NOT_ADMIN = Reason("not_admin", _("只有系统管理员可以管理发件箱。"))


def may_send_again(user: User, mail: Mail) -> Verdict:
    """A mail that failed or was cancelled may be queued anew; a waiting one may be tried at once."""
    return Verdict.unless(
        not user.is_system_admin and _NOT_ADMIN,
        mail.state == MailState.SENT and Reason("sent", _("这封邮件已经发出，不再重复发送。")),
    )


def may_cancel(user: User, mail: Mail) -> Verdict:
    """A mail that has not gone yet may be taken out of the queue."""
    return Verdict.unless(
        not user.is_system_admin and _NOT_ADMIN,
        mail.state != MailState.QUEUED and Reason("not_queued", _("只有待发送的邮件可以取消。")),
    )
