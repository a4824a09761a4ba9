"""The worker's side of the outbox: take what is due, send it, and say how it went."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.notifications import facts
from cqo_registry.notifications.enums import MailState
from cqo_registry.notifications.models import Mail
from cqo_registry.notifications.rules import retrying

logger = logging.getLogger(__name__)
PERMANENT = 500  # SMTP codes from here on say that trying again is useless
# What lies with this one mail; every other fault lies with the server and ends the run.
MAIL_FAULTS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,  # an address or a line that cannot be written in a mail
)


class Outcome(Enum):
    """How one attempt went; NO_SERVER is no fault of the mail."""

    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"
    NO_SERVER = "no_server"


def deliver_due(*, limit: int = 500) -> int:
    """Send what is due, oldest first; the number of mails sent.

    Two workers share the queue: each takes rows the other has not locked. When the server itself is
    away the run ends, so that an outage costs one attempt a run. A crash between sending and marking
    sends that one mail again.
    """
    sent = 0
    for _turn in range(limit if facts.can_send() else 0):
        outcome = _deliver_next()
        sent += outcome is Outcome.SENT
        if outcome is None or outcome is Outcome.NO_SERVER:
            break
    return sent


@transaction.atomic
def _deliver_next() -> Outcome | None:
    """Send the next mail under its row lock; None when nothing is due."""
    now = timezone.now()
    due = Mail.objects.due(at=now).order_by("next_try_at", "pk")
    mail = due.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    return _attempt(mail, now) if mail is not None else None


def _attempt(mail: Mail, now: datetime) -> Outcome:
    """Send or drop one locked mail and write down which."""
    useless = _why_useless(mail, now)
    if useless:
        mail.state, mail.last_error = MailState.CANCELLED, useless
        mail.save(update_fields=["state", "last_error"])
        return Outcome.DROPPED
    mail.address = mail.recipient.email
    mail.attempts += 1
    try:
        _send(mail)
    except (smtplib.SMTPException, OSError, ValueError) as fault:
        _put_off(mail, fault, now)
        return Outcome.FAILED if isinstance(fault, MAIL_FAULTS) else Outcome.NO_SERVER
    mail.state, mail.sent_at, mail.last_error = MailState.SENT, timezone.now(), ""
    mail.save(update_fields=["state", "sent_at", "last_error", "attempts", "address"])
    return Outcome.SENT


def _why_useless(mail: Mail, now: datetime) -> str:
    """Why the mail should not go any more; empty while it should."""
    if not mail.recipient.is_active:
        return _("收件人账号已停用。")
    if not mail.recipient.email:
        return _("收件人已没有邮件地址。")
    if retrying.is_stale(mail.queued_at, at=now):
        return _("等待超过14天，内容已过时。")
    return ""


def _send(mail: Mail) -> None:
    with get_connection(fail_silently=False) as connection:
        EmailMessage(
            subject=mail.subject,
            body=mail.body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[mail.address],
            headers={"Auto-Submitted": "auto-generated"},
            connection=connection,
        ).send()


def _put_off(mail: Mail, fault: Exception, now: datetime) -> None:
    """Set the next attempt, or give up and leave it to the administrator."""
    again = None if _is_permanent(fault) else retrying.next_try(mail.attempts, at=now)
    mail.state = MailState.QUEUED if again else MailState.FAILED
    mail.next_try_at = again or now
    mail.last_error = sentence(fault)
    mail.save(update_fields=["state", "next_try_at", "last_error", "attempts", "address"])
    logger.warning("mail %s: attempt %s failed: %s", mail.pk, mail.attempts, type(fault).__name__)


def _codes(fault: Exception) -> list[int]:
    """The answers of the mail server: one for every refused address, or one for the whole mail."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in fault.recipients.values()]
    return [fault.smtp_code] if isinstance(fault, smtplib.SMTPResponseException) else []


def _is_permanent(fault: Exception) -> bool:
    """Whether the address was refused for good, or the mail cannot be written at all."""
    if isinstance(fault, ValueError):
        return True
    return isinstance(fault, smtplib.SMTPRecipientsRefused) and min(_codes(fault)) >= PERMANENT


def sentence(fault: Exception) -> str:
    """What went wrong, without any address: the server's own words may name one."""
    code = "/".join(str(code) for code in _codes(fault))
    match fault:
        case smtplib.SMTPRecipientsRefused():
            return _("邮件服务器拒绝了收件地址（%(code)s）。") % {"code": code}
        case smtplib.SMTPAuthenticationError():
            return _("邮件服务器拒绝了登录（%(code)s），请检查账号设置。") % {"code": code}
        case smtplib.SMTPResponseException():
            return _("邮件服务器拒绝了邮件（%(code)s）。") % {"code": code}
        case ValueError():
            return _("邮件地址或内容无法按邮件格式写出。")
        case _:
            return _("无法连接邮件服务器（%(kind)s）。") % {"kind": type(fault).__name__}
