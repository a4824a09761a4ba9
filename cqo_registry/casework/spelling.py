"""Values as a workbook prints them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language

from cqo_registry.directory import industries


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


def day(moment: datetime | None, until: datetime | None = None) -> date | None:
    """The Beijing day of a moment; nothing for what had not happened by ``until``."""
    if moment is None or (until is not None and moment >= until):
        return None
    return timezone.localdate(moment)
