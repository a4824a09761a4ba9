"""manage.py import_directory: dry run first, nothing with a fault, the same file twice is nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from cqo_registry.audit.models import AuditEvent
from cqo_registry.directory.models import DirectoryImport, Enterprise
from tests.directory.workbooks import SAMPLES, workbook
from tests.factories import auditor, make_enterprise, officer, region_officer

pytestmark = pytest.mark.django_db


def run(path: Path, *args: str) -> tuple[str, int]:
    """What the command prints, and its exit code."""
    out = io.StringIO()
    try:
        call_command("import_directory", str(path), *args, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(content: bytes) -> Path:
        path = tmp_path / "名录.xlsx"
        path.write_bytes(content)
        return path

    return write


def test_the_sample_goes_in_whole_and_a_second_time_changes_nothing() -> None:
    first, code = run(SAMPLES / "directory.xlsx")
    assert code == 0
    assert "新增 200 家" in first
    second, code = run(SAMPLES / "directory.xlsx")
    assert code == 0
    assert "新增 0 家，更新 0 家，未变 200 家" in second
    assert Enterprise.objects.count() == 200
    assert AuditEvent.objects.filter(action="directory.import").count() == 2


def test_with_faults_every_place_is_printed_and_nothing_written() -> None:
    out, code = run(SAMPLES / "directory-messy.xlsx")
    assert code == 1
    assert "企业名录 第 4 行 C 列“91540302MAFLKR5320”" in out
    assert "80 处问题，没有写入任何数据" in out
    assert not Enterprise.objects.exists()


def test_the_dry_run_as_json_is_rows_and_faults_alone() -> None:
    out, code = run(SAMPLES / "directory-messy.xlsx", "--dry-run", "--json")
    report = json.loads(out)
    assert (code, set(report), report["rows"]) == (0, {"rows", "faults"}, 170)
    assert set(report["faults"][0]) == {"sheet", "row", "column", "field", "value", "message"}


def test_a_dry_run_without_faults_tells_the_counts_and_writes_nothing(file: Any) -> None:
    out, code = run(file(workbook({}, {"prefecture": "山南市"})), "--dry-run")
    assert code == 0
    assert "试运行，没有写入：新增 2 家" in out
    assert "所属地市与区县不一致" in out
    assert not Enterprise.objects.exists()


def test_the_import_as_json_adds_the_counts(file: Any) -> None:
    out, _code = run(file(workbook({})), "--json")
    assert json.loads(out)["new"] == 1


def test_a_user_imports_in_his_own_scope_and_name(file: Any) -> None:
    by = officer("5402")
    out, code = run(file(workbook({})), "--by", by.username.upper())
    assert code == 1
    assert "不属于本机关辖区" in out
    out, code = run(file(workbook({"county": "白朗县", "prefecture": "日喀则"})), "--by", by.username)
    assert code == 0
    event = AuditEvent.objects.get(action="directory.import")
    assert (event.actor, event.details["new"]) == (by, 1)
    assert DirectoryImport.objects.get().applied_at is not None


def test_an_office_cannot_take_over_an_enterprise_of_another(file: Any) -> None:
    enterprise = make_enterprise("5401")
    row = {"uscc": enterprise.uscc, "county": "白朗县", "prefecture": "日喀则"}
    out, code = run(file(workbook(row)), "--by", officer("5402").username)
    assert code == 1
    assert "现不属于本机关辖区" in out
    out, code = run(file(workbook(row)), "--by", region_officer().username)
    assert code == 0
    assert "备案机关由拉萨市变为日喀则市" in out


@pytest.mark.parametrize(("content", "words"), [(b"", "0 字节"), (b"junk", "损坏")])
def test_a_broken_file_is_one_sentence(file: Any, content: bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(file(content))


def test_a_missing_file_an_unknown_user_and_a_reader_are_one_sentence(file: Any) -> None:
    with pytest.raises(CommandError, match="读不到文件"):
        run(Path("nowhere.xlsx"))
    with pytest.raises(CommandError, match="没有用户 nobody"):
        run(file(workbook({})), "--by", "nobody")
    with pytest.raises(CommandError, match="可以导入名录"):
        run(file(workbook({})), "--by", auditor().username)


def test_a_sheet_that_was_not_read_is_printed_without_a_row(file: Any) -> None:
    book, out = load_workbook(io.BytesIO(workbook({}))), io.BytesIO()
    book.create_sheet("日喀则").append(("企业全称", "代码"))
    book.save(out)
    printed, code = run(file(out.getvalue()))
    assert code == 0
    assert "工作表“日喀则”：这张工作表没有找到表头，1 行内容（含标题）没有读取" in printed
