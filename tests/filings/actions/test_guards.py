"""What an act must leave right beyond its own row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.enums import SizeClass
from cqo_registry.directory.models import Enterprise
from filings.actions import deciding, drafting, reporting
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_officers_size_class_ends_when_the_standard_has_one():
    filing = factories.claimed(industry="66")
    assert filing.size == SizeClass.UNCLASSIFIED
    by = filing.claimed_by
    filing = deciding.set_size(filing.pk, SizeClass.SMALL, by=by, version=filing.version, reason="核定")
    comments = dict.fromkeys(("industry", "employees", "revenue"), "请核对")
    filing = deciding.return_for_correction(filing.pk, comments, by=by, version=filing.version)
    values = {"industry": "30", "employees": 2000, "revenue": Decimal("90000.00")}
    filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
    assert (filing.judged_size, filing.officer_size, filing.officer_size_reason) == ("large", "", "")


def test_the_sex_follows_the_kind_of_document():
    filing = factories.complete_draft()
    assert filing.sex
    by = filing.created_by
    filing = drafting.save_draft(filing.pk, {"document_type": "passport"}, by=by, version=filing.version)
    assert filing.sex == ""
    values = {"document_type": "identity_card"}
    filing = drafting.save_draft(filing.pk, values, by=by, version=filing.version)
    assert filing.sex


def test_a_renamed_enterprise_is_found_by_its_new_name():
    filing = factories.accepted(enterprise_name="西藏新名建材有限公司")
    enterprise = Enterprise.objects.get(pk=filing.enterprise_id)
    assert enterprise.search_text.startswith("西藏新名建材有限公司")
    assert enterprise.version == 2


def test_a_discarded_draft_refuses_and_does_not_break():
    filing = factories.draft()
    drafting.discard_draft(filing.pk, by=filing.created_by, version=None)
    with pytest.raises(Refused):
        drafting.discard_draft(filing.pk, by=filing.created_by, version=None)


def test_the_same_filing_twice_is_forwarded_once():
    filing = factories.accepted()
    batch = reporting.forward([filing.pk, filing.pk], by=factories.officer(filing.authority.code))
    assert batch.filings.count() == 1


def test_the_authorities_do_not_read_of_drafts_in_the_trail():
    filing = factories.draft()
    office, region = factories.officer(filing.authority.code), factories.region_officer()
    assert not AuditEvent.objects.visible_to(office).exists()
    assert not AuditEvent.objects.visible_to(region).exists()
    assert AuditEvent.objects.visible_to(factories.auditor()).exists()


def test_the_self_check_of_a_candidate_needs_no_table(client: Client):
    query = {"part": "candidate", "candidate-size": "small", "candidate-education": "bachelor"}
    address = reverse("filings:self_check")
    assert client.get(address, {**query, "candidate-effective_on": "2025-01-01"}).status_code == 200
