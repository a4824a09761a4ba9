"""The mark of a confirmed bar on the pages of whoever holds or seeks a post (Art. 9).

A tag, because the enterprise's page stands in a package below this one. Asked each time, never stored;
the enterprise reads of a bar in the verdict on its filing and in the region's letter.
"""

from __future__ import annotations

from typing import Any

from django import template

from cqo_registry.accounts.models import User
from cqo_registry.directory.models import Enterprise
from filings.facts.bars import confirmed_bars
from filings.models import Appointment, Filing

register = template.Library()


@register.inclusion_tag("filings/_bars.html")
def bars_of_filing(user: User, filing: Filing) -> dict[str, Any]:
    """Of the person the filing reports, unless that person has left the post."""
    left = filing.appointment is not None and filing.appointment.ended_on is not None
    return _bars(user, "" if left else filing.identity_index)


@register.inclusion_tag("filings/_bars.html")
def bars_of_enterprise(user: User, enterprise: Enterprise) -> dict[str, Any]:
    """Of the enterprise's CQO in office."""
    held = Appointment.objects.in_office().barred().filter(enterprise=enterprise)
    index = "" if user.is_enterprise else held.values_list("person__identity_index", flat=True).first()
    return _bars(user, index or "")


def _bars(user: User, identity_index: str) -> dict[str, Any]:
    return {"bars": [] if user.is_enterprise or not identity_index else list(confirmed_bars(identity_index))}
