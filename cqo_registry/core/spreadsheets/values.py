"""How a cell of any column becomes a value, or a sentence that says what to do with it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.sheets import EXACT_DIGITS, Cell, Kind
from cqo_registry.core.text import tidy


class Bad(Exception):
    """The value cannot go in; ``message`` says what to do."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


def check_cell(cell: Cell) -> None:
    """Refuse what no column may hold: formulas and error values."""
    if cell.kind is Kind.FORMULA:
        raise Bad(_("单元格是公式，不能导入。请复制后用“选择性粘贴—数值”改成文字或数字。"))
    if cell.kind is Kind.ERROR:
        raise Bad(_("单元格是错误值（%(value)s），请填写正确内容。") % {"value": cell.text[:20]})


def text_of(cell: Cell, limit: int) -> str:
    """Any text on one line, at most ``limit`` characters."""
    text = tidy(cell.text)
    if len(text) > limit:
        raise Bad(_("内容超过 %(limit)d 个字，请缩短。") % {"limit": limit})
    return text


def code_of(cell: Cell, limit: int) -> str:
    """A code as text; a number too long for Excel has lost its last digits."""
    if cell.lost_digits:
        raise Bad(
            _("号码被 Excel 当作数字，%(digits)d 位以后的数字已丢失。请把单元格格式设为“文本”后重新填写。")
            % {"digits": EXACT_DIGITS}
        )
    return text_of(cell, limit)


def check_number_format(cell: Cell) -> None:
    """Refuse a date where a number is asked for: the sheet shows something else than was typed."""
    if cell.kind is Kind.DATE:
        raise Bad(
            _("单元格是日期格式（%(value)s）。请把单元格格式改为“常规”后填写数字。")
            % {"value": cell.text[:20]}
        )
