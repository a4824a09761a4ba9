"""The writer of workbooks: what goes in comes out as the same text, number or date."""

from __future__ import annotations

import io
import itertools
import secrets
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cqo_registry.core.spreadsheets import archive, cells, writer
from cqo_registry.core.spreadsheets.coding import decoded
from cqo_registry.core.spreadsheets.columns import DATE, MOMENT, MONEY, TEXT, WHOLE, Column

TEXTS = (Column("文字", "text"),)
ALL = (
    Column("编码", "code", width=22),
    Column("日期", "day", format=DATE),
    Column("时间", "moment", format=MOMENT),
    Column("人数", "people", format=WHOLE),
    Column("收入", "revenue", format=MONEY),
)
NOTE = (("内容", "首席质量官花名册"), ("截至日期", "2026-11-23"))


def book_bytes(columns: Sequence[Column], rows: Any, note: Any = NOTE, title: str = "花名册") -> bytes:
    return b"".join(writer.stream_workbook(columns, rows, note=note, title=title))


def book(columns: Sequence[Column], rows: Any, note: Any = NOTE, title: str = "花名册") -> Workbook:
    return load_workbook(io.BytesIO(book_bytes(columns, rows, note, title)))


def text_back(value: Any) -> Any:
    return book(TEXTS, [(value,)]).worksheets[0]["A2"].value


def test_values_come_back_as_what_they_are() -> None:
    row = ("915400913213656094", date(2026, 11, 23), datetime(2026, 11, 23, 9, 30), 42, Decimal("1234.50"))
    sheet = book(ALL, [row]).worksheets[0]
    read = [cell.value for cell in sheet[2]]
    assert read == ["915400913213656094", datetime(2026, 11, 23), datetime(2026, 11, 23, 9, 30), 42, 1234.5]
    assert [cell.number_format for cell in sheet[2]] == [TEXT, DATE, MOMENT, WHOLE, MONEY]
    assert [cell.data_type for cell in sheet[2]] == ["s", "d", "d", "n", "n"]


def test_a_moment_is_written_in_beijing_time() -> None:
    moment = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    sheet = book((Column("时间", "at", format=MOMENT),), [(moment,)]).worksheets[0]
    assert sheet["A2"].value == datetime(2026, 11, 23, 0, 30)


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_an_empty_cell_of_every_type(nothing: Any) -> None:
    sheet = book(ALL, [[nothing] * len(ALL), ["x", *[nothing] * 4]]).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [None] * len(ALL)
    assert sheet["A3"].value == "x"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "=cmd|' /C calc'!A0", "＝"])
def test_text_that_looks_like_a_formula_stays_text(start: str) -> None:
    text = f"{start}1+1"
    cell = book(TEXTS, [(text,)]).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.number_format == TEXT


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_looks_like_a_formula_stays_text_when_edited(start: str) -> None:
    sheet = book(TEXTS, [(f"{start}1+1",), ("1+1",)]).worksheets[0]
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_no_formula_element_is_ever_written() -> None:
    raw = book_bytes(ALL, [("=1+1", "=1+1", "=1+1", "=1+1", "=1+1")], note=(("=1+1", "=1+1"),), title="=1+1")
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


@pytest.mark.parametrize(
    "text",
    [
        "<a href=\"x\">&amp; 'b' ]]></a>",
        "བསོད་ནམས་ཚེ་རིང།",
        "\u0f62\u0fa3\u0f58\u0f0b\u0f51\u0f42",
        "𠮷𬱖\U00030edd",
        "👩‍👩‍👧‍👦🏔️",
        "扎西·次仁",
        "两行\n文字",
        "  前后空格  ",
        "540102198802290012",
        "0891",
        "1e5",
        "TRUE",
        "2026-11-23",
    ],
)
def test_text_comes_back_to_the_letter(text: str) -> None:
    assert text_back(text) == text


def test_control_characters_that_xml_forbids_are_dropped() -> None:
    assert text_back("a\x00b\x0bc\x1fd\ufffe\ud800e") == "abcde"


def test_a_written_out_control_character_is_not_read_as_one() -> None:
    with zipfile.ZipFile(io.BytesIO(book_bytes(TEXTS, [("_x000D_ _x_",)]))) as parts:
        assert "_x005F_x000D_ _x_" in parts.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", ["字" * 32_767, "𠮷" * 16_383])
def test_text_up_to_the_limit_of_a_cell_is_whole(text: str) -> None:
    assert text_back(text) == text


@pytest.mark.parametrize(("text", "kept"), [("字" * 32_768, 32_766), ("𠮷" * 16_384, 16_383)])
def test_text_beyond_the_limit_of_a_cell_is_cut_visibly(text: str, kept: int) -> None:
    cut = text_back(text)
    assert cut == text[0] * kept + "…"
    assert len(cut.encode("utf-16-le")) // 2 <= cells.TEXT_LIMIT


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (0, 0),
        (-5, -5),
        (2.5, 2.5),
        (Decimal("99999999.99"), 99999999.99),
        (10**14, 10**14),
        (Decimal("1E+20"), 1e20),
        (123456789012345678, "123456789012345678"),
        (Decimal("NaN"), "NaN"),
        (float("inf"), "inf"),
        (True, "True"),
        ("12", "12"),
    ],
)
def test_a_number_is_exact_or_else_text(value: Any, read: Any) -> None:
    assert book((Column("数", "n", format=WHOLE),), [(value,)]).worksheets[0]["A2"].value == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (date(1900, 3, 1), datetime(1900, 3, 1)),
        (date(1900, 2, 28), "1900-02-28"),
        (datetime(1899, 1, 1), "1899-01-01 00:00:00"),
        (date(9999, 12, 31), datetime(9999, 12, 31)),
        ("2026年", "2026年"),
    ],
)
def test_a_day_that_no_spreadsheet_knows_is_text(value: Any, read: Any) -> None:
    assert book((Column("日", "d", format=DATE),), [(value,)]).worksheets[0]["A2"].value == read


