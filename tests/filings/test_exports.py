"""Rosters and lists as workbooks: what is in them, who gets them, and the line each leaves in the trail."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.policies import may_export_identities
from cqo_registry.audit.models import AuditEvent
from cqo_registry.casework import download, exporting, spelling
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Authority
from filings.enums import EducationLevel
from filings.exports import shared
from filings.exports.roster import ROSTER
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db

DOMAIN_COLUMNS = (
    "序号、地市、区县、企业名称、统一社会信用代码、行业、规模、产品、类别、姓名、性别、职务、学历、职称、"
)
DOMAIN_COLUMNS += "质量工作年限、手机、任命日期、备案日期、备案号、参训情况、备注"


def read(response: Any) -> Any:
    return load_workbook(io.BytesIO(b"".join(response.streaming_content)))


def table(response: Any) -> list[dict[str, Any]]:
    """The rows of the first sheet as dictionaries."""
    header, *rows = read(response).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def roster_of(client: Client, user: Any, tier: str = "prefecture", **query: str) -> Any:
    client.force_login(user)
    return client.get(reverse("filings:roster", args=[tier]), query)


def export_line(action: str = exporting.EXPORT) -> AuditEvent:
    return AuditEvent.objects.get(action=action)


def test_the_columns_stand_in_the_order_bureaus_use() -> None:
    labels = "、".join(str(column.label) for column in ROSTER)
    assert labels == f"{DOMAIN_COLUMNS}、证件号码、上报日期、入册日期"


def test_a_row_says_what_the_filing_says(client: Client) -> None:
    filing = factories.recorded()
    (row,) = table(roster_of(client, factories.region_officer(), "region"))
    assert row["序号"] == 1
    assert row["地市"] == "拉萨市"
    assert row["统一社会信用代码"] == filing.enterprise.uscc
    assert row["行业"] == "C30 非金属矿物制品业"
    assert row["规模"] == "小型"
    assert row["产品"] == "通用硅酸盐水泥"
    assert row["类别"] == "L"
    assert row["姓名"] == "扎西次仁"
    assert row["职务"] == "副总经理"
    assert row["学历"] == "大学专科"
    assert row["质量工作年限"] == 11
    assert row["手机"] == "13908910002"
    assert row["任命日期"] == datetime(2026, 10, 9)
    today = datetime.combine(timezone.localdate(), datetime.min.time())
    assert row["备案日期"] == row["上报日期"] == row["入册日期"] == today
    assert row["备案号"] == filing.filing_no
    assert row["证件号码"] == filing.identity_masked
    assert "*" in row["证件号码"]


def test_codes_and_numbers_of_persons_are_text_and_days_are_days(client: Client) -> None:
    factories.accepted()
    sheet = read(roster_of(client, factories.officer())).worksheets[0]
    types = {sheet.cell(1, cell.column).value: cell.data_type for cell in sheet[2]}
    assert {types[name] for name in ("统一社会信用代码", "手机", "备案号", "证件号码")} == {"s"}
    assert (types["任命日期"], types["质量工作年限"]) == ("d", "n")


@time_machine.travel("2026-11-23T04:00:00Z", tick=False)
def test_the_note_sheet_says_what_as_of_when_by_whom(client: Client) -> None:
    factories.accepted()
    user = factories.officer(name="达娃")
    response = roster_of(client, user, size="small", keyword="试验", as_of="2026-11-23")
    note = dict(read(response).worksheets[1].values)
    assert note["内容"] == "首席质量官花名册（地（市）备案台账）"
    assert note["范围"] == "拉萨市"
    assert note["截至日期"] == "2026-11-23"
    assert note["筛选条件"] == "企业、代码、姓名或编号：试验；规模：小型"
    assert note["证件号码"] == "已脱敏"
    assert note["导出人"] == "达娃（拉萨市）"
    assert note["数据行数"] == 1


def test_the_note_sheet_names_every_kind_of_condition(client: Client) -> None:
    response = roster_of(client, factories.auditor(), authority="5402", unrecorded="on")
    note = dict(read(response).worksheets[1].values)
    assert note["筛选条件"] == "备案机关：日喀则市；只看尚未入册的：是"
    assert note["范围"] == "日喀则市"
    client.force_login(factories.officer())
    listed = client.get(reverse("filings:list_export"), {"submitted_from": "2026-11-01"})
    assert dict(read(listed).worksheets[1].values)["筛选条件"] == "提交日期 从：2026-11-01"


def test_the_file_has_its_official_name(client: Client) -> None:
    response = roster_of(client, factories.officer(), as_of="2026-11-22")
    name = "%E9%A6%96%E5%B8%AD%E8%B4%A8%E9%87%8F%E5%AE%98%E8%8A%B1%E5%90%8D%E5%86%8C"
    lhasa = "%E6%8B%89%E8%90%A8%E5%B8%82"
    expected = f"attachment; filename*=utf-8''{name}-{lhasa}-2026-11-22.xlsx"
    assert response["Content-Disposition"] == expected
    assert response["Cache-Control"] == "no-store"


def test_a_roster_holds_the_exporters_area_only(client: Client) -> None:
    factories.accepted(factories.make_enterprise("5401"))
    factories.accepted(factories.make_enterprise("5402"))
    assert [row["地市"] for row in table(roster_of(client, factories.officer("5402")))] == ["日喀则市"]
    assert [row["地市"] for row in table(roster_of(client, factories.auditor()))] == ["拉萨市", "日喀则市"]


def test_a_roster_is_filtered_as_the_page_is(client: Client) -> None:
    factories.accepted(cqo_name="次仁央宗")
    other = factories.accepted(cqo_name="普布次仁")
    rows = table(roster_of(client, factories.officer(), keyword="普布"))
    assert [row["备案号"] for row in rows] == [other.filing_no]


def test_a_roster_as_of_a_day_knows_nothing_later(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 10, 4, tzinfo=UTC), tick=False):
        filing = factories.accepted()
    with time_machine.travel(datetime(2026, 11, 12, 4, tzinfo=UTC), tick=False):
        factories.reporting.forward([filing.pk], by=factories.officer())
        factories.reporting.record(filing.pk, by=factories.region_officer())
    region = factories.region_officer()
    with time_machine.travel(datetime(2026, 11, 23, 4, tzinfo=UTC), tick=False):
        assert table(roster_of(client, region, as_of="2026-11-09")) == []
        (before,) = table(roster_of(client, region, as_of="2026-11-11"))
        (after,) = table(roster_of(client, region, as_of="2026-11-12"))
        assert table(roster_of(client, region, "region", as_of="2026-11-11")) == []
        assert len(table(roster_of(client, region, "region", as_of="2026-11-12"))) == 1
    assert (before["上报日期"], before["入册日期"]) == (None, None)
    assert (after["上报日期"], after["入册日期"]) == (datetime(2026, 11, 12), datetime(2026, 11, 12))


@time_machine.travel("2026-11-23T04:00:00Z", tick=False)
def test_the_trail_says_what_went_out_without_personal_data(client: Client) -> None:
    factories.accepted()
    user = factories.officer()
    read(roster_of(client, user, keyword="扎西次仁", size="small", as_of="2026-11-23"))
    line = export_line()
    assert line.actor == user
    assert line.authority == user.authority
    assert line.details == {
        "what": "roster",
        "tier": "prefecture",
        "as_of": "2026-11-23",
        "filters": {"keyword": True, "size": "小型"},
        "rows": 1,
        "identities": False,
    }


@pytest.mark.parametrize("who", ["officer", "region_officer"])
def test_officers_may_take_full_numbers_with_a_reason(client: Client, who: str) -> None:
    filing = factories.accepted()
    client.force_login(getattr(factories, who)())
    response = client.post(
        reverse("filings:roster", args=["prefecture"]), {"identities": "on", "reason": "报送公安核验"}
    )
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    header, row = book.worksheets[0].values
    assert dict(zip(header, row, strict=True))["证件号码"] == filing.identity_no
    assert dict(book.worksheets[1].values)["证件号码"] == "完整，理由：报送公安核验"
    assert (export_line().details["identities"], export_line().reason) == (True, "报送公安核验")


@pytest.mark.parametrize("reason", ["", "   "])
def test_full_numbers_without_a_reason_bring_the_page_back(client: Client, reason: str) -> None:
    factories.accepted()
    client.force_login(factories.officer())
    response = client.post(
        reverse("filings:roster", args=["prefecture"]), {"identities": "on", "reason": reason}
    )
    assert response.status_code == 422
    assert "请写明导出完整证件号码的理由。" in response.content.decode()
    assert not AuditEvent.objects.filter(action=exporting.EXPORT).exists()


def test_not_ticked_means_masked(client: Client) -> None:
    filing = factories.accepted()
    client.force_login(factories.officer())
    response = client.post(reverse("filings:roster", args=["prefecture"]), {"reason": "x"})
    assert [row["证件号码"] for row in table(response)] == [filing.identity_masked]


def test_an_auditor_gets_no_full_numbers(client: Client) -> None:
    factories.accepted()
    client.force_login(factories.auditor())
    response = client.post(
        reverse("filings:roster", args=["prefecture"]), {"identities": "on", "reason": "检查"}
    )
    assert response.status_code == 422
    assert "只有备案机关和自治区局可以导出完整证件号码" in response.content.decode()
    assert not AuditEvent.objects.filter(action=exporting.EXPORT).exists()


@pytest.mark.parametrize(
    ("who", "may"),
    [("officer", True), ("region_officer", True), ("auditor", False), ("filer", False), ("admin", False)],
)
def test_who_may_export_full_numbers(who: str, may: bool) -> None:
    assert bool(may_export_identities(getattr(factories, who)())) is may


def test_an_export_with_full_numbers_needs_right_and_reason() -> None:
    with pytest.raises(Refused) as refused:
        exporting.record_export(by=factories.filer(), details={}, identities=True, reason=" ")
    assert [reason.code for reason in refused.value.verdict] == ["not_allowed", "reason"]


def test_an_export_belongs_to_somebody() -> None:
    with pytest.raises(ValueError):
        exporting.record_export(by=None, details={})


def test_an_export_of_an_auditor_is_a_line_about_the_auditor() -> None:
    user = factories.auditor()
    exporting.record_export(by=user, details={"rows": 0})
    assert (export_line().target_type, export_line().target_id) == ("accounts.user", str(user.pk))


def test_a_long_export_is_read_on_where_the_first_query_ended(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    filings = [
        factories.accepted(factories.make_enterprise(code)) for code in ("5402", "5401", "5402", "5401")
    ]
    monkeypatch.setattr(download, "CHUNK", 1)
    for first in (1, 2, 3, 4, 5):
        monkeypatch.setattr(download, "FIRST", first)
        rows = table(roster_of(client, factories.region_officer()))
        assert [row["备案号"] for row in rows] == [filings[n].filing_no for n in (1, 3, 0, 2)]


def test_an_export_that_breaks_off_says_so_in_the_trail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        yield b"PK"
        raise RuntimeError

    monkeypatch.setattr(download, "stream_workbook", broken)
    user = factories.officer()
    choice = download.Selection(Filing.objects.none(), "册", "拉萨市", date(2026, 11, 23), "册")
    sent = download.export(choice, download.Exporter(user), ROSTER, list)
    with pytest.raises(RuntimeError):
        list(sent.chunks)
    assert AuditEvent.objects.filter(action=exporting.BROKEN, actor=user).count() == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, django_assert_num_queries: Any
) -> None:
    user = factories.officer()
    factories.accepted()
    client.force_login(user)
    address = reverse("filings:roster", args=["prefecture"])
    for _round in range(2):
        # session, user, body, count; savepoint, lock, last line, line, release; rows, their training
        with django_assert_num_queries(11):
            read(client.get(address))
        for _more in range(3):
            factories.accepted()


def test_a_list_goes_out_exactly_as_it_is_filtered(client: Client) -> None:
    kept = factories.accepted()
    factories.submitted()
    client.force_login(factories.officer())
    rows = table(client.get(reverse("filings:list_export"), {"status": "accepted"}))
    assert [row["备案编号"] for row in rows] == [kept.filing_no]
    assert rows[0]["状态"] == "已备案"
    assert rows[0]["证件号码"] == kept.identity_masked
    assert export_line(exporting.LIST_EXPORT).details == {
        "what": "list",
        "filters": {"status": "已备案"},
        "rows": 1,
        "identities": False,
    }


def test_an_enterprise_exports_its_own_filings_only(client: Client) -> None:
    own, _other = factories.submitted(), factories.submitted()
    client.force_login(own.created_by)
    rows = table(client.get(reverse("filings:list_export")))
    assert [row["统一社会信用代码"] for row in rows] == [own.enterprise.uscc]


def test_a_moment_after_the_day_has_no_day() -> None:
    moment = datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert spelling.day(moment) == date(2026, 11, 23)
    assert spelling.day(moment, moment) is None
    assert spelling.day(moment, moment + timedelta(seconds=1)) == date(2026, 11, 23)
    assert spelling.day(None) is None


def test_words_for_unknown_values_are_the_values() -> None:
    assert spelling.label(EducationLevel, "doctor") == "博士研究生"
    assert spelling.label(EducationLevel, "") == ""
    assert spelling.industry("??") == "??"
    assert (shared.sex("female"), shared.sex("")) == ("女", "")
    assert shared.years([], None) is None


def command(**options: str) -> None:
    call_command("export_roster", **options)


def test_the_command_writes_the_whole_scope_masked(tmp_path: Path) -> None:
    filing = factories.accepted(factories.make_enterprise("5402"))
    factories.accepted(factories.make_enterprise("5401"))
    out = tmp_path / "花名册.xlsx"
    command(tier="prefecture", as_of=timezone.localdate().isoformat(), out=str(out))
    sheet = load_workbook(out).worksheets[0]
    assert [cell.value for cell in sheet["B"]] == ["地市", "拉萨市", "日喀则市"]
    assert sheet["V3"].value == filing.identity_masked
    assert [path.name for path in tmp_path.glob("*.*")] == ["花名册.xlsx"]
    assert export_line().authority == Authority.objects.get(code="54")


def test_the_command_writes_one_office(tmp_path: Path) -> None:
    factories.accepted(factories.make_enterprise("5402"))
    factories.accepted(factories.make_enterprise("5401"))
    out = tmp_path / "x.xlsx"
    command(tier="prefecture", out=str(out), office="5402")
    book = load_workbook(out)
    assert [cell.value for cell in book.worksheets[0]["B"]] == ["地市", "日喀则市"]
    assert dict(book.worksheets[1].values)["导出人"] == "系统管理命令"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tier": "county"}, "--tier"),
        ({"tier": ""}, "--tier"),
        ({"as_of": "2026-02-30"}, "--as-of"),
        ({"as_of": "昨天"}, "--as-of"),
        ({"as_of": "20261101"}, "--as-of"),
        ({"as_of": "9999-12-31"}, "不能晚于今天"),
        ({"out": ""}, "--out"),
        ({"out": "/nowhere/at/all/x.xlsx"}, "不能写入"),
        ({"out": "/"}, "文件夹"),
        ({"office": "9999"}, "5401"),
    ],
)
def test_the_command_says_in_one_sentence_what_is_wrong(
    wrong: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    options = {"tier": "region", "out": str(tmp_path / "x.xlsx"), **wrong}
    with pytest.raises(CommandError, match=sentence):
        command(**options)
    assert not AuditEvent.objects.exists()


def test_a_broken_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "x.xlsx"
    out.write_bytes(b"old")

    def full(*args: Any) -> Any:
        raise OSError

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CommandError, match="磁盘"):
        command(tier="region", out=str(out))
    assert [(path.name, path.read_bytes()) for path in tmp_path.glob("*.*")] == [("x.xlsx", b"old")]
