"""Drafts: starting, saving, discarding, and correcting what was returned."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cqo_registry.core import crypto
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from filings.actions import drafting
from filings.models import Filing
from tests import factories

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    """The codes of the reasons of a refusal."""
    return [reason.code for reason in refusal.value.verdict.blocking]


def test_a_draft_is_filled_with_what_the_directory_knows():
    filing = factories.draft()
    assert filing.domicile == factories.ENTERPRISE_VALUES["domicile"]
    assert filing.authority.code == "5401"


def test_an_enterprise_without_profile_starts_with_its_name():
    enterprise = factories.make_enterprise()
    enterprise.profile = None
    enterprise.save()
    filing = factories.draft(enterprise)
    assert filing.enterprise_name == enterprise.name
    assert filing.county == enterprise.county


def test_starting_again_finds_the_open_filing():
    filing = factories.draft()
    assert drafting.start_filing(filing.enterprise, by=filing.created_by) == filing


def test_a_second_cqo_cannot_be_filed_as_initial():
    filing = factories.accepted()
    with pytest.raises(Refused) as refusal:
        drafting.start_filing(filing.enterprise, by=filing.created_by)
    assert codes(refusal) == ["in_office"]


def test_a_deregistered_enterprise_cannot_start():
    enterprise = factories.make_enterprise()
    enterprise.status, enterprise.deregistered_on = "deregistered", date(2026, 5, 1)
    enterprise.save()
    with pytest.raises(Refused) as refusal:
        factories.draft(enterprise)
    assert codes(refusal) == ["deregistered"]


def test_a_stranger_cannot_start_for_an_enterprise():
    with pytest.raises(Refused) as refusal:
        drafting.start_filing(factories.make_enterprise(), by=factories.filer())
    assert codes(refusal) == ["not_own"]


def test_the_identity_number_is_stored_sealed_and_found_by_index():
    number = "540102198802290012"
    filing = factories.complete_draft(identity_no=number)
    assert number not in filing.identity_sealed
    assert filing.identity_no == number
    assert filing.identity_masked == "540*************12"
    assert filing.sex == "male"
    assert filing.identity_index == crypto.blind_index(number)


def test_a_wrong_identity_number_stays_in_the_draft_without_a_sex():
    filing = factories.complete_draft(identity_no="540102198802290011")
    assert filing.identity_no == "540102198802290011"
    assert filing.sex == ""


def test_an_emptied_identity_number_is_gone():
    filing = factories.complete_draft()
    filing = drafting.save_draft(filing.pk, {"identity_no": ""}, by=filing.created_by, version=filing.version)
    assert (filing.identity_sealed, filing.identity_index) == ("", "")


def test_the_size_class_follows_the_figures():
    filing = factories.complete_draft()
    assert filing.size == "small"
    values = {"employees": 1000, "revenue": "40000.00"}
    filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
    assert filing.size == "large"


@pytest.mark.parametrize("industry", ["", "Z99"])
def test_without_a_known_industry_there_is_no_size_class(industry: str):
    filing = factories.complete_draft()
    filing = drafting.save_draft(
        filing.pk, {"industry": industry}, by=filing.created_by, version=filing.version
    )
    assert filing.size == ""


def test_an_individual_household_counts_as_a_volunteer_whatever_it_makes():
    filing = factories.draft()
    product = {"name": "水泥", "category": "L"}
    for kind, found in (("limited", ["L"]), ("individual", ["V"])):
        values = {"products": [product], "enterprise_type": kind}
        filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
        assert filing.categories == found


def test_the_county_decides_the_filing_office():
    filing = factories.draft()
    county = factories.authority("5403").counties.first()
    filing = drafting.save_draft(filing.pk, {"county": county}, by=filing.created_by, version=filing.version)
    assert filing.authority.code == "5403"
    filing = drafting.save_draft(filing.pk, {"county": None}, by=filing.created_by, version=filing.version)
    assert filing.authority.code == "5403"


def test_a_zone_that_does_not_decide_leaves_its_filings_to_its_prefecture():
    zone = factories.authority("LSJKQ")
    zone.files_directly = False
    zone.save()
    filing = factories.draft()
    filing = drafting.save_draft(
        filing.pk, {"county": zone.counties.first()}, by=filing.created_by, version=filing.version
    )
    assert filing.authority.code == "5401"


def test_an_outdated_page_does_not_overwrite():
    filing = factories.draft()
    drafting.save_draft(filing.pk, {"domicile": "新地址"}, by=filing.created_by, version=filing.version)
    with pytest.raises(Stale):
        drafting.save_draft(filing.pk, {"domicile": "旧地址"}, by=filing.created_by, version=filing.version)
    filing.refresh_from_db()
    assert filing.domicile == "新地址"


def test_a_submitted_filing_is_closed_to_the_enterprise():
    filing = factories.submitted()
    with pytest.raises(Refused) as refusal:
        drafting.save_draft(filing.pk, {"domicile": "改"}, by=filing.created_by, version=filing.version)
    assert codes(refusal) == ["frozen"]


def test_a_return_opens_exactly_the_returned_fields():
    filing = factories.returned(school="院校名称不全")
    values = {"school": "西藏大学", "major": "偷偷改"}
    filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
    assert filing.school == "西藏大学"
    assert filing.major == factories.CQO_VALUES["major"]


def test_the_database_itself_freezes_a_submitted_declaration():
    filing = factories.submitted()
    with pytest.raises(DatabaseError), transaction.atomic():
        Filing.objects.filter(pk=filing.pk).update(cqo_name="别人")


def test_the_database_itself_keeps_snapshots_and_profiles():
    filing = factories.accepted()
    for table in ("filings_filingsnapshot", "directory_enterpriseprofile"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id WHERE id > 0")
    assert filing.profile is not None


def test_a_draft_can_be_thrown_away():
    filing = factories.complete_draft()
    drafting.discard_draft(filing.pk, by=filing.created_by, version=filing.version)
    assert not Filing.objects.filter(pk=filing.pk).exists()


def test_a_submitted_filing_cannot_be_thrown_away():
    filing = factories.submitted()
    with pytest.raises(Refused) as refusal:
        drafting.discard_draft(filing.pk, by=filing.created_by, version=filing.version)
    assert codes(refusal) == ["not_draft"]
