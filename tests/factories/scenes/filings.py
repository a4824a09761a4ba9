"""What filings adds to a scene: filings and their papers, a bar, a letter, a move, an interpretation."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.casework.evidence import keep_evidence, open_evidence
from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.directory.models import Enterprise, EnterpriseTransfer
from filings.actions import interpreting, moving, replacing
from filings.models import Appointment, DutyReport, Filing, Interpretation, Replacement
from tests import factories
from tests.factories import bars
from tests.factories.scenes.stage import Stage


def objects(stage: Stage) -> dict[str, Any]:
    """The objects by the names the matrix uses."""
    filing, forwarded, officer = stage.filing, stage.forwarded, stage.officer
    drafted = factories.draft(stage.enterprise) if stage.with_draft else filing
    return {
        "filing": filing.pk,
        "draft": drafted.pk,
        "step": "enterprise",
        "kind": "appointment_document",
        "attachment": filing.attachments.first().pk,
        "forwarded": forwarded.pk,
        "receipt_code": forwarded.receipt_code or "unknown",
        "batch": forwarded.batch.pk,
        "appointment": forwarded.appointment_id,
        "person": forwarded.appointment.person_id,
        "tier": "prefecture",
        "bar": bars.with_evidence(by=officer).pk,
        "replacement": _replacement(stage.enterprise, forwarded, officer, stage.region).pk,
        "interpretation": _interpretation(stage.region).pk,
        "transfer": _transfer(officer).pk,
        "duty_report": _duty_report(stage.enterprise).pk,
    }


def _replacement(enterprise: Enterprise, other: Filing, officer: User, region: User) -> Replacement:
    """A letter about a CQO the enterprise had before; the post is free again, so that it may file."""
    former = Appointment.objects.get(pk=other.appointment_id)
    former.pk, former.enterprise, former.filing_no = None, enterprise, f"{other.filing_no}-B9"
    former.save()
    evidence = SimpleUploadedFile("调查报告.pdf", factories.PDF_BYTES)
    given = {"grounds": ["conduct"], "finding": "承诺与事实不符。", "evidence": evidence}
    row = replacing.report_clue(former.pk, by=officer, **given)
    row = replacing.review(row.pk, by=region, version=row.version)
    row = replacing.issue(row.pk, by=region, version=row.version, letter_text=row.finding)
    former.ended_on = former.effective_on
    former.save()
    return row


def _transfer(officer: User) -> EnterpriseTransfer:
    """Another enterprise of the office, offered to a third one."""
    going, to = factories.make_enterprise(), factories.authority("5403")
    return moving.propose(going.pk, to, by=officer, version=None, reason="住所迁入")


def _interpretation(region: User) -> Interpretation:
    """What the region says of Art. 6."""
    return interpreting.publish(
        by=region, article="6", title="学历", body="以毕业证书为准。", valid_from=IN_FORCE_ON
    )


def _duty_report(enterprise: Enterprise) -> DutyReport:
    """A report handed in on a CQO the enterprise had, with its duty document."""
    held = Appointment.objects.filter(enterprise=enterprise).latest("pk")
    report = DutyReport.objects.create(
        enterprise=enterprise,
        authority_id=enterprise.authority_id,
        appointment=held,
        year=timezone.localdate().year,
        created_by=factories.filer(enterprise),
        submitted_at=timezone.now(),
    )
    keep_evidence(report, open_evidence(SimpleUploadedFile("职责文件.pdf", factories.PDF_BYTES)))
    return report
