"""Values of a filing as a roster prints them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from filings import facts
from filings.rules.qualification import quality_years


def product_names(products: Iterable[dict[str, Any]]) -> str:
    """The names of the products, each once."""
    return "、".join(dict.fromkeys(product["name"] for product in products if product.get("name")))


def sex(value: str) -> str:
    """The sex as the identity number tells it."""
    return {"male": _("男"), "female": _("女")}.get(value, "")


def years(quality_work: Iterable[dict[str, Any]], on: date | None) -> int | None:
    """Completed years of quality work at the effective date (Art. 6)."""
    return quality_years(facts.intervals(quality_work), on).years if on else None
