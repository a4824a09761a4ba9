"""Art. 16 and 17: what a training session must say, who may hold it, and when it may begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from training.enums import SessionMode, SessionStatus
from training.rules.commissions import Commission

# What tells everybody on the list to go elsewhere, or on another day.
MOVES = frozenset({"mode", "place", "online_address", "starts_on", "ends_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What the organiser wrote; ``hours`` are 学时, ``fee`` is in 元 per head."""

    title: str
    mode: str
    place: str
    online_address: str
    starts_on: date
    ends_on: date
    enrol_until: date
    hours: Decimal
    syllabus: str
    capacity: int
    fee: Decimal
    fee_reason: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a plan as a session refers to it."""

    organiser: int
    year: int
    published: bool


@cites("16")
def check_days(starts_on: date, ends_on: date, enrol_until: date) -> Verdict:
    """The last day does not come before the first; enrolment closes with the session at the latest."""
    return Verdict.unless(
        ends_on < starts_on and Reason("ends_first", _("结班日期不能早于开班日期。"), "16", field="ends_on"),
        enrol_until > ends_on
        and Reason("enrols_after", _("报名截止日期不能晚于结班日期。"), "16", field="enrol_until"),
    )


@cites("16")
def check_where(mode: str, place: str, online_address: str) -> Verdict:
    """On site a place is named, online an address."""
    return Verdict.unless(
        mode not in SessionMode.values and Reason("mode", _("请从列表中选择培训形式。"), "16", field="mode"),
        mode == SessionMode.ONSITE
        and not place
        and Reason("place", _("现场培训请填写培训地点。"), "16", field="place"),
        mode == SessionMode.ONLINE
        and not online_address
        and Reason("address", _("线上培训请填写线上地址。"), "16", field="online_address"),
    )


@cites("17")
def check_fee(fee: Decimal, reason: str) -> Verdict:
    """Both levels guarantee the funds: whoever charges an enterprise says on which ground."""
    return Verdict.unless(
        fee < 0 and Reason("fee_negative", _("收费金额不能小于 0。"), "17", field="fee"),
        fee > 0
        and not reason
        and Reason(
            "fee_reason",
            _("培训经费由两级市场监管部门保障；向企业收费的，请写明依据和理由。"),
            "17",
            field="fee_reason",
        ),
        fee == 0
        and bool(reason)
        and Reason("fee_missing", _("写了收费依据和理由，但收费金额为 0，请核对。"), "17", field="fee"),
    )


@cites("16", "17")
def check_session(session: SessionFacts) -> Verdict:
    """Everything a session must say of itself, each gap named."""
    return (
        Verdict.unless(
            not session.title and Reason("title", _("请填写培训班名称。"), "16", field="title"),
            not session.syllabus and Reason("syllabus", _("请填写课程安排。"), "16", field="syllabus"),
            session.hours <= 0 and Reason("hours", _("学时必须大于 0。"), "16", field="hours"),
            session.capacity < 1 and Reason("capacity", _("名额至少为 1。"), "16", field="capacity"),
        )
        & check_days(session.starts_on, session.ends_on, session.enrol_until)
        & check_where(session.mode, session.place, session.online_address)
        & check_fee(session.fee, session.fee_reason)
    )


@cites("16")
def check_institution(commission: Commission | None, starts_on: date, ends_on: date) -> Verdict:
    """An institution is under the region's commission on every day of the session."""
    return Verdict.unless(
        commission is not None
        and not commission.covers(starts_on, ends_on)
        and Reason(
            "not_commissioned",
            _("承办机构的委托期限没有覆盖培训的全部日期，请另选机构或调整日期。"),
            "16",
            field="institution",
        )
    )


@cites("16")
def check_organiser(regional: bool, commission: Commission | None) -> Verdict:
    """The region trains through an institution it commissioned; an office trains with or without one."""
    return Verdict.unless(
        regional
        and commission is None
        and Reason(
            "no_institution",
            _("自治区局的培训班须由受委托的专业机构承办，请选择机构。"),
            "16",
            field="institution",
        )
    )


