"""Workbooks that say something else than they seem: codes of characters, signs for nothing, sheets unread."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cqo_registry.core.spreadsheets import cells, writer
from cqo_registry.core.spreadsheets.coding import coded, decoded
from cqo_registry.core.spreadsheets.columns import Column
from cqo_registry.core.spreadsheets.reader import Book, Heading, Kind, read_book
from cqo_registry.core.spreadsheets.sheets import says_nothing

HEADINGS = (
    Heading("ordinal", ("序号",), ordinal=True),
    Heading("name", ("企业名称",), required=True),
    Heading("code", ("统一社会信用代码",), required=True),
    Heading("place", ("住所",)),
)
TITLES = ("序号", "企业名称", "统一社会信用代码", "住所")


def book(**sheets: list[tuple[Any, ...]]) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(made: Workbook) -> Book:
    return read_book(saved(made), HEADINGS)


def inline(content: bytes, old: str, new: str) -> bytes:
    """The same workbook with a shared text written into its cell instead."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            body = before.read(name)
            if name.endswith("sheet1.xml"):
                at = body.index(old.encode())
                end = body.index(b"</c>", at)
                body = body[:at] + new.encode() + body[end + 4 :]
            after.writestr(name, body)
    return out.getvalue()


STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def shared(content: bytes) -> bytes:
    """The same workbook as Excel keeps it: every text once in a table, cells point to it."""
    texts: list[str] = []

    def pointed(cell: re.Match[str]) -> str:
        texts.append(cell[2])
        return f'<c{cell[1]} t="s"><v>{len(texts) - 1}</v></c>'

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        bodies = {name: before.read(name).decode() for name in before.namelist()}
        for name, body in bodies.items():
            if name.startswith("xl/worksheets/"):
                cells_of = re.compile(r'<c([^>]*?) t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
                bodies[name] = cells_of.sub(pointed, body)
        bodies.pop("xl/sharedStrings.xml", None)
        items = "".join(f"<si>{text}</si>" for text in texts)
        bodies["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
        kinds, relations = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
        if STRINGS not in bodies[kinds]:
            part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>'
            bodies[kinds] = bodies[kinds].replace("</Types>", part)
            link = f'<Relationship Id="rId99" Type="{RELATION}" Target="sharedStrings.xml"/></Relationships>'
            bodies[relations] = bodies[relations].replace("</Relationships>", link)
        for name, body in bodies.items():
            after.writestr(name, body)
    assert texts
    return out.getvalue()


CODES = [
    ("城关区_x000D_\n示范路", "城关区\n示范路"),
    ("城关区_x000d_\n示范路", "城关区\n示范路"),
    ("城关区_x000D_示范路", "城关区\n示范路"),
    ("城关区\r\n示范路\r8号", "城关区\n示范路\n8号"),
    ("一_x000A_二_x0009_三", "一\n二 三"),
    ("_x005F_x000D_", "_x000D_"),
    ("_x005f_x000d_", "_x000d_"),
    ("_x005F_x005F_x005F_x000D_", "_x005F_x000D_"),
    ("_x005F_x005F_x000D_", "_x005F"),
    ("a_x0041_b_x4E2D_", "aAb中"),
    ("_xD83D__xDE00_", "😀"),
    ("x_xD83D_x", "xx"),
    ("a_x0000_b_x001F_c", "abc"),
    ("型号_x12_与_xGGGG_与x000D_", "型号_x12_与_xGGGG_与x000D_"),
    ("abcx005F_d", "abcx005F_d"),
]


@pytest.mark.parametrize(("written", "meant"), CODES)
def test_codes_of_characters_are_read_once_wherever_they_stand(written: str, meant: str) -> None:
    made = book(名录=[TITLES, (1, "甲", "A1", written)])
    assert read(made).tables[0].rows[0]["place"].text == meant
    assert read_book(shared(saved(made)), HEADINGS).tables[0].rows[0]["place"].text == meant
    escaped = written.replace("&", "&amp;").replace("\r", "&#13;")
    cell = f'<c r="D2" t="inlineStr"><is><t xml:space="preserve">{escaped}</t></is></c>'
    (table,) = read_book(inline(saved(made), '<c r="D2"', cell), HEADINGS).tables
    assert table.rows[0]["place"].text == meant
    cell = f'<c r="D2" t="str"><v>{escaped}</v></c>'
    (table,) = read_book(inline(saved(made), '<c r="D2"', cell), HEADINGS).tables
    assert table.rows[0]["place"].text == meant


def test_codes_in_titles_are_read_too() -> None:
    titles = ("序号", "企业_x000D_\n名称", "统一社会_x000d_信用代码", "住所_x000D_")
    made = book(名录=[titles, (1, "甲", "A1", "路")])
    (table,) = read(made).tables
    assert table.columns == read_book(shared(saved(made)), HEADINGS).tables[0].columns
    assert table.columns == {"ordinal": "A", "name": "B", "code": "C", "place": "D"}


def test_a_cell_of_codes_alone_is_empty() -> None:
    row = read(book(名录=[TITLES, (1, "甲", "A1", "_x000D_")])).tables[0].rows[0]
    assert row["place"].kind is Kind.EMPTY


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("_x005FfDd甲\n ", max_size=30), min_size=1, max_size=4))
def test_what_is_exported_comes_back_as_it_was(texts: list[str]) -> None:
    columns = [Column(title, title) for title in TITLES[1:]]
    rows = [(f"甲{number}", "A", text) for number, text in enumerate(texts)]
    content = b"".join(writer.stream_workbook(columns, rows, note=(("内容", "x"),), title="名录"))
    (table,) = read_book(content, HEADINGS).tables
    for row, text in zip(table.rows, texts, strict=True):
        kept = cells.clean(text)
        assert row["place"].written == (kept.strip() if says_nothing(kept) else kept if kept.strip() else "")


