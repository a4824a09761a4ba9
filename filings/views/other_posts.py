"""The other enterprises whose CQO the person is: their declarations beside this one (decision D11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cqo_registry.accounts.models import User
from filings.facts.persons import other_posts
from filings.models import Appointment, Filing
from filings.views import declaration


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post elsewhere; its declaration in full where the reader may see it, else none."""

    appointment: Appointment
    own: bool
    sections: Sequence[declaration.Section]


def shown_posts(filing: Filing, user: User) -> list[ShownPost]:
    """The person's other posts for the desk; only where there are any does it read declarations."""
    return [
        ShownPost(post.appointment, post.own, _declared(post.appointment) if post.own else ())
        for post in other_posts(filing, user)
    ]


def _declared(appointment: Appointment) -> Sequence[declaration.Section]:
    """What stands in the prefecture's ledger of the appointment."""
    latest = appointment.filings.filter(accepted_at__isnull=False).latest("accepted_at", "id")
    return declaration.sections(latest)
