"""What the database says about a filing, gathered and handed to the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.core import crypto, identifiers
from cqo_registry.core.dates import Calendar, DayKind, add_working_days
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory import industries
from cqo_registry.directory.enums import EnterpriseStatus, SizeClass
from cqo_registry.directory.facts import filing_office as filing_office
from cqo_registry.directory.models import Authority, Enterprise, Holiday
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from cqo_registry.directory.rules.size import Figures, check_figures, classify
from filings.enums import (
    BarGround,
    BarStatus,
    DocumentType,
    EducationLevel,
    FilingStatus,
    PositionLevel,
    StudyForm,
)
from filings.models import CQO_FACTS, Appointment, Disqualification, Filing
from filings.rules import deadlines, disqualification, position, qualification
from filings.rules.fields import BY_NAME, FIELDS, check_complete

DECISION_WORKING_DAYS = 5  # a target of the office, not a deadline (Art. 14: 及时)
HIDDEN = {"identity_sealed", "identity_index", "identity_masked", "sex", "birth_date", "size", "categories"}


def nothing(filing: Filing) -> Verdict:
    """No fact beyond state and person is asked for."""
    return Verdict()


# --- the calendar and the days -----------------------------------------------------------------


def calendar_of(authority: Authority) -> Calendar:
    """The office's working calendar: its own days over the national ones over the weekend rule."""
    days = list(
        Holiday.objects.filter(Q(authority__isnull=True) | Q(authority=authority)).values_list(
            "authority_id", "date", "kind"
        )
    )
    return Calendar.layered(
        national=[(day, _kind(kind)) for owner, day, kind in days if owner is None],
        office=[(day, _kind(kind)) for owner, day, kind in days if owner is not None],
    )


def _kind(kind: str) -> DayKind:
    return "work" if kind == Holiday.Kind.WORK else "off"


def decision_target(calendar: Calendar, submitted_on: date) -> date:
    """The day by which the office means to decide."""
    return add_working_days(calendar, submitted_on, DECISION_WORKING_DAYS)


@cites("14")
def report_target(calendar: Calendar, filing: Filing) -> deadlines.Due:
    """One month after the appointment took effect; for an initial filing a target only (decision D9)."""
    return deadlines.due_date(filing.effective_on or timezone.localdate(), calendar)


# --- the enterprise ------------------------------------------------------------------------------


def figures_of(filing: Filing) -> Figures | None:
    """The size figures of the declaration; None while the industry is missing or unknown."""
    try:
        group = industries.group_of(filing.industry)
    except LookupError:
        return None
    return Figures(group=group, employees=filing.employees, revenue=filing.revenue, assets=filing.assets)


@cites("6")
def size_of(filing: Filing) -> str:
    """The class by the statistics standard; empty while figures are missing (decision D4)."""
    figures = figures_of(filing)
    if figures is None or not check_figures(figures):
        return ""
    return classify(figures).value


@cites("6")
def check_size(filing: Filing) -> Verdict:
    """Missing figures, and a stated class that differs from the computed one."""
    figures = figures_of(filing)
    if figures is None:
        return Verdict()
    differs = filing.size and filing.stated_size and filing.size != filing.stated_size
    return check_figures(figures) & Verdict.unless(
        differs
        and Reason(
            "size_differs",
            _("企业自报规模与按标准划型结果（%(size)s）不一致，任职条件按划型结果判定。")
            % {"size": SizeClass(filing.size).label},
            "6",
            Severity.WARN,
            "stated_size",
        ),
        filing.size == SizeClass.UNCLASSIFIED
        and not filing.officer_size
        and Reason(
            "size_unclassified", _("该行业没有划型标准，由备案机关核定规模。"), "6", Severity.WARN, "industry"
        ),
    )


def startable(enterprise: Enterprise) -> Verdict:
    """Whether an initial filing may be started: the enterprise exists and has nobody in office (D12)."""
    return Verdict.unless(
        enterprise.status != EnterpriseStatus.ACTIVE
        and Reason("deregistered", _("企业已注销，不能办理备案。"), "14"),
        Appointment.objects.in_office().filter(enterprise=enterprise).exists()
        and Reason("in_office", _("该企业已有在任的首席质量官，人员更换请办理变更备案。"), "14"),
    )


# --- the declaration -----------------------------------------------------------------------------


