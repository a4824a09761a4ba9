"""Fields that take what people type: tidy it, keep it in range, and say in one sentence what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.text import half_width, tidy_lines
from cqo_registry.core.text import tidy as tidy_line
from cqo_registry.directory import industries
from cqo_registry.directory.models import County

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
MONEY_DIGITS = 12  # before the decimal point, as stored
COUNT_MAX = 10**9
YEARS = range(1990, 2101)
# Groups of GB/T 4754 that the size standard tells apart inside their division.
FINER_INDUSTRIES = {
    "G591": _("装卸搬运"),
    "K701": _("房地产开发经营"),
    "K702": _("物业管理"),
    "K703": _("房地产中介服务"),
    "K704": _("房地产租赁经营"),
    "K709": _("其他房地产业"),
}
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


class OneSentence:
    """A field that answers every fault with the same sentence of ours; an empty one is only missing."""

    sentence: Any = ""

    def clean(self, value: Any) -> Any:
        """The cleaned value. Raises ``ValidationError`` with the field's one sentence."""
        try:
            return super().clean(value)  # type: ignore[misc]
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


class MoneyField(OneSentence, forms.DecimalField):
    """万元 with two decimals; thousands may be parted by commas."""

    sentence = MESSAGES["money"]

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**options, min_value=Decimal(0), max_digits=MONEY_DIGITS + 2, decimal_places=2)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The amount."""
        return super().to_python(_digits(value))


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


class IndustryField(OneSentence, PickField):
    """A section and division of GB/T 4754; a finer code the directory knows stays as it is."""

    sentence = MESSAGES["industry"]

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=industry_choices(), **options)

    def to_python(self, value: Any) -> str:
        """The code in capitals with its section letter."""
        text = tidy(super().to_python(value))
        try:
            return industries.normalised(text) if text else ""
        except LookupError as fault:
            raise ValidationError(self.sentence) from fault

    def valid_value(self, value: str) -> bool:
        """Whatever ``to_python`` knew is an industry."""
        return True

    def offer(self, code: str) -> None:
        """Put a stored code that is finer than the list at its top."""
        groups = industry_choices()
        if code and not any(code == value for _title, options in groups for value, _label in options):
            self.choices = [("", CHOOSE), (code, code), *groups]


def industry_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Sections as groups of their divisions, the finer ones of the size standard among them."""
    codes = sorted([*industries.DIVISIONS, *FINER_INDUSTRIES])
    titles = {**industries.DIVISIONS, **FINER_INDUSTRIES}
    return [
        (f"{letter} {title}", [(code, f"{code} {titles[code]}") for code in codes if code.startswith(letter)])
        for letter, title in industries.SECTIONS.items()
    ]


class CountyField(forms.ModelChoiceField):
    """A county, listed under the office that files for it."""

    def __init__(self, **options: Any) -> None:
        options.pop("queryset", None)
        super().__init__(
            queryset=County.objects.all(), error_messages={"invalid_choice": MESSAGES["choice"]}, **options
        )

    def group(self) -> None:
        """Fill the list, one group for each office; one query for the form shown."""
        groups: dict[str, list[tuple[int, str]]] = {}
        for county in County.objects.select_related("authority").order_by("authority__order", "code"):
            groups.setdefault(county.authority.short_name, []).append((county.pk, county.name))
        self.choices = [("", CHOOSE), *groups.items()]


Maker = Callable[..., forms.Field]


def draft_field(field: models.Field[Any, Any], **options: Any) -> forms.Field | None:
    """The form field of a declared column: nothing is required, whatever is typed gets a sentence."""
    options = {**options, "required": False, "label": field.verbose_name}
    maker = MAKERS.get(field.name) or MAKERS.get(type(field).__name__)
    if field.choices:
        return PickField(choices=field.choices, empty=CHOOSE if field.blank else "", **options)
    if maker:
        return maker(**options)
    return LineField(max_length=field.max_length, **options)  # type: ignore[attr-defined]


MAKERS: dict[str, Maker] = {
    "county": CountyField,
    "industry": IndustryField,
    "data_year": YearField,
    "DateField": DayField,
    "DecimalField": MoneyField,
    "PositiveIntegerField": CountField,
    "BooleanField": forms.BooleanField,
}
