"""What the directory says about counties and their offices, sizes, and how enterprises are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pypinyin import Style, lazy_pinyin, pinyin

from cqo_registry.core.dates import missing_days
from cqo_registry.core.text import folded
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseTransfer, Holiday
from cqo_registry.directory.rules import moving as rules
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
    A name whose signs are wide is also found by the folded words of a search.
    """
    rest = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    first = pinyin(name[:1], style=Style.FIRST_LETTER, heteronym=True)
    initials = {letter + rest[1:] for letter in (first[0] if first else [])} | {rest}
    plain = [folded(name)] if folded(name) != name.lower() else []
    return " ".join([name, *plain, uscc, *sorted(initials)]).lower()


def layer_name(office: Authority | None) -> str:
    """What a layer of the calendar is called: the office, or 全国."""
    return office.short_name if office else _("全国")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a calendar: what holds, and the national arrangement it stands over, if there is one."""

    day: Holiday
    overruled: Holiday | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days of a year that depart from the weekend rule, by month, and what the year still lacks.

    ``missing`` are the statutory days not entered nationally yet: while there are any, due dates that fall
    in the year are provisional.
    """

    months: dict[int, list[DayLine]]
    missing: list[date]


def calendar_year(office: Authority | None, year: int) -> CalendarYear:
    """The national days of ``year`` and, where an office is named, its own over them; one query."""
    days = Holiday.objects.for_office(office).filter(date__year=year).select_related("authority")
    layers: dict[date, list[Holiday]] = {}
    for day in days.order_by("date", "authority_id"):  # in PostgreSQL the national one, a null, comes last
        layers.setdefault(day.date, []).append(day)
    months: dict[int, list[DayLine]] = {}
    for found in layers.values():
        months.setdefault(found[0].date.month, []).append(DayLine(*found))
    national = [found[-1].date for found in layers.values() if found[-1].authority_id is None]
    return CalendarYear(months, missing_days(year, national))


def existing(enterprise: Enterprise) -> Verdict:
    """Whether the enterprise was not deregistered (decision D29)."""
    return rules.check_existing(active=enterprise.is_active)


def movable(enterprise: Enterprise) -> Verdict:
    """Whether a move to another office may be proposed: it exists and no move waits (decision D14)."""
    waiting = EnterpriseTransfer.objects.open().filter(enterprise=enterprise)
    return rules.check_movable(active=enterprise.is_active, waiting=waiting.exists())


def belongs_to(county: County | None, office: Authority) -> Verdict:
    """Whether the office files for the county; none chosen yet says nothing (decision D13)."""
    if county is None:
        return Verdict()
    return rules.check_county(filing_office(county).pk, office.pk, office.short_name)
