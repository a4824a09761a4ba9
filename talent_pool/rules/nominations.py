"""Art. 15: who may be put forward and admitted, and what a recommendation says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from talent_pool.enums import Consent, Skill


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the register says of a person; bars by the words of their ground."""

    in_office: bool
    confirmed_bars: tuple[Any, ...] = ()
    proposed_bars: tuple[Any, ...] = ()
    is_member: bool = False
    is_nominated: bool = False
    letter_open: bool = False  # the region asks the enterprise to replace the person (Art. 12)


@cites("9", "12", "15")
def check_candidate(candidate: Candidate) -> Verdict:
    """A current filing and no confirmed bar; one stay and one case at a time.

    A proposed bar and an open letter of replacement only warn: neither is decided.
    """
    return Verdict.unless(
        not candidate.in_office
        and Reason("not_in_office", _("该人员没有现行备案的首席质量官任职，不能推荐或入库。"), "15"),
        candidate.is_member and Reason("is_member", _("该首席质量官已在人才库中。"), "15"),
        candidate.is_nominated
        and Reason("is_nominated", _("该首席质量官已有一件待决定的推荐，请在原件上办理。"), "15"),
        bool(candidate.confirmed_bars)
        and Reason(
            "barred",
            _("该人员有已确认的不得担任情形（%(grounds)s），不能推荐或入库。")
            % {"grounds": "；".join(str(ground) for ground in candidate.confirmed_bars)},
            "9",
        ),
        bool(candidate.proposed_bars)
        and Reason(
            "bar_proposed", _("该人员有待确认的不得担任情形，请先核实。"), "9", severity=Severity.WARN
        ),
        candidate.letter_open
        and Reason(
            "letter_open",
            _("自治区局已建议撤换该首席质量官，尚未办结，请先核实。"),
            "12",
            severity=Severity.WARN,
        ),
    )


@cites("15")
def check_case(contributions: str, skills: Collection[str], *, has_evidence: bool) -> Verdict:
    """A recommendation names contributions and skills and comes with its evidence."""
    return Verdict.unless(
        not contributions and Reason("contributions", _("请填写质量贡献。"), "15", field="contributions"),
        not skills and Reason("skills", _("请至少选择一项专长。"), "15", field="skills"),
        bool(set(skills) - set(Skill.values))
        and Reason("unknown_skill", _("所选专长不在列表中，请重新选择。"), "15", field="skills"),
        not has_evidence and Reason("evidence", _("请选择证明材料。"), "15", field="evidence"),
    )


@cites("15")
def check_consent_given(consent: str) -> Verdict:
    """Nobody is admitted against their will, nor before being asked."""
    return Verdict.unless(
        consent == Consent.ASKED and Reason("consent_awaited", _("本人尚未答复是否同意入库。"), "15"),
        consent == Consent.REFUSED and Reason("consent_refused", _("本人不同意入库，只能不予入库。"), "15"),
    )


@cites("15")
def check_answer(answer: str, on: date, proposed_on: date, today: date) -> Verdict:
    """The person says yes or no, after the recommendation and not in days to come."""
    return Verdict.unless(
        answer not in (Consent.GIVEN, Consent.REFUSED)
        and Reason("answer", _("请选择本人同意或者不同意。"), "15", field="answer"),
        on < proposed_on
        and Reason("answered_early", _("答复日期不能早于推荐日期。"), "15", field="answered_on"),
        on > today and Reason("answered_ahead", _("答复日期不能晚于今天。"), "15", field="answered_on"),
    )
