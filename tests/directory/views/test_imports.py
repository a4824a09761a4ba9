"""Upload, report, confirm: nothing is written before the confirmation, and then once."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.spreadsheets.intake import MAX_BYTES
from cqo_registry.core.spreadsheets.reader import read_book
from cqo_registry.directory.imports.columns import columns
from cqo_registry.directory.models import DirectoryImport, Enterprise
from tests.directory.workbooks import sample, workbook
from tests.factories import auditor, filer, make_enterprise, officer, region_officer

pytestmark = pytest.mark.django_db
CREATE = "directory:import_create"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, content: bytes, name: str = "名录.xlsx", **more: str) -> Any:
    data = {"workbook": SimpleUploadedFile(name, content), "form_token": str(uuid.uuid4()), **more}
    return client.post(reverse(CREATE), data)


def uploaded(client: Client, content: bytes) -> DirectoryImport:
    response = post(client, content)
    assert response.status_code == 302, response.content.decode()
    upload = DirectoryImport.objects.latest("id")
    assert response["Location"] == upload.get_absolute_url()
    return upload


def test_the_sample_is_reported_then_confirmed_then_shown() -> None:
    client = signed_in(region_officer())
    upload = uploaded(client, sample("directory.xlsx"))
    assert not Enterprise.objects.exists()
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "确认导入" in page
    assert '<span class="stat-value">200</span>' in page
    response = client.post(reverse("directory:import_apply", args=[upload.pk]), follow=True)
    assert "新增 200 家" in response.content.decode()
    assert Enterprise.objects.count() == 200
    assert AuditEvent.objects.get(action="directory.import").details["new"] == 200


def test_confirming_twice_is_confirming_once() -> None:
    client = signed_in(officer())
    upload = uploaded(client, workbook({}))
    url, token = reverse("directory:import_apply", args=[upload.pk]), {"form_token": str(uuid.uuid4())}
    for data in (token, token, {}):
        assert client.post(url, data)["Location"] == upload.get_absolute_url()
    assert Enterprise.objects.count() == 1
    assert AuditEvent.objects.filter(action="directory.import").count() == 1


def test_faults_are_listed_by_the_hundred_and_stop_the_import() -> None:
    client = signed_in(region_officer())
    upload = uploaded(client, workbook(*[{"name": None, "employees": "x"}] * 60))
    page = client.get(upload.get_absolute_url())
    assert len(page.context["faults"]) == 100
    assert "确认导入" not in page.content.decode()
    assert len(client.get(upload.get_absolute_url(), {"page": "2"}).context["faults"]) == 20
    assert client.get(upload.get_absolute_url(), {"page": "x"}).status_code == 200
    assert client.post(reverse("directory:import_apply", args=[upload.pk])).status_code == 409
    assert not Enterprise.objects.exists()


def test_what_changed_since_the_report_is_checked_again() -> None:
    client = signed_in(officer("5401"))
    upload = uploaded(client, content := workbook({}))
    code = load_workbook(io.BytesIO(content)).active["C2"].value
    make_enterprise("5402", uscc=code)
    assert client.post(reverse("directory:import_apply", args=[upload.pk])).status_code == 409
    assert DirectoryImport.objects.get().applied_at is None


def test_the_marked_workbook_shows_the_faulty_cells_and_holds_no_formula() -> None:
    client = signed_in(region_officer())
    upload = uploaded(client, sample("directory-messy.xlsx"))
    response = client.get(reverse("directory:import_faults", args=[upload.pk]))
    assert "filename*=UTF-8''" in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["问题清单", "企业名录"]
    assert book["问题清单"].max_row == 81
    sheet = book["企业名录"]
    assert (sheet["C4"].fill.fgColor.rgb, sheet["C5"].fill.fgColor.rgb) == ("00FFC7CE", "00000000")
    assert "校验码" in sheet["C4"].comment.text
    assert sheet["B18"].value.startswith("=HYPERLINK")
    assert {cell.data_type for row in sheet for cell in row} <= {"n", "s", "inlineStr"}


def test_the_template_is_a_directory_that_lacks_only_its_rows() -> None:
    response = signed_in(officer()).get(reverse("directory:import_template"))
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    assert sheet["C2"].number_format == "@"
    sheet["B2"], sheet["C2"], sheet["F2"] = "甲", "91540102MA0000015B", "城关区"
    out = io.BytesIO()
    book.save(out)
    import datetime

    headings = [column.heading for column in columns(datetime.date(2026, 1, 1))]
    (table,) = read_book(out.getvalue(), headings).tables
    assert (len(table.rows), len(table.columns), table.unknown) == (1, 18, ())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0 字节"),
        (bytes(range(256)) * 20, "损坏"),
        (b"%PDF-1.4 " * 100, "损坏"),
        (b"x" * (MAX_BYTES + 1), "10 MB"),
        (workbook({}, fields=("name", "employees")), "没有找到表头"),
    ],
)
def test_a_file_that_is_no_directory_gets_a_sentence_beside_the_field(content: bytes, words: str) -> None:
    response = post(signed_in(officer()), content)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not DirectoryImport.objects.exists()


@pytest.mark.parametrize("data", [{}, {"workbook": "text"}, {"form_token": "x", "junk": "\x00"}])
def test_a_post_without_a_file_asks_for_one(data: dict[str, str]) -> None:
    response = signed_in(officer()).post(reverse(CREATE), data)
    assert response.status_code == 422
    assert "请选择要上传的名录文件" in response.content.decode()


def test_an_office_sees_its_own_uploads_and_the_region_all() -> None:
    upload = uploaded(signed_in(officer("5401")), workbook({}))
    for user, status in (
        (officer("5401"), 200),
        (region_officer(), 200),
        (auditor(), 200),
        (officer("5402"), 404),
    ):
        client = signed_in(user)
        assert client.get(upload.get_absolute_url()).status_code == status
        assert client.get(reverse("directory:import_faults", args=[upload.pk])).status_code == status
        assert (upload.file_name in client.get(reverse("directory:import_list")).content.decode()) is (
            status == 200
        )


def test_who_only_reads_uploads_nothing() -> None:
    for user in (auditor(), filer()):
        client = signed_in(user)
        assert client.get(reverse(CREATE)).status_code == 404
        assert post(client, workbook({})).status_code == 404


def test_the_list_costs_the_same_at_one_and_at_fifty_rows(django_assert_num_queries: Any) -> None:
    user = officer()
    client = signed_in(user)
    uploaded(client, workbook({}))
    with django_assert_num_queries(6):
        client.get(reverse("directory:import_list"))
    for _copy in range(49):
        row = DirectoryImport.objects.latest("id")
        row.pk = None
        row.save()
    with django_assert_num_queries(6):
        client.get(reverse("directory:import_list"))


def with_unread_sheets(content: bytes) -> bytes:
    book, out = load_workbook(io.BytesIO(content)), io.BytesIO()
    for name, state in (("日喀则", "visible"), ("旧表", "hidden")):
        book.create_sheet(name).append(("企业全称", "代码"))
        book[name].sheet_state = state
    book.save(out)
    return out.getvalue()


def test_sheets_that_were_not_read_are_told_beside_the_faults_and_block_nothing() -> None:
    client = signed_in(region_officer())
    for row, button in (({}, True), ({"employees": "x"}, False)):
        upload = uploaded(client, with_unread_sheets(workbook(row)))
        page = client.get(upload.get_absolute_url()).content.decode()
        assert "提示（2 条，不影响导入）" in page
        assert "工作表“日喀则”：这张工作表没有找到表头，1 行内容（含标题）没有读取" in page
        assert "工作表“旧表”：这张工作表是隐藏的" in page
        assert ("确认导入" in page) is button
