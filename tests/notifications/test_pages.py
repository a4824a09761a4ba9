"""The pages of notices and of the outbox."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {"enterprise": "拉萨水泥", "matter": "首次备案", "office": "拉萨市局", "filing_no": "5401-1"}


def told(user: User, *keys: str, path: str = "/filings/", mail: bool = False) -> None:
    for key in keys or ("k",):
        tell(
            [user],
            "filing_accepted",
            key=key,
            kind=NoticeKind.DECISION,
            path=path,
            mail=mail,
            context=WORDS,
        )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(client: Client, name: str, **query: str) -> str:
    return client.get(reverse(name), query).content.decode()


def test_the_header_counts_what_is_unread_and_looking_marks_nothing() -> None:
    user = factories.filer()
    client = signed_in(user)
    assert "条未读" not in text(client, "notices:list")
    told(user, "a", "b")
    assert "没有未读通知" not in text(client, "notices:list")
    assert '<span class="unread">2<' in text(client, "notices:list")
    assert '<span class="unread">2<' in text(client, "portal:home")


def test_a_long_count_is_cut() -> None:
    user = factories.filer()
    told(user, *map(str, range(101)))
    assert '<span class="unread">99+<' in text(signed_in(user), "notices:list")


def test_opening_a_notice_marks_it_and_leads_to_its_page() -> None:
    user = factories.filer()
    told(user), told(user, "plain", path="")
    client, notice = signed_in(user), Notice.objects.get(path="/filings/")
    assert client.post(reverse("notices:read", args=[notice.pk]), {"go": "1"}).url == "/filings/"
    plain = Notice.objects.get(path="")
    assert client.post(reverse("notices:read", args=[plain.pk]), {"go": "1"}).url == reverse("notices:list")
    assert not Notice.objects.unread().exists()
    assert 'href="/filings/"' in text(client, "notices:list")


def test_all_are_marked_at_once_and_it_is_said() -> None:
    user = factories.filer()
    told(user, "a", "b")
    client = signed_in(user)
    page = client.post(reverse("notices:read_all"), follow=True).content.decode()
    assert "已将 2 条通知标为已读" in page
    assert "没有未读的通知。" in client.post(reverse("notices:read_all"), follow=True).content.decode()


def test_notices_are_found_by_state_and_kind() -> None:
    user = factories.filer()
    told(user, "a", "b")
    Notice.objects.filter(key="a").update(read_at=timezone.now(), title="读过的")
    client = signed_in(user)
    assert "读过的" in text(client, "notices:list", read="yes")
    assert "读过的" not in text(client, "notices:list", read="no")
    assert "没有通知" in text(client, "notices:list", kind="reminder")


def test_the_outbox_shows_states_and_neither_text_nor_address() -> None:
    told(factories.filer(username="yangjin", name="央金", email="secret@example.cn"), mail=True)
    page = text(signed_in(factories.admin()), "notices:outbox")
    assert "yangjin" in page
    assert "待发送" in page
    assert "尚未配置邮件服务器" in page
    assert "secret@example.cn" not in page
    assert "央金" not in page


def test_the_outbox_says_how_long_the_oldest_waits_and_why(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.cn"
    client = signed_in(factories.admin())
    assert "最早一封" not in text(client, "notices:outbox")
    told(factories.filer(email="a@example.cn"), mail=True)
    Mail.objects.update(last_error="无法连接邮件服务器。", attempts=2)
    page = text(client, "notices:outbox")
    assert "最早一封待发送的邮件自" in page
    assert "最近一次失败：无法连接邮件服务器。" in page
    assert "已尝试 2 次" in page


def test_mails_are_found_by_state_and_user() -> None:
    told(factories.filer(username="yangjin", email="a@example.cn"), mail=True)
    told(factories.filer(username="dorje", email="b@example.cn"), mail=True)
    Mail.objects.filter(recipient__username="dorje").update(state=MailState.FAILED)
    client = signed_in(factories.admin())
    failed = text(client, "notices:outbox", state="failed")
    assert "dorje" in failed
    assert "yangjin" not in failed
    assert "yangjin" in text(client, "notices:outbox", q="yang")


def test_a_mail_is_cancelled_and_sent_again_by_a_button() -> None:
    told(factories.filer(email="a@example.cn"), mail=True)
    mail, client = Mail.objects.get(), signed_in(factories.admin())
    page = client.post(reverse("notices:mail_cancel", args=[mail.pk]), follow=True).content.decode()
    assert "已取消发送" in page
    again = client.post(reverse("notices:mail_cancel", args=[mail.pk]), follow=True).content.decode()
    assert "只有待发送的邮件可以取消" in again
    client.post(reverse("notices:mail_send_again", args=[mail.pk]))
    assert Mail.objects.get().state == MailState.QUEUED


@pytest.mark.parametrize("count", [1, 50])
def test_both_lists_ask_as_many_questions_for_fifty_rows(count: int, django_assert_num_queries: Any) -> None:
    user, admin = factories.filer(email="a@example.cn"), factories.admin()
    told(user, *map(str, range(count)), mail=True)
    reader, keeper = signed_in(user), signed_in(admin)
    with django_assert_num_queries(6):  # session, user, its enterprise, page, count, unread
        text(reader, "notices:list")
    with django_assert_num_queries(6):  # session, user, page, count, oldest, unread
        text(keeper, "notices:outbox")
