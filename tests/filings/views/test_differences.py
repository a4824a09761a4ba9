"""How far the two ledgers are apart: what, since when, with whom, and what the region's holds instead."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from filings.actions import reporting
from filings.models import Filing
from tests import factories
from tests.factories.copies import many

pytestmark = pytest.mark.django_db


def difference(user: Any, name: str = "ledger_difference", **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"filings:{name}"), query)


def listed(user: Any, **query: str) -> list[Filing]:
    return [row.filing for row in difference(user, **query).context["rows"]]


def at(day: int) -> Any:
    return time_machine.travel(datetime(2026, 11, day, 4, tzinfo=UTC), tick=False)


def test_what_is_accepted_and_not_recorded_stands_in_it_the_oldest_first() -> None:
    first, second = factories.accepted(), factories.forwarded()
    factories.recorded()
    factories.submitted()
    assert listed(factories.region_officer()) == [first, second]
    assert listed(factories.auditor(), sort="-since") == [second, first]


def test_an_office_sees_its_area() -> None:
    own = factories.accepted(factories.make_enterprise("5402"))
    factories.accepted()
    assert listed(factories.officer("5402")) == [own]


def test_it_answers_for_any_day_with_the_days_of_waiting_and_the_step() -> None:
    with at(10):
        filing = factories.accepted()
    with at(12):
        reporting.forward([filing.pk], by=factories.officer())
    region = factories.region_officer()
    with at(14):
        filing.refresh_from_db()
        reporting.query(filing.pk, by=region, version=filing.version, question="请核实")
    with at(16):
        filing.refresh_from_db()
        reporting.reply(filing.pk, by=factories.officer(), version=filing.version, answer="已核实")
    with at(18):
        reporting.record(filing.pk, by=region)
    with at(23):
        seen = {
            day: [
                (row.days, row.entry.status.value)
                for row in difference(region, as_of=f"2026-11-{day:02d}").context["rows"]
            ]
            for day in (9, 10, 12, 14, 16, 17, 18)
        }
    assert seen == {
        9: [],
        10: [(0, "accepted")],
        12: [(2, "forwarded")],
        14: [(4, "queried")],
        16: [(6, "forwarded")],
        17: [(7, "forwarded")],
        18: [],
    }


@pytest.mark.parametrize(
    ("step", "make"), [("accepted", "accepted"), ("forwarded", "forwarded"), ("queried", "queried")]
)
def test_it_can_be_narrowed_to_whose_turn_it_is(step: str, make: str) -> None:
    made = {name: getattr(factories, name)() for name in ("accepted", "forwarded", "queried")}
    assert listed(factories.region_officer(), step=step) == [made[make]]


def test_the_regional_ledger_is_named_as_it_stands_meanwhile() -> None:
    region = factories.region_officer()
    filed = factories.recorded()
    change = factories.changed(filed)
    factories.accepted()
    gone = factories.recorded()
    removal = factories.changed(gone, "K2")
    rows = {row.filing: row.region for row in difference(region).context["rows"]}
    assert (rows[change], rows[removal]) == (filed.cqo_name, gone.cqo_name)
    assert sorted(rows.values()).count("未列入") == 1


def test_a_new_cqo_after_a_recorded_vacancy_faces_a_vacancy() -> None:
    region = factories.region_officer()
    removal = factories.changed(factories.recorded(), "K2")
    reporting.forward([removal.pk], by=factories.officer())
    reporting.record(removal.pk, by=region)
    enterprise = removal.enterprise
    enterprise.refresh_from_db()
    again = factories.accepted(enterprise, effective_on=removal.changed_on)
    assert [(row.filing, row.region) for row in difference(region).context["rows"]] == [(again, "岗位空缺")]


def test_what_a_later_recorded_filing_has_overtaken_makes_no_difference() -> None:
    first = factories.accepted()
    change = factories.changed(first, "K3")
    assert listed(factories.region_officer()) == [first, change]
    Filing.objects.filter(pk=change.pk).update(status="recorded", recorded_at=change.accepted_at)
    assert listed(factories.region_officer()) == []


def test_a_deregistered_enterprise_has_no_difference() -> None:
    filing = factories.accepted()
    filing.enterprise.status, filing.enterprise.deregistered_on = "deregistered", "2026-11-01"
    filing.enterprise.save()
    assert listed(factories.region_officer()) == []


def test_a_day_that_cannot_be_is_answered_with_a_sentence() -> None:
    region = factories.region_officer()
    for name, status in (("ledger_difference", 200), ("ledger_difference_export", 422)):
        response = difference(region, name, as_of="昨天")
        assert response.status_code == status
        assert "请按“年-月-日”填写截至日期" in response.content.decode()


def test_an_empty_difference_says_so() -> None:
    assert "两级台账没有差异" in difference(factories.officer()).content.decode()


def test_the_workbook_holds_what_the_list_shows_and_leaves_a_line() -> None:
    waiting, asked = factories.accepted(), factories.queried()
    region = factories.region_officer()
    response = difference(region, "ledger_difference_export")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    header, *rows = book.worksheets[0].iter_rows(values_only=True)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["备案编号"] for row in found] == [waiting.filing_no, asked.filing_no]
    assert [row["状态"] for row in found] == ["已备案", "有疑问"]
    assert [row["上报批次"] for row in found] == [None, asked.batch.number]
    assert {(row["等待天数"], row["自治区台账所载"]) for row in found} == {(0, "未列入")}
    line = AuditEvent.objects.get(action="list.export")
    assert (line.details["what"], line.details["rows"]) == ("difference", 2)


@pytest.mark.parametrize("count", [1, 30])
def test_the_difference_asks_as_many_questions_for_many(count: int, django_assert_num_queries: Any) -> None:
    many(count, factories.accepted)
    client = Client()
    client.force_login(factories.region_officer())
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:ledger_difference"))


QUERIES = 8
