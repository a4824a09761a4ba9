"""The audit list: scope, filters, words."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from tests.factories import admin, auditor, filer, make_enterprise, officer, region_officer

pytestmark = pytest.mark.django_db
LIST = "/audit/"


def lines(client: Client, query: str = "") -> list[tuple[str, str]]:
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return [(line.event.action, line.event.target_label) for line in answer.context["lines"]]


def scene() -> tuple[Any, Any, User]:
    lhasa, shigatse, by = make_enterprise("5401"), make_enterprise("5402"), officer(name="旺堆")
    trail.record("filing.submit", by=by, target=lhasa)
    trail.record("directory.import", by=None, target=shigatse)
    trail.record("account.edit", by=admin(), target=by, before="prefecture_officer", after="region_officer")
    return lhasa, shigatse, by


def test_each_reader_sees_the_own_scope(client: Client):
    lhasa, shigatse, by = scene()
    own = [("filing.submit", lhasa.name)]
    others = [("directory.import", shigatse.name)]
    account = [("account.edit", by.name)]
    for reader, expected in (
        (auditor(), account + others + own),
        (region_officer(), others + own),
        (officer("5401"), account + own),
        (officer("5402"), others),
        (officer("5403"), []),
    ):
        client.force_login(reader)
        assert lines(client) == expected, reader.role


@pytest.mark.parametrize("who", [filer, admin])
def test_others_are_told_there_is_no_such_page(client: Client, who: Any):
    client.force_login(who())
    assert client.get(LIST).status_code == 404


def test_filters_narrow_the_list(client: Client):
    lhasa, shigatse, _by = scene()
    client.force_login(auditor())
    everything = lines(client)
    for query, actions in {
        "?action=account.": ["account.edit"],
        "?action=filing.submit": ["filing.submit"],
        "?actor=旺堆": ["filing.submit"],
        f"?enterprise={shigatse.uscc.lower()}": ["directory.import"],
        f"?enterprise={lhasa.name}": ["filing.submit"],
    }.items():
        assert [action for action, _target in lines(client, query)] == actions, query
    for nonsense in ("?action=x", "?since=x", "?actor=%00", "?until=9999-12-31", "?since=0001-01-01"):
        assert lines(client, nonsense) == everything, nonsense
    assert "没有符合条件的记录" in client.get(LIST + "?actor=无此人").text


def test_days_are_beijing_days_and_both_ends_count(client: Client):
    enterprise = make_enterprise()
    client.force_login(auditor())
    for moment in ("2026-10-01 23:59:59+08:00", "2026-10-02 00:00:00+08:00", "2026-10-02 23:59:59+08:00"):
        with time_machine.travel(moment, tick=False):
            trail.record("filing.submit", by=None, target=enterprise)
    assert len(lines(client, "?since=2026-10-02&until=2026-10-02")) == 2
    assert len(lines(client, "?since=2026-10-01&until=2026-10-01")) == 1
    assert len(lines(client, "?since=2026-10-03")) == 0


def test_lines_are_printed_in_words(client: Client):
    scene()
    client.force_login(auditor())
    page = client.get(LIST).text
    assert "修改账号" in page
    assert "地市局工作人员 → 自治区局工作人员" in " ".join(page.split())
    assert "系统" in page


def test_the_list_costs_the_same_for_one_and_fifty(client: Client, django_assert_num_queries: Any):
    enterprise, by = make_enterprise(), officer()
    client.force_login(auditor())
    trail.record("filing.submit", by=by, target=enterprise)
    with django_assert_num_queries(5):
        client.get(LIST)
    for _number in range(50):
        trail.record("filing.submit", by=by, target=enterprise)
    with django_assert_num_queries(5):
        page = client.get(LIST)
    assert len(page.content) < 100_000
    assert len(lines(client, page.context["page"].next_url)) == 1
