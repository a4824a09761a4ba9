"""The verdicts: what every rule says of the declaration as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.core import identifiers
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.enums import (
    BarGround,
    BarStatus,
    ChangeType,
    DocumentType,
    EducationLevel,
    FilingStatus,
    PositionLevel,
    StudyForm,
)
from filings.facts.days import check_start
from filings.facts.declaration import (
    baseline_changes,
    case_of,
    fields_of,
    filled_fields,
    untouched_items,
)
from filings.facts.enterprise import check_size, standing, vacant_since
from filings.facts.exemption import let_pass
from filings.facts.on_paper import check_paper
from filings.facts.papers import check_printable
from filings.models import Appointment, Disqualification, Filing
from filings.rules import changes, dates, deciding, disqualification, position, qualification
from filings.rules.fields import check_complete


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
    return let_pass(filing, qualification.check_qualification(candidate_of(filing)))


@cites("6", "21")
def exemptable(filing: Filing) -> Verdict:
    """Whether there is anything of Art. 6 that the region could let pass; Art. 9 never is (decision D2)."""
    found = filing.replaces_person and not judge_qualification(filing)
    return deciding.check_exemptable(failing=found)


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
    """Dates that contradict each other, and an appointment or a departure older than the regulation."""
    declared = dates.Dates(
        today=timezone.localdate(),
        signed_on=filing.signed_on,
        effective_on=filing.effective_on,
        graduated_on=filing.graduated_on,
        quality_work=tuple(intervals(filing.quality_work)),
    )
    # What was cloned from the last filing and is not asked here cannot be put right here.
    return dates.check_dates(declared).about(fields_of(filing)) & check_start(filing)


def check_identifiers(filing: Filing) -> Verdict:
    """Whether number, phones and names are well formed; said again at submission, whatever the draft held."""
    number = identifiers.check_document(
        filing.document_type or DocumentType.IDENTITY_CARD,
        filing.identity_no,
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


@cites("14")
def judge_change(filing: Filing) -> Verdict:
    """Whether what is reported can be: its days, another person for K1, anything changed for K3, K4.

    An initial filing that fills a vacancy begins no earlier than the last CQO left.
    """
    if filing.changes is None:
        return changes.check_refill(filing.effective_on, vacant_since(filing, timezone.localdate()))
    ticked = [ChangeType(value) for value in filing.change_types]
    before = filing.changes
    same = bool(filing.identity_index) and filing.identity_index == before.person.identity_index
    data_only = not {ChangeType.PERSON, ChangeType.VACANCY} & set(ticked)
    days = changes.check_change_days(
        ticked,
        changed_on=filing.changed_on,
        effective_on=filing.effective_on,
        predecessor_from=before.effective_on,
        today=timezone.localdate(),
    )
    altered = not data_only or bool(baseline_changes(filing))
    return days & changes.check_successor(ticked, same=same) & changes.check_altered(altered=altered)


@cites("2")
def judge_posts(filing: Filing) -> Verdict:
    """A warning where the person already holds the post elsewhere: allowed, with both declarations (D11)."""
    if not (filing.identity_index and filing.replaces_person):
        return Verdict()
    elsewhere = Appointment.objects.in_office().filter(person__identity_index=filing.identity_index)
    found = elsewhere.exclude(enterprise=filing.enterprise_id)
    return position.check_posts(elsewhere=found.exists())


def judge(filing: Filing) -> Verdict:
    """Everything the rules say of the declaration as it stands (Art. 2, 5, 6, 9, 14, 22).

    Art. 5, 6 and 9 judge an act of appointment (decision D5): where nobody enters the post, they only
    advise, and a removal is not asked at all.
    """
    about_person = Verdict.all_of(
        [judge_qualification(filing), judge_bars(filing), judge_position(filing), judge_posts(filing)]
    )
    if not filing.replaces_person:
        removal = ChangeType.VACANCY in filing.change_types
        about_person = Verdict() if removal else about_person.advice()
    size = check_size(filing) if _sized(filing) else Verdict()
    return about_person & size & check_dates(filing) & judge_change(filing) & check_printable(filing)


def _sized(filing: Filing) -> bool:
    """Whether the size class counts: somebody is judged by it, or the enterprise's data change."""
    return filing.replaces_person or ChangeType.ENTERPRISE_DATA in filing.change_types


@cites("14")
def submittable(filing: Filing) -> Verdict:
    """Complete and well formed; an Art. 6 or 9 failure does not stop submission (decision D2)."""
    untouched = untouched_items(filing) if filing.status == FilingStatus.RETURNED else []
    # What was cloned and is not open here cannot be put right here.
    declared = (check_identifiers(filing) & check_size(filing) & check_dates(filing)).about(fields_of(filing))
    return (
        check_complete(filled_fields(filing), case_of(filing))
        & declared
        & check_paper(filing)
        & judge_change(filing)
        & (standing(filing) if filing.pk else Verdict())
        & deciding.check_untouched(untouched)
    )


@cites("6", "9")
def acceptable(filing: Filing) -> Verdict:
    """Whether the office may enter the filing in its ledger (Art. 6, 9; decision D12)."""
    return (
        judge(filing)
        & standing(filing)
        & (deciding.check_size_decided(filing.judged_size) if _sized(filing) else Verdict())
        & deciding.check_nothing_open(open_items=filing.return_items.open().exists())
    )


@cites("6", "9")
def refusable(filing: Filing) -> Verdict:
    """A refusal needs a ground of Art. 6 or Art. 9; anything else is returned for correction (D1)."""
    return deciding.check_ground(dates.grounds_of_refusal(judge(filing), check_dates(filing)))
