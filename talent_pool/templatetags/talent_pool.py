"""The pool on pages of the packages below: that somebody is in it, and what an enterprise has to answer.

Tags, because these pages stand in packages that know nothing of the pool.
"""

from __future__ import annotations

from typing import Any

from django import template

from cqo_registry.accounts.models import User
from filings.models import Person
from talent_pool.enums import AssignmentStatus, Consent
from talent_pool.models import Assignment, Membership, Nomination

register = template.Library()


@register.inclusion_tag("talent_pool/_pool_mark.html")
def pool_mark(user: User, person: Person | None) -> dict[str, Any]:
    """That the person is in the pool, to whoever may know of it; nothing else."""
    if not person:  # the card of a vacant post names nobody
        return {"member": None}
    return {"member": Membership.objects.visible_to(user).current().filter(person=person).for_list().first()}


@register.inclusion_tag("talent_pool/_pool_tasks.html")
def pool_tasks(user: User) -> dict[str, Any]:
    """What the enterprise has to answer: consents asked for, and invitations of its expert."""
    asked = (
        Nomination.objects.visible_to(user)
        .open()
        .filter(consent=Consent.ASKED, appointment__ended_on__isnull=True)
    )
    invited = Assignment.objects.visible_to(user).filter(status=AssignmentStatus.INVITED)
    return {
        "nominations": asked.select_related("person", "authority"),
        "invitations": invited.select_related("authority").order_by("starts_on", "pk"),
    }
