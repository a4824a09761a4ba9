"""Writing, handing in and taking back the yearly duty report (Art. 7, 8, 10, 11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.directory.models import Enterprise
from filings.actions import deregistering, duty_reporting
from filings.facts import duty as facts
from filings.models import DutyReport
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise() -> Enterprise:
    """An enterprise with a CQO in office."""
    return factories.accepted(factories.make_enterprise()).enterprise


@pytest.fixture
def filer(enterprise: Enterprise) -> User:
    """Who files for it."""
    return factories.filer(enterprise)


def this_year() -> int:
    return timezone.localdate().year


def started(enterprise: Enterprise, filer: User) -> DutyReport:
    return duty_reporting.start(enterprise.pk, this_year(), by=filer)


def handed_in(enterprise: Enterprise, filer: User, **values: Any) -> DutyReport:
    report = started(enterprise, filer)
    values = {"strategy": "制定年度质量计划。", **values}
    return duty_reporting.save(report.pk, values, by=filer, version=report.version, hand_in=True)


def codes(refusal: Any) -> set[str]:
    return {reason.code for reason in refusal.value.verdict.blocking}


def test_a_report_is_begun_once_a_year(enterprise: Enterprise, filer: User) -> None:
    assert facts.open_years(enterprise, today=timezone.localdate())[0] == this_year()
    report = started(enterprise, filer)
    assert started(enterprise, filer) == report
    assert report.appointment.enterprise == enterprise
    assert this_year() not in facts.open_years(enterprise, today=timezone.localdate())


@pytest.mark.parametrize("year", [2022, 2099])
def test_a_year_without_a_cqo_is_refused(enterprise: Enterprise, filer: User, year: int) -> None:
    with pytest.raises(Refused) as refusal:
        duty_reporting.start(enterprise.pk, year, by=filer)
    assert codes(refusal) == {"not_in_office"}


def test_nobody_else_writes_it(enterprise: Enterprise, filer: User) -> None:
    for stranger in (factories.filer(), factories.officer(), factories.region_officer()):
        with pytest.raises(Refused) as refusal:
            duty_reporting.start(enterprise.pk, this_year(), by=stranger)
        assert codes(refusal) == {"not_own"}


def test_a_draft_asks_for_nothing_and_is_seen_by_nobody_else(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    duty_reporting.save(report.pk, {"vetoes": 2}, by=filer, version=report.version)
    report.refresh_from_db()
    assert (report.vetoes, report.submitted_at) == (2, None)
    assert not DutyReport.objects.visible_to(factories.officer()).exists()
    assert DutyReport.objects.visible_to(filer).get() == report


def test_what_is_handed_in_says_something(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    with pytest.raises(Refused) as refusal:
        duty_reporting.save(report.pk, {}, by=filer, version=report.version, hand_in=True)
    assert codes(refusal) == {"empty"}
    done = handed_in(enterprise, filer)
    assert DutyReport.objects.visible_to(factories.officer()).get() == done
    assert DutyReport.objects.visible_to(factories.region_officer()).get() == done
    assert not DutyReport.objects.visible_to(factories.officer("5402")).exists()
    assert not DutyReport.objects.visible_to(factories.admin()).exists()


def test_more_hazards_closed_than_found_is_refused(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    with pytest.raises(Refused) as refusal:
        duty_reporting.save(
            report.pk, {"hazards_found": 1, "hazards_closed": 2}, by=filer, version=report.version
        )
    assert codes(refusal) == {"hazards"}


def test_the_duty_document_is_kept_with_it(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    document = SimpleUploadedFile("职责文件.pdf", factories.PDF_BYTES)
    saved = duty_reporting.save(report.pk, {}, by=filer, version=report.version, document=document)
    saved.refresh_from_db()
    assert (saved.evidence_name, saved.evidence_type) == ("职责文件.pdf", "application/pdf")


def test_what_was_handed_in_is_taken_back_before_it_changes(enterprise: Enterprise, filer: User) -> None:
    report = handed_in(enterprise, filer)
    with pytest.raises(Refused) as refusal:
        duty_reporting.save(report.pk, {}, by=filer, version=report.version)
    assert codes(refusal) == {"handed_in"}
    again = duty_reporting.reopen(report.pk, by=filer, version=report.version)
    assert again.submitted_at is None
    with pytest.raises(Refused) as refusal:
        duty_reporting.reopen(report.pk, by=filer, version=again.version)
    assert codes(refusal) == {"not_handed_in"}
    actions = AuditEvent.objects.about(report).values_list("action", flat=True)
    assert list(actions)[::-1] == ["duty_report.start", "duty_report.hand_in", "duty_report.reopen"]


def test_a_stale_page_overwrites_nothing(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    duty_reporting.save(report.pk, {"vetoes": 1}, by=filer, version=report.version)
    with pytest.raises(Stale):
        duty_reporting.save(report.pk, {"vetoes": 9}, by=filer, version=report.version)


def test_a_deregistered_enterprise_only_reads(enterprise: Enterprise, filer: User) -> None:
    report = started(enterprise, filer)
    enterprise.refresh_from_db()
    deregistering.deregister(
        enterprise.pk,
        timezone.localdate(),
        by=factories.officer(),
        version=enterprise.version,
        reason="已注销",
    )
    with pytest.raises(Refused) as refusal:
        duty_reporting.save(report.pk, {}, by=filer, version=report.version)
    assert codes(refusal) == {"deregistered"}
