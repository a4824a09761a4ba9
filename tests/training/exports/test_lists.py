"""Each list of training leaves as a workbook of exactly what it shows (Art. 16)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.accounts.models import User
from tests import factories
from tests.factories import enrolments, training
from training.actions import sessions

pytestmark = pytest.mark.django_db


def book(user: User, name: str, *args: Any, **query: str) -> list[tuple[Any, ...]]:
    """The rows under the headings."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse(f"training:{name}", args=args), query)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]


def test_institutions_leave_with_their_standing_as_they_were_filtered() -> None:
    today = timezone.localdate()
    training.institution(name="甲中心")
    training.institution(name="乙中心", valid_until=today + timedelta(days=10))
    rows = {row[1]: row[-1] for row in book(factories.officer(), "institution_export")}
    assert rows == {"甲中心": "委托期内", "乙中心": "即将到期"}
    (row,) = book(factories.region_officer(), "institution_export", standing="expiring")
    assert row[1] == "乙中心"


def held_line() -> Any:
    """A line of the plan with one session held, to which one came and one did not."""
    line = training.published_plan().items.get()
    session = enrolments.begun_session(plan_item=line)
    by = session.created_by
    rows = [enrolments.staff(session, name=name) for name in ("央金", "卓玛")]
    enrolments.graded(rows[0])
    enrolments.graded(rows[1], "absent", None)
    yesterday = timezone.localdate() - timedelta(days=1)
    moved = sessions.edit_session(
        session.pk, {"starts_on": yesterday, "ends_on": yesterday, "enrol_until": yesterday}, by=by
    )
    sessions.complete_session(session.pk, by=by, version=moved.version)
    return line


def test_a_plan_leaves_with_what_was_carried_out_for_who_may_follow_it() -> None:
    line = held_line()
    (row,) = book(factories.officer(), "plan_export", line.plan_id)
    assert row[7:] == (1, 1, 30, 1)
    (row,) = book(factories.officer("5402"), "plan_export", line.plan_id)
    assert row[7:] == (1, None, 30, None)
    assert [row[9] for row in book(factories.officer(), "plan_people_export", line.pk)] == ["央金"]
