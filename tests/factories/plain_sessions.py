"""Sessions straight from the ORM."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone

from filings.actions.numbers import new_receipt_code
from tests import factories
from training.models import TrainingSession

_counter = itertools.count(1)


def open_session(office: str = "5401", **values: Any) -> TrainingSession:
    """A session of the office that takes names, next week, for both audiences."""
    today = timezone.localdate()
    number = next(_counter)
    given: dict[str, Any] = {
        "title": f"首席质量官培训班第{number}期",
        "starts_on": today + timedelta(days=7),
        "ends_on": today + timedelta(days=9),
        "enrol_until": today + timedelta(days=5),
        "hours": "16.0",
        "syllabus": "质量管理",
        "capacity": 2,
        "audience": "both",
        "place": "拉萨",
        **values,
    }
    return TrainingSession.objects.create(
        authority=factories.authority(office),
        number=f"XZPX-{office}-2026-{number:04d}",
        door_code=new_receipt_code(),
        status="open",
        opened_at=timezone.now(),
        created_by=factories.officer(office) if office != "54" else factories.region_officer(),
        **given,
    )
