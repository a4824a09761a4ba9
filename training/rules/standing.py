"""How a roster says what came of somebody's training (参训情况, Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cqo_registry.core.regulation import cites
from training.enums import EnrolmentStatus, TrainingResult


@dataclass(frozen=True, slots=True)
class Standing:
    """One class of one person as it stood on a day; ``state`` is where the name or the result stood."""

    title: str
    starts_on: date
    ends_on: date
    state: str
    decided_on: date | None = None
    certificate_no: str = ""


@cites("16")
def in_words(standing: Standing, on: date) -> str:
    """Class, result, certificate and day; empty for a name that was taken off or never got a seat."""
    said = _said(standing, on)
    return f"{standing.title}（{said}）" if said else ""


def _said(standing: Standing, on: date) -> str:
    over = on > standing.ends_on
    words = {
        "no": standing.certificate_no,
        "day": standing.decided_on,
        "first": standing.starts_on,
        "last": standing.ends_on,
    }
    match standing.state:
        case TrainingResult.PASSED:
            return _("合格，证书 %(no)s，%(day)s") % words
        case TrainingResult.FAILED:
            return _("不合格，%(day)s") % words
        case TrainingResult.ABSENT:
            return _("缺席，%(day)s") % words
        case EnrolmentStatus.ENROLLED if over:
            return _("结果未评定，%(last)s 结班") % words
        case EnrolmentStatus.ENROLLED:
            return _("已报名，%(first)s 开班") % words
        case EnrolmentStatus.WAITING if not over:
            return _("候补，%(first)s 开班") % words
    return ""
