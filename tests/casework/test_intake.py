"""A report is confirmed by whom it was made for, unchanged, and within the hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.casework.intake import SHOWN_FOR, examined, seal, unseal
from cqo_registry.core.spreadsheets.intake import BROKEN, Unreadable
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.forms import UploadForm
from tests.directory.workbooks import workbook

LINES = [[1, "卓玛"], [2, ""]]
SALT = "tests.intake"


def test_what_was_signed_comes_back() -> None:
    assert unseal(seal(LINES, [7, None], salt=SALT), [7, None], salt=SALT) == LINES


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: ("", [7], SALT),
        lambda text: (text[:-1], [7], SALT),
        lambda text: (text, [8], SALT),
        lambda text: (text, [7, 1], SALT),
        lambda text: (text, [7], "tests.other"),
    ],
)
def test_changed_or_foreign_lines_are_refused(spoil: Callable[[str], tuple[str, list[int], str]]) -> None:
    text, whose, salt = spoil(seal(LINES, [7], salt=SALT))
    with pytest.raises(Refused, match="重新上传"):
        unseal(text, whose, salt=salt)


def test_an_old_report_is_refused() -> None:
    text = seal(LINES, [7], salt=SALT)
    later = timezone.now() + timedelta(seconds=SHOWN_FOR + 1)
    with time_machine.travel(later), pytest.raises(Refused, match="已失效"):
        unseal(text, [7], salt=SALT)


def form(content: bytes) -> UploadForm:
    return UploadForm({}, {"workbook": SimpleUploadedFile("a.xlsx", content)})


def test_a_workbook_is_examined_and_anything_else_is_said_on_the_form() -> None:
    def refuse(content: bytes) -> Any:
        raise Unreadable(BROKEN)

    content = workbook({})
    assert examined(form(content), len) == len(content)
    for given, examine in ((form(b"PK"), len), (form(content), refuse)):
        assert examined(given, examine) is None
        assert str(BROKEN) in given.errors["workbook"]
