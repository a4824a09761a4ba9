"""The outbox against a real mail server: sent, refused, away, and in the end given up."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from cqo_registry.notifications import facts
from cqo_registry.notifications.actions.sending import deliver_due, sentence
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail
from tests import factories
from tests.notifications.smtp import MailServer

pytestmark = pytest.mark.django_db
LATER = timedelta(days=3)


def mail(key: str = "k", **user: Any) -> Mail:
    """A mail in the outbox."""
    recipient = factories.filer(**{"email": f"{key}@example.cn", "name": "央金", **user})
    context = {"enterprise": "拉萨水泥", "matter": "首次备案"}
    tell([recipient], "filing_accepted", key=key, kind=NoticeKind.DECISION, mail=True, context=context)
    return Mail.objects.get(recipient=recipient)


def again(row: Mail) -> Mail:
    row.refresh_from_db()
    return row


def test_a_mail_arrives_in_chinese_and_is_marked(smtp: MailServer) -> None:
    row = mail()
    assert deliver_due() == 1
    assert (again(row).state, row.attempts, row.last_error) == (MailState.SENT, 1, "")
    assert row.sent_at is not None
    arrived = message_from_bytes(smtp.mails[0], policy=policy.default)
    assert arrived["Subject"] == "拉萨水泥的首次备案已予以备案"
    assert (arrived["To"], arrived["Auto-Submitted"]) == ("k@example.cn", "auto-generated")
    assert "央金：" in arrived.get_content()
    assert deliver_due() == 0


def test_the_server_being_away_costs_one_attempt_a_run_and_loses_nothing(
    smtp: MailServer, settings: Any
) -> None:
    rows = [mail("a"), mail("b")]
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT
    assert deliver_due() == 0
    assert [again(row).attempts for row in rows] == [1, 0]
    assert rows[0].last_error == "无法连接邮件服务器（ConnectionRefusedError）。"
    assert rows[0].next_try_at > timezone.now() + timedelta(seconds=50)
    settings.EMAIL_PORT = port
    assert deliver_due() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver_due() == 1
    assert {again(row).state for row in rows} == {MailState.SENT}


def test_a_server_that_hangs_up_is_a_server_that_is_away(smtp: MailServer) -> None:
    row, waiting = mail("a"), mail("b")
    smtp.answers["HELLO"] = "421 later"
    assert deliver_due() == 0
    assert (again(row).state, again(waiting).attempts) == (MailState.QUEUED, 0)
    assert "421" in row.last_error


def test_a_refused_address_fails_for_good_and_stops_nobody_else(smtp: MailServer) -> None:
    row = mail("a")
    smtp.answers["RCPT"] = "550 a@example.cn unknown"
    assert deliver_due() == 0
    assert again(row).state == MailState.FAILED
    assert row.last_error == "邮件服务器拒绝了收件地址（550）。"
    del smtp.answers["RCPT"]
    other = mail("b")
    assert deliver_due() == 1
    assert again(other).state == MailState.SENT


def test_an_address_refused_for_now_is_tried_again(smtp: MailServer) -> None:
    rows = [mail("a"), mail("b")]
    smtp.answers["RCPT"] = "450 greylisted"
    assert deliver_due() == 0
    assert {(again(row).state, row.attempts) for row in rows} == {(MailState.QUEUED, 1)}


def test_after_the_last_attempt_it_is_left_to_the_administrator(smtp: MailServer) -> None:
    row = mail()
    smtp.answers["END"] = "451 full"
    for attempts in range(1, 8):
        deliver_due()
        assert again(row).attempts == attempts
        assert row.state == (MailState.FAILED if attempts == 7 else MailState.QUEUED)
        Mail.objects.filter(pk=row.pk).update(next_try_at=timezone.now())
    assert row.last_error == "邮件服务器拒绝了邮件（451）。"
    assert deliver_due() == 0


def test_what_cannot_be_written_as_a_mail_fails_alone(smtp: MailServer) -> None:
    row, other = mail("a", email="a\n@example.cn"), mail("b")
    assert deliver_due() == 1
    assert (again(row).state, again(other).state) == (MailState.FAILED, MailState.SENT)
    assert row.last_error == "邮件地址或内容无法按邮件格式写出。"


@pytest.mark.parametrize(
    ("change", "why"),
    [({"is_active": False}, "收件人账号已停用。"), ({"email": ""}, "收件人已没有邮件地址。")],
)
def test_nothing_goes_to_who_cannot_be_written_to_any_more(
    smtp: MailServer, change: dict[str, Any], why: str
) -> None:
    row = mail()
    type(row.recipient).objects.filter(pk=row.recipient_id).update(**change)
    assert deliver_due() == 0
    assert (again(row).state, row.last_error, row.attempts) == (MailState.CANCELLED, why, 0)
    assert not smtp.mails


def test_it_goes_to_the_address_of_today(smtp: MailServer) -> None:
    row = mail()
    type(row.recipient).objects.filter(pk=row.recipient_id).update(email="new@example.cn")
    deliver_due()
    assert again(row).address == "new@example.cn"
    assert b"new@example.cn" in smtp.mails[0]


def test_old_news_are_not_sent(smtp: MailServer) -> None:
    row = mail()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert deliver_due() == 0
    assert (again(row).state, row.last_error) == (MailState.CANCELLED, "等待超过14天，内容已过时。")


def test_without_a_server_mails_wait_untouched(settings: Any) -> None:
    settings.EMAIL_HOST = ""
    row = mail()
    assert not facts.can_send()
    assert deliver_due() == 0
    assert (again(row).state, row.attempts) == (MailState.QUEUED, 0)


def test_a_run_ends_at_its_limit(smtp: MailServer) -> None:
    mail("a"), mail("b")
    assert (deliver_due(limit=1), deliver_due()) == (1, 1)


def test_a_refused_login_is_said_as_such() -> None:
    assert sentence(smtplib.SMTPAuthenticationError(535, b"no")) == (
        "邮件服务器拒绝了登录（535），请检查账号设置。"
    )
