"""Two workers on one outbox: every mail goes once."""

from __future__ import annotations

import pytest
from django.db import transaction

from cqo_registry.notifications.actions import keeping, sending
from cqo_registry.notifications.actions.telling import settle, tell
from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from tests import factories
from tests.notifications.conftest import smtp
from tests.notifications.smtp import MailServer
from tests.races.test_races import race

pytestmark = pytest.mark.races
__all__ = ["smtp"]


def told(count: int, key: str = "k") -> None:
    users = [factories.filer(email=f"{number}@example.cn") for number in range(count)]
    tell(users, "filing_accepted", key=key, kind=NoticeKind.TASK, about="filing:1", mail=True)


def test_two_workers_send_every_mail_once(committed: None, smtp: MailServer) -> None:
    told(12)
    sent = race(sending.deliver_due, sending.deliver_due)
    assert sum(sent) == len(smtp.mails) == 12
    assert set(Mail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


def test_the_same_event_told_twice_at_once_is_told_once(committed: None) -> None:
    user = factories.filer(email="a@example.cn")

    def act() -> int:
        return tell([user], "filing_accepted", key="k", kind=NoticeKind.DECISION, mail=True)

    assert race(act, act, act) == [1, 1, 1]
    assert (Notice.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_mail_that_is_being_sent_is_not_cancelled_meanwhile(committed: None, smtp: MailServer) -> None:
    told(1)
    mail, admin = Mail.objects.get(), factories.admin()
    _sent, _cancelled = race(sending.deliver_due, lambda: keeping.cancel(mail.pk, by=admin))
    mail.refresh_from_db()
    assert (mail.state == MailState.SENT) == bool(smtp.mails)


def test_settling_a_task_never_waits_for_its_reader(committed: None) -> None:
    told(2)
    reader = Notice.objects.first().recipient
    with transaction.atomic():
        keeping.mark_all_read(by=reader)
        (settled,) = race(lambda: settle("filing:1"))
    assert settled == 1
    assert not Notice.objects.unread().exists()