@cites("16")
def check_plan_line(line: PlanLine | None, organiser: int, starts_on: date) -> Verdict:
    """A session counts towards a line of its own office, of its own year, of a published plan."""
    if line is None:
        return Verdict()
    return Verdict.unless(
        not line.published
        and Reason("plan_draft", _("这项计划还没有发布，不能关联。"), "16", field="plan_item"),
        line.organiser != organiser
        and Reason("plan_office", _("只能关联本机关主办的计划项目。"), "16", field="plan_item"),
        line.year != starts_on.year
        and Reason("plan_year", _("计划项目的年度与开班日期不一致。"), "16", field="plan_item"),
    )


@cites("16")
def check_opening(enrol_until: date, today: date) -> Verdict:
    """A session already held may be put on record: enterprises no longer enrol, the office may."""
    return Verdict.unless(
        enrol_until < today
        and Reason(
            "enrolment_over",
            _("报名截止日期已过：发布后企业不能自行报名，名单由机关登记。"),
            "16",
            Severity.WARN,
            "enrol_until",
        )
    )


@cites("16")
def check_completion(ends_on: date, today: date, pending: int) -> Verdict:
    """Completed after its last day, once every trainee has a result; ``pending`` counts those without."""
    return Verdict.unless(
        today <= ends_on
        and Reason("not_over", _("培训班在结班日期（%(day)s）之后才能办理结业。") % {"day": ends_on}, "16"),
        pending > 0
        and Reason(
            "pending", _("还有 %(count)s 名参训人员未评定结果，请先评定。") % {"count": pending}, "16"
        ),
    )


@cites("16")
def check_cancelling(held: int) -> Verdict:
    """What took place is not called off; ``held`` counts trainees who attended or have a result."""
    return Verdict.unless(
        held > 0
        and Reason("held", _("已有 %(count)s 名人员签到或评定结果，培训班不能取消。") % {"count": held}, "16")
    )


@cites("16")
def check_seats(capacity: int, taken: int) -> Verdict:
    """Seats may be added, and taken away as far as nobody sits on them."""
    return Verdict.unless(
        capacity < taken
        and Reason(
            "seats_taken",
            _("已有 %(count)s 人报名，名额不能少于已报名人数。") % {"count": taken},
            "16",
            field="capacity",
        )
    )


@cites("16", "17")
def check_offered(
    before: SessionFacts, after: SessionFacts, *, staff_before: bool, staff_after: bool
) -> Verdict:
    """What an open session may not become: enterprises enrolled for these hours, this fee, this audience."""
    return Verdict.unless(
        after.hours != before.hours
        and Reason("hours_settled", _("培训班已发布，学时不能修改。"), "16", field="hours"),
        after.fee > before.fee
        and Reason("fee_settled", _("培训班已发布，收费只能降低，不能提高。"), "17", field="fee"),
        staff_before
        and not staff_after
        and Reason(
            "audience_settled", _("培训班已发布，培训对象只能扩大，不能缩小。"), "16", field="audience"
        ),
    )


@cites("16")
def moved(before: SessionFacts, after: SessionFacts) -> frozenset[str]:
    """The fields whose change sends trainees elsewhere or on another day."""
    return frozenset(name for name in MOVES if getattr(before, name) != getattr(after, name))


@cites("16")
def check_editable(status: SessionStatus) -> Verdict:
    """What has been held or called off stays as it was."""
    return Verdict.unless(
        status not in (SessionStatus.DRAFT, SessionStatus.OPEN)
        and Reason("wrong_state", _("当前状态为“%(status)s”，不能修改。") % {"status": status.label}, "16")
    )


@cites("16")
def check_discardable(status: SessionStatus) -> Verdict:
    """Only what was never offered may disappear."""
    return Verdict.unless(
        status != SessionStatus.DRAFT
        and Reason("offered", _("只有筹备中的培训班可以删除，已发布的请取消。"), "16")
    )
