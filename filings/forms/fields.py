"""Fields of a declaration: county, industry, and the field of each declared column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.fields import (
    CHOOSE,
    MESSAGES,
    CountField,
    DayField,
    LineField,
    MoneyField,
    OneSentence,
    PickField,
    YearField,
    tidy,
)
from cqo_registry.directory import industries
from cqo_registry.directory.models import County

# Groups of GB/T 4754 that the size standard tells apart inside their division.
FINER_INDUSTRIES = {
    "G591": _("装卸搬运"),
    "K701": _("房地产开发经营"),
    "K702": _("物业管理"),
    "K703": _("房地产中介服务"),
    "K704": _("房地产租赁经营"),
    "K709": _("其他房地产业"),
}


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
    return LineField(max_length=field.max_length, **options)


MAKERS: dict[str, Maker] = {
    "county": CountyField,
    "industry": IndustryField,
    "data_year": YearField,
    "DateField": DayField,
    "DecimalField": MoneyField,
    "PositiveIntegerField": CountField,
    "BooleanField": forms.BooleanField,
}