def test_the_sheet_is_ready_to_read_and_to_print() -> None:
    sheet = book(ALL, [("x", None, None, None, None)] * 3).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["编码", "日期", "时间", "人数", "收入"]
    assert sheet.title == "花名册"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet.column_dimensions["A"].width == 22
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_filter_of_the_book_covers_all_rows() -> None:
    with zipfile.ZipFile(io.BytesIO(book_bytes(TEXTS, [("x",)] * 7))) as parts:
        assert "$A$1:$A$8" in parts.read("xl/workbook.xml").decode()


def test_the_note_sheet_says_what_it_holds_and_how_many_rows() -> None:
    sheet = book(TEXTS, [("x",)] * 3, note=(*NOTE, ("筛选条件", "=HYPERLINK(1)"))).worksheets[1]
    assert sheet.title == "说明"
    assert list(sheet.values) == [
        ("内容", "首席质量官花名册"),
        ("截至日期", "2026-11-23"),
        ("筛选条件", "=HYPERLINK(1)"),
        ("数据行数", 3),
    ]
    assert sheet["B3"].data_type == "s"


def test_a_book_without_rows_has_its_header() -> None:
    sheet = book(ALL, []).worksheets[0]
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:E1"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7])
def test_rows_are_whole_at_every_border_of_batches_and_sheets(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "BATCH", 1)
    monkeypatch.setattr(writer, "SHEET_ROWS", 3)
    whole = book(TEXTS, [(str(number),) for number in range(count)])
    tables = whole.worksheets[:-1]
    assert [sheet.title for sheet in tables] == ["花名册", "花名册2", "花名册3"][: -(-count // 3)]
    read = [row[0] for sheet in tables for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert read == [str(number) for number in range(count)]
    assert whole.worksheets[-1]["B3"].value == count


def test_a_title_that_no_sheet_may_have_is_mended() -> None:
    assert book(TEXTS, [], title="花[名]册:*?/\\'" + "长" * 40).worksheets[0].title.startswith("花 名 册")


def test_the_first_bytes_leave_before_the_last_row_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "CHUNK_BYTES", 1)
    read = []

    def rows() -> Iterator[tuple[str]]:
        for number in itertools.count():
            read.append(number)
            yield (str(number),)

    stream = writer.stream_workbook(TEXTS, rows(), note=NOTE, title="x")
    assert next(stream).startswith(b"PK")
    assert len(read) == writer.BATCH


def test_a_long_book_is_written_to_a_file_in_chunks(tmp_path: Path) -> None:
    rows = [(secrets.token_hex(200),) for _number in range(1_000)]
    with (tmp_path / "x.xlsx").open("wb") as file:
        writer.write_workbook(file, TEXTS, rows, note=NOTE, title="x")
    sheet = load_workbook(tmp_path / "x.xlsx").worksheets[0]
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == rows
    assert len(list(writer.stream_workbook(TEXTS, rows, note=NOTE, title="x"))) > 1


def test_a_stream_that_breaks_leaves_no_readable_book() -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("x",)
        raise OSError

    out = io.BytesIO()
    with pytest.raises(OSError):
        writer.write_workbook(out, TEXTS, rows(), note=NOTE, title="x")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(out)


def test_a_row_of_the_wrong_length_is_an_error_and_not_a_shift() -> None:
    with pytest.raises(ValueError):
        book(ALL, [("x",)])


@pytest.mark.parametrize("deflate", [zlib, archive.deflate], ids=["standard", "quickest"])
def test_the_archive_is_whole_with_every_compressor(deflate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "deflate", deflate)
    raw = book_bytes(TEXTS, [(f"第{number}行",) for number in range(3_000)])
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert parts.testzip() is None
    assert load_workbook(io.BytesIO(raw)).worksheets[0].max_row == 3_001


def test_a_part_too_large_for_a_workbook_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 100)
    with pytest.raises(archive.TooLarge):
        book(TEXTS, [("x" * 200,)])


def test_remembered_texts_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "REMEMBERED", 2)
    sheet = book(TEXTS, [(str(number % 5),) for number in range(20)]).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [str(n % 5) for n in range(20)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back_as_text(texts: list[str]) -> None:
    sheet = book(TEXTS, [(text,) for text in texts]).worksheets[0]
    for number, text in enumerate(texts, 2):
        kept = cells.clean(text)
        cell = sheet.cell(number, 1)
        if kept:
            assert (decoded(str(cell.value)), cell.data_type) == (kept, "s")
