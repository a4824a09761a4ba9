"""The training of a CQO on pages of the packages below (Art. 16).

Tags, because these pages stand in packages that know nothing of training.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Min
from django.utils import timezone

from cqo_registry.accounts.models import User
from filings.models import Appointment, Filing, Person
from training.facts.invitations import acceptable
from training.facts.untrained import TrainingOf, training_of
from training.models import TrainingSession

register = template.Library()


@register.inclusion_tag("training/_invitations.html", takes_context=True)
def training_invitations(context: template.Context, user: User) -> dict[str, Any]:
    """What the enterprise is invited to and can accept with one click: two queries."""
    invitations = acceptable(user, on=timezone.localdate())
    return {"invitations": invitations, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("training/_training_of.html")
def training_of_post(user: User, held: Appointment | None) -> dict[str, Any]:
    """Of who holds a post: two queries, a third for a session to come.

    Since when the post is on the list 未参训 counts from its first filing.
    """
    if held is None or held.ended_on is not None:
        return {"training": None}
    first = Filing.objects.filter(appointment=held).aggregate(first=Min("accepted_at"))["first"]
    return _shown(user, training_of(held.person_id, on=timezone.localdate(), filed_at=first))


@register.inclusion_tag("training/_training_of.html")
def training_of_person(user: User, person: Person | None) -> dict[str, Any]:
    """Of a person of the register, whatever posts they hold: one query."""
    if person is None:
        return {"training": None}
    return _shown(user, training_of(person.pk, on=timezone.localdate()))


@register.inclusion_tag("training/_training_of.html")
def training_of_filing(user: User, filing: Filing) -> dict[str, Any]:
    """Of the person a filing reports, if the register knows them already: two queries."""
    known = Person.objects.filter(identity_index=filing.identity_index) if filing.identity_index else None
    return training_of_person(user, known.first() if known is not None else None)


def _shown(user: User, training: TrainingOf) -> dict[str, Any]:
    """The section; a session of another area, come to by another post, is named without a link."""
    coming = training.coming
    linked = coming is not None and (
        TrainingSession.objects.visible_to(user).filter(pk=coming.session_id).exists()
    )
    return {"training": training, "user": user, "linked": linked}
