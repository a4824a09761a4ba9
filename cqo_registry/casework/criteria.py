"""The filter of an export in words: for the note sheet, and without personal data for the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: the field, its label, the value in words, and whether somebody typed it freely."""

    name: str
    label: str
    text: str
    free: bool


def criteria(form: forms.Form, *, leave_out: Iterable[str] = ()) -> list[Criterion]:
    """What a valid filter form narrows by; empty fields do not appear."""
    return [
        Criterion(name, str(field.label), _words(field, value), type(field) is forms.CharField)
        for name, field in form.fields.items()
        if name not in set(leave_out) and not _is_empty(value := form.cleaned_data.get(name))
    ]


def in_words(found: Iterable[Criterion]) -> str:
    """All conditions in one line of the note sheet."""
    return "；".join(f"{item.label}：{item.text}" for item in found) or _("无（全部）")


def for_trail(found: Iterable[Criterion]) -> dict[str, Any]:
    """The conditions for the audit line: a typed keyword may be a name, so only that there was one."""
    return {item.name: True if item.free else item.text for item in found}


def _is_empty(value: Any) -> bool:
    return (
        value is None or value is False or value == "" or (isinstance(value, list | QuerySet) and not value)
    )


def _words(field: forms.Field, value: Any) -> str:
    if value is True:
        return _("是")
    if isinstance(value, list | QuerySet):
        return "、".join(_words(field, item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return str(value)
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return str(dict(choices).get(value, value))
