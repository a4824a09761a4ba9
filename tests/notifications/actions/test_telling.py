"""What is written when somebody is told, and what is not."""

from __future__ import annotations

import pytest
from django.core import mail as django_mail
from django.db import transaction

from cqo_registry.notifications.actions.telling import compose, settle, tell
from cqo_registry.notifications.enums import MailState, NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = {
    "enterprise": "多吉&央金水泥\n有限公司",
    "matter": "变更备案",
    "office": "拉萨市局",
    "filing_no": "5401-1",
}


def told(*users: object, key: str = "k", mail: bool = False, **more: object) -> int:
    options = {"kind": NoticeKind.DECISION, "path": "/filings/1/", "context": WORDS, **more}
    return tell(users, "filing_accepted", key=key, mail=mail, **options)  # type: ignore[arg-type]


def test_a_notice_and_a_mail_come_from_one_text() -> None:
    user = factories.filer(name="央金", email="a@example.cn")
    assert told(user, mail=True) == 1
    notice, mail = Notice.objects.get(), Mail.objects.get()
    assert notice.title == mail.subject == "多吉&央金水泥 有限公司的变更备案已予以备案"
    assert (notice.path, notice.read_at, str(notice)) == ("/filings/1/", None, notice.title)
    assert mail.body.startswith("央金：\n")
    assert notice.body in mail.body
    assert "http://127.0.0.1:8000/filings/1/" in mail.body
    assert (mail.state, mail.attempts, mail.address, str(mail)) == (
        MailState.QUEUED,
        0,
        "a@example.cn",
        mail.subject,
    )


def test_a_mail_without_a_page_names_no_address() -> None:
    told(factories.filer(email="a@example.cn"), mail=True, path="")
    assert "http" not in Mail.objects.get().body


def test_the_same_event_is_told_once() -> None:
    user, late = factories.filer(email="a@example.cn"), factories.filer(email="b@example.cn")
    told(user, mail=True)
    told(user, user, late, mail=True)
    told(user, key="another")
    assert (Notice.objects.count(), Mail.objects.count()) == (3, 2)


def test_who_left_is_not_told_and_who_has_no_address_gets_no_mail() -> None:
    gone, plain = factories.filer(is_active=False, email="a@example.cn"), factories.filer()
    assert told(gone, plain, mail=True) == 1
    assert Notice.objects.get().recipient == plain
    assert not Mail.objects.exists()
    assert told(gone) == 0


def test_a_mail_may_come_alone() -> None:
    told(factories.filer(email="a@example.cn"), mail=True, notice=False)
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 1)


def test_an_act_that_fails_tells_nobody_and_nothing_is_sent_here() -> None:
    user = factories.filer(email="a@example.cn")

    def act() -> None:
        with transaction.atomic():
            told(user, mail=True)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)
    told(user, mail=True)
    assert not django_mail.outbox


def test_a_task_is_settled_when_somebody_acted_on_the_thing() -> None:
    one, other = factories.officer(), factories.officer()
    told(one, other, kind=NoticeKind.TASK, about="filing:1")
    told(one, kind=NoticeKind.TASK, about="filing:2", key="x")
    told(one, kind=NoticeKind.NEWS, about="filing:1", key="y")
    told(one, kind=NoticeKind.TASK, key="z")
    assert (settle("filing:1"), settle("filing:1"), settle("")) == (2, 0, 0)
    assert Notice.objects.unread().count() == 3


def test_a_title_is_one_line_and_fits() -> None:
    letter = compose("filing_accepted", {**WORDS, "enterprise": "长" * 300})
    assert len(letter.title) == 200
    assert letter.body == "拉萨市局已予以备案，备案编号 5401-1。"
