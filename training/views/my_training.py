"""我的培训: what is offered to an enterprise, whom it enrolled, its certificates (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cqo_registry.accounts.access import ENTERPRISE, ForRoles
from cqo_registry.core.lists import keyset_page
from training.models import Enrolment, TrainingSession

OFFERED_MAX = 20


class MyTrainingPage(ForRoles):
    """The enterprise's own page of training."""

    roles = ENTERPRISE

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        user, today = self.request.user, timezone.localdate()
        rows = Enrolment.objects.visible_to(user).select_related("session__authority", "enterprise")
        offered = TrainingSession.objects.offered_to(user).open_to_enrolment(on=today).for_list()
        first = list(offered.order_by("enrol_until", "pk")[: OFFERED_MAX + 1])
        context: dict[str, Any] = {
            "page": keyset_page(request, rows, sorts={"day": "session__starts_on"}, default="-day"),
            "offered": first[:OFFERED_MAX],
            "more": len(first) > OFFERED_MAX,
        }
        return render(request, "training/my_training.html", context)