def filled_fields(filing: Filing) -> set[str]:
    """The names of the declared fields that hold something."""
    filled = {
        field.name for field in FIELDS if getattr(filing, field.name, None) not in (None, "", [], False)
    }
    if filing.identity_sealed:
        filled.add("identity_no")
    if filing.pk:
        filled |= {
            f"attachment_{kind}" for kind in filing.attachments.current().values_list("kind", flat=True)
        }
    return filled


def declared_values(filing: Filing) -> dict[str, Any]:
    """The declaration as plain values by field name; the identity number only masked, its index beside it."""
    values = {name: getattr(filing, name) for name in (*ENTERPRISE_FACTS, *CQO_FACTS) if name not in HIDDEN}
    values["county"] = filing.county_id
    values["identity_no"] = filing.identity_masked
    values["identity_index"] = filing.identity_index
    for kind, digest in filing.attachments.current().order_by("id").values_list("kind", "sha256"):
        values.setdefault(f"attachment_{kind}", []).append(digest)
    return values


def editable_fields(filing: Filing) -> frozenset[str]:
    """The fields the enterprise may change now: all in a draft, the returned ones after a return."""
    match filing.status:
        case FilingStatus.DRAFT:
            return frozenset(BY_NAME)
        case FilingStatus.RETURNED:
            return frozenset(filing.return_items.open().values_list("field", flat=True))
    return frozenset()


def changed_fields(filing: Filing) -> dict[str, tuple[Any, Any]]:
    """Field name to (before, now) between the last two submissions, or since the last one while returned."""
    snapshots = list(filing.snapshots.order_by("-number").values_list("data", flat=True)[:2])
    if len(snapshots) < 2:
        return {}
    now, before = snapshots
    names = [name for name in (*BY_NAME, "identity_index") if before.get(name) != now.get(name)]
    return {
        ("identity_no" if name == "identity_index" else name): (
            before.get(name.replace("_index", "_no")),
            now.get(name.replace("_index", "_no")),
        )
        for name in names
    }


def untouched_items(filing: Filing) -> list[str]:
    """Returned fields that neither changed since the last submission nor got an answer."""
    last = filing.snapshots.order_by("-number").values_list("data", flat=True).first() or {}
    now = declared_values(filing)
    same = {name for name in BY_NAME if _plain(now.get(name)) == _plain(last.get(name))}
    if now["identity_index"] != last.get("identity_index"):
        same.discard("identity_no")
    return [item.field for item in filing.return_items.open() if item.field in same and not item.answer]


def _plain(value: Any) -> Any:
    """A value as a snapshot stores it, so that a date equals its text."""
    if isinstance(value, list | dict | bool | int) or value is None:
        return value
    return str(value)


# --- the verdicts --------------------------------------------------------------------------------


def candidate_of(filing: Filing) -> qualification.Candidate:
    """The candidate as Art. 6 sees the declaration."""
    return qualification.Candidate(
        size=SizeClass(filing.judged_size),
        education=EducationLevel(filing.education),
        quality_work=tuple(intervals(filing.quality_work)),
        effective_on=filing.effective_on or timezone.localdate(),
        study_form=StudyForm(filing.study_form) if filing.study_form else None,
        graduated_on=filing.graduated_on,
    )


def intervals(rows: Iterable[dict[str, Any]]) -> Iterable[qualification.Interval]:
    """The quality-work rows that have a start, as intervals; an open end stays open."""
    for row in rows:
        if row.get("start"):
            end = row.get("end")
            yield qualification.Interval(
                date.fromisoformat(row["start"]), date.fromisoformat(end) if end else None
            )


@cites("6")
def judge_qualification(filing: Filing) -> Verdict:
    """Art. 6 for the declaration as it stands; says nothing before size and day are known."""
    known = filing.judged_size not in ("", SizeClass.UNCLASSIFIED)
    if not (known and filing.effective_on and filing.education):
        return Verdict()
    return qualification.check_qualification(candidate_of(filing))


@cites("9")
def judge_bars(filing: Filing) -> Verdict:
    """Art. 9 register, region-wide, by blind index."""
    bars = Disqualification.objects.of(filing.identity_index)
    return disqualification.check_bars(
        [
            disqualification.Bar(
                BarGround(bar.ground), BarStatus(bar.status), bar.confirmed_on or bar.proposed_on
            )
            for bar in bars
        ],
        timezone.localdate(),
    )


