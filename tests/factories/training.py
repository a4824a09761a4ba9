"""Institutions, plans and sessions of training, each state reached through the real actions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Authority
from tests import factories
from training.actions import institutions, sessions
from training.models import Institution, TrainingSession


def institution(*, by: User | None = None, **values: Any) -> Institution:
    """An institution commissioned from 2024 to the end of next year."""
    given: dict[str, Any] = {
        "name": "西藏质量技术培训中心",
        "uscc": values.pop("uscc", None) or factories.uscc(office="540100"),
        "scope": "首席质量官集中培训",
        "contact_person": "德吉",
        "contact_phone": "13908910002",
        "commissioned_on": date(2024, 1, 1),
        "valid_until": date(timezone.localdate().year + 1, 12, 31),
        **values,
    }
    return institutions.commission(given, by=by or factories.region_officer())


def organiser(office: Authority) -> User:
    """Somebody who works in an office."""
    return factories.region_officer() if office.is_region else factories.officer(office.code)


def session(office: str | Authority = "5401", *, by: User | None = None, **values: Any) -> TrainingSession:
    """A draft in 20 days, of one day and 8 hours, for 30; the region's through an institution.

    ``office`` is a code or an authority, ``starts_on`` moves the other days along.
    """
    authority = factories.authority(office) if isinstance(office, str) else office
    first = values.get("starts_on", timezone.localdate() + timedelta(days=20))
    given: dict[str, Any] = {
        "title": "首席质量官集中培训班",
        "mode": "onsite",
        "place": "拉萨市城关区会议中心",
        "starts_on": first,
        "ends_on": first,
        "enrol_until": first - timedelta(days=3),
        "hours": Decimal("8.0"),
        "syllabus": "上午：政策法规；下午：质量管理方法。",
        "capacity": 30,
        "audience": "cqo",
        **values,
    }
    if authority.is_region and "institution" not in given:
        given["institution"] = institution()
    return sessions.create_session(given, by=by or organiser(authority))


def open_session(
    office: str | Authority = "5401", *, by: User | None = None, **values: Any
) -> TrainingSession:
    """A session on offer."""
    draft = session(office, by=by, **values)
    return sessions.open_session(draft.pk, by=draft.created_by, version=draft.version)


def held_session(office: str | Authority = "5401", **values: Any) -> TrainingSession:
    """An open session whose last day was yesterday: results may be entered, and it may be completed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return open_session(office, **{"starts_on": yesterday, "ends_on": yesterday, **values})


def completed_session(office: str | Authority = "5401", **values: Any) -> TrainingSession:
    """A session that is over; nobody was on its list."""
    held = held_session(office, **values)
    return sessions.complete_session(held.pk, by=held.created_by, version=held.version)


def cancelled_session(office: str | Authority = "5401", **values: Any) -> TrainingSession:
    """A session that was called off."""
    offered = open_session(office, **values)
    return sessions.cancel_session(
        offered.pk, by=offered.created_by, version=offered.version, reason="场地停电，择期另办。"
    )
