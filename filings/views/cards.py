"""The enterprise's card for its home page: its CQO, the open filing, the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.enums import FilingStatus
from filings.models import Appointment, Filing
from filings.views.due import Reporting, reporting_of
from filings.views.step_progress import Item, next_step, return_items, step_url


@dataclass(frozen=True, slots=True)
class Card:
    """What the card prints; ``button`` is the label and address of the next step, if there is one."""

    enterprise: Enterprise
    appointment: Appointment | None
    ledger: Filing | None
    open_filing: Filing | None
    target: Reporting | None
    items: list[Item]
    button: tuple[Any, str] | None
    startable: Verdict
    changeable: Verdict
    vacancy: Filing | None  # the removal after which nobody followed
    grown: str  # the class the enterprise has grown into, where it calls for a review (decision D6)


def enterprise_card(user: User) -> Card | None:
    """The card of the user's enterprise; None for a user without one."""
    enterprise = user.enterprise
    if enterprise is None:
        return None
    own = Filing.objects.visible_to(user).select_related("authority", "batch", "county")
    appointment = (
        Appointment.objects.in_office().filter(enterprise=enterprise).select_related("person").first()
    )
    filing = own.open().first()
    return Card(
        enterprise=enterprise,
        appointment=appointment,
        ledger=own.filter(appointment=appointment).order_by("-accepted_at").first() if appointment else None,
        open_filing=filing,
        target=_target(filing),
        items=return_items(filing) if filing else [],
        button=_button(filing),
        startable=Verdict() if filing else facts.startable(enterprise),
        changeable=facts.changeable(enterprise) if appointment else Verdict(),
        vacancy=None if appointment else own.vacancies(as_of=timezone.localdate()).first(),
        grown=_grown(appointment),
    )


def _target(filing: Filing | None) -> Reporting | None:
    """Until when to report what was not reported yet."""
    reporting = reporting_of(filing) if filing else None
    return reporting if reporting and reporting.reported_on is None else None


def _grown(appointment: Appointment | None) -> str:
    if appointment is None or not Appointment.objects.to_requalify().filter(pk=appointment.pk).exists():
        return ""
    profile = appointment.enterprise.profile
    return str(profile.get_size_display()) if profile else ""


def _button(filing: Filing | None) -> tuple[Any, str] | None:
    if filing is None:
        return None
    if filing.is_paper or not filing.enterprise.is_active:
        return _("查看办理进度"), filing.get_absolute_url()
    match filing.status:
        case FilingStatus.DRAFT:
            return _("继续填报"), step_url(filing, next_step(filing))
        case FilingStatus.RETURNED:
            return _("去补正"), step_url(filing, next_step(filing))
    return _("查看办理进度"), filing.get_absolute_url()
