"""The main path, through the real actions."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_filing_travels_from_draft_to_the_regional_ledger():
    filing = factories.recorded()
    assert filing.status == "recorded"
    assert filing.filing_no.startswith("XZCQO-5401-")
    assert filing.appointment.person.name == "扎西次仁"
