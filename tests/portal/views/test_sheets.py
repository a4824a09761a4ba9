"""The pages of the sheets: every figure is the length of its list, for every role (Art. 19)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.portal.actions.assessing import freeze
from cqo_registry.portal.facts.sheets import digest_of
from cqo_registry.portal.models import AssessmentSnapshot
from cqo_registry.portal.rules.indicators import ASSESSMENT
from tests import factories
from tests.factories import sheets
from tests.once import once

pytestmark = pytest.mark.django_db
ROLES = {
    "lhasa": factories.officer,
    "zone": lambda: factories.officer("LSJKQ"),
    "shigatse": lambda: factories.officer("5402"),
    "region": factories.region_officer,
    "auditor": factories.auditor,
}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_list_of_another_area_does_not_exist():
    client = signed_in(factories.officer("5402"))
    address = reverse("portal:behind", args=["filed"])
    assert client.get(address, {"area": "5401"}).status_code == 404
    assert client.get(address, {"area": ""}).status_code == 404
    assert client.get(address, {"area": "5402"}).status_code == 200
    assert client.get(reverse("portal:behind", args=["coverage"])).status_code == 404
    assert client.get(reverse("portal:behind", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2026-02-30"},
        {"start": "2026-05-01", "end": "2026-04-01"},
        {"start": "2999-01-01", "end": "2999-12-31"},
        {"as_of": "2999-01-01T00:00"},
        {"as_of": "昨天"},
        {"end": "9999-12-31"},
        {"as_of": "0001-01-01T00:00+14:00"},
    ],
)
def test_a_period_that_cannot_be_is_named_and_counts_nothing(query):
    client = signed_in(factories.region_officer())
    for name, args in (("assessment", []), ("statistics_export", []), ("behind", ["filed"])):
        answer = client.get(reverse(f"portal:{name}", args=args), query)
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()


def test_a_wrong_figure_of_a_frozen_sheet_is_named(monkeypatch):
    region = factories.region_officer()
    snapshot = freeze(sheets.this_year(), by=region, title="甲")
    monkeypatch.setattr(
        "cqo_registry.portal.views.snapshots.figures",
        lambda *_args: {**snapshot.figures, "5401": {**snapshot.figures["5401"], "filed": 7}},
    )
    html = signed_in(region).get(snapshot.get_absolute_url(), {"recompute": "on"}).content.decode()
    assert "下列数字不同" in html


def test_two_frozen_sheets_are_compared_by_area_and_indicator():
    region = factories.region_officer()
    first = freeze(sheets.this_year(), by=region, title="甲")
    factories.accepted()
    second = freeze(sheets.this_year(), by=region, title="乙")
    query = {"first": first.number, "second": second.number}
    address = reverse("portal:snapshot_compare")
    rows = signed_in(region).get(address, query).context["rows"]
    assert {"拉萨市", "全区合计"} == {str(row["area"]) for row in rows}
    order = [str(each.label) for each in ASSESSMENT]
    lhasa = [order.index(str(row["indicator"])) for row in rows if row["area"] == "拉萨市"]
    assert len(lhasa) > 2
    assert lhasa == sorted(lhasa)
    mine = signed_in(factories.officer("5402")).get(address, query)
    assert mine.context["rows"] == []
    assert signed_in(region).get(address, {**query, "second": "XZKH-0"}).status_code == 422


def test_weights_are_entered_with_their_document_and_what_was_typed_is_kept():
    client = signed_in(factories.region_officer())
    address = reverse("portal:weights_enter")
    wrong = client.post(address, {"valid_from": "2026-01-01", "document_no": "1号", "filed": "101"})
    assert wrong.status_code == 422
    assert 'value="101"' in wrong.content.decode()
    answer = client.post(
        address, {"valid_from": "2026-01-01", "document_no": "藏市监〔2026〕1号", "filed": "40"}, follow=True
    )
    assert "藏市监〔2026〕1号" in answer.content.decode()
    sheet = client.get(reverse("portal:assessment")).content.decode()
    assert "40.00%" in sheet
    assert "不合成总分" in sheet
    assert signed_in(factories.officer()).get(reverse("portal:weights")).context["may"].blocking


def test_the_list_costs_the_same_with_one_row_and_with_many(django_assert_max_num_queries):
    client = signed_in(factories.region_officer())
    address = reverse("portal:behind", args=["filed"])
    factories.accepted()
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for _each in range(4):
        factories.accepted()
    with django_assert_max_num_queries(len(few)):
        client.get(address)


register = once(sheets.register)


class TestTheRegister:
    """Of one register, made once."""

    @pytest.mark.parametrize("name", ["assessment", "statistics"])
    def test_every_figure_is_the_length_of_its_list_for_every_role(self, name, register):
        for role, who in ROLES.items():
            client = signed_in(who())
            rows = client.get(reverse(f"portal:{name}")).context["rows"]
            assert rows
            for cell in (cell for row in rows for cell in row.cells):
                page = client.get(cell.url).context["page"]
                if cell.text.isdigit():
                    assert int(cell.text) == page.total, (role, cell.url)
                else:
                    assert (cell.text in ("—", "0.0%")) == (page.total == 0), (role, cell.url)

    def test_sheets_lists_and_frozen_sheets_leave_as_workbooks_and_papers(self, register):
        region = factories.region_officer()
        client = signed_in(region)
        snapshot = freeze(sheets.this_year(), by=region, title="年度考核")
        for address in (
            reverse("portal:assessment_export"),
            reverse("portal:statistics_export"),
            reverse("portal:snapshot_export", args=[snapshot.pk]),
            *(
                reverse("portal:behind_export", args=[code])
                for code in ("filed", "lag", "members", "cqo_heads")
            ),
        ):
            answer = client.get(address)
            assert b"".join(answer.streaming_content).startswith(b"PK"), address
        for address in (
            reverse("portal:assessment_print"),
            reverse("portal:statistics_print"),
            reverse("portal:snapshot_print", args=[snapshot.pk]),
        ):
            assert client.get(address).content.startswith(b"%PDF"), address

    def test_the_region_freezes_a_sheet_and_computes_it_again(self, register):
        client = signed_in(factories.region_officer())
        given = client.get(reverse("portal:snapshot_freeze")).context["form"].initial
        answer = client.post(
            reverse("portal:snapshot_freeze"), {**given, "as_of": "", "title": "年度考核"}, follow=True
        )
        snapshot = answer.context["snapshot"]
        factories.changed(register["lhasa"], "K2")
        again = client.get(snapshot.get_absolute_url(), {"recompute": "on"})
        assert again.context["changed"] == []
        assert again.context["whole"]
        assert "全部数字一致" in again.content.decode()

    def test_a_list_leads_only_where_its_reader_may_go(self, register):
        client = signed_in(factories.officer())
        address = reverse("portal:behind", args=["targets"])
        shown = {line.title: line.url for line in client.get(address).context["lines"]}
        assert shown[register["zone"].enterprise.name] == ""
        assert client.get(shown[register["lhasa"].enterprise.name]).status_code == 200
        every = signed_in(factories.region_officer()).get(address, {"area": "5401"}).context["lines"]
        assert all(line.url for line in every)


def of_other_rules(region, **changes) -> AssessmentSnapshot:
    """A sheet of another rule set: with a figure of its own, without most of today's and without rows."""
    figures = {"5401": {"filed": 3, "honours": 2}, "": {"filed": 3, "honours": 2}}
    sheet = AssessmentSnapshot(
        number="XZKH-54-2025-0001",
        title="试行前",
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        as_of=timezone.now(),
        rule_set="2023-01-01",
        figures=figures,
        weights={"honours": "10.00"},
        frozen_at=timezone.now(),
        frozen_by=region,
    )
    sheet.digest = digest_of(sheet)
    for name, value in changes.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet


