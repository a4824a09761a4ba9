"""Filters in the dress of the theme, with sentences for what nobody can pick or read."""

from __future__ import annotations

from typing import Any

import django_filters as df
from django import forms
from django.utils.translation import gettext_lazy as _


def day_bound(name: str, direction: str, label: Any, *, moment: bool = False) -> df.DateFilter:
    """A bound on a day, or on the Beijing day of a moment."""
    return df.DateFilter(
        field_name=name,
        lookup_expr=f"date__{direction}" if moment else direction,
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class StyledFilter(df.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """A filter whose fields wear the theme's classes."""

    @property
    def form(self) -> forms.Form:
        """The bound form, dressed once."""
        fresh = not hasattr(self, "_form")
        form: forms.Form = super().form
        if fresh:
            for field in form.fields.values():
                field.widget.attrs.setdefault("class", _css(field.widget))
                field.error_messages.update(_sentences(field))
        return form


def _sentences(field: forms.Field) -> dict[str, Any]:
    """What is said of a value nobody can pick or read: an old address, or one typed by hand."""
    if isinstance(field, forms.DateField):
        return {"invalid": _("请按“年-月-日”填写日期，例如 2026-11-23。")}
    choose = _("没有这一项，请从列表中选择。")
    return dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), choose)


def _css(widget: Any) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
