"""What the portal adds to a scene."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from cqo_registry.portal.actions.assessing import freeze
from cqo_registry.portal.facts.span import Span
from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    start = date(timezone.localdate().year, 1, 1)
    span = Span(start, start.replace(month=12, day=31), timezone.now())
    return {"indicator": "filed", "snapshot": freeze(span, by=stage.region, title="年度考核").pk}
