"""Who holds a post at the moved clock's moment, and who speaks for the enterprise."""

from __future__ import annotations

from cqo_registry.accounts.models import User
from cqo_registry.demo.accounts import VISITORS
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Enterprise
from filings.models import Appointment
from filings.models.appointment import AppointmentQuerySet

REGION = "54"


def in_office(office: str) -> AppointmentQuerySet:
    """The posts of an office's area, or with ``54`` of all, the oldest first.

    The enterprises a visitor signs in as have stories of their own, and those without an account none.
    """
    held = (
        Appointment.objects.in_office()
        .filter(enterprise__status=EnterpriseStatus.ACTIVE, enterprise__users__isnull=False)
        .exclude(enterprise__users__username__in=VISITORS)
        .select_related("enterprise__authority", "enterprise__profile", "person")
        .order_by("pk")
    )
    return held if office == REGION else held.filter(enterprise__authority__code=office)


def filer_of(enterprise: Enterprise) -> User:
    """The account that files for the enterprise."""
    return User.objects.filter(enterprise=enterprise).earliest("pk")
