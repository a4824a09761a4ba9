"""Art. 12: on what a replacement may be recommended, and until when the enterprise answers.

A recommendation is no order: lateness is counted and shown and stops nothing (decision D21).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.enums import ReplacementGround, ReplacementReply

REPLY_DAYS = Dated({IN_FORCE_ON: 30})  # calendar days; the article names none


@cites("12")
def check_grounds(grounds: Collection[str]) -> Verdict:
    """At least one of the article's three grounds, and no other."""
    unknown = [ground for ground in grounds if ground not in ReplacementGround.values]
    return Verdict.unless(
        not grounds and Reason("no_ground", _("请至少选择一项事由。"), "12", field="grounds"),
        bool(unknown)
        and Reason("unknown_ground", _("所选事由不在列表中，请重新选择。"), "12", field="grounds"),
    )


@cites("12")
def check_incident(incident_on: date | None, incident_no: str, today: date) -> Verdict:
    """A quality incident is named by its day and its document together, and lies behind us."""
    return Verdict.unless(
        incident_on is None
        and bool(incident_no)
        and Reason("incident_day", _("请填写质量安全事故日期。"), "12", field="incident_on"),
        incident_on is not None
        and not incident_no
        and Reason("incident_document", _("请填写事故调查文书号。"), "12", field="incident_no"),
        incident_on is not None
        and incident_on > today
        and Reason("incident_ahead", _("质量安全事故日期不能晚于今天。"), "12", field="incident_on"),
    )


@cites("12")
def reply_by(issued_on: date) -> date:
    """The day until which the enterprise is asked to answer, unless the region names another."""
    return issued_on + timedelta(days=REPLY_DAYS.on(issued_on))


@cites("12")
def check_reply_term(issued_on: date, named: date) -> Verdict:
    """A term that lies ahead; one shorter than usual is only remarked upon."""
    return Verdict.unless(
        named <= issued_on and Reason("term_past", _("答复期限须晚于发出日期。"), "12", field="reply_by"),
        issued_on < named < reply_by(issued_on)
        and Reason("term_short", _("答复期限短于通常的三十日。"), "12", Severity.WARN, "reply_by"),
    )


@cites("12")
def overdue_days(named: date, today: date) -> int:
    """Calendar days after the last day of the term, 0 until then."""
    return max((today - named).days, 0)


@cites("12")
def check_reply(reply: str, reason: str) -> Verdict:
    """The enterprise says which of the two it does; a refusal says why."""
    return Verdict.unless(
        reply not in (ReplacementReply.REPLACED, ReplacementReply.REFUSED)
        and Reason("no_reply", _("请选择是否撤换。"), "12", field="reply"),
        reply == ReplacementReply.REFUSED
        and not reason
        and Reason("refusal_reason", _("不予撤换的，请写明理由。"), "12", field="reply_reason"),
    )
