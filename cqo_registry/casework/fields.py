"""Fields that take what people type: tidy it, keep it in range, and say in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.text import half_width, tidy_lines
from cqo_registry.core.text import tidy as tidy_line

Kind = TypeVar("Kind", bound=forms.Field)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
MONEY_DIGITS = 12  # before the decimal point, as stored
COUNT_MAX = 10**9
YEARS = range(1990, 2101)
MESSAGES = {
    "choice": _("请从列表中选择一项。"),
    "date": _("日期写法不正确，请按“2026-01-31”填写，年份在 1900 至 2100 之间。"),
    "money": _("请填写不小于 0 的数字（万元，最多两位小数），如 1200.50。"),
    "count": _("请填写不小于 0 的整数。"),
    "year": _("请填写四位年份，如 2025。"),
    "industry": _("没有这个行业代码，请从列表中选择。"),
}


def tidy(text: str, *, lines: bool = False) -> str:
    """The tidy text, without NUL; line breaks stay where there may be some."""
    return (tidy_lines if lines else tidy_line)(text.replace("\0", ""))


def field_of(form: forms.BaseForm, name: str, kind: type[Kind]) -> Kind:
    """The field of that name, which the form declares as of that kind; raises ``TypeError`` otherwise."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{type(form).__name__}.{name} is no {kind.__name__}")
    return field


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Let the form's field offer these choices."""
    field_of(form, name, forms.ChoiceField).choices = list(choices)


def offer_rows(form: forms.BaseForm, name: str, rows: models.QuerySet[Any]) -> None:
    """Let the form's field offer these rows."""
    field_of(form, name, forms.ModelChoiceField).queryset = rows


class OneSentence(forms.Field):
    """A field that answers every fault with the same sentence of ours; an empty one is only missing."""

    sentence: Any = ""

    def clean(self, value: Any) -> Any:
        """The cleaned value. Raises ``ValidationError`` with the field's one sentence."""
        try:
            return super().clean(value)
        except (ValidationError, OverflowError, ArithmeticError) as fault:
            if getattr(fault, "code", "") == "required":
                raise
            raise ValidationError(self.sentence, code="invalid") from fault


class LineField(forms.CharField):
    """Text of one line, or of several in a text area."""

    def to_python(self, value: Any) -> str:
        """The text without what cannot be seen or stored."""
        text = "" if value is None else str(value)
        return tidy(text, lines=isinstance(self.widget, forms.Textarea))

    def clean(self, value: Any) -> str:
        """The text, if it is not too long."""
        text = self.to_python(value)
        if self.max_length and len(text) > self.max_length:
            raise ValidationError(
                _("最多 %(limit)d 个字，现在有 %(length)d 个，请缩短。")
                % {"limit": self.max_length, "length": len(text)}
            )
        return text


class DayField(OneSentence, forms.DateField):
    """A day as ``2026-01-31``; also with dots or slashes, as people write it."""

    sentence = MESSAGES["date"]
    widget = forms.DateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"])

    def to_python(self, value: Any) -> date | None:
        """The day, between 1900 and 2100."""
        text = half_width(value) if isinstance(value, str) else value
        day = super().to_python(text)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(self.sentence)
        return day


class DecimalsField(OneSentence, forms.DecimalField):
    """A number with decimals; thousands may be parted by commas."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The number, digits of any width understood."""
        return super().to_python(_digits(value))


class MoneyField(DecimalsField):
    """万元 with two decimals; thousands may be parted by commas."""

    sentence = MESSAGES["money"]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, min_value=Decimal(0), max_digits=MONEY_DIGITS + 2, decimal_places=2)


class CountField(OneSentence, forms.IntegerField):
    """A whole number from zero."""

    sentence = MESSAGES["count"]

    def __init__(self, **options: Any) -> None:
        options.setdefault("min_value", 0)
        options.setdefault("max_value", COUNT_MAX)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> int | None:
        """The number."""
        return super().to_python(_digits(value))


class YearField(CountField):
    """A year of four digits."""

    sentence = MESSAGES["year"]

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "min_value": YEARS[0], "max_value": YEARS[-1]})


def _digits(value: Any) -> Any:
    """Digits of any width, without the commas between thousands."""
    return half_width(value).replace(",", "") if isinstance(value, str) else value


CHOOSE = _("请选择")


class PickField(forms.ChoiceField):
    """One of a list, or none yet."""

    def __init__(self, *, choices: Iterable[Any] = (), empty: Any = CHOOSE, **options: Any) -> None:
        named = [("", empty), *choices] if empty else list(choices)
        super().__init__(choices=named, error_messages={"invalid_choice": MESSAGES["choice"]}, **options)
