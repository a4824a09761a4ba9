"""How far the lines of a plan were carried out: sessions completed, and who sat in them (Art. 16)."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from cqo_registry.core.known import annotated
from cqo_registry.core.regulation import cites
from training.enums import EnrolmentStatus, SessionStatus, TrainingResult
from training.models import Enrolment, PlanItem, TrainingPlan
from training.models.enrolment import EnrolmentQuerySet
from training.rules.plans import Progress

# Who came: a completed session knows of everybody whether they passed, failed or stayed away.
CAME = (TrainingResult.PASSED, TrainingResult.FAILED)


@cites("16")
def lines_of(plan: TrainingPlan) -> QuerySet[PlanItem]:
    """The lines with ``held`` (completed sessions) and ``heads`` (who came to them)."""
    held = Q(sessions__status=SessionStatus.COMPLETED)
    came = Q(sessions__enrolments__status=EnrolmentStatus.ENROLLED, sessions__enrolments__result__in=CAME)
    return (
        PlanItem.objects.filter(plan=plan)
        .select_related("organiser")
        .annotate(
            held=Count("sessions", filter=held, distinct=True),
            heads=Count("sessions__enrolments", filter=held & came, distinct=True),
        )
        .order_by("quarter", "organiser__order", "pk")
    )


def progress_of(line: PlanItem) -> Progress:
    """Planned beside held of a line that ``lines_of`` read."""
    held, heads = annotated(line, "held", int), annotated(line, "heads", int)
    return Progress(line.planned_sessions, line.planned_heads, held, heads)


@cites("16")
def people_of(line: PlanItem) -> EnrolmentQuerySet:
    """Who came to the completed sessions of a line: the list behind its heads."""
    return Enrolment.objects.seated().filter(
        session__plan_item=line, session__status=SessionStatus.COMPLETED, result__in=CAME
    )
