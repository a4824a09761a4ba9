"""Answers that several pages give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.accounts.once import once
from cqo_registry.core.verdicts import Refused

UNPROCESSABLE = 422


def show_form(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """The page with its form: 422 when the form has errors."""
    status = UNPROCESSABLE if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def carried_out(request: HttpRequest, form: PlainForm, act: Callable[[], str]) -> HttpResponse | None:
    """Run ``act`` once for a valid form and go where it says; None when the form must be shown again."""
    if not form.is_valid():
        return None
    try:
        return once(request, act)
    except Refused as refusal:
        form.add_reasons(refusal.verdict)
        return None
