"""Replacement: offices report clues, the region alone recommends, the enterprise answers (Art. 12)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.models import Appointment, Replacement
from filings.rules.replacement import check_term_over


@cites("12")
def may_report_clue(user: User, appointment: Appointment) -> Verdict:
    """The office of the enterprise's area and the region report what may speak against a CQO."""
    own = user.is_officer and user.authority_id == appointment.enterprise.authority_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_office", _("只有负责该辖区的备案机关和自治区局可以提出撤换线索。"), "12")
    )


@cites("12")
def may_recommend(user: User, replacement: Replacement) -> Verdict:
    """Only the region reviews a clue, issues the letter and closes the matter."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("撤换建议只能由自治区局办理。"), "12")
    )


@cites("12")
def may_answer(user: User, replacement: Replacement) -> Verdict:
    """The enterprise that was sent the letter answers it; a deregistered one only reads (decision D29)."""
    own = user.is_enterprise and user.enterprise_id == replacement.enterprise_id
    return Verdict.unless(
        not own and Reason("not_own", _("只有收到建议书的企业可以答复。"), "12"),
        not replacement.enterprise.is_active
        and Reason("deregistered", _("企业已注销，只能查看，不能再办理。"), "12"),
    )


@cites("12")
def may_read_evidence(user: User, replacement: Replacement) -> Verdict:
    """What a clue rests on is for the region and for the office that reported it (domain §7)."""
    own = user.is_officer and user.authority_id == replacement.authority_id
    return Verdict.unless(
        not (own or user.is_region)
        and Reason("not_allowed", _("依据材料仅供自治区局和提出线索的机关查阅。"), "12")
    )


@cites("12")
def term_is_over(replacement: Replacement) -> Verdict:
    """The term has run out by today, without an answer."""
    return check_term_over(replacement.reply_by, timezone.localdate())
