"""What the directory says about counties and their offices, sizes, and how enterprises are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin

from cqo_registry.directory import industries
from cqo_registry.directory.models import Authority, County
from cqo_registry.directory.rules.size import Figures, check_figures, classify


def filing_office(county: County) -> Authority:
    """The office that decides for a county; one switched off leaves it to its parent (decisions D13, D17)."""
    office = county.authority
    return (
        office if office.files_directly or office.parent is None or office.parent.is_region else office.parent
    )


def size_of(values: Mapping[str, Any]) -> str:
    """The class by the statistics standard; empty while industry or figures are missing (decision D4)."""
    try:
        group = industries.group_of(values["industry"])
    except LookupError:
        return ""
    figures = Figures(group, values["employees"], values["revenue"], values["assets"])
    return classify(figures).value if check_figures(figures) else ""


def search_text(name: str, uscc: str) -> str:
    """What a keyword is looked for in: name, code and pinyin initials, each in lower case.

    The first character keeps all of its readings: dictionaries misread it in names (曾, 单, 解).
    """
    rest = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    first = pinyin(name[:1], style=Style.FIRST_LETTER, heteronym=True)
    initials = {letter + rest[1:] for letter in (first[0] if first else [])} | {rest}
    return " ".join([name, uscc, *sorted(initials)]).lower()
