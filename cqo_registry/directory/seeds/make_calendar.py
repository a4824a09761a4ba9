"""Write ``national_days.py`` from the package chinesecalendar.

``python -m cqo_registry.directory.seeds.make_calendar`` does it. The package is
a development tool only. Run this when its new edition brings the next year, raise
``LAST_YEAR`` first, and commit the module that comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2023, 2026

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}

HEADER = '''"""The national days off and make-up work days, made by ``make_calendar``; not edited by hand.

Each row: day, ``off`` or ``work``, official name. Weekends inside a holiday are rows as well.
"""

from __future__ import annotations

'''


def rows() -> Iterator[tuple[date, str, str]]:
    """Every national day of the years covered, in order."""
    from chinese_calendar.constants import holidays, workdays

    arranged = [(day, "off", name) for day, name in holidays.items()]
    arranged += [(day, "work", name) for day, name in workdays.items()]
    for day, kind, name in sorted(arranged):
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            yield day, kind, NAMES[name] + ("调休上班" if kind == "work" else "")


def module() -> str:
    """The text of ``national_days.py``."""
    lines = [f'    ("{day}", "{kind}", "{name}"),\n' for day, kind, name in rows()]
    return f"{HEADER}NATIONAL_DAYS = (\n{''.join(lines)})\n"


if __name__ == "__main__":  # pragma: no cover
    Path(__file__).with_name("national_days.py").write_text(module(), encoding="utf-8")
