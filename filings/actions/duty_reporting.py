"""Writing, handing in and taking back the yearly duty report (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.directory.models import Enterprise
from filings.facts import duty as facts
from filings.models import DutyReport
from filings.models.duty_report import DutyHeadings, SupportFacts
from filings.policies import duty_reports as policies
from filings.rules import duty as rules

SUPPORT = tuple(field.name for field in SupportFacts._meta.local_fields)
HEADINGS = tuple(field.name for field in DutyHeadings._meta.local_fields)
TEXTS = ("strategy", "methods", "improvement", "statistics", "education", "supervision")
WRITTEN = SUPPORT + HEADINGS
NOT_HELD = Reason("not_in_office", _("这个年度没有可以报告的首席质量官。"), "10", field="year")


@cites("10")
@transaction.atomic
def start(enterprise_pk: int, year: int, *, by: User) -> DutyReport:
    """Begin the report on ``year``; where it was begun already, that one."""
    enterprise = Enterprise.objects.lock(enterprise_pk)
    policies.may_report_duty(by, enterprise).require()
    known = DutyReport.objects.filter(enterprise=enterprise, year=year).first()
    if known is not None:
        return known
    holder = facts.holder_in(enterprise, year, today=timezone.localdate())
    if holder is None:
        raise Refused(Verdict((NOT_HELD,)))
    report = DutyReport.objects.create(
        enterprise=enterprise,
        authority_id=enterprise.authority_id,
        appointment=holder,
        year=year,
        created_by=by,
        saved_at=timezone.now(),
    )
    trail.record("duty_report.start", by=by, target=report, details={"year": year})
    return report


@cites("10", "11")
@transaction.atomic
def save(
    pk: int,
    values: Mapping[str, Any],
    *,
    by: User,
    version: int | None,
    document: UploadedFile[bytes] | None = None,
    hand_in: bool = False,
) -> DutyReport:
    """Keep what was written; with ``hand_in`` give it to the office. Raises ``Stale`` or ``Refused``."""
    report = DutyReport.objects.lock(pk, version=version)
    for name in WRITTEN:
        setattr(report, name, values.get(name, getattr(report, name)))
    told = (getattr(report, name) for name in TEXTS)
    (
        policies.may_write(by, report)
        & rules.check_hazards(report.hazards_found, report.hazards_closed)
        & (rules.check_told(told) if hand_in else Verdict())
    ).require()
    opened = open_evidence(document)
    now = timezone.now()
    report.saved_at, report.submitted_at = now, now if hand_in else None
    write(report)
    keep_evidence(report, opened)
    trail.record("duty_report.hand_in" if hand_in else "duty_report.save", by=by, target=report)
    return report


@cites("10")
@transaction.atomic
def reopen(pk: int, *, by: User, version: int | None) -> DutyReport:
    """Take the report back to correct it; until it is handed in again the office does not see it."""
    report = DutyReport.objects.lock(pk, version=version)
    policies.may_reopen(by, report).require()
    report.submitted_at = None
    write(report, {"submitted_at"})
    trail.record("duty_report.reopen", by=by, target=report)
    return report
