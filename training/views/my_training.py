"""我的培训: what is offered to an enterprise, whom it enrolled, its certificates (Art. 16)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cqo_registry.accounts.access import ENTERPRISE, ForRoles
from cqo_registry.core.lists import keyset_page
from filings.models import Appointment
from training.models import Enrolment, TrainingInvitation, TrainingSession

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
            "invitations": self.invitations(),
        }
        return render(request, "training/my_training.html", context)

    def invitations(self) -> Any:
        """Those to sessions that still take names, of a CQO in office who is not on the list."""
        user, today = self.request.user, timezone.localdate()
        sent = TrainingInvitation.objects.visible_to(user).filter(
            session__in=TrainingSession.objects.offered_to(user).open_to_enrolment(on=today),
            appointment__in=Appointment.objects.in_office(),
        )
        live = Enrolment.objects.visible_to(user).live().filter(person__isnull=False)
        answered = set(live.values_list("session_id", "person_id"))
        found = sent.select_related("session__authority", "appointment__person")
        return [each for each in found if (each.session_id, each.appointment.person_id) not in answered]
