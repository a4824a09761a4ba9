"""Who is on the list of a session, as its page shows them to each reader (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Verdict
from training.enums import EnrolmentStatus, SessionStatus, TrainingResult
from training.facts import enrolling as facts
from training.models import Enrolment, TrainingSession
from training.policies import enrolling as policies
from training.policies.sessions import may_run


@dataclass(frozen=True, slots=True)
class Line:
    """One trainee; ``place`` counts on the waiting list from 1, ``cancel`` says whether the name may go."""

    enrolment: Enrolment
    place: int | None
    cancel: Verdict
    graded: bool


def find_session(user: User, pk: int) -> TrainingSession:
    """The session in the user's scope, or 404."""
    rows = TrainingSession.objects.visible_to(user).for_list()
    session: TrainingSession = get_object_or_404(rows, pk=pk)
    return session


def lines_of(user: User, session: TrainingSession) -> list[Line]:
    """Everybody this user may see of the list, seats first, then who waits; at most two queries."""
    found = session.enrolments.visible_to(user).live().select_related("enterprise", "authority")
    rows = list(found.order_by("seat", "enrolled_at", "pk"))
    places, today, late = _waiting(session, rows), timezone.localdate(), bool(may_run(user, session))
    lines = []
    for row in rows:
        row.session = session
        allowed = policies.may_cancel(user, row)
        cancel = facts.cancellable(row, on=today, late=late) if allowed else allowed
        lines.append(Line(row, places.get(row.pk), cancel, row.result != TrainingResult.PENDING))
    return lines


def _waiting(session: TrainingSession, rows: list[Enrolment]) -> dict[int, int]:
    """Places by key; asked only when somebody shown waits, so who sees a part reads the true place."""
    if not any(row.status == EnrolmentStatus.WAITING for row in rows):
        return {}
    keys = session.enrolments.waiting().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(keys, 1)}


def _enrols_others(user: User, session: TrainingSession) -> bool:
    """Whether this office enrols enterprises in the session: one it only reads of is not offered there."""
    offered = user.authority is not None and facts.offered_in(session, user.authority)
    return bool(policies.may_enrol_for_others(user)) and (user.is_region or offered)


def people_of(request: HttpRequest, session: TrainingSession) -> dict[str, Any]:
    """What the section of people says: the list, and the acts open to the reader."""
    user: Any = request.user
    lines = lines_of(user, session)
    rows = [line.enrolment for line in lines]
    seated = [row for row in rows if row.status == EnrolmentStatus.ENROLLED]
    return {
        "lines": lines,
        "nobody": _nobody(user, session),
        # Who does not run the session reads of its own area alone; the figures say so.
        "part": user.is_officer and not may_run(user, session),
        "offered": session.status != "draft",
        "runs": may_run(user, session),
        "enrols": user.is_enterprise or _enrols_others(user, session),
        "gradable": facts.gradable(session, on=timezone.localdate()),
        "attended": sum(row.attended_at is not None for row in rows),
        "pending": sum(row.result == TrainingResult.PENDING for row in seated),
        "taken": len(seated),
        "cqos": sum(row.is_cqo for row in seated),
        "staff": sum(not row.is_cqo for row in seated),
        "waiting": len(rows) - len(seated),
    }


def _nobody(user: User, session: TrainingSession) -> str:
    """What stands where nobody is on the list, and who may still put somebody there."""
    if user.is_enterprise:
        return _("本企业还没有人报名。")
    if user.is_officer and not may_run(user, session):
        still = session.status == SessionStatus.OPEN
        return _("本辖区还没有人报名。") if still else _("本辖区没有人报名。")
    if session.status == SessionStatus.CANCELLED:
        return _("培训班取消前没有人报名。")
    if session.status == SessionStatus.COMPLETED:
        return _("这期培训班没有人报名。")
    if timezone.localdate() > session.enrol_until:
        return _("还没有人报名；企业报名已截止，可以由备案机关代为报名。")
    return _("还没有人报名；企业可以自行报名，也可以由备案机关代为报名。")
