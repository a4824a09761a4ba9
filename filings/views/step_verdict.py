"""The verdict beside the form: what the rules say of the declaration as it is being filled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings import facts
from filings.models import Filing
from filings.rules import disqualification, qualification


@dataclass(frozen=True, slots=True)
class Panel:
    """What the aside prints."""

    size: str
    stated: str
    years: str
    verdict: Verdict


def panel(filing: Filing, *, with_register: bool = False) -> Panel:
    """The aside for a filing, stored or only typed (Art. 5, 6, 9, 14).

    The register of Art. 9 answers only for the stored number and only with what is confirmed:
    otherwise anybody could ask it about anybody by typing numbers, and a proposal is the office's affair.
    """
    reasons = [_softened(reason) for reason in facts.judge(filing) if _may_show(reason, with_register)]
    return Panel(
        size=_label(filing.judged_size),
        stated=_label(filing.stated_size),
        years=_years(filing),
        verdict=Verdict((*reasons, *_standing(filing, reasons))),
    )


def _may_show(reason: Reason, with_register: bool) -> bool:
    return reason.code not in disqualification.CODES or (with_register and reason.severity is Severity.BLOCK)


def _softened(reason: Reason) -> Reason:
    """What is merely not filled yet is no failure."""
    return replace(reason, severity=Severity.INFO) if reason.code.endswith("_missing") else reason


def _standing(filing: Filing, reasons: list[Reason]) -> list[Reason]:
    """A word on Art. 6 when the rules are silent: not known yet, fulfilled, or not asked."""
    if not filing.replaces_person:
        return []
    known = (
        filing.judged_size not in ("", SizeClass.UNCLASSIFIED) and filing.education and filing.effective_on
    )
    if not known or any(reason.code.endswith("_missing") for reason in reasons):
        sentence = _("填写行业和规模数据、学历、任命生效日期和质量工作经历后，这里显示是否符合任职条件。")
        return [Reason("not_known_yet", sentence, "6", Severity.INFO)]
    if any(reason.article == "6" and reason.severity is Severity.BLOCK for reason in reasons):
        return []
    return [Reason("qualified", _("学历和质量工作年限符合任职条件。"), "6", Severity.INFO)]


def _label(size: str) -> str:
    return str(SizeClass(size).label) if size else ""


def _years(filing: Filing) -> Any:
    """The quality work in words, up to the effective date."""
    if not (filing.effective_on and filing.quality_work):
        return ""
    worked = qualification.quality_years(facts.intervals(filing.quality_work), filing.effective_on)
    return _("%(years)d 年 %(days)d 天") % {"years": worked.years, "days": worked.days}
