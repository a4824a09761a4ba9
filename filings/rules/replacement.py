"""Art. 12: on what a replacement may be recommended, and until when the enterprise answers.

A recommendation is no order: lateness is counted and shown and stops nothing (decision D21).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, Dated, cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings.enums import ReplacementGround, ReplacementReply, ReplacementStatus

ANSWERED = (ReplacementReply.REPLACED, ReplacementReply.REFUSED)
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
        reply not in ANSWERED and Reason("no_reply", _("请选择是否撤换。"), "12", field="reply"),
        reply == ReplacementReply.REFUSED
        and not reason
        and Reason("refusal_reason", _("不予撤换的，请写明理由。"), "12", field="reply_reason"),
    )


@cites("12")
def check_only_clue(*, known: bool) -> Verdict:
    """There is one clue open at a time about a CQO."""
    return Verdict.unless(
        known and Reason("clue_open", _("该首席质量官已有一件正在办理的撤换建议，请在原件上办理。"), "12")
    )


@cites("12")
def check_in_office(*, left: bool) -> Verdict:
    """Whoever has left cannot be replaced any more."""
    return Verdict.unless(left and Reason("departed", _("该首席质量官已离任，不再需要建议撤换。"), "12"))


@cites("12")
def check_answerable(reply: str) -> Verdict:
    """An answer is given once; one that was missed may still come."""
    return Verdict.unless(reply in ANSWERED and Reason("answered", _("这件撤换建议已经答复。"), "12"))


@cites("12")
def check_term_over(named: date | None, today: date) -> Verdict:
    """The term has run out."""
    return Verdict.unless(
        (named is None or not overdue_days(named, today))
        and Reason("term_runs", _("答复期限还没有过，不能登记为逾期未答复。"), "12"),
    )


@cites("12", "14")
def check_closable(status: str, reply: str, *, left: bool) -> Verdict:
    """Closed by hand after a refusal, a missed term, or once the post was given up for another cause."""
    return Verdict.unless(
        not left
        and reply == ReplacementReply.REPLACED
        and Reason("change_awaited", _("企业已答复予以撤换，变更备案入册后自动办结。"), "12"),
        not left
        and status == ReplacementStatus.ISSUED
        and Reason("answer_awaited", _("建议书已发出，请等待企业答复，或在期限过后登记逾期未答复。"), "12"),
    )


@cites("12", "14")
def check_left(*, left: bool) -> Verdict:
    """The recommendation has come true: the appointment it is about has ended."""
    return Verdict.unless(
        not left and Reason("still_in_office", _("该首席质量官仍在任，撤换建议尚未落实。"), "12")
    )


@cites("12")
def check_printable(lost: Mapping[str, object]) -> Verdict:
    """Every character of the letter has a glyph; ``lost`` are those without by field."""
    return Verdict(
        tuple(
            Reason(
                "unprintable",
                _("“%(characters)s”在打印字体中没有字形，请换用其他写法。") % {"characters": characters},
                field=name,
            )
            for name, characters in lost.items()
            if characters
        )
    )
