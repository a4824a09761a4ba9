"""Who is told what of a filing: each event reaches exactly those it concerns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from cqo_registry.accounts.models import User
from cqo_registry.notifications.enums import NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from filings import notices
from filings.actions import claiming, deciding, submitting
from filings.models import Filing, Replacement
from tests import factories

pytestmark = pytest.mark.django_db


class Cast:
    """Everybody who might be told, each with an address."""

    def __init__(self) -> None:
        self.enterprise = factories.make_enterprise()
        self.filer = factories.filer(self.enterprise, email="filer@example.cn")
        self.colleague = factories.filer(self.enterprise, email="colleague@example.cn")
        self.officer = factories.officer(email="officer@example.cn")
        self.second = factories.officer(email="second@example.cn")
        self.region = factories.region_officer(email="region@example.cn")
        self.strangers = [
            factories.filer(email="stranger@example.cn"),
            factories.officer("5402", email="other@example.cn"),
            factories.auditor(email="auditor@example.cn"),
            factories.admin(email="admin@example.cn"),
        ]

    def submitted(self) -> Filing:
        return factories.submitted(self.enterprise, by=self.filer)

    def claimed(self, **values: Any) -> Filing:
        return factories.claimed(self.enterprise, by=self.officer, **values)


@pytest.fixture
def cast() -> Cast:
    return Cast()


def told(text: str) -> set[User]:
    """Who of the cast was told something with these words."""
    found = Notice.objects.filter(title__contains=text).select_related("recipient")
    return {notice.recipient for notice in found if notice.recipient.email}


def mailed(text: str) -> set[User]:
    return {mail.recipient for mail in Mail.objects.filter(subject__contains=text)}


def test_a_submission_reaches_the_office_on_the_site_alone(cast: Cast) -> None:
    filing = cast.submitted()
    assert told("提交了首次备案") == {cast.officer, cast.second}
    notice = Notice.objects.filter(recipient=cast.officer).get()
    assert (notice.kind, notice.path) == (NoticeKind.TASK, reverse("filings:desk", args=[filing.pk]))
    assert not Mail.objects.exists()


def test_a_return_reaches_every_filer_of_the_enterprise_by_mail(cast: Cast) -> None:
    filing = cast.claimed()
    comments = {"school": "请填写全称。", "major": "请填写专业。"}
    deciding.return_for_correction(
        filing.pk, comments, by=cast.officer, version=filing.version, reason="电话13908910002"
    )
    assert told("需要补正") == mailed("需要补正") == {cast.filer, cast.colleague}
    body = Mail.objects.first().body
    assert "共有 2 处需要补正" in body
    assert "说明：电话****" in body


def test_a_decision_reaches_the_enterprise_by_mail_and_settles_the_task(cast: Cast) -> None:
    filing = cast.claimed()
    assert Notice.objects.filter(kind=NoticeKind.TASK).unread().count() == 2
    filing = deciding.accept(filing.pk, by=cast.officer, version=filing.version)
    assert told("已予以备案") == mailed("已予以备案") == {cast.filer, cast.colleague}
    assert filing.filing_no in Mail.objects.first().body
    assert not Notice.objects.filter(kind=NoticeKind.TASK).unread().exists()


def test_a_refusal_says_its_reason_without_identity_numbers(cast: Cast) -> None:
    filing = cast.claimed(education="secondary")
    reason = f"学历未达到任职条件，证件{factories.identity_no()}。"
    deciding.refuse(filing.pk, by=cast.officer, version=filing.version, reason=reason)
    assert told("不予备案") == mailed("不予备案") == {cast.filer, cast.colleague}
    assert "理由：学历未达到任职条件，证件****。" in Mail.objects.first().body


def test_a_withdrawal_reaches_its_holder_alone(cast: Cast) -> None:
    filing = cast.claimed()
    submitting.withdraw(filing.pk, by=cast.filer, version=filing.version)
    assert told("撤回了") == {cast.officer}
    assert not mailed("撤回了")


def test_a_withdrawal_nobody_held_tells_nobody(cast: Cast) -> None:
    filing = cast.submitted()
    submitting.withdraw(filing.pk, by=cast.filer, version=filing.version)
    assert not told("撤回了")


def test_the_record_reaches_the_enterprise_on_the_site_alone(cast: Cast) -> None:
    factories.recorded(cast.enterprise, by=cast.officer)
    assert told("已列入自治区台账") == {cast.filer, cast.colleague}
    assert not mailed("已列入自治区台账")
    assert not told("上报")


def test_a_query_reaches_the_office_by_mail_and_its_answer_the_region(cast: Cast) -> None:
    filing = factories.forwarded(cast.enterprise, by=cast.officer)
    notices.filing_moved(filing, "query", by=cast.region, reason="请核对毕业时间")
    assert told("有疑问") == mailed("有疑问") == {cast.officer, cast.second}
    assert "疑问：请核对毕业时间" in mailed_body("有疑问")
    notices.filing_moved(filing, "reply", by=cast.officer)
    assert told("的疑问") >= {cast.region}
    assert not mailed("已答复")


def mailed_body(text: str) -> str:
    return Mail.objects.filter(subject__contains=text).first().body


def test_who_did_it_is_not_told(cast: Cast) -> None:
    filing = cast.submitted()
    Notice.objects.all().delete()
    notices.filing_moved(filing, "query", by=cast.officer)
    assert told("有疑问") == {cast.second}


def test_the_same_move_is_told_once_and_the_next_one_again(cast: Cast) -> None:
    filing = cast.submitted()
    for version in (filing.version, filing.version, filing.version + 1):
        filing.version = version
        notices.filing_moved(filing, "accept", by=cast.officer)
    assert Mail.objects.filter(recipient=cast.filer).count() == 2


def test_a_hand_over_reaches_the_new_holder(cast: Cast) -> None:
    filing = cast.claimed()
    claiming.hand_over(filing.pk, to=cast.second, by=cast.officer, reason="出差")
    assert told("移交给您") == {cast.second}


def test_a_handful_handed_over_is_one_notice(cast: Cast) -> None:
    filing = cast.claimed()
    notices.all_handed_over([filing], to=cast.second, by=cast.officer)
    notices.all_handed_over([], to=cast.second, by=cast.officer)
    assert told("将 1 件备案移交给您") == {cast.second}


def test_a_reminder_and_the_day_after_say_which(cast: Cast) -> None:
    filing = cast.submitted()
    for offset in (3, 3, -1):
        notices.due(filing, due_on=date(2026, 11, 30), offset=offset)
    assert told("请在 2026年11月30日（含）前提交") == {cast.filer, cast.colleague}
    assert mailed("已过期限（2026年11月30日）") == {cast.filer, cast.colleague}
    assert Mail.objects.count() == 4


def test_a_recommendation_reaches_the_enterprise_and_its_answer_the_region(cast: Cast) -> None:
    filing = factories.accepted(cast.enterprise, by=cast.officer)
    letter = Replacement(
        pk=7,
        enterprise=cast.enterprise,
        authority=filing.authority,
        letter_no="藏市监函〔2026〕3号",
        reply_by=date(2026, 12, 8),
    )
    letter.get_absolute_url = lambda: "/filings/"  # type: ignore[method-assign]
    notices.replacement_issued(letter, by=cast.region)
    assert told("发来撤换建议") == mailed("发来撤换建议") == {cast.filer, cast.colleague}
    assert "答复期限：2026年12月8日" in mailed_body("发来撤换建议")
    notices.reply_due(letter, reply_by=date(2026, 12, 8), offset=-1)
    assert mailed("已过答复期限") == {cast.filer, cast.colleague}
    notices.replacement_replied(letter, by=cast.filer)
    assert told("已答复撤换建议") == {cast.region}


def test_strangers_learn_nothing_of_a_whole_course(cast: Cast) -> None:
    factories.recorded(cast.enterprise, by=cast.officer)
    assert not Notice.objects.filter(recipient__in=cast.strangers).exists()
    assert not Mail.objects.filter(recipient__in=cast.strangers).exists()
    words = " ".join(Mail.objects.values_list("body", flat=True))
    assert Filing.objects.get().identity_masked not in words
    assert "扎西次仁" not in words
