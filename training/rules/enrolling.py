"""Who may go on the list of a session, until when, and who gets the next seat (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.names import tidy_name
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import Audience, SessionStatus, TraineeKind


@dataclass(frozen=True, slots=True)
class Offer:
    """What a session offers: its state, its days (all included), and whom it is for."""

    status: str
    enrol_until: date
    starts_on: date
    audience: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is to go on the list, as the register knows them.

    ``standing``: the enterprise is not deregistered; ``offered``: the session is offered to its area;
    ``in_office``: there is a CQO in office (always asked, also of staff it says nothing then);
    ``listed``: the same person stands on the list already and was not cancelled.
    """

    kind: str
    standing: bool = True
    offered: bool = True
    in_office: bool = True
    listed: bool = False


@cites("16")
def check_open(offer: Offer, on: date, *, late: bool = False) -> Verdict:
    """Whether the session takes names on ``on``: until the end of its last day of enrolment.

    ``late``: an office puts the name down, which it may as long as the session is open: for somebody
    who only comes to the door, and for a class held before it was put on record.
    """
    if offer.status != SessionStatus.OPEN:
        return Verdict.unless(Reason("not_open", _("这期培训班现在不接受报名。"), "16"))
    return Verdict.unless(
        not late
        and on > offer.enrol_until
        and Reason("too_late", _("报名截止日期已过，请联系主办机关。"), "16")
    )


@cites("16")
def check_candidate(offer: Offer, candidate: Candidate) -> Verdict:
    """Whether this person may sit in this session; every reason at once."""
    cqo = candidate.kind == TraineeKind.CQO
    return Verdict.unless(
        not candidate.standing and Reason("deregistered", _("企业已注销，不能报名。"), "16"),
        not candidate.offered and Reason("not_offered", _("这期培训班不面向该企业所在的辖区。"), "16"),
        not cqo
        and offer.audience != Audience.BOTH
        and Reason("audience", _("这期培训班只培训首席质量官，不接受其他人员报名。"), "16"),
        cqo
        and not candidate.in_office
        and Reason("no_cqo", _("该企业没有在任的首席质量官，备案后才能以首席质量官身份报名。"), "16"),
        candidate.listed and Reason("listed", _("该人员已在这期培训班的名单中。"), "16", field="name"),
    )


@cites("16")
def check_cancellable(
    offer: Offer, on: date, *, cancelled: bool, attended: bool, late: bool = False
) -> Verdict:
    """Whether a name may still come off the list: the enterprise before the session begins.

    ``late``: the organising office, as long as the session is under way.
    """
    return Verdict.unless(
        cancelled and Reason("cancelled", _("这项报名已取消。"), "16"),
        offer.status != SessionStatus.OPEN
        and Reason("not_open", _("培训班已结业或者已取消，名单不再变动。"), "16"),
        attended and Reason("attended", _("该人员已签到或者已评定，不能取消报名。"), "16"),
        not late
        and on >= offer.starts_on
        and Reason("begun", _("培训班已开班，取消报名请联系主办机关。"), "16"),
    )


@cites("16")
def check_name(typed: str, in_office: str) -> Verdict:
    """The name that was typed is that of the CQO in office; none typed means whoever it is."""
    return Verdict.unless(
        bool(typed)
        and tidy_name(typed) != in_office
        and Reason(
            "other_name",
            _("该企业在任的首席质量官不叫这个名字；为其他人员报名的，请把人员类别改为“其他质量管理人员”。"),
            "16",
            field="name",
        )
    )


@cites("16")
def promotes(offer: Offer, on: date) -> bool:
    """Whether a free seat goes to the waiting list: until the session's first day, and while it takes names.

    Later nobody is called in from waiting; the office puts on the list who stands at the door. As long as
    enterprises enrol, whoever waits comes first.
    """
    return offer.status == SessionStatus.OPEN and on <= max(offer.starts_on, offer.enrol_until)


@cites("14", "16")
def leaves_seat(ended_on: date, starts_on: date, on: date) -> bool:
    """Whether who left the post on ``ended_on`` comes off the list of a session yet to begin.

    On the day of leaving the post is no longer held; who still holds it on the first day goes.
    """
    return on < starts_on and ended_on <= starts_on


def free_seats(capacity: int, taken: Iterable[int]) -> list[int]:
    """The free seats from 1 to ``capacity``, lowest first, and never more than places are left.

    After the capacity was cut somebody may sit on a seat above it; that seat counts as a place all the same.
    """
    held = set(taken)
    free = [seat for seat in range(1, capacity + 1) if seat not in held]
    return free[: max(capacity - len(held), 0)]
