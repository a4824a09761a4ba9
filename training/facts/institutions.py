"""What the register knows of an institution: its commission and the sessions that rest on it (Art. 16)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from training.enums import SessionStatus
from training.models import Institution, TrainingSession
from training.models.session import TrainingSessionQuerySet
from training.rules import commissions as rules
from training.rules.commissions import Commission


def commission_of(institution: Institution) -> Commission:
    """The commission as the rules read it."""
    return Commission(institution.commissioned_on, institution.valid_until, institution.ended_on)


def resting_spans(institution: Institution) -> list[tuple[date, date]]:
    """The days of the sessions offered or held through it."""
    offered = TrainingSession.objects.filter(
        institution=institution, status__in=[SessionStatus.OPEN, SessionStatus.COMPLETED]
    )
    return list(offered.order_by("starts_on").values_list("starts_on", "ends_on"))


def held_until(institution: Institution) -> date | None:
    """The last day of a session completed through it."""
    held = TrainingSession.objects.filter(institution=institution, status=SessionStatus.COMPLETED)
    last: date | None = held.aggregate(last=Max("ends_on"))["last"]
    return last


def stranded(institution: Institution) -> TrainingSessionQuerySet:
    """Open sessions through it that reach beyond its early end."""
    running = TrainingSession.objects.open().filter(institution=institution)
    if institution.ended_on is None:
        return running.none()
    return running.filter(ends_on__gte=institution.ended_on).select_related("authority")


@cites("16")
def amendable(institution: Institution) -> Verdict:
    """A commission that was ended stays as it ended; the sessions through any other keep their ground."""
    commission = commission_of(institution)
    return rules.check_not_ended(commission) & rules.check_amended(commission, resting_spans(institution))


def commissioned_twice(institution: Institution) -> bool:
    """Whether the same credit code has another commission that was not ended."""
    others = Institution.objects.filter(uscc=institution.uscc, ended_on__isnull=True)
    return others.exclude(pk=institution.pk).exists()
