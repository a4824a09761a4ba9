"""Freezing a sheet and entering weights (Art. 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.portal.actions.assessing import enter_weights, freeze
from cqo_registry.portal.facts.sheets import digest_of, weights_on
from cqo_registry.portal.models import IndicatorWeight
from tests import factories
from tests.factories.sheets import this_year

pytestmark = pytest.mark.django_db
WEIGHTS = {"coverage": Decimal("40"), "filed": Decimal("0")}


def entered(**values):
    given = {
        "by": factories.region_officer(),
        "valid_from": date(2026, 1, 1),
        "document_no": "藏市监〔2026〕1号",
    }
    return enter_weights(values.pop("weights", WEIGHTS), **{**given, **values})


def test_a_frozen_sheet_has_number_digest_and_its_line_in_the_trail():
    region = factories.region_officer()
    first, second = (freeze(this_year(), by=region, title=title) for title in ("甲", "乙"))
    year = timezone.localdate().year
    assert (first.number, second.number) == (f"XZKH-54-{year}-0001", f"XZKH-54-{year}-0002")
    first.refresh_from_db()
    assert digest_of(first) == first.digest != second.digest
    assert first.figures[""]["targets"] == 0
    assert first.weights == {}
    assert AuditEvent.objects.about(first).get().action == "snapshot.freeze"


def test_a_digest_tells_a_changed_figure():
    snapshot = freeze(this_year(), by=factories.region_officer(), title="甲")
    snapshot.figures["5401"]["filed"] = 99
    assert digest_of(snapshot) != snapshot.digest


@pytest.mark.parametrize("who", [factories.officer, factories.auditor, factories.filer, factories.admin])
def test_only_the_region_freezes_and_enters_weights(who):
    user = who()
    with pytest.raises(Refused, match="只有自治区局"):
        freeze(this_year(), by=user, title="甲")
    with pytest.raises(Refused, match="只有自治区局"):
        entered(by=user)


@pytest.mark.parametrize(
    ("changes", "title", "said"),
    [
        ({"as_of": timezone.now() + timedelta(days=1)}, "甲", "不能晚于现在"),
        ({"end": date(2020, 1, 1)}, "甲", "不能早于开始日期"),
        ({"as_of": timezone.now() - timedelta(days=800)}, "甲", "不能早于考核期开始"),
        ({}, " ", "请填写标题"),
    ],
)
def test_a_sheet_that_cannot_be_is_not_frozen(changes, title, said):
    with pytest.raises(Refused, match=said):
        freeze(replace(this_year(), **changes), by=factories.region_officer(), title=title)


def test_weights_stand_beside_the_figures_of_a_sheet_frozen_afterwards():
    entered()
    entered(weights={"coverage": Decimal("50")}, by=factories.region_officer(email="b@example.cn"))
    snapshot = freeze(this_year(), by=factories.region_officer(email="c@example.cn"), title="甲")
    assert snapshot.weights == {"filed": "0.00", "coverage": "50.00"}
    assert IndicatorWeight.objects.count() == 3
    assert AuditEvent.objects.filter(action="weight.enter").count() == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weights": {}}, "至少填写一项"),
        ({"weights": {"happiness": Decimal(1)}}, "没有这项指标"),
        ({"weights": {"filed": Decimal("100.01")}}, "0 至 100"),
        ({"weights": {"filed": Decimal("-0.01")}}, "0 至 100"),
        ({"document_no": " "}, "文件号"),
    ],
)
def test_unsound_weights_are_refused(changes, said):
    with pytest.raises(Refused, match=said):
        entered(**changes)
    assert not IndicatorWeight.objects.exists()


def test_the_database_keeps_frozen_sheets_and_weights_as_they_are():
    freeze(this_year(), by=factories.region_officer(), title="甲")
    entered()
    cursor = connection.cursor()
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in ("portal_assessmentsnapshot", "portal_indicatorweight"):
        for change in ("UPDATE {} SET id = id + 1", "DELETE FROM {}", "TRUNCATE {}"):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                cursor.execute(change.format(table))


def test_each_day_has_the_weights_in_force_then():
    entered(valid_from=date(2025, 1, 1))
    entered(weights={"coverage": Decimal(50)}, valid_from=date(2026, 7, 1))
    assert weights_on(date(2024, 12, 31)) == {}
    assert weights_on(date(2026, 6, 30)) == {"filed": "0.00", "coverage": "40.00"}
    assert weights_on(date(2026, 7, 1)) == {"filed": "0.00", "coverage": "50.00"}
