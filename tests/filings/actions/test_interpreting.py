"""Interpretations and exemptions: the region's word, for one person and what failed then (Art. 21, D2)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.regulation import IN_FORCE_ON
from cqo_registry.core.verdicts import Refused
from filings import facts, policies
from filings.actions import claiming, deciding, drafting, interpreting, submitting
from filings.enums import BarGround, FilingStatus
from filings.models import Disqualification, Exemption, Filing, Interpretation, Person
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def published(**values: Any) -> Interpretation:
    given = {"article": "6", "title": "学历", "body": "以毕业证书为准。", "valid_from": IN_FORCE_ON, **values}
    return interpreting.publish(by=factories.region_officer(), **given)


def exempted(filing: Filing, **values: Any) -> Exemption:
    given = {
        "by": factories.region_officer(),
        "version": filing.version,
        "document_no": "藏市监质〔2026〕8号",
        "reason": "有高级工程师职称，从业二十年。",
        **values,
    }
    return interpreting.record_exemption(filing.pk, **given)


def fresh(filing: Filing) -> Filing:
    return Filing.objects.get(pk=filing.pk)


def test_the_region_publishes_for_everybody():
    interpretation = published(document_no=" 藏市监函〔2026〕3号 ")
    assert interpretation.document_no == "藏市监函〔2026〕3号"
    assert list(Interpretation.objects.in_force(TODAY())) == [interpretation]
    assert AuditEvent.objects.get(action="interpretation.publish").target_id == str(interpretation.pk)


@pytest.mark.parametrize("field", ["title", "body"])
def test_an_empty_text_is_not_published(field: str):
    with pytest.raises(Refused):
        published(**{field: "  "})


def test_nobody_else_publishes_or_ends():
    interpretation = published()
    for user in (factories.officer(), factories.filer(), factories.auditor()):
        assert not policies.may_interpret(user)
    with pytest.raises(Refused, match="只有自治区局"):
        interpreting.end(interpretation.pk, TODAY(), by=factories.officer(), version=1, reason="x")


def test_the_last_day_still_counts():
    interpretation = published()
    ended = interpreting.end(
        interpretation.pk, TODAY(), by=factories.region_officer(), version=1, reason="已有新解释"
    )
    assert Interpretation.objects.in_force(TODAY()).exists()
    tomorrow = TODAY() + timedelta(days=1)
    assert list(Interpretation.objects.ended(tomorrow)) == [ended]
    assert not Interpretation.objects.in_force(tomorrow).exists()
    event = AuditEvent.objects.get(action="interpretation.end")
    assert (event.before, event.after, event.reason) == ("", TODAY().isoformat(), "已有新解释")


def test_an_end_needs_its_reason_and_a_fresh_page():
    interpretation = published(valid_to=TODAY() + timedelta(days=9))
    region = factories.region_officer()
    with pytest.raises(Refused, match="写明理由"):
        interpreting.end(interpretation.pk, TODAY(), by=region, version=1, reason=" ")
    with pytest.raises(Stale):
        interpreting.end(interpretation.pk, TODAY(), by=region, version=2, reason="x")


# --- exemptions -----------------------------------------------------------------------------------


def test_without_an_exemption_acceptance_is_refused_and_refusal_possible():
    filing = factories.claimed(education="secondary")
    with pytest.raises(Refused, match="大专以上学历"):
        deciding.accept(filing.pk, by=factories.holder(filing), version=None)
    assert facts.refusable(filing)


def test_with_it_acceptance_passes_and_refusal_has_no_ground():
    filing = factories.claimed(education="secondary")
    interpretation = published()
    exemption = exempted(filing, interpretation=interpretation)
    with pytest.raises(Refused, match="第六条"):
        deciding.refuse(filing.pk, by=factories.holder(filing), version=None, reason="学历不足")
    accepted = deciding.accept(filing.pk, by=factories.holder(filing), version=None)
    [finding] = [reason for reason in accepted.judged if reason.code == "education"]
    assert exemption.document_no in str(finding.message)
    assert accepted.judged.passes
    event = AuditEvent.objects.get(action="filing.exempt")
    assert event.details == {"findings": ["education"], "interpretation": interpretation.pk}


def test_article_9_is_never_exempted():
    filing = factories.claimed(education="secondary")
    person = Person.objects.create(
        identity_index=filing.identity_index, identity_masked=filing.identity_masked, name=filing.cqo_name
    )
    exempted(filing)
    bar(person)
    with pytest.raises(Refused, match="不得担任情形"):
        deciding.accept(filing.pk, by=factories.holder(filing), version=None)
    assert facts.refusable(fresh(filing))


def bar(person: Person) -> None:
    """A confirmed bar, written as it stands: how it came about is tested with the bars."""
    today = TODAY()
    Disqualification.objects.create(
        identity_index=person.identity_index,
        identity_masked=person.identity_masked,
        person_name=person.name,
        ground=BarGround.G2,
        document_no="x",
        authority=factories.authority("54"),
        proposed_on=today,
        proposed_by=factories.region_officer(),
        status="confirmed",
        confirmed_on=today,
        confirmed_by=factories.region_officer(),
    )


def test_a_filing_that_meets_article_6_needs_none():
    with pytest.raises(Refused, match="无需豁免"):
        exempted(factories.submitted())


@pytest.mark.parametrize("field", ["document_no", "reason"])
def test_document_and_reason_must_be_there(field: str):
    with pytest.raises(Refused):
        exempted(factories.submitted(education="secondary"), **{field: " "})


def test_it_is_recorded_once_by_the_region_on_a_fresh_page():
    filing = factories.submitted(education="secondary")
    with pytest.raises(Refused, match="只有自治区局"):
        exempted(filing, by=factories.officer())
    with pytest.raises(Stale):
        exempted(filing, version=99)
    exempted(filing)
    with pytest.raises(Refused, match="已登记过豁免"):
        exempted(fresh(filing))


def test_a_decided_filing_takes_none():
    filing = factories.refused()
    with pytest.raises(Refused, match="待审核或退回补正"):
        exempted(filing)


def corrected(filing: Filing, **values: Any) -> Filing:
    """The filing returned for ``values``, saved with them and submitted again."""
    filing = claiming.claim(filing.pk, by=factories.officer())
    comments = dict.fromkeys(values, "请核对")
    filing = deciding.return_for_correction(
        filing.pk, comments, by=factories.holder(filing), version=filing.version
    )
    by = filing.created_by
    filing = drafting.save_draft(filing.pk, values, by=by, version=filing.version)
    return submitting.submit(filing.pk, by=by, version=filing.version)


def test_another_person_is_not_covered():
    filing = factories.submitted(education="secondary")
    exempted(filing)
    filing = corrected(filing, identity_no=factories.identity_no())
    assert not facts.judge_qualification(filing)
    assert filing.status == FilingStatus.SUBMITTED


def test_a_condition_that_failed_later_is_not_covered():
    filing = factories.submitted(education="secondary")
    exempted(filing)
    short = [{"employer": "甲", "post": "乙", "start": "2026-01-01", "end": None}]
    filing = corrected(filing, quality_work=short)
    assert [reason.code for reason in facts.judge(filing).blocking] == ["quality_years"]
