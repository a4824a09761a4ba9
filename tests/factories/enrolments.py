"""People in sessions; every state is reached through the real actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from filings.models import Filing
from tests import factories
from tests.factories import training
from training.actions import enrolling, grading
from training.actions.enrolling import Trainee
from training.actions.grading import Grade
from training.models import Enrolment, TrainingSession


def open_session(office: str = "5401", **values: Any) -> TrainingSession:
    """A session on offer with two seats, for CQOs and other quality staff."""
    return training.open_session(office, **{"capacity": 2, "audience": "both", **values})


def begun_session(office: str = "5401", **values: Any) -> TrainingSession:
    """A session of 16 hours that is held today and still takes names."""
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today, "enrol_until": today}
    return open_session(office, **{**days, "hours": Decimal("16.0"), **values})


def cqo(session: TrainingSession, filing: Filing | None = None) -> Enrolment:
    """A CQO in office, enrolled by the enterprise."""
    enterprise = (filing or factories.accepted()).enterprise
    return enrolling.enrol_cqo(session.pk, enterprise, by=factories.filer(enterprise))


def staff(session: TrainingSession, by: User | None = None, name: str = "央金") -> Enrolment:
    """Another quality manager, enrolled by the enterprise."""
    by = by or factories.filer()
    assert by.enterprise is not None
    return enrolling.enrol_staff(session.pk, by.enterprise, Trainee(name, "13908910011", "科长"), by=by)


def graded(row: Enrolment, result: str = "passed", hours: int | str | None = 8) -> Enrolment:
    """With a result; who passed has a certificate."""
    given = Grade(result, None if hours is None else Decimal(hours), row.version)
    return grading.grade(row.session_id, {row.pk: given}, by=row.session.created_by)[0]
