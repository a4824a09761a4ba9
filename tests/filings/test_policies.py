"""Who may do what: the rows of the permission matrix that are no transition."""

from __future__ import annotations

import pytest

from cqo_registry.core.verdicts import Reason, Severity, Verdict
from filings import policies
from tests import factories

pytestmark = pytest.mark.django_db


def test_only_a_free_submitted_filing_of_the_own_area_can_be_claimed():
    filing = factories.submitted()
    own = factories.officer()
    assert policies.may_claim(own, filing)
    assert not policies.may_claim(factories.officer("5402"), filing)
    assert not policies.may_claim(filing.created_by, filing)
    assert not policies.may_claim(factories.region_officer(), filing)
    assert not policies.may_claim(own, factories.draft())


def test_a_filing_in_other_hands_cannot_be_claimed_but_by_its_holder():
    filing = factories.claimed()
    assert policies.may_claim(filing.claimed_by, filing)
    assert not policies.may_claim(factories.officer(), filing)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        (lambda filing: filing.created_by, True),
        (lambda filing: factories.officer(), True),
        (lambda filing: factories.region_officer(), True),
        (lambda filing: factories.officer("5402"), False),
        (lambda filing: factories.filer(), False),
        (lambda filing: factories.auditor(), False),
        (lambda filing: factories.admin(), False),
    ],
)
def test_the_identity_number_opens_to_the_enterprise_its_office_and_the_region(who, allowed: bool):
    filing = factories.submitted()
    assert policies.may_reveal_identity(who(filing), filing).passes is allowed


def test_a_proposed_bar_is_read_by_officers_alone():
    filing = factories.submitted()
    proposed = Reason("bar_proposed_G2", "待确认", "9", Severity.WARN)
    other = Reason("education", "学历", "6")
    verdict = Verdict((proposed, other))
    assert policies.readable(factories.officer(), verdict) == verdict
    assert list(policies.readable(filing.created_by, verdict)) == [other]