@given(st.text())
def test_coded_text_is_decoded_to_itself(text: str) -> None:
    assert decoded(coded(cells.clean(text))) == cells.clean(text)


SIGNS = [
    "/",
    "／",
    "\\",
    "＼",
    "//",
    "/ /",
    "-",
    "－",
    "—",
    "——",
    "–",
    "−",
    "---",
    "----------",
    "─",
    "⸺",
    "_",
    "~",
]
SIGNS += [
    "无",
    " 无 ",
    "无。"[:1],
    "没有",
    "暂无",
    "空",
    "不适用",
    "N/A",
    "n/a",
    "Ｎ／Ａ",
    "NA",
    "none",
    "NULL",
    "·",
    "。",
    "…",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_for_nothing_is_an_empty_cell_that_keeps_its_sign(sign: str) -> None:
    row = read(book(名录=[TITLES, (1, "甲", sign, sign)])).tables[0].rows[0]
    for name in ("code", "place"):
        assert (row[name].kind, row[name].text, row[name].written) == (Kind.EMPTY, "", sign.strip())


@pytest.mark.parametrize(
    "word",
    ["无锡路", "没有", "Na", "na", "一", "0", "A-1", "GB/T", "-5", "空调", "Nil Tsering", "/x", "（无）公司"],
)
def test_words_that_only_begin_like_a_sign_are_words(word: str) -> None:
    assert says_nothing(word) is (word == "没有")


def test_a_row_of_signs_is_a_row_and_not_a_blank_one() -> None:
    assert [row.number for row in read(book(名录=[TITLES, (1, "/", "-", "无")])).tables[0].rows] == [2]


@pytest.mark.parametrize(
    ("value", "layout", "serial"),
    [
        (date(2024, 12, 31), "yyyy-mm-dd", 45657),
        (2025, "yyyy-mm-dd", 2025),
        (2025, 'yyyy"年"', 2025),
        (2025, "m/d/yy h:mm", 2025),
        (2025, "[h]:mm:ss", 2025),
        (30, "yyyy-mm-dd", 30),
        (0.5, "h:mm", 0.5),
    ],
)
@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_the_number_behind_a_date_is_kept(value: Any, layout: str, serial: float, epoch: Any) -> None:
    made = book(名录=[TITLES, (1, "甲", "A1", None)])
    if epoch is not None:
        made.epoch = epoch
        serial -= 1462 if isinstance(value, date) else 0
    made["名录"]["D2"] = value
    made["名录"]["D2"].number_format = layout
    cell = read(made).tables[0].rows[0]["place"]
    assert (cell.kind, cell.serial) == (Kind.DATE, serial)
    assert isinstance(cell.value, datetime | time | timedelta)


ROWS = [TITLES, (1, "甲", "A1", "路")]
OTHERS = [
    ("序号", "企业全称", "代码", "县"),
    (1, "乙", "A2", "x"),
    (2, "丙", "A3", "y"),
    (),
    (None, None, "注"),
]


def test_a_sheet_with_other_titles_is_named_with_its_rows() -> None:
    found = read(book(名录=ROWS, 日喀则=OTHERS, 空白=[]))
    assert [table.sheet for table in found.tables] == ["名录"]
    (unread,) = found.unread
    assert (unread.sheet, unread.visible, unread.rows) == ("日喀则", True, 4)
    assert "4 行内容（含标题）没有读取" in unread.message


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_named_with_words_of_its_own(state: str) -> None:
    made = book(名录=ROWS, 旧表=ROWS, 空白=[])
    made["旧表"].sheet_state = made["空白"].sheet_state = state
    (unread,) = read(made).unread
    assert (unread.sheet, unread.visible) == ("旧表", False)
    assert "隐藏" in unread.message


def test_the_instructions_of_our_own_workbooks_are_no_material() -> None:
    short = [("每行一家企业。",), ("企业名称", "全称")]
    found = read(book(名录=ROWS, 说明=short, 填写说明=short, 备注=short))
    assert [unread.sheet for unread in found.unread] == ["备注"]
    assert [unread.sheet for unread in read(book(名录=ROWS, 说明=OTHERS)).unread] == ["说明"]


def test_a_sheet_longer_than_the_search_for_titles_is_counted_whole() -> None:
    found = read(book(名录=ROWS, 长表=[("x", number) for number in range(30)]))
    assert found.unread[0].rows == 30
