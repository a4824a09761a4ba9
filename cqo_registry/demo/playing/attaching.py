"""The papers of a demonstration filing: those required, and now and then the duty document (Art. 8)."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing import papers
from filings import facts
from filings.actions.attaching import attach
from filings.enums import AttachmentKind
from filings.models import Filing


def attach_papers(filing: Filing, *, by: User) -> None:
    """Upload one small file for each kind this filing requires, and of a fifth the duty document."""
    asked, offered = facts.fields_of(filing), sum(map(ord, filing.enterprise.uscc)) % 5 == 0
    for kind in AttachmentKind:
        field = asked.get(f"attachment_{kind.value}")
        given = offered and kind is AttachmentKind.DUTY_DOCUMENT
        if field is not None and (field.required or given):
            attach(filing.pk, kind, SimpleUploadedFile(*paper(filing, kind)), by=by)


def paper(filing: Filing, kind: AttachmentKind) -> tuple[str, bytes]:
    """File name and contents."""
    if kind is AttachmentKind.SEAL_PAGE:
        return f"{kind.label}.png", papers.seal_page()
    lines = (
        filing.enterprise_name,
        f"首席质量官：{filing.cqo_name}",
        f"任命文件号：{filing.document_no}",
        f"任命生效日期：{filing.effective_on}",
        "本文件为演示材料，内容均为虚构。",
    )
    return f"{kind.label}.pdf", papers.pdf(str(kind.label), lines)
