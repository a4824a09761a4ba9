"""What the filing and the directory say of the enterprise: its size, and whether it may file."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.enums import EnterpriseStatus
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.rules.size import Figures, check_figures, classify
from filings.models import Appointment, Filing
from filings.rules import sizes
from filings.rules import standing as rules


def figures_of(filing: Filing) -> Figures | None:
    """The size figures of the declaration; None while the industry is missing or unknown."""
    try:
        group = industries.group_of(filing.industry)
    except LookupError:
        return None
    return Figures(group=group, employees=filing.employees, revenue=filing.revenue, assets=filing.assets)


@cites("6")
def size_of(filing: Filing) -> str:
    """The class by the statistics standard; empty while figures are missing (decision D4)."""
    figures = figures_of(filing)
    if figures is None or not check_figures(figures):
        return ""
    return classify(figures).value


@cites("6")
def check_size(filing: Filing) -> Verdict:
    """Missing figures, and a stated class that differs from the computed one."""
    figures = figures_of(filing)
    if figures is None:
        return Verdict()
    return check_figures(figures) & sizes.check_stated(filing.size, filing.stated_size, filing.officer_size)


@cites("14")
def changeable(enterprise: Enterprise) -> Verdict:
    """Whether a change or removal may be started: somebody is filed as in office."""
    return rules.check_changeable(active=_active(enterprise), held=_held(enterprise))


@cites("14")
def standing(filing: Filing) -> Verdict:
    """Whether what the filing rests on still holds: nobody in office, or the one it changes still is."""
    if filing.changes is None:
        return startable(filing.enterprise)
    ended = filing.changes.ended_on is not None
    return changeable(filing.enterprise) & rules.check_unended(ended=ended)


def vacant_since(filing: Filing, today: date) -> date | None:
    """The day the last CQO of the enterprise left; None once the filing itself put somebody into office.

    Who was accepted with a day of effect still to come, and was ended before it, was never in office.
    """
    if filing.appointment_id is not None:
        return None
    former = Appointment.objects.filter(enterprise=filing.enterprise_id, ended_on__lte=today)
    return former.aggregate(day=Max("ended_on"))["day"]


def startable(enterprise: Enterprise) -> Verdict:
    """Whether an initial filing may be started: the enterprise exists and has nobody in office (D12)."""
    return rules.check_startable(active=_active(enterprise), held=_held(enterprise))


def _active(enterprise: Enterprise) -> bool:
    return enterprise.status == EnterpriseStatus.ACTIVE


def _held(enterprise: Enterprise) -> bool:
    return Appointment.objects.in_office().filter(enterprise=enterprise).exists()
