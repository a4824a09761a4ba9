"""The verdicts: what every rule says of the declaration as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.core import crypto, identifiers
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.enums import (
    BarGround,
    BarStatus,
    DocumentType,
    EducationLevel,
    FilingStatus,
    PositionLevel,
    StudyForm,
)
from filings.facts.declaration import filled_fields, untouched_items
from filings.facts.enterprise import check_size, startable
from filings.models import Disqualification, Filing
from filings.rules import deadlines, disqualification, position, qualification
from filings.rules.fields import check_complete


def nothing(filing: Filing) -> Verdict:
    """No fact beyond state and person is asked for."""
    return Verdict()


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
