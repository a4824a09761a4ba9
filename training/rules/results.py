"""Hours and results of a trainee, and when attendance counts (Art. 16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.enums import SessionStatus, TrainingResult

ZERO = Decimal(0)
STEP = Decimal("0.1")  # hours are counted to one decimal


@cites("16")
def check_result(result: str, hours: Decimal | None, session_hours: Decimal) -> Verdict:
    """Whether result and attended hours (学时) fit each other and the session's hours.

    Who passed attended at least something; who was absent nothing; nobody more than was taught.
    """
    absent, counted = result == TrainingResult.ABSENT, hours if hours is not None else ZERO
    return Verdict.unless(
        result not in (TrainingResult.PASSED, TrainingResult.FAILED, TrainingResult.ABSENT)
        and Reason("result", _("请选择结果：合格、不合格或者缺席。"), "16", field="result"),
        hours is None and not absent and Reason("hours", _("请填写实到学时。"), "16", field="hours"),
        counted < ZERO and Reason("hours", _("实到学时不能小于 0。"), "16", field="hours"),
        counted != counted.quantize(STEP)
        and Reason("hours", _("实到学时最多一位小数。"), "16", field="hours"),
        counted > session_hours
        and Reason(
            "too_many_hours",
            _("实到学时不能超过培训班的 %(hours)s 学时。") % {"hours": f"{session_hours.normalize():f}"},
            "16",
            field="hours",
        ),
        absent
        and counted > ZERO
        and Reason("absent_hours", _("缺席人员的实到学时应为 0 或者不填。"), "16", field="hours"),
        result == TrainingResult.PASSED
        and hours == ZERO
        and Reason("no_hours", _("合格人员的实到学时应大于 0。"), "16", field="hours"),
    )


@cites("16")
def check_gradable(*, status: str, starts_on: date, on: date) -> Verdict:
    """Whether results may be entered or corrected: from the first day until the session is completed."""
    return Verdict.unless(
        status == SessionStatus.COMPLETED and Reason("completed", _("培训班已结业，结果不再变动。"), "16"),
        status in (SessionStatus.DRAFT, SessionStatus.CANCELLED)
        and Reason("not_open", _("培训班未发布或者已取消，没有结果可评定。"), "16"),
        status == SessionStatus.OPEN
        and on < starts_on
        and Reason("too_early", _("培训班还没有开班。"), "16"),
    )


@cites("16")
def check_door(*, status: str, starts_on: date, ends_on: date, on: date) -> Verdict:
    """Whether the door is open for signing in: on the days of the session, first and last included."""
    return Verdict.unless(
        status != SessionStatus.OPEN and Reason("not_open", _("培训班已结业或者已取消，不能签到。"), "16"),
        not starts_on <= on <= ends_on
        and Reason(
            "other_day",
            _("只能在培训期间（%(first)s 至 %(last)s）签到。")
            % {"first": starts_on.isoformat(), "last": ends_on.isoformat()},
            "16",
        ),
    )


@cites("16")
def check_certificate(number: str) -> Verdict:
    """Only who passed has a certificate, and so its number."""
    return Verdict.unless(
        not number and Reason("no_certificate", _("该人员还没有评定为合格，没有培训合格证书。"), "16")
    )
