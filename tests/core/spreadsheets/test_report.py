"""A report knows where every fault stands, and stops counting faults where a file is too long."""

from __future__ import annotations

from cqo_registry.core.spreadsheets.reader import Row, Table
from cqo_registry.core.spreadsheets.report import Report, headings_of
from cqo_registry.core.spreadsheets.sheets import Cell, Kind
from cqo_registry.core.spreadsheets.values import Bad

TITLES = {"code": ("代码", "编号"), "name": ("名称",)}


def table(*codes: str) -> Table:
    rows = [Row(number, {"code": Cell(Kind.TEXT, code)}) for number, code in enumerate(codes, 2)]
    return Table("名录", 1, {"code": "B"}, rows=rows)


def refuse(cell: Cell) -> str:
    raise Bad("不行")


def test_what_cannot_be_read_is_a_fault_with_its_place() -> None:
    found, given = Report(TITLES), table("甲" * 300)
    values = found.values(given, given.rows[0], {"code": refuse, "name": lambda cell: cell.text})
    assert values == {"name": ""}
    place = {"sheet": "名录", "row": 2, "column": "B", "field": "code", "title": "代码"}
    assert found.faults == [{**place, "value": "甲" * 200, "message": "不行"}]


def test_a_report_without_titles_names_the_field_alone() -> None:
    found, given = Report(), table("甲")
    found.fault(given, given.rows[0], "code", "不行")
    assert "title" not in found.faults[0]


def test_a_file_too_long_has_one_fault_for_it() -> None:
    found = Report(TITLES)
    rows = list(found.rows_of([table("甲", "乙"), table("丙", "丁")], most=2, name="code", too_many="太多"))
    assert [row["code"].value for _table, row in rows] == ["甲", "乙"]
    assert (found.rows, [fault["row"] for fault in found.faults]) == (4, [2])


def test_what_stands_twice_is_told_where_it_stood_first() -> None:
    found, given = Report(), table("甲", "甲")
    assert [found.first(row["code"].value, given, row) for row in given.rows] == [None, ("名录", 2)]


def test_headings_say_which_columns_must_be_there() -> None:
    headings = headings_of(TITLES, ["code"])
    assert [(each.field, each.titles, each.required) for each in headings] == [
        ("code", ("代码", "编号"), True),
        ("name", ("名称",), False),
    ]
