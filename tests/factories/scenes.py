"""One scene with an object of every kind, all of one prefecture and one enterprise."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Invitation, Registration, User
from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.directory.models import DirectoryImport, Enterprise, EnterpriseTransfer, Holiday
from cqo_registry.notifications.actions.telling import tell
from cqo_registry.notifications.enums import NoticeKind
from cqo_registry.notifications.models import Mail, Notice
from filings import notices
from filings.actions import interpreting, moving, replacing
from filings.models import Appointment, Filing, Interpretation, Replacement
from tests import factories
from tests.factories import bars

WORKBOOK = Path(__file__).resolve().parents[1] / "samples" / "directory-messy.xlsx"


def scene(*, with_draft: bool = False) -> dict[str, Any]:
    """Users by role and the primary keys of their objects by the names the matrix uses."""
    enterprise = factories.make_enterprise()
    filer = factories.filer(enterprise)
    officer = factories.officer()
    # The first filing is withdrawn so that the enterprise may hold a draft beside it.
    filing = factories.withdrawn(enterprise) if with_draft else factories.claimed(enterprise, by=officer)
    forwarded = factories.forwarded(factories.make_enterprise(), by=officer)
    drafted = factories.draft(enterprise) if with_draft else None
    region = factories.region_officer(email="region@example.cn")
    registration = _registration(enterprise, f"newcomer{filing.pk}")
    invitation = _invitation(enterprise, filer, f"token-{filing.pk}")
    upload = _upload(officer)
    return {
        Role.ENTERPRISE_FILER: filer,
        Role.PREFECTURE_OFFICER: officer,
        Role.REGION_OFFICER: region,
        Role.AUDITOR: factories.auditor(),
        Role.SYSTEM_ADMIN: factories.admin(),
        "enterprise": enterprise.pk,
        "office": officer.authority_id,
        "filing": filing.pk,
        "draft": drafted.pk if drafted else filing.pk,
        "forwarded": forwarded.pk,
        "receipt_code": forwarded.receipt_code or "unknown",
        "attachment": filing.attachments.first().pk,
        "batch": forwarded.batch.pk,
        "appointment": forwarded.appointment_id,
        "person": forwarded.appointment.person_id,
        "bar": bars.with_evidence(by=officer).pk,
        "replacement": _replacement(enterprise, forwarded, officer, region).pk,
        "registration": registration.pk,
        "invitation": invitation.pk,
        "directory_import": upload.pk,
        "member": factories.filer(enterprise).pk,
        "user": region.pk,
        "token": f"token-{filing.pk}",
        "step": "enterprise",
        "kind": "appointment_document",
        "tier": "prefecture",
        "interpretation": _interpretation(region).pk,
        "holiday": Holiday.objects.filter(authority=officer.authority).latest("date").pk,
        "notice": _notice(forwarded, officer).pk,
        "mail": _mail(region).pk,
        "transfer": _transfer(officer).pk,
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


def _notice(filing: Filing, officer: User) -> Notice:
    """A filing was handed to the officer."""
    notices.handed_over(filing, to=officer, by=officer)
    return Notice.objects.visible_to(officer).latest("pk")


def _transfer(officer: User) -> EnterpriseTransfer:
    """Another enterprise of the office, offered to a third one."""
    going, to = factories.make_enterprise(), factories.authority("5403")
    return moving.propose(going.pk, to, by=officer, version=None, reason="住所迁入")


def _mail(user: User) -> Mail:
    """A mail that waits in the outbox."""
    tell([user], "digest", key="scene", kind=NoticeKind.DIGEST, notice=False, mail=True)
    return Mail.objects.get(recipient=user)


def _interpretation(region: User) -> Interpretation:
    """What the region says of Art. 6."""
    return interpreting.publish(
        by=region, article="6", title="学历", body="以毕业证书为准。", valid_from=IN_FORCE_ON
    )


def _registration(enterprise: Enterprise, username: str) -> Registration:
    """Another enterprise of the same county asks for its account."""
    return Registration.objects.create(
        uscc=factories.uscc(),
        enterprise_name="新来企业",
        county=enterprise.county,
        authority=enterprise.authority,
        applicant_name="央金",
        phone="13908910009",
        username=username,
        password="!",
    )


def _invitation(enterprise: Enterprise, filer: User, token: str) -> Invitation:
    """An open invitation of a second member."""
    return Invitation.objects.create(
        enterprise=enterprise,
        name="达瓦",
        phone="13908910008",
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        invited_by=filer,
        expires_at=timezone.now() + timedelta(days=7),
    )


def _upload(officer: User) -> DirectoryImport:
    """An uploaded workbook."""
    return DirectoryImport.objects.create(
        authority=officer.authority,
        uploaded_by=officer,
        file_name="名录.xlsx",
        content=WORKBOOK.read_bytes(),
        sha256="0" * 64,
    )
