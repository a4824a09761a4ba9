"""Who is trained and who is not yet, and what the register knows of why (Art. 16, decision D25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.directory.enums import EnterpriseStatus
from filings.models import Appointment, Filing
from training.enums import EnrolmentStatus, SessionStatus, TrainingResult
from training.models import Enrolment, TrainingInvitation
from training.rules.untrained import accepted_by, listed_from


@cites("16")
def untrained(user: User, *, on: date) -> QuerySet[Appointment]:
    """The posts in the user's scope whose holder was filed twelve months ago and never passed a session.

    ``filed_at`` is when the first filing of the post was accepted.
    """
    filings = Filing.objects.filter(appointment=OuterRef("pk"), accepted_at__isnull=False)
    first = filings.order_by("accepted_at", "pk").values("accepted_at")[:1]
    passed = Enrolment.objects.passed().filter(person=OuterRef("person"))
    end = timezone.make_aware(datetime.combine(accepted_by(on), datetime.max.time()))
    return (
        Appointment.objects.visible_to(user)
        .in_office()
        .filter(enterprise__status=EnterpriseStatus.ACTIVE)
        .annotate(filed_at=Subquery(first, output_field=DateTimeField()))
        .filter(~Exists(passed), filed_at__lte=end)
        .select_related("enterprise", "authority", "person")
    )


@dataclass(frozen=True, slots=True)
class Untrained:
    """One row of the list: the post, since when it is on it, what happened, and the last invitation."""

    appointment: Any
    filed_on: date
    since: date
    why: str
    invited: TrainingInvitation | None


def explained(appointments: Iterable[Any]) -> list[Untrained]:
    """The rows with why each is on the list; two queries, whatever their number."""
    found = list(appointments)
    tries = _newest_by_person(found)
    invitations = _newest_by_post(found)
    rows = []
    for held in found:
        filed_on = timezone.localdate(held.filed_at)
        why = _why(tries.get(held.person_id))
        rows.append(Untrained(held, filed_on, listed_from(filed_on), why, invitations.get(held.pk)))
    return rows


def _newest_by_person(appointments: Iterable[Any]) -> dict[int, Enrolment]:
    people = [held.person_id for held in appointments]
    tries = Enrolment.objects.live().filter(person__in=people).select_related("session")
    newest_last = sorted(tries.order_by("session__starts_on", "pk"), key=lambda each: each.is_expected)
    return {each.person_id: each for each in newest_last if each.person_id}


def _newest_by_post(appointments: Iterable[Any]) -> dict[int, TrainingInvitation]:
    posts = [held.pk for held in appointments]
    sent = TrainingInvitation.objects.filter(appointment__in=posts).select_related("session")
    return {each.appointment_id: each for each in sent.order_by("sent_at", "pk")}


def _why(last: Enrolment | None) -> str:
    """The sentence of a row: what came of the latest enrolment, or that there was none.

    One from which something is still to come outweighs the others.
    """
    if last is None:
        return _("从未报名参加集中培训")
    words = {"title": last.session.title, "day": last.session.starts_on.isoformat()}
    if last.session.status == SessionStatus.CANCELLED:
        return _("报名的“%(title)s”（%(day)s）已取消") % words
    if last.status == EnrolmentStatus.WAITING and last.is_expected:
        return _("“%(title)s”（%(day)s）候补中") % words
    if last.status == EnrolmentStatus.WAITING:
        return _("候补“%(title)s”（%(day)s），没有取得座位") % words
    match last.result:
        case TrainingResult.ABSENT:
            return _("报名“%(title)s”（%(day)s）后缺席") % words
        case TrainingResult.FAILED:
            return _("参加“%(title)s”（%(day)s）不合格") % words
    return _("已报名“%(title)s”（%(day)s），结果未评定") % words


# --- training of one CQO, for cards and desks ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class TrainingOf:
    """What the pages of a CQO say: the sessions passed, newest first, and the next one enrolled for."""

    passed: list[Enrolment]
    coming: Enrolment | None
    since: date | None

    @property
    def last(self) -> Enrolment | None:
        """The latest session passed."""
        return self.passed[0] if self.passed else None


@cites("16")
def training_of(person_id: int | None, *, on: date, filed_at: datetime | None = None) -> TrainingOf:
    """The training of a person in one query; ``since``: on the list 未参训 from that day, if it has come."""
    if person_id is None:
        return TrainingOf([], None, None)
    rows = list(
        Enrolment.objects.live()
        .filter(person=person_id)
        .select_related("session")
        .order_by("-session__starts_on", "-pk")
    )
    passed = [row for row in rows if row.result == TrainingResult.PASSED]
    coming = [row for row in rows if row.is_expected and row.session.ends_on >= on]
    since = listed_from(timezone.localdate(filed_at)) if filed_at and not passed else None
    return TrainingOf(passed, coming[-1] if coming else None, since if since and since <= on else None)
