"""Whether an expert can be sent, and who fits a matter (Art. 12, 15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from cqo_registry.core.known import annotated
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.models import Authority, Enterprise
from filings.models import Appointment
from talent_pool.enums import AssignmentStatus, MembershipStatus
from talent_pool.facts.members import posts_of
from talent_pool.models import Assignment, Membership
from talent_pool.rules import assignments as rules
from talent_pool.rules.assignments import Span
from talent_pool.rules.matching import Fit, Offer, Wanted, fits
from talent_pool.rules.members import check_willing
from talent_pool.rules.recusal import Party, check_recusal

TAKEN = (AssignmentStatus.INVITED, AssignmentStatus.ACCEPTED, AssignmentStatus.DONE)


def party_of(enterprise: Enterprise) -> Party:
    """The enterprise as recusal looks at it, by its current profile."""
    profile = enterprise.profile
    return Party(
        enterprise.pk,
        profile.legal_representative if profile else "",
        enterprise.head_office_id or 0,
    )


@cites("12", "15")
def sendable(membership: Membership, enterprise: Enterprise | None) -> Verdict:
    """Whether the member may be asked: active, willing and not bound to the enterprise, as of now."""
    return _free(membership, enterprise) & check_willing(membership.wish_on)


def _free(membership: Membership, enterprise: Enterprise | None) -> Verdict:
    posts = list(posts_of(membership))
    return _sendable(membership, posts, party_of(enterprise) if enterprise else None)


def _sendable(membership: Membership, posts: Sequence[Appointment], served: Party | None) -> Verdict:
    current = membership.status == MembershipStatus.CURRENT
    available = rules.check_available(current=current, holds_post=bool(posts))
    return available & check_recusal([party_of(post.enterprise) for post in posts], served)


@cites("12", "15")
def acceptable(assignment: Assignment) -> Verdict:
    """Asked again at acceptance: post, pool and representative may have changed since the invitation.

    Who wishes to leave may still carry out what was asked before: the acceptance is their own.
    """
    return _free(assignment.membership, assignment.enterprise)


@cites("15")
def overlap(assignment: Assignment) -> Verdict:
    """A warning for whoever answers or reads: the expert has another task in these days."""
    others = _spans(assignment.membership.assignments.exclude(pk=assignment.pk).filter(status__in=TAKEN))
    return rules.check_overlap(Span(assignment.starts_on, assignment.ends_on), others)


def _spans(rows: Iterable[Assignment]) -> list[Span]:
    return [Span(row.starts_on, row.ends_on) for row in rows]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One member for a matter: why fitting, whether to be sent, and what to mind."""

    member: Membership
    posts: Sequence[Appointment]
    fits: tuple[Fit, ...]
    verdict: Verdict

    @property
    def weight(self) -> int:
        """How well the member fits."""
        return sum(fit.weight for fit in self.fits)


@cites("12", "15")
def proposals(
    *, skill: str, enterprise: Enterprise | None, office: Authority | None, span: Span
) -> list[Proposal]:
    """The active members for a matter, the best first, those not to be asked last; three queries."""
    wanted = Wanted(skill, _industry(enterprise), _office(enterprise, office))
    served = party_of(enterprise) if enterprise else None
    found = [_proposal(member, wanted, served, span) for member in _active()]
    return sorted(found, key=lambda row: (not row.verdict, -row.weight, row.member.pk))


def _active() -> Iterable[Membership]:
    held = Appointment.objects.in_office().select_related("enterprise__profile", "enterprise__authority")
    taken = Assignment.objects.filter(status__in=TAKEN)
    return (
        Membership.objects.active()
        .select_related("person", "authority")
        .prefetch_related(
            Prefetch("person__appointments", held, to_attr="held"),
            Prefetch("assignments", taken, to_attr="taken"),
        )
    )


def _proposal(member: Membership, wanted: Wanted, served: Party | None, span: Span) -> Proposal:
    posts: list[Appointment] = annotated(member.person, "held", list)
    offer = Offer(member.skills, member.industry, [post.enterprise.authority_id for post in posts])
    busy = rules.check_overlap(span, _spans(annotated(member, "taken", list)))
    verdict = _sendable(member, posts, served) & check_willing(member.wish_on) & busy
    return Proposal(member, posts, fits(wanted, offer), verdict)


def _industry(enterprise: Enterprise | None) -> str:
    """The industry of the enterprise with its section letter; empty where none is known."""
    code = enterprise.profile.industry if enterprise and enterprise.profile else ""
    try:
        return industries.normalised(code)
    except LookupError:
        return ""


def _office(enterprise: Enterprise | None, office: Authority | None) -> int:
    """The area that counts: the enterprise's, else that of the office; the region is everywhere."""
    if enterprise is not None:
        return enterprise.authority_id
    return 0 if office is None or office.is_region else office.pk
