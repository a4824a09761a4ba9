"""Letting a workbook in: it is examined, its report is signed, and what was signed is written once.

Between the report and its confirmation the server keeps nothing: the lines go to the page and come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.intake import Unreadable
from cqo_registry.core.verdicts import Reason, Verdict

SHOWN_FOR = 3600  # seconds a report may be confirmed
Lines = list[list[Any]]
Examined = TypeVar("Examined")


def examined(form: forms.Form, examine: Callable[[bytes], Examined]) -> Examined | None:
    """The report on the ``workbook`` of a form; None, and the form says why, when there is none to read."""
    if not form.is_valid():
        return None
    try:
        return examine(form.cleaned_data["workbook"])
    except Unreadable as fault:
        form.add_error("workbook", str(fault))
        return None


def seal(lines: Lines, whose: Sequence[Any], *, salt: str) -> str:
    """The lines of a report, signed for those keys of a user and a matter."""
    return signing.dumps([*whose, lines], salt=salt, compress=True)


def unseal(text: str, whose: Sequence[Any], *, salt: str) -> Lines:
    """What ``seal`` signed; ``Refused`` when it is old, changed, or meant for another user or matter."""
    try:
        *keys, lines = signing.loads(text, salt=salt, max_age=SHOWN_FOR)
    except signing.BadSignature:
        keys, lines = [], []
    Verdict.unless(
        keys != [*whose] and Reason("expired", _("检查结果已失效，什么都没有写入。请重新上传文件。")),
    ).require()
    return list(lines)
