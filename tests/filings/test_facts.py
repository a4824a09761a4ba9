"""Facts at their edges."""

from __future__ import annotations

import pytest

from cqo_registry.casework.door import write
from cqo_registry.core.errors import Stale
from filings import facts
from filings.models import Disqualification, Filing, Person
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_filing_that_was_never_stored_has_no_attachments():
    filing = Filing(enterprise=factories.make_enterprise(), cqo_name="扎西")
    assert "cqo_name" in facts.filled_fields(filing)
    assert facts.judge(filing)


def test_without_an_industry_nothing_is_said_of_size():
    assert not facts.check_size(Filing(industry="")).reasons


def test_an_unfinished_declaration_is_not_judged_on_article_6():
    assert not facts.judge_qualification(Filing()).reasons
    assert not facts.judge_position(Filing()).reasons


def test_nobody_is_barred_by_an_empty_number():
    assert not Disqualification.objects.of("").exists()


def test_a_person_is_found_by_index():
    filing = factories.accepted()
    assert Person.objects.get(identity_index=filing.identity_index).name == filing.cqo_name


def test_a_row_that_moved_on_is_not_written():
    filing = factories.draft()
    copy = Filing.objects.get(pk=filing.pk)
    write(filing, {"saved_at"})
    with pytest.raises(Stale):
        write(copy, {"saved_at"})


def test_the_calendar_knows_national_and_own_days():
    from datetime import date

    lhasa, park = facts.calendar_of(factories.authority("5401")), facts.calendar_of(factories.authority("ZQ"))
    losar, spring = date(2025, 2, 28), date(2025, 1, 29)
    assert not lhasa.is_working(losar)
    assert park.is_working(losar)
    assert not lhasa.is_working(spring)
    assert not park.is_working(spring)
    make_up = date(2026, 2, 14)
    assert lhasa.is_working(make_up)


def test_rows_name_themselves():
    filing = factories.forwarded()
    bar = Disqualification(person_name="甲", ground="G2")
    names = [
        filing,
        filing.appointment,
        filing.appointment.person,
        filing.batch,
        filing.attachments.first(),
        bar,
    ]
    assert all(str(row) for row in [*names, bar, filing.snapshots.get(), filing.profile, factories.draft()])
    assert str(factories.returned().return_items.first()) == "school"


def test_a_filing_that_is_only_typed_has_no_documents_among_its_values():
    typed = Filing(enterprise_name="西藏试验水泥有限公司")
    values = facts.declared_values(typed)
    assert values["enterprise_name"] == "西藏试验水泥有限公司"
    assert not [name for name in values if name.startswith("attachment_")]
