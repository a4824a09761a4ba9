"""No form can forget to tidy: every text widget there is hands out tidy text, passwords as typed."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import django_filters as df
import pytest
from django import forms
from django.forms import widgets

from cqo_registry.accounts.forms.base import PasswordField
from tests.test_layers import dotted, modules

TYPED = "\u200b 甲\u202d\u00a0 ⼄\ufeff\r\n丙\u2068 "
OURS = ("cqo_registry", "filings", "training", "talent_pool", "django_filters")
LINE, LINES = "甲 乙 丙", "甲 乙\n丙"
PICKED = (
    widgets.ChoiceWidget,
    widgets.CheckboxInput,
    widgets.FileInput,
    widgets.MultiWidget,
    widgets.MultipleHiddenInput,
    df.widgets.BooleanWidget,
    df.widgets.BaseCSVWidget,  # asks the text widget above it
)


def below(parent: type) -> Iterator[type]:
    """Every class under another one."""
    for child in parent.__subclasses__():
        yield child
        yield from below(child)


def fields() -> Iterator[tuple[str, forms.Field]]:
    """The fields of every form and every filter of the project, by name."""
    for path in modules():
        if "migrations" not in path.parts and "management" not in path.parts:
            importlib.import_module(dotted(path))
    for form in {one for one in below(forms.BaseForm) if one.__module__.startswith(OURS)}:
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__module__}.{form.__qualname__}.{name}", field
    for filters in {*below(df.FilterSet)}:
        for name, each in filters.base_filters.items():
            if isinstance(each, df.CharFilter | df.NumberFilter | df.DateFilter):
                yield f"{filters.__module__}.{filters.__qualname__}.{name}", each.field


def handed(widget: Any, value: str) -> Any:
    return widget.value_from_datadict({"field": value}, {}, "field")


def test_every_field_of_every_form_takes_tidy_text() -> None:
    seen = 0
    for name, field in fields():
        widget: Any = field.widget
        if isinstance(widget, PICKED):
            continue
        assert isinstance(widget, widgets.Input | widgets.Textarea), name
        if isinstance(widget, widgets.PasswordInput):
            assert handed(widget, TYPED) == TYPED, name
            continue
        assert handed(widget, TYPED) == (LINES if isinstance(widget, widgets.Textarea) else LINE), name
        seen += 1
    assert seen > 100


def test_no_text_widget_reads_for_itself() -> None:
    for parent in (widgets.Input, widgets.Textarea):
        for child in (one for one in below(parent) if not one.__module__.startswith("django.contrib.")):
            own = next(each for each in child.__mro__ if "value_from_datadict" in vars(each))
            assert own is parent or issubclass(child, (*PICKED, widgets.PasswordInput)), child


class Anything(forms.Form):
    """One field of each kind."""

    line = forms.CharField(max_length=5)
    lines = forms.CharField(widget=forms.Textarea)
    number = forms.IntegerField()
    day = forms.DateField()
    address = forms.EmailField()
    password = PasswordField()


def test_marks_around_figures_and_days_are_no_fault() -> None:
    typed = dict.fromkeys(("line", "lines", "password"), TYPED)
    typed |= {"number": "\u200e42\u200f", "day": "\u202d2026-01-31\u202c", "address": "\ufeffa@b.cn\u200b"}
    form = Anything(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["line"] == LINE
    assert form.cleaned_data["lines"] == LINES
    assert form.cleaned_data["number"] == 42
    assert f"{form.cleaned_data['day']}" == "2026-01-31"
    assert form.cleaned_data["address"] == "a@b.cn"
    assert form.cleaned_data["password"] == TYPED


@pytest.mark.parametrize("value", ["\u200b", "\u3000\ufeff", "\u202e\u2066"])
def test_what_shows_nothing_is_missing(value: str) -> None:
    assert Anything({"line": value}).has_error("line", "required")
