"""The reader finds the table, tells kinds of cells apart, and answers every broken file with a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from cqo_registry.core.spreadsheets import intake, reader
from cqo_registry.core.spreadsheets.reader import Heading, Kind, Unreadable, read_book

HEADINGS = (
    Heading("ordinal", ("序号",), ordinal=True),
    Heading("name", ("企业名称", "单位名称"), required=True),
    Heading("code", ("统一社会信用代码",), required=True),
    Heading("people", ("从业人员(人)",)),
)
TITLES = ("序号", "企业名称", "统一社会信用代码", "从业人员(人)")


def book(*rows: Any, sheet: str = "名录", **others: Any) -> bytes:
    """A workbook with these rows, and further sheets by name."""
    workbook = Workbook()
    workbook.active.title = sheet
    for name, lines in ((sheet, rows), *others.items()):
        page = workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name)
        for row in lines:
            page.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(content: bytes) -> list[reader.Table]:
    return read_book(content, HEADINGS, totals=("合计",)).tables


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The same archive with some members replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_titles_are_found_below_other_rows_in_any_order_and_spelling() -> None:
    (table,) = read(
        book(
            ("企业名录",),
            (),
            ("从业人员（人）", " 统一社会\n信用代码* ", "备注", "单位 名称"),
            (5, "A1", "x", "甲"),
        )
    )
    assert table.header_row == 3
    assert table.columns == {"people": "A", "code": "B", "name": "D"}
    assert table.unknown == ("备注",)
    assert [(row.number, row["name"].text, row["people"].value) for row in table.rows] == [(4, "甲", 5)]
    assert table.rows[0]["ordinal"] is reader.EMPTY


def test_blank_ghost_numbered_and_totals_rows_are_no_rows() -> None:
    rows = ((1, "甲", "A1", 5), (2,), (), (None, " ", "\u3000"), ("合 计：", None, None, "=SUM(D2:D3)"))
    content = book(TITLES, *rows, (3, "乙", "A2", 6), ("注：数据截至年底",))
    assert [row.number for row in read(content)[0].rows] == [2, 7]


def test_a_row_of_error_values_alone_is_a_ghost() -> None:
    content = book(TITLES, (1, "甲", "A1", 5), (None, "PLACE", None, None))
    xml = zipfile.ZipFile(io.BytesIO(content)).read(SHEET).decode()
    at = xml.index('<c r="B3"')
    xml = xml[:at] + '<c r="B3" t="e"><v>#REF!</v></c>' + xml[xml.index("</c>", at) + 4 :]
    assert [row.number for row in read(repacked(content, **{SHEET: xml.encode()}))[0].rows] == [2]


def test_kinds_are_told_apart() -> None:
    (table,) = read(
        book(TITLES, (1, '=HYPERLINK("x","y")', 9.15401e17, date(2025, 1, 2)), (2, "甲", 123.0, 2.5))
    )
    first, second = table.rows
    assert (first["name"].kind, first["name"].text) == (Kind.FORMULA, '=HYPERLINK("x","y")')
    assert first["code"].lost_digits
    assert first["code"].text == "9.15401E+17"
    assert (first["people"].kind, first["people"].text) == (Kind.DATE, "2025-01-02")
    assert (second["code"].text, second["code"].lost_digits) == ("123", False)
    assert second["people"].text == "2.5"
    assert second["name"].kind is Kind.TEXT


@pytest.mark.parametrize(("number", "lost"), [(10**15 - 1, False), (10**15, True), (True, False)])
def test_a_number_keeps_fifteen_digits(number: int, lost: bool) -> None:
    assert reader.Cell(Kind.NUMBER, number).lost_digits is lost


def test_every_visible_sheet_with_the_titles_is_read() -> None:
    rows = (TITLES, (1, "甲", "A1", 5))
    tables = read(book(*rows, sheet="一", 二=rows, 说明=(("怎样填写",),)))
    assert [table.sheet for table in tables] == ["一", "二"]


def test_a_hidden_sheet_is_not_read() -> None:
    workbook = Workbook()
    for page in (workbook.active, workbook.create_sheet("隐藏")):
        page.append(TITLES)
        page.append((1, "甲", "A1", 5))
    workbook["隐藏"].sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    assert len(read(out.getvalue())) == 1


def test_a_cell_at_the_end_of_the_sheet_is_a_ghost_and_costs_nothing() -> None:
    content = book(TITLES, (1, "甲", "A1", 5))
    xml = zipfile.ZipFile(io.BytesIO(content)).read(SHEET).decode()
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    stray = repacked(content, **{SHEET: xml.replace("</sheetData>", far).encode()})
    assert [row.number for row in read(stray)[0].rows] == [2]


def test_too_many_rows_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ROWS", 2)
    rows = [(n, "甲", "A1", 5) for n in range(3)]
    assert len(read(book(TITLES, *rows[:2]))[0].rows) == 2
    with pytest.raises(Unreadable, match="分成几个文件"):
        read(book(TITLES, *rows))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0 字节"),
        (b"x" * (intake.MAX_BYTES + 1), "10 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"%PDF-1.7", "损坏"),
        ("企业名称,代码".encode(), "损坏"),
        (book(TITLES)[:900], "损坏"),
        (book(("甲", "乙"), ("丙",)), "没有找到表头"),
        (book(), "没有找到表头"),
        (book(TITLES), "没有数据"),
        (
            book(("企业名称", "从业人员(人)", "统一社会信用代码", "单位名称"), ("甲", 1, "A")),
            "重复的列：企业名称",
        ),
        (book(*[("标题",)] * 10, TITLES, (1, "甲", "A1", 5)), "没有找到表头"),
        (book(("序号", "企业名称"), (1, "甲")), "缺少列：统一社会信用代码"),
    ],
)
def test_every_broken_file_gets_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in members.items():
            new.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"word/document.xml": b"<x/>"}, "不是 Excel 工作簿"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"xl/workbook.xml": b"not xml"}, "损坏"),
        ({"xl/workbook.xml": bytes(intake.RATIO_FREE + 1)}, "展开后过大"),
        ({"xl/workbook.xml": b"x"} | {f"m{n}": b"" for n in range(intake.MAX_MEMBERS)}, "展开后过大"),
    ],
)
def test_every_strange_archive_gets_one_sentence(members: dict[str, bytes], words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(archive(**members))


def test_an_encrypted_member_is_said() -> None:
    content = bytearray(book(TITLES))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(Unreadable, match="密码"):
        read(bytes(content))


def test_entities_are_not_expanded() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(Unreadable):
        read(repacked(book(TITLES, (1, "甲", "A1", 5)), **{SHEET: bomb}))


def test_a_sheet_that_breaks_off_is_said() -> None:
    with pytest.raises(Unreadable, match="损坏"):
        read(repacked(book(TITLES, (1, "甲", "A1", 5)), **{SHEET: b"<worksheet><sheetData><row"}))


def test_flipped_bytes_never_raise_anything_else() -> None:
    content = book(TITLES, *[(n, "甲", "A1", 5) for n in range(20)])
    chance = random.Random(5)
    for _trial in range(150):
        broken = bytearray(content)
        for _byte in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read(bytes(broken))
        except Unreadable:
            continue
