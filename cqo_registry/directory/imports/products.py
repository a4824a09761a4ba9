"""From the three cells 主要产品, 类别 and 许可证/证书/标准号 to the products of a profile (Art. 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.spreadsheets.reader import Cell, tidy
from cqo_registry.core.spreadsheets.sheets import says_nothing
from cqo_registry.core.spreadsheets.values import Bad, code_of
from cqo_registry.directory.enums import ProductCategory
from cqo_registry.directory.imports.parsing import words_of
from cqo_registry.directory.imports.words import CATEGORIES, OTHER_REGIMES
from cqo_registry.directory.rules.products import PAPERS, paper_field, plain

_NUMBER_SEPARATORS = re.compile(r"[,，、;；\n]+")
MAX_PRODUCTS = 50


def categories_of(cell: Cell) -> list[ProductCategory]:
    """The categories named, in the order of the cell, each once."""
    found: dict[ProductCategory, None] = {}
    for word in words_of(cell):
        if tidy(word) not in CATEGORIES:
            raise Bad(
                _("没有类别“%(word)s”。请填写：%(words)s；有几类时用顿号隔开。")
                % {"word": word[:20], "words": "、".join(map(str, ProductCategory.labels))}
            )
        found[CATEGORIES[tidy(word)]] = None
    return list(found)


def numbers_of(cell: Cell) -> list[str]:
    """Licence, certificate and standard numbers; a slash belongs to the number (GB/T)."""
    return [plain(word)[:100] for word in _NUMBER_SEPARATORS.split(code_of(cell, 1000)) if word.strip()]


def combine(
    names: Sequence[str], categories: Sequence[ProductCategory], numbers: Sequence[str], industry: str
) -> list[dict[str, Any]]:
    """One entry per product and category: side by side if as many of both, else each with each."""
    if len(names) == len(categories):
        pairs = [(name, str(category)) for name, category in zip(names, categories, strict=True)]
    else:
        kinds = [str(category) for category in categories] or [""]
        pairs = [(name, kind) for name in names or [""] for kind in kinds]
    counts: dict[str, int] = {}
    entries = []
    for name, category in pairs[:MAX_PRODUCTS]:
        position = counts.get(category, 0)
        counts[category] = position + 1
        same = sum(other == category for _name, other in pairs)
        entries.append(_entry(name, category, _papers(category, numbers, position, same), industry))
    return entries


def _entry(name: str, category: str, papers: dict[str, str], industry: str) -> dict[str, Any]:
    own_regime = category == ProductCategory.OTHER and industry.startswith(OTHER_REGIMES)
    empty = {"licence_no": "", "ccc_no": "", "standard_no": ""}
    return {"name": name, "category": category, **empty, **papers, "other_regime": own_regime}


def _papers(category: str, numbers: Sequence[str], position: int, same: int) -> dict[str, str]:
    """The numbers of this entry: its own when every entry of the category has one, else all of them.

    A number of unusual form goes where the category of the entry keeps its numbers.
    """
    if category not in PAPERS:
        return {}
    field = PAPERS[ProductCategory(category)][0]
    own = [number for number in numbers if paper_field(number) in (field, "")]
    if len(own) == same:
        own = own[position : position + 1]
    own = [number for number in own if not says_nothing(number)]
    return {field: "、".join(own)[:200]} if own else {}
