"""The rows of every sheet by area: a zone inside a prefecture is a part of it (其中), never counted twice.

A zone directly under the region has a row of its own (decision D17).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.directory.enums import AuthorityLevel
from cqo_registry.directory.models import Authority

TOTAL = ""  # the code of the row that sums the region


@dataclass(frozen=True, slots=True)
class Area:
    """One row: the offices whose rows count in it; ``inside`` where it is a part of the row above."""

    code: str
    label: Any
    inside: bool
    members: tuple[int, ...]


def areas_of(user: User, *, with_region: bool = False) -> list[Area]:
    """The rows this user may read: the region all and their total, an office its own with its zones.

    ``with_region`` adds the row of what the regional bureau does itself. In one query.
    """
    everybody = list(Authority.objects.order_by("order"))
    offices = [each for each in everybody if each.level != AuthorityLevel.REGION]
    rows = [_area(office, offices) for office in _in_order(offices)]
    if not user.sees_region:
        return [row for row in rows if user.is_officer and _is_own(row, user, offices)]
    own = [each for each in everybody if each.level == AuthorityLevel.REGION] if with_region else []
    rows += [Area(each.code, _("自治区本级"), False, (each.pk,)) for each in own]
    everything = tuple(each.pk for each in (*offices, *own))
    return [*rows, Area(TOTAL, _("全区合计"), False, everything)]


def _in_order(offices: Iterable[Authority]) -> list[Authority]:
    """Each office followed by the zones inside it."""
    offices = list(offices)
    pks = {office.pk for office in offices}
    outer = [office for office in offices if office.parent_id not in pks]
    return [each for office in outer for each in (office, *_zones(office, offices))]


def _zones(office: Authority, offices: Iterable[Authority]) -> list[Authority]:
    return [zone for zone in offices if zone.parent_id == office.pk]


def _area(office: Authority, offices: list[Authority]) -> Area:
    inside = any(office.parent_id == each.pk for each in offices)
    members = (office.pk, *(zone.pk for zone in _zones(office, offices)))
    return Area(office.code, office.short_name, inside, members)


def _is_own(row: Area, user: User, offices: list[Authority]) -> bool:
    own = {user.authority_id, *(each.pk for each in offices if each.parent_id == user.authority_id)}
    return row.members[0] in own