def test_sheets_of_different_rule_sets_are_compared_with_what_each_lacks():
    region = factories.region_officer()
    old, new = of_other_rules(region), freeze(sheets.this_year(), by=region, title="甲")
    client = signed_in(region)
    answer = client.get(reverse("portal:snapshot_compare"), {"first": old.number, "second": new.number})
    rows = {(str(row["area"]), str(row["indicator"])): row for row in answer.context["rows"]}
    gone = rows["拉萨市", "honours"]
    assert (gone["before"], gone["after"]) == ("2", "—")
    assert rows["拉萨市", "岗位空缺"]["before"] == "—"
    assert rows["日喀则市", "已备案"]["before"] == "—"
    html = answer.content.decode()
    assert all(said in html for said in (old.rule_set, new.rule_set, old.title, new.title))
    for name in ("detail", "export", "print"):
        assert client.get(reverse(f"portal:snapshot_{name}", args=[old.pk])).status_code == 200


def test_only_what_a_frozen_sheet_holds_is_computed_again():
    region = factories.region_officer()
    old = of_other_rules(region)
    answer = signed_in(region).get(old.get_absolute_url(), {"recompute": "on"})
    told = {(str(row["area"]), str(row["indicator"])) for row in answer.context["changed"]}
    assert told == {(area, each) for area in ("拉萨市", "全区合计") for each in ("已备案", "honours")}


def test_a_sheet_that_was_tampered_with_says_so_at_once():
    region = factories.region_officer()
    wrong = of_other_rules(region, title="改过的标题")
    html = signed_in(factories.officer()).get(wrong.get_absolute_url()).content.decode()
    assert "校验值与内容不符" in html
