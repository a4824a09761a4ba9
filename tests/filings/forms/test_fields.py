"""Fields take what people type, and say one sentence about what they cannot take."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cqo_registry.casework.fields import CountField, DayField, LineField, MoneyField, YearField, tidy
from filings.forms.fields import IndustryField
from filings.forms.rows import ProductRow, Rows, WorkRow


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (DayField, "2026-01-31", date(2026, 1, 31)),
        (DayField, "２０２６／1／31", date(2026, 1, 31)),
        (DayField, "2026.01.31", date(2026, 1, 31)),
        (DayField, "1900-01-01", date(1900, 1, 1)),
        (DayField, "", None),
        (MoneyField, "1,200.50", Decimal("1200.50")),
        (MoneyField, "１２", Decimal(12)),
        (MoneyField, "0", Decimal(0)),
        (MoneyField, "999999999999.99", Decimal("999999999999.99")),
        (CountField, "1,000", 1000),
        (CountField, "1000000000", 10**9),
        (YearField, "2025", 2025),
        (IndustryField, " c 30 ", "C30"),
        (IndustryField, "k702", "K702"),
    ],
)
def test_what_people_type_is_understood(field: type[forms.Field], typed: str, value: Any) -> None:
    assert field(required=False).clean(typed) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *((DayField, day) for day in ("2026-02-29", "1899-12-31", "2101-01-01", "0000-00-00", "x")),
        *((MoneyField, text) for text in ("-0.01", "1e999", "NaN", "0.001", "1000000000000", "x")),
        *((CountField, text) for text in ("-1", "1.5", "1000000001", "9" * 5000)),
        *((YearField, text) for text in ("1989", "2101")),
        *((IndustryField, text) for text in ("C99", "U01", "x", "\x00")),
    ],
)
def test_everything_else_gets_the_sentence_of_the_field(field: Any, typed: str) -> None:
    made = field(required=False)
    if typed == "\x00":  # nothing visible is nothing typed
        assert made.clean(typed) == ""
        return
    with pytest.raises(ValidationError) as caught:
        made.clean(typed)
    assert caught.value.messages == [str(made.sentence)]


def test_text_too_long_is_counted_for_its_writer() -> None:
    with pytest.raises(ValidationError, match="最多 3 个字，现在有 4 个"):
        LineField(max_length=3).clean("字字字字")


def test_nothing_unseen_stays_in_a_text() -> None:
    assert tidy(" a\x00b\r\nc\ud800 ") == "ab c\ufffd"
    assert tidy("a\r\nb\x1b", lines=True) == "a\nb"


def test_a_licence_number_of_another_form_is_doubted_and_kept() -> None:
    for number, doubted in (("(藏)XK08-001-00001", False), ("（藏）XK08-001-00001", False), ("XK8-1", True)):
        row = ProductRow({"p-licence_no": number}, prefix="p")
        assert bool(row.fields["licence_no"].warning) is doubted  # type: ignore[attr-defined]
        assert row.value()["licence_no"] == number


def test_an_end_before_its_start_is_doubted_and_kept() -> None:
    row = WorkRow({"w-start": "2020-01-02", "w-end": "2020-01-01"}, prefix="w")
    assert row.fields["end"].warning  # type: ignore[attr-defined]
    assert row.value()["end"] == "2020-01-01"


def test_days_still_to_come_are_doubted_as_typed_and_as_stored() -> None:
    today = timezone.localdate()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for values, doubted in (
        ({"start": today.isoformat(), "end": today.isoformat()}, set()),
        ({"start": tomorrow, "end": ""}, {"start"}),
        ({"start": "2020-01-01", "end": tomorrow}, {"end"}),
    ):
        typed = WorkRow({f"w-{name}": text for name, text in values.items()}, prefix="w")
        stored = WorkRow(initial={name: text or None for name, text in values.items()}, prefix="w")
        for row in (typed, stored):
            said = {name for name, field in row.fields.items() if field.warning}  # type: ignore[attr-defined]
            assert said == doubted


def test_stored_rows_come_back_as_they_were() -> None:
    stored = [{"employer": "甲厂", "post": "质检员", "start": "2015-01-01", "end": None}]
    shown = Rows("quality_work", bound=False, typed=stored)
    data = {"quality_work-present": "1"}
    for form in shown.forms:
        data |= {form.add_prefix(name): str(form[name].value() or "") for name in form.fields}
    posted = Rows.posted("quality_work", data)
    assert posted is not None
    assert posted.values() == stored


def test_rows_have_a_limit() -> None:
    rows = Rows("work", bound=True, typed=[{} for _ in range(10)])
    assert rows.full
    assert len(rows.added().forms) == 10
    assert len(rows.without(3).forms) == 9
    assert len(rows.without(99).forms) == 10
