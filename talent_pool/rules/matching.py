"""Which expert fits a matter, and why: skill, industry and area (Art. 15, decision D26: no tiers)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a matter asks for; empty values ask for nothing. ``industry`` is a code with its letter."""

    skill: str = ""
    industry: str = ""
    office: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """What an expert brings: skills, the industry of the admission, the offices of the posts held now."""

    skills: Collection[str]
    industry: str
    offices: Collection[int]


@dataclass(frozen=True, slots=True)
class Fit:
    """One reason why an expert fits, and how much it weighs in the order of the list."""

    code: str
    message: Any
    weight: int


@cites("15")
def fits(wanted: Wanted, offer: Offer) -> tuple[Fit, ...]:
    """Every reason why the expert fits; the skill outweighs the industry, the industry the area."""
    found = (
        bool(wanted.skill) and wanted.skill in offer.skills and Fit("skill", _("具有所需专长"), 8),
        _same_division(wanted, offer) and Fit("division", _("同一行业大类"), 4),
        not _same_division(wanted, offer)
        and _same_section(wanted, offer)
        and Fit("section", _("同一行业门类"), 2),
        bool(wanted.office) and wanted.office in offer.offices and Fit("area", _("在同一辖区任职"), 1),
    )
    return tuple(fit for fit in found if isinstance(fit, Fit))


def _same_division(wanted: Wanted, offer: Offer) -> bool:
    return len(wanted.industry) >= 3 and wanted.industry[:3] == offer.industry[:3]


def _same_section(wanted: Wanted, offer: Offer) -> bool:
    return bool(wanted.industry) and wanted.industry[:1] == offer.industry[:1]
