"""Products and the papers that show why Art. 4 names their producer: licence, certificate, standard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.text import half_width
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import EnterpriseType, ProductCategory

LICENCE = re.compile(r"(\([\u4e00-\u9fff]\))?XK\d{2}-\d{3}-\d{5}")
CERTIFICATE = re.compile(r"\d{10,20}")
STANDARD = re.compile(r"GB[/ZT]{0,2}\s*\d+.*", re.IGNORECASE)

PAPERS = {
    ProductCategory.LICENCE: (
        "licence_no",
        LICENCE,
        _("生产许可证编号的格式一般为“(藏)XK08-001-00001”，请核对。"),
    ),
    ProductCategory.CERTIFICATION: (
        "ccc_no",
        CERTIFICATE,
        _("强制性产品认证证书编号一般为 16 位数字，请核对。"),
    ),
    ProductCategory.STANDARD: ("standard_no", STANDARD, _("强制性国家标准编号一般以 GB 开头，请核对。")),
}

NO_ENTERPRISE = (EnterpriseType.INDIVIDUAL, EnterpriseType.COOPERATIVE)
NO_ENTERPRISE_CODES = ("92", "93")  # how their unified codes begin (GB 32100)


@cites("4")
def check_paper(product: Mapping[str, Any]) -> Verdict:
    """A warning when the number that belongs to the product's category has an unusual form; never a bar."""
    known = PAPERS.get(product.get("category", ""))
    if known is None:
        return Verdict()
    field, form, message = known
    number = plain(str(product.get(field) or ""))
    odd = bool(number) and not form.fullmatch(number)
    return Verdict.unless(odd and Reason("paper_form", message, "4", Severity.WARN, field))


@cites("4")
def categories_of(categories: Iterable[str], *, uscc: str, enterprise_type: str) -> list[str]:
    """What the categories of its products make of the producer, each once.

    An individual household and a cooperative are no enterprises in the strict sense: whatever they make,
    they take part of their own will (decision D16).
    """
    found = {str(category) for category in categories if category}
    voluntary = enterprise_type in NO_ENTERPRISE or uscc.startswith(NO_ENTERPRISE_CODES)
    return [ProductCategory.OTHER.value] if found and voluntary else sorted(found)


def paper_field(number: str) -> str:
    """The field a number belongs in by its form alone, or nothing."""
    text = plain(number)
    return next((field for field, form, _message in PAPERS.values() if form.fullmatch(text)), "")


def plain(number: str) -> str:
    """The number in half-width characters without outer spaces."""
    return half_width(number)
