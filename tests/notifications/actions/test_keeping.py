"""Reading, sending again, cancelling, throwing away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.actions import keeping
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from tests import factories

pytestmark = pytest.mark.django_db


def told(user: User, key: str = "k") -> None:
    tell([user], "filing_accepted", key=key, kind=NoticeKind.DECISION, mail=True)


@pytest.fixture
def mail() -> Mail:
    told(factories.filer(email="a@example.cn"))
    return Mail.objects.get()


def test_marking_read_keeps_the_first_time_and_touches_the_own_alone() -> None:
    user, other = factories.filer(), factories.filer()
    told(user), told(user, "l"), told(other)
    first = Notice.objects.visible_to(user).latest("pk")
    keeping.mark_read(first, by=other)
    assert Notice.objects.unread().count() == 3
    keeping.mark_read(first, by=user)
    stamp = Notice.objects.get(pk=first.pk).read_at
    keeping.mark_read(first, by=user)
    assert Notice.objects.get(pk=first.pk).read_at == stamp
    assert (keeping.mark_all_read(by=user), keeping.mark_all_read(by=user)) == (1, 0)
    assert Notice.objects.unread().get().recipient == other


def test_a_failed_mail_is_queued_with_all_its_attempts(mail: Mail) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    Mail.objects.update(state=MailState.FAILED, attempts=7, queued_at=long_ago, last_error="x")
    mail = keeping.send_again(mail.pk, by=factories.admin())
    assert (mail.state, mail.attempts) == (MailState.QUEUED, 0)
    assert mail.queued_at > long_ago
    event = AuditEvent.objects.about(mail).get()
    assert (event.action, event.before, event.after) == ("mail.send_again", "failed", "queued")
    assert "example.cn" not in str(event.__dict__)


def test_a_waiting_mail_is_cancelled_once(mail: Mail) -> None:
    admin = factories.admin()
    assert keeping.cancel(mail.pk, by=admin).state == MailState.CANCELLED
    with pytest.raises(Refused, match="只有待发送的邮件"):
        keeping.cancel(mail.pk, by=admin)


def test_a_sent_mail_is_not_sent_again(mail: Mail) -> None:
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    with pytest.raises(Refused, match="不再重复发送"):
        keeping.send_again(mail.pk, by=factories.admin())


@pytest.mark.parametrize("act", [keeping.send_again, keeping.cancel])
def test_only_the_administrator_touches_the_outbox(mail: Mail, act: object) -> None:
    with pytest.raises(Refused, match="系统管理员"):
        act(mail.pk, by=factories.officer())  # type: ignore[operator]


def test_only_what_nobody_needs_is_thrown_away() -> None:
    old = timezone.now() - timedelta(days=400)
    read, unread, waiting = (factories.filer(email=f"{name}@example.cn") for name in "abc")
    told(read), told(unread), told(waiting)
    Notice.objects.filter(recipient=read).update(read_at=old)
    Mail.objects.update(created_at=old)
    Mail.objects.exclude(recipient=waiting).update(state=MailState.SENT, sent_at=old)
    assert keeping.clean_up() == 3
    assert Mail.objects.get().recipient == waiting
    assert Notice.objects.count() == 2
