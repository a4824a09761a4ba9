"""Fields that several forms of training share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.fields import CountField, DayField, DecimalsField, LineField
from cqo_registry.core.identifiers import check_uscc
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.models.enterprise import EnterpriseQuerySet

NO_CHOICE = {"invalid_choice": _("没有这一项，请从列表中选择。")}
HOURS = _("请填写学时，如 8 或 16.5，最多一位小数。")
FEE = _("请填写不小于 0 的金额（元/人，最多两位小数），不收费填 0。")


class Needed(forms.Field):
    """A field that says for itself that it was left empty, before it looks at what was typed."""

    def clean(self, value: Any) -> Any:
        """The value; raises ``ValidationError``."""
        if (value.strip() if isinstance(value, str) else value) in self.empty_values:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return self.empty_value if isinstance(self, forms.CharField) else None
        return super().clean(value)


class Day(Needed, DayField):
    """A day between 1900 and 2100."""


class Count(Needed, CountField):
    """A whole number from zero."""


class Line(Needed, LineField):
    """A text, of several lines in a text area."""


class Amount(Needed, DecimalsField):
    """A number from zero with decimals; commas between thousands and wide digits are understood."""

    def __init__(self, *, sentence: Any, **options: Any) -> None:
        self.sentence = sentence
        options.setdefault("min_value", Decimal(0))
        super().__init__(**options)


def lines(rows: int) -> forms.Textarea:
    """A text area of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def one_enterprise(text: str, known: EnterpriseQuerySet) -> Enterprise | None:
    """The one of ``known`` with this code or full name, None for no text; nothing is guessed.

    Raises ``ValidationError``. A list to choose from would be too long: an office knows thousands.
    """
    if not text:
        return None
    code = check_uscc(text).normalised
    found = list(known.filter(uscc=code)[:1] or known.filter(name=text)[:2])
    if len(found) != 1:
        raise ValidationError(
            _("名录中没有这家企业，请填写完整的名称或者统一社会信用代码。")
            if not found
            else _("有几家企业叫这个名称，请填写统一社会信用代码。")
        )
    return found[0]
