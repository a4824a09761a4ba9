"""What the register knows of one person, as far as the reader may: posts, filings, bars (D11, D19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from cqo_registry.accounts.models import User
from filings.models import Appointment, Disqualification, Filing, Person
from filings.models.appointment import AppointmentQuerySet
from filings.models.person import PersonQuerySet

MOST = 200  # filings of one person on a page


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the person; of one in another office's area only enterprise, office and term are told."""

    appointment: Appointment
    own: bool

    @property
    def current(self) -> bool:
        """Whether it has not ended."""
        return self.appointment.ended_on is None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One person by blind index, also somebody who holds and held no post."""

    person: Person | None
    posts: Sequence[Post]
    filings: Sequence[Filing]
    bars: Sequence[Disqualification]

    @property
    def known(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.posts or self.filings or self.bars)

    @property
    def here(self) -> bool:
        """Whether the reader knows the person from posts or filings of the own area, so by name too."""
        return bool(self.filings) or any(post.own for post in self.posts)

    @property
    def name(self) -> str:
        """The name, to whoever knows the person from the own area; else empty."""
        if not self.here:
            return ""
        return self.person.name if self.person else self.filings[0].cqo_name

    @property
    def masked(self) -> str:
        """The number as it is shown; whoever looked it up typed it."""
        numbers = [*(f.identity_masked for f in self.filings), *(b.identity_masked for b in self.bars)]
        return self.person.identity_masked if self.person else next(iter(numbers), "")

    @property
    def several(self) -> list[Post]:
        """The current posts where there is more than one: allowed, with a warning (D11)."""
        current = [post for post in self.posts if post.current]
        return current if len(current) > 1 else []


def persons_visible_to(user: User) -> PersonQuerySet:
    """The region all; an office whoever has, had or was to have a post in its area."""
    if user.sees_region:
        return Person.objects.all()
    if user.is_officer and user.authority_id:
        filed = Filing.objects.visible_to(user).exclude(identity_index="").values("identity_index")
        here = Q(appointments__authority=user.authority_id) | Q(
            appointments__enterprise__authority=user.authority_id
        )
        posts = Person.objects.filter(here).values("pk")
        return Person.objects.filter(Q(pk__in=posts) | Q(identity_index__in=filed))
    return Person.objects.none()


def dossier_of(identity_index: str, user: User) -> Dossier:
    """All that this user may read of the person with this index, in four queries."""
    posts = Appointment.objects.filter(person__identity_index=identity_index)
    filings = Filing.objects.visible_to(user).filter(identity_index=identity_index).for_list()
    bars = Disqualification.objects.visible_to(user).filter(identity_index=identity_index)
    return Dossier(
        person=Person.objects.filter(identity_index=identity_index).first(),
        posts=posts_for(posts.order_by("-effective_on", "-pk"), user),
        filings=list(filings.order_by("-pk")[:MOST]),
        bars=list(bars.select_related("authority").order_by("-pk")),
    )


def other_posts(filing: Filing, user: User) -> list[Post]:
    """The posts the person of a filing holds at other enterprises (decision D11)."""
    if not (filing.identity_index and filing.replaces_person):
        return []
    held = Appointment.objects.in_office().filter(person__identity_index=filing.identity_index)
    return posts_for(held.exclude(enterprise=filing.enterprise_id).order_by("effective_on", "pk"), user)


def posts_for(appointments: AppointmentQuerySet, user: User) -> list[Post]:
    """The posts with whether each is of the reader's own area."""
    rows = appointments.select_related("enterprise", "authority")
    return [Post(row, user.sees_region or user.authority_id in _offices(row)) for row in rows]


def _offices(appointment: Appointment) -> tuple[int, int]:
    return appointment.authority_id, appointment.enterprise.authority_id
