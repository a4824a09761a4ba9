"""The one rule table of the directory workbook: field, titles, how to read it, what to write in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.reader import Cell, Heading
from cqo_registry.core.spreadsheets.values import text_of
from cqo_registry.directory.imports import parsing, products
from cqo_registry.directory.imports.words import TITLES

Parser = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``parse`` turns a cell into a value or raises ``Bad``; ``text`` marks codes."""

    field: str
    parse: Parser | None
    help: Any
    required: bool = False
    text: bool = False
    width: int = 14
    in_template: bool = True

    @property
    def title(self) -> str:
        """The official title."""
        return TITLES[self.field][0]

    @property
    def heading(self) -> Heading:
        """What the reader looks for."""
        return Heading(self.field, TITLES[self.field], self.required, ordinal=self.parse is None)


def columns(today: date) -> tuple[Column, ...]:
    """The table, in the order of the template; ``today`` bounds the year of the figures."""
    return (
        Column("ordinal", None, _("顺序号，可以不填。"), width=6),
        Column("name", parsing.enterprise_name, _("营业执照上的全称，必填。"), width=34, required=True),
        Column(
            "uscc", parsing.uscc, _("18 位，必填，同一文件中不得重复。"), width=22, required=True, text=True
        ),
        Column("domicile", partial(text_of, limit=300), _("营业执照上的住所。"), width=36),
        Column("prefecture", partial(text_of, limit=60), _("地（市）、经开区或工业园，供核对。")),
        Column(
            "county",
            partial(text_of, limit=60),
            _("住所所在区县，必填，决定备案机关。"),
            required=True,
        ),
        Column("industry", parsing.industry, _("GB/T 4754-2017 代码，如 C26。"), text=True, width=10),
        Column("employees", parsing.employees, _("期末从业人员，整数。")),
        Column("revenue", parsing.revenue, _("上年营业收入，万元，最多两位小数。"), width=16),
        Column("assets", parsing.assets, _("上年末资产总额，万元，最多两位小数。"), width=16),
        Column("data_year", partial(parsing.year, today=today), _("以上数据的年度，如 2025。"), width=10),
        Column("products", parsing.products_of, _("有几种时用顿号隔开。"), width=24),
        Column(
            "category",
            products.categories_of,
            _("生产许可、强制性认证、强制性标准或其他；有几类时用顿号隔开。"),
            width=18,
        ),
        Column(
            "certificates",
            products.numbers_of,
            _("许可证、认证证书或强制性标准编号，有几个时用顿号隔开。"),
            text=True,
            width=24,
        ),
        Column("legal_representative", parsing.person, _("一个人的姓名；间隔号用“·”。")),
        Column("principal_officer", parsing.person, _("一个人的姓名；间隔号用“·”。")),
        Column("contact_person", parsing.person, _("一个人的姓名；间隔号用“·”。")),
        Column("contact_phone", parsing.phone, _("手机号，或带区号的固定电话。"), text=True, width=16),
        Column("stated_size", parsing.size, _("企业自报规模：大型、中型、小型或微型。"), in_template=False),
    )
