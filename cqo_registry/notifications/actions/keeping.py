"""What readers do with notices and the administrator with mails, and what is thrown away in time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.notifications import policies
from cqo_registry.notifications.enums import MailState
from cqo_registry.notifications.models import Mail, Notice

KEPT_NOTICES = timedelta(days=365)  # of read ones
KEPT_MAILS = timedelta(days=180)  # of those that are no longer waiting


def mark_read(notice: Notice, *, by: User) -> None:
    """Mark one of the own notices; marking it again keeps the first time."""
    Notice.objects.visible_to(by).unread().filter(pk=notice.pk).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """Mark all own notices; how many there were."""
    return Notice.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def send_again(pk: int, *, by: User) -> Mail:
    """Queue a mail anew with all its attempts. Raises ``Refused`` for one that was sent."""
    mail = Mail.objects.lock(pk)
    policies.may_send_again(by, mail).require()
    before, now = mail.state, timezone.now()
    mail.state, mail.attempts, mail.queued_at, mail.next_try_at = MailState.QUEUED, 0, now, now
    mail.save(update_fields=["state", "attempts", "queued_at", "next_try_at"])
    trail.record("mail.send_again", by=by, target=mail, before=before, after=mail.state)
    return mail


@transaction.atomic
def cancel(pk: int, *, by: User) -> Mail:
    """Take a waiting mail out of the queue. Raises ``Refused`` when it went meanwhile."""
    mail = Mail.objects.lock(pk)
    policies.may_cancel(by, mail).require()
    before, mail.state = mail.state, MailState.CANCELLED
    mail.save(update_fields=["state"])
    trail.record("mail.cancel", by=by, target=mail, before=before, after=mail.state)
    return mail


def clean_up() -> int:
    """Throw away what nobody needs any more; unread notices and waiting mails stay. How many rows went."""
    now = timezone.now()
    notices, _of = Notice.objects.filter(read_at__lt=now - KEPT_NOTICES).delete()
    old = Mail.objects.exclude(state=MailState.QUEUED).filter(created_at__lt=now - KEPT_MAILS)
    mails, _of = old.delete()
    return notices + mails
