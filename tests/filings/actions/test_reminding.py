"""Reminders and the digest: to whom, when, and once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cqo_registry.core import jobs
from cqo_registry.notifications.models import Mail, Notice
from filings import facts
from filings.actions import drafting, reminding, submitting
from filings.facts.waiting import waiting_for
from filings.models import Disqualification, Filing, Replacement
from filings.views.queue import figures
from filings.views.rows import Days
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=timezone.get_fixed_timezone(480))
SATURDAY = MONDAY - timedelta(days=2)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def change_draft(*types: str, left: int, **values: Any) -> Filing:
    """A change not reported yet, ``left`` days before it is due."""
    filing = factories.accepted()
    by = factories.filer(filing.enterprise, email="a@example.cn")
    change = factories.changing(filing, *(types or ("K1",)), by=by)
    day = timezone.localdate() + timedelta(days=left)
    Filing.objects.filter(pk=change.pk).update(**{"due_on": day, "saved_at": None, **values})
    Notice.objects.all().delete()
    Mail.objects.all().delete()
    return Filing.objects.get(pk=change.pk)


def test_a_change_not_reported_is_reminded_of_once_for_each_day() -> None:
    filing = change_draft(left=10)
    for left in (10, 3, -1):
        day = timezone.localdate() + timedelta(days=left)
        Filing.objects.filter(pk=filing.pk).update(due_on=day)
        assert (reminding.remind(), reminding.remind()) == (1, 1)
        assert Mail.objects.filter(key=f"due:{filing.pk}:{day}:{left}").count() == 1
    assert Mail.objects.count() == 3
    assert Notice.objects.filter(recipient=filing.created_by).count() == 3
    assert {notice.path for notice in Notice.objects.all()} == {filing.get_absolute_url()}


def test_nobody_is_reminded_between_nor_mid_edit_nor_of_what_is_reported() -> None:
    filing = change_draft(left=10)
    quiet: list[dict[str, Any]] = [
        {"due_on": timezone.localdate() + timedelta(days=5)},
        {"saved_at": timezone.now()},
        {"reported_at": timezone.now()},
        {"paper_received_on": timezone.localdate()},
    ]
    for values in quiet:
        kept = Filing.objects.filter(pk=filing.pk).values(*values).get()
        Filing.objects.filter(pk=filing.pk).update(**values)
        assert reminding.remind() == 0, values
        Filing.objects.filter(pk=filing.pk).update(**kept)
    assert not Notice.objects.exists()
    assert reminding.remind() == 1


@pytest.mark.parametrize(("left", "reminded"), [(10, 1), (3, 1), (0, 0), (-1, 0)])
def test_a_change_of_data_is_called_to_mind_before_its_target_and_never_after(
    left: int, reminded: int
) -> None:
    change_draft("K3", "K4", left=left)
    assert reminding.remind() == reminded


def test_nobody_is_reminded_of_the_target_of_an_initial_filing() -> None:
    filing = factories.draft()
    Filing.objects.filter(pk=filing.pk).update(due_on=timezone.localdate() + timedelta(days=3))
    assert reminding.remind() == 0


def test_a_returned_filing_is_reminded_of_its_correction_until_it_is_handed_in() -> None:
    filing = factories.returned(factories.filer(email="a@example.cn").enterprise)
    assert filing.correct_by is not None
    day = timezone.localdate() + timedelta(days=3)
    Filing.objects.filter(pk=filing.pk).update(correct_by=day, saved_at=None)
    assert reminding.remind() == 1
    assert Mail.objects.get(key__startswith="due:").subject.endswith("（含）前补正")
    drafting.save_draft(filing.pk, {"school": "西藏大学"}, by=filing.created_by, version=None)
    submitting.submit(filing.pk, by=filing.created_by, version=None)
    with time_machine.travel(MONDAY + timedelta(days=4)):
        assert reminding.remind() == 0


def test_what_was_handed_in_since_the_list_was_made_gets_none() -> None:
    filing = change_draft(left=3)
    submitting.submit(filing.pk, by=filing.created_by, version=None)
    assert not reminding._remind_filing(filing.pk, timezone.localdate())
    assert not reminding._remind_replacement(0, timezone.localdate())


def test_an_unanswered_recommendation_is_reminded_of() -> None:
    region = factories.region_officer()
    for left in (3, 5):
        filing = factories.accepted(factories.filer(email="a@example.cn").enterprise)
        Replacement.objects.create(
            enterprise=filing.enterprise,
            appointment=filing.appointment,
            authority=region.authority,
            status="issued",
            grounds=["duty"],
            finding="x",
            reported_at=timezone.now(),
            letter_no=f"藏市监函〔2026〕{left}号",
            issued_on=timezone.localdate(),
            issued_by=region,
            reply_by=timezone.localdate() + timedelta(days=left),
        )
    assert reminding.remind() == 1
    assert Mail.objects.get(subject__contains="请在").subject.startswith("撤换建议 藏市监函〔2026〕3号")


def test_the_digest_counts_what_the_queue_counts() -> None:
    officer = factories.officer(email="o@example.cn")
    factories.submitted(), factories.accepted()
    Filing.objects.filter(pk=factories.submitted().pk).update(decide_by=date(2026, 11, 20))
    Filing.objects.filter(pk=factories.submitted().pk).update(decide_by=date(2026, 11, 24))
    days = Days.of(officer.authority)
    lines = waiting_for(officer, days.calendar, days.today)
    shown = {figure["name"]: figure["value"] for figure in figures(officer, days)}
    assert [count for _label, count in lines[:4]] == [
        shown[name] for name in ("pending", "soon", "late", "forward")
    ]
    assert [count for _label, count in lines] == [3, 1, 1, 1, 0]


def test_every_officer_gets_one_digest_a_working_day() -> None:
    factories.officer(email="one@example.cn"), factories.officer(email="two@example.cn")
    factories.officer(), factories.officer("5402", email="idle@example.cn")
    factories.submitted()
    assert (reminding.digest(), reminding.digest()) == (3, 3)
    assert sorted(Mail.objects.values_list("address", flat=True)) == ["one@example.cn", "two@example.cn"]
    mail = Mail.objects.first()
    assert "待审核：1 件" in mail.body
    assert "待上报" not in mail.body
    assert reverse("filings:queue") in mail.body
    assert not Notice.objects.filter(recipient__email="one@example.cn", title__contains="摘要").exists()


def test_no_digest_comes_on_a_day_off() -> None:
    factories.officer(email="one@example.cn")
    with time_machine.travel(SATURDAY, tick=False):
        factories.submitted()
        assert reminding.digest() == 0
    assert not Mail.objects.exists()


def test_the_region_is_told_of_arrivals_and_bars() -> None:
    region = factories.region_officer(email="r@example.cn")
    filing = factories.forwarded()
    calendar = facts.calendar_of(region.authority)
    assert waiting_for(region, calendar, timezone.localdate())[0][1] == 1
    assert Disqualification.objects.count() == 0
    reminding.digest()
    mail = Mail.objects.get()
    assert "待入册：1 件" in mail.body
    assert "待确认" not in mail.body
    assert filing.filing_no not in mail.body


def test_the_jobs_are_known_to_the_worker_and_do_their_work() -> None:
    found = dict(jobs.run_periodic())
    assert {"filings.jobs.remind", "filings.jobs.digest", "filings.jobs.recalculate"} <= set(found)
