"""Bars of the Art. 9 register in every state, each reached through the real actions."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from filings.actions import barring
from filings.facts.bars import Somebody, Subject, subject_of
from filings.models import Disqualification, Filing
from tests import factories


def somebody(number: str = "", name: str = "次仁多吉") -> Subject:
    """A person in no register."""
    return subject_of("identity_card", number or factories.identity_no(), name)


def candidate(filing: Filing) -> Subject:
    """The person a filing declares."""
    return Subject(filing.identity_index, filing.identity_masked, filing.cqo_name)


def proposed(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Put forward by the office 5401 unless ``by`` says otherwise."""
    given = {
        "ground": "G2",
        "document_no": "拉市监罚〔2026〕7号",
        "finding": "收受供货单位回扣。",
        "by": None,
        **values,
    }
    given["by"] = given["by"] or factories.officer()
    return barring.propose_bar(person or somebody(), given.pop("ground"), **given)


def with_evidence(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Proposed with its document."""
    return proposed(person, evidence=SimpleUploadedFile("处罚决定书.pdf", factories.PDF_BYTES), **values)


def notified(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Proposed, and the person told of it today."""
    bar = proposed(person, **values)
    return barring.notify(bar.pk, by=bar.proposed_by, on=timezone.localdate())


def heard(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Told, and nothing stated."""
    bar = notified(person, **values)
    return barring.record_statement(bar.pk, by=bar.proposed_by, on=timezone.localdate(), waived=True)


def confirmed(person: Somebody | None = None, **values: Any) -> Disqualification:
    """In force in the whole region."""
    return barring.confirm_bar(heard(person, **values).pk, by=factories.region_officer())


def declined(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Not confirmed by the region."""
    bar = heard(person, **values)
    return barring.decline(bar.pk, by=factories.region_officer(), reason="证据不足")


def lifted(person: Somebody | None = None, **values: Any) -> Disqualification:
    """Confirmed once, and taken away."""
    bar = confirmed(person, **values)
    return barring.lift(bar.pk, by=factories.region_officer(), reason="原处罚已撤销")
