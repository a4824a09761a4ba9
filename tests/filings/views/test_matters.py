"""What filings report, and how late, in lists and queue (Art. 14): counted and shown, never blocking."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.actions import submitting
from filings.enums import FilingStatus
from filings.models import Appointment, Filing
from filings.views.due import overdue_days_of, reporting_of
from tests import factories

DUE = date(2026, 11, 9)
DAY = timedelta(days=1)


def filing(**values: Any) -> Filing:
    """A change that was due on 2026-11-09, not stored."""
    given = {
        "kind": "change",
        "change_types": ["K1"],
        "due_on": DUE,
        "due_from": date(2026, 10, 9),
        "changed_on": date(2026, 10, 9),
        "status": FilingStatus.SUBMITTED,
    }
    return Filing(**{**given, **values})


def at(day: date) -> Any:
    """Some moment of a day in Beijing."""
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.mark.parametrize(
    ("values", "today", "days"),
    [
        ({"reported_at": at(DUE)}, DUE + 9 * DAY, 0),
        ({"reported_at": at(DUE + DAY)}, DUE + 9 * DAY, 1),
        ({}, DUE, 0),
        ({}, DUE + DAY, 1),
        ({"change_types": ["K3", "K4"]}, DUE + DAY, 0),
        ({"kind": "initial", "change_types": []}, DUE + DAY, 0),
        ({"status": FilingStatus.WITHDRAWN}, DUE + DAY, 0),
        ({"due_on": None}, DUE + DAY, 0),
        ({"status": "draft", "source": "paper", "paper_received_on": DUE}, DUE + 9 * DAY, 0),
        ({"status": "draft", "source": "paper", "paper_received_on": DUE + DAY}, DUE + 9 * DAY, 1),
        ({"status": "returned", "reported_at": at(DUE), "correct_by": DUE + DAY}, DUE + DAY, 0),
        ({"status": "returned", "reported_at": at(DUE), "correct_by": DUE + DAY}, DUE + 2 * DAY, 2),
    ],
)
def test_only_a_change_of_the_person_is_overdue_from_the_day_after(
    values: dict[str, Any], today: date, days: int
) -> None:
    assert overdue_days_of(filing(**values), today) == days


def test_the_month_names_the_event_it_is_counted_from() -> None:
    def start(**values: Any) -> str:
        reporting = reporting_of(filing(**values), DUE)
        assert reporting is not None
        return str(reporting.start)

    assert start() == "原任离任"
    assert start(changed_on=date(2026, 10, 20)) == "新任任命生效"
    assert start(change_types=["K4"]) == "变更发生"
    assert start(kind="initial", change_types=[]) == "任命生效"
    assert reporting_of(filing(due_on=None), DUE) is None


@pytest.mark.parametrize(
    ("today", "soon", "past"),
    [(DUE - 6 * DAY, False, 0), (DUE - 5 * DAY, True, 0), (DUE, True, 0), (DUE + DAY, False, 1)],
)
def test_a_day_that_is_near_or_past_is_told(today: date, soon: bool, past: int) -> None:
    reporting = reporting_of(filing(), today)
    assert reporting is not None
    assert (reporting.soon, reporting.past) == (soon, past)


@pytest.fixture
def matters() -> dict[str, Filing]:
    """A late removal, a change of data, and an initial filing; all handed in."""
    late = timezone.localdate() - timedelta(days=50)
    filed = factories.accepted()
    Appointment.objects.filter(pk=filed.appointment_id).update(effective_on=late - timedelta(days=30))
    return {
        "K2": _sent(factories.changing(filed, "K2", changed_on=late)),
        "K3": _sent(factories.changing(factories.accepted(), "K3")),
        "initial": factories.submitted(),
    }


def _sent(change: Filing) -> Filing:
    return submitting.submit(change.pk, by=change.created_by, version=change.version)


@pytest.mark.django_db
def test_lists_and_queue_narrow_by_kind_change_and_lateness(matters: dict[str, Filing]) -> None:
    client = Client()
    client.force_login(factories.officer())

    def listed(**query: str) -> set[int]:
        page = client.get(reverse("filings:list"), {"status": "submitted", **query})
        return {filing.pk for filing, _late in page.context["rows"]}

    def queued(**query: str) -> set[int]:
        rows = client.get(reverse("filings:queue"), query).context["rows"]
        return {row.filing.pk for row in rows}

    removal, data, initial = matters["K2"].pk, matters["K3"].pk, matters["initial"].pk
    assert listed() == queued() == {removal, data, initial}
    assert listed(kind="removal") == queued(kind="removal") == {removal}
    assert listed(kind="initial") == queued(kind="initial") == {initial}
    assert listed(change="K3") == queued(change="K3") == {data}
    assert listed(overdue="on") == {removal}


@pytest.mark.django_db
def test_the_badge_counts_as_the_filter_does(matters: dict[str, Filing]) -> None:
    client = Client()
    client.force_login(factories.officer())
    rows = client.get(reverse("filings:list"), {"status": "submitted"}).context["rows"]
    late = set(Filing.objects.overdue(on=timezone.localdate()).values_list("pk", flat=True))
    assert {filing.pk for filing, days in rows if days} == late == {matters["K2"].pk}
    for name in ("list", "queue"):
        page = client.get(reverse(f"filings:{name}")).content.decode()
        assert "首席质量官离任，岗位空缺" in page
        assert "逾期 " in page
