"""What the enrolment form says of a bad name or number: one sentence for each fault (Art. 16)."""

from __future__ import annotations

import pytest

from training.forms.enrolling import StaffForm

GOOD = {"name": "央金", "phone": "13908910011", "post": "质检科长"}


def test_a_whole_form_names_its_trainee() -> None:
    form = StaffForm(GOOD)
    assert form.is_valid()
    assert form.trainee.name == "央金"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "名" * 101), ("phone", ""), ("phone", "1" * 31), ("phone", "12")],
)
def test_each_fault_is_said_once(field: str, value: str) -> None:
    form = StaffForm({**GOOD, field: value})
    assert not form.is_valid()
    assert {name: len(errors) for name, errors in form.errors.items()} == {field: 1}