@cites("5")
def judge_position(filing: Filing) -> Verdict:
    """Art. 5: advice, never a bar."""
    if not filing.position_level:
        return Verdict()
    return position.check_position(
        position.Position(
            level=PositionLevel(filing.position_level),
            leads_management=filing.leads_management,
            leads_inspection=filing.leads_inspection,
            leads_safety=filing.leads_safety,
            is_legal_representative=bool(filing.cqo_name) and filing.cqo_name == filing.legal_representative,
            size=SizeClass(filing.judged_size or SizeClass.UNCLASSIFIED),
        )
    )


@cites("14", "22")
def check_dates(filing: Filing) -> Verdict:
    """Dates that contradict each other, and an appointment older than the regulation."""
    effective = filing.effective_on
    today = timezone.localdate()
    return Verdict.unless(
        effective
        and effective > today + timedelta(days=1)
        and Reason(
            "effective_ahead", _("任命生效日期晚于今天，请核对。"), "14", Severity.WARN, "effective_on"
        ),
        filing.signed_on
        and effective
        and filing.signed_on > effective
        and Reason("signed_late", _("任命签署日期晚于生效日期，请核对。"), "14", Severity.WARN, "signed_on"),
    ) & (deadlines.check_change_date(effective) if effective else Verdict())


def check_identifiers(filing: Filing) -> Verdict:
    """Whether number, phones and names are well formed; said again at submission, whatever the draft held."""
    number = identifiers.check_document(
        filing.document_type or DocumentType.IDENTITY_CARD,
        crypto.unseal(filing.identity_sealed),
        filing.effective_on,
    )
    return Verdict.unless(
        bool(filing.identity_sealed)
        and not number.valid
        and Reason("identity_no", _("证件号码不正确，请对照证件核对。"), "14", field="identity_no"),
        *(
            Reason(
                f"identity_{code}",
                _("证件号码需要核对：年龄或地区代码不常见。"),
                "14",
                Severity.WARN,
                "identity_no",
            )
            for code in number.warnings
        ),
        bool(filing.cqo_phone)
        and not identifiers.check_mobile(filing.cqo_phone).valid
        and Reason("cqo_phone", _("手机号码应为 11 位数字，以 1 开头。"), "14", field="cqo_phone"),
        bool(filing.contact_phone)
        and not identifiers.check_phone(filing.contact_phone).valid
        and Reason(
            "contact_phone", _("联系电话应为手机号码或带区号的固定电话。"), "14", field="contact_phone"
        ),
        bool(filing.cqo_name)
        and not identifiers.check_name(filing.cqo_name).valid
        and Reason("cqo_name", _("姓名中有不能使用的字符，请核对。"), "2", field="cqo_name"),
    )


def judge(filing: Filing) -> Verdict:
    """Everything the rules say of the declaration as it stands (Art. 5, 6, 9, 14, 22)."""
    return Verdict.all_of(
        [
            judge_qualification(filing),
            judge_bars(filing),
            judge_position(filing),
            check_size(filing),
            check_dates(filing),
        ]
    )


@cites("14")
def submittable(filing: Filing) -> Verdict:
    """Complete and well formed; an Art. 6 or 9 failure does not stop submission (decision D2)."""
    untouched = untouched_items(filing) if filing.status == FilingStatus.RETURNED else []
    return (
        check_complete(filled_fields(filing))
        & check_identifiers(filing)
        & check_size(filing)
        & check_dates(filing)
        & (startable(filing.enterprise) if filing.pk else Verdict())
        & Verdict(
            tuple(
                Reason("untouched", _("这一项尚未补正，请修改或说明情况。"), "14", field=name)
                for name in untouched
            )
        )
    )


@cites("6", "9")
def acceptable(filing: Filing) -> Verdict:
    """Whether the office may enter the filing in its ledger (Art. 6, 9; decision D12)."""
    return (
        judge(filing)
        & startable(filing.enterprise)
        & Verdict.unless(
            filing.judged_size in ("", SizeClass.UNCLASSIFIED)
            and Reason("size_undecided", _("请先核定企业规模，再作出决定。"), "6", field="industry"),
            filing.return_items.open().exists()
            and Reason("open_items", _("还有未补正的事项，不能予以备案。"), "13"),
        )
    )


@cites("6", "9")
def refusable(filing: Filing) -> Verdict:
    """A refusal needs a ground of Art. 6 or Art. 9; anything else is returned for correction (D1)."""
    grounds = [reason for reason in judge(filing).blocking if reason.article in ("6", "9")]
    return Verdict.unless(
        not grounds
        and Reason(
            "no_ground",
            _("只有不符合第六条任职条件或有第九条情形的，才能不予备案；其他问题请退回补正。"),
            "13",
        )
    )
