"""Values of a filing as a roster prints them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cqo_registry.directory import industries
from filings import facts
from filings.rules.qualification import quality_years


def label(choices: type[TextChoices], value: str) -> str:
    """The official word of a choice; what is no choice stands for itself."""
    return _labels(choices, get_language()).get(value, value)


@cache
def _labels(choices: type[TextChoices], language: str | None) -> dict[str, str]:
    return {value: str(words) for value, words in choices.choices}


def industry(code: str) -> str:
    """Code and name of an industry, as ``C30 非金属矿物制品业``."""
    return _industry(code, get_language())


@cache
def _industry(code: str, language: str | None) -> str:
    try:
        return f"{industries.normalised(code)} {industries.label_of(code)}"
    except LookupError:
        return code


def product_names(products: Iterable[dict[str, Any]]) -> str:
    """The names of the products, each once."""
    return "、".join(dict.fromkeys(product["name"] for product in products if product.get("name")))


def sex(value: str) -> str:
    """The sex as the identity number tells it."""
    return {"male": _("男"), "female": _("女")}.get(value, "")


def years(quality_work: Iterable[dict[str, Any]], on: date | None) -> int | None:
    """Completed years of quality work at the effective date (Art. 6)."""
    return quality_years(facts.intervals(quality_work), on).years if on else None


def day(moment: datetime | None, until: datetime | None = None) -> date | None:
    """The Beijing day of a moment; nothing for what had not happened by ``until``."""
    if moment is None or (until is not None and moment >= until):
        return None
    return timezone.localdate(moment)
