"""How one cell of the directory becomes a value, or a sentence that says what to do with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core import identifiers
from cqo_registry.core.names import has_letter, tidy_name
from cqo_registry.core.spreadsheets.reader import Cell, Kind
from cqo_registry.core.spreadsheets.reader import tidy as plain
from cqo_registry.core.spreadsheets.sheets import EXACT_DIGITS, says_nothing
from cqo_registry.core.spreadsheets.values import Bad, check_number_format, code_of, text_of
from cqo_registry.core.text import compact
from cqo_registry.directory import industries
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.imports.words import SIZES, UNITS
from cqo_registry.directory.rules.size import Figures, check_figures

NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
YEARS = range(2000, 2101)
FORMULA_STARTS = ("=", "+", "-", "@")
_SEPARATORS = re.compile(r"[,，、;；/\n]+")
_PRODUCT_SEPARATORS = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class Noted:
    """A value that goes in, and what is told of how it was read."""

    value: Any
    message: Any


def uscc(cell: Cell) -> str:
    """A unified social credit code, normalised."""
    checked = identifiers.check_uscc(code_of(cell, 200))
    if checked.reason == "missing":
        raise Bad(_("请填写统一社会信用代码。"))
    if not checked.valid:
        raise Bad(_("统一社会信用代码有误：%(why)s请对照营业执照填写 18 位代码。") % {"why": checked.message})
    return checked.normalised


def enterprise_name(cell: Cell) -> str:
    """The name of an enterprise; figures alone are none, and nothing that Excel would take for a formula."""
    name = text_of(cell, 200)
    if not name:
        raise Bad(_("请填写企业名称。"))
    if name.startswith(FORMULA_STARTS) or not has_letter(name):
        raise Bad(_("企业名称不像名称，请按营业执照填写。"))
    return tidy_name(name)


def person(cell: Cell) -> str:
    """The name of a person, empty when not given."""
    text = text_of(cell, 200)
    checked = identifiers.check_name(text)
    if text and not checked.valid:
        raise Bad(_("姓名有误：%(why)s请只填一个人的姓名。") % {"why": checked.message})
    return checked.normalised


def phone(cell: Cell) -> str:
    """A mobile or landline number, empty when not given."""
    text = code_of(cell, 60)
    checked = identifiers.check_phone(text)
    if text and not checked.valid:
        raise Bad(_("联系电话有误，请填 11 位手机号，或带区号的固定电话（如 0891-6331234），只填一个。"))
    return checked.normalised


def industry(cell: Cell) -> str:
    """An industry code of GB/T 4754-2017 with its section letter, empty when not given."""
    text = code_of(cell, 60)
    try:
        return industries.normalised(text) if text else ""
    except LookupError as fault:
        raise Bad(str(fault)) from fault


def employees(cell: Cell) -> int | None:
    """A number of persons."""
    number = _figure(cell, "employees", _("从业人员应为整数，如 320。请只填数字，不写单位或汉字。"))
    return None if number is None else int(number)


def revenue(cell: Cell) -> Decimal | None:
    """万元 with two decimals."""
    return _money(cell, "revenue")


def assets(cell: Cell) -> Decimal | None:
    """万元 with two decimals."""
    return _money(cell, "assets")


def year(cell: Cell, today: date) -> int | Noted | None:
    """The year of the figures."""
    if cell.kind is Kind.DATE:
        return _year_of_date(cell, today)
    number = _number(cell, _("数据年度应为四位年份，如 2025。"))
    if number is None:
        return None
    if number not in _years(today):
        raise Bad(_("数据年度应为 2000 年以后、不晚于今年的四位年份，如 2025。"))
    return int(number)


def _year_of_date(cell: Cell, today: date) -> int | Noted:
    """The year of a date; a year that somebody typed into a cell for dates is the number behind it."""
    written = getattr(cell.value, "year", 0)
    if written in _years(today):
        return int(written)
    if cell.serial is not None and cell.serial in _years(today):
        text = _("单元格是日期格式，按填写的数字读作 %(year)d 年。请把单元格格式改为“常规”。")
        return Noted(int(cell.serial), text % {"year": cell.serial})
    raise Bad(
        _("单元格是日期格式（%(value)s）。请改为“常规”，填写 2000 年以后、不晚于今年的四位年份，如 2025。")
        % {"value": cell.text[:20]}
    )


def _years(today: date) -> range:
    return range(YEARS.start, min(YEARS.stop, today.year + 1))


def size(cell: Cell) -> str:
    """The class the enterprise states for itself, empty when not given."""
    word = plain(cell.text)
    if word and word not in SIZES:
        raise Bad(_("企业规模只能填：%(words)s。") % {"words": "、".join(map(str, SizeClass.labels))})
    return SIZES[word].value if word else ""


def words_of(cell: Cell) -> list[str]:
    """The words of a cell that may hold several, separated by , 、 ; / or line breaks."""
    words = _SEPARATORS.split(cell.text)
    return [word.strip() for word in words if word.strip() and not says_nothing(word)]


def products_of(cell: Cell) -> list[str]:
    """The products of a cell; a product may have a slash in its name."""
    return [
        " ".join(word.split())[:200]
        for word in _PRODUCT_SEPARATORS.split(cell.text)
        if word.strip() and not says_nothing(word)
    ]


def _money(cell: Cell, indicator: str) -> Decimal | None:
    number = _figure(cell, indicator, _("应为以万元为单位的数字，如 8600.50，不写单位或汉字。"))
    if number is not None and number != number.quantize(Decimal("0.01")):
        raise Bad(_("金额最多保留两位小数（万元）。"))
    return None if number is None else number.quantize(Decimal("0.01"))


def _figure(cell: Cell, indicator: str, message: Any) -> Decimal | None:
    """A figure within the bounds that the size rule sets for it."""
    number = _number(cell, message)
    if number is not None:
        verdict = check_figures(Figures(group=None, **{indicator: number}))
        for reason in verdict.blocking:
            raise Bad(reason.message)
    return number


def _number(cell: Cell, message: Any) -> Decimal | None:
    if cell.kind is Kind.EMPTY:
        return None
    check_number_format(cell)
    if cell.kind is Kind.NUMBER and not isinstance(cell.value, bool):
        return Decimal(format(cell.value, f".{EXACT_DIGITS}g"))
    text = compact(cell.text)
    for unit in UNITS:
        text = text.removesuffix(unit)
    if not NUMBER.fullmatch(text):
        raise Bad(message)
    return Decimal(text.replace(",", ""))
