"""What was stored before text was tidied is written anew, kept from change or not; pairs are told."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import stored_text
from cqo_registry.core.stored_text import typed_columns
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from filings.models import Filing, FilingSnapshot, Person
from talent_pool.models import Membership
from tests import factories
from tests.factories.pool import member

pytestmark = pytest.mark.django_db
MARK = "\u200e"


def tidied(*options: str) -> list[str]:
    out = io.StringIO()
    call_command("tidy_text", *options, stdout=out)
    return out.getvalue().splitlines()


def stored(row: object, **values: object) -> None:
    """Write past every entrance and trigger, as an older version would have."""
    table = row._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        type(row)._default_manager.filter(pk=row.pk).update(**values)  # type: ignore[attr-defined]
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_clean_register_is_left_as_it_is() -> None:
    factories.recorded()
    factories.returned()
    member()
    assert tidied() == []


def test_enterprises_are_found_again_and_the_two_of_one_name_are_told() -> None:
    first, second = factories.make_enterprise(name="西藏生物高原公司"), factories.make_enterprise()
    stored(second, name=f"西藏{MARK}⽣物⾼原公司", search_text=f"西藏{MARK}⽣物⾼原公司 x")
    assert tidied() == [
        "tidied directory_enterprise: 1",
        f"same name now: directory_enterprise.name {second.pk} = {first.pk}",
    ]
    assert set(Enterprise.objects.filter(search_text__contains="西藏生物高原公司")) >= {second}
    assert tidied() == []


def test_frozen_declarations_and_profiles_are_tidied_and_frozen_again() -> None:
    filing = factories.recorded()
    snapshots = list(FilingSnapshot.objects.values_list("data", "content_hash"))
    events = list(AuditEvent.objects.values_list("hash", flat=True))
    work = [{"employer": f"{MARK}水泥厂\u3000", "start": "2010-01-01", "end": ""}]
    stored(filing, enterprise_name=f"西藏{MARK}公司", decision_reason="一\r\n二\u2028三 ", quality_work=work)
    stored(filing.profile, domicile=f"拉萨\xa0城关区{MARK}")
    person = filing.appointment.person
    sealed = (person.identity_sealed, person.identity_index)
    stored(person, name=f"扎西{MARK}")
    found = tidied("--dry-run")
    assert Person.objects.get(pk=person.pk).name == f"扎西{MARK}"
    assert tidied() == found
    assert {
        "tidied filings_filing: 3",
        "tidied directory_enterpriseprofile: 1",
        "tidied filings_person: 1",
    } <= {*found}
    filing.refresh_from_db()
    person.refresh_from_db()
    assert (filing.enterprise_name, filing.decision_reason) == ("西藏公司", "一\n二\n三")
    assert filing.quality_work == [{"employer": "水泥厂", "start": "2010-01-01", "end": ""}]
    assert EnterpriseProfile.objects.get(pk=filing.profile.pk).domicile == "拉萨 城关区"
    assert (person.name, person.identity_sealed, person.identity_index) == ("扎西", *sealed)
    assert list(FilingSnapshot.objects.values_list("data", "content_hash")) == snapshots
    assert list(AuditEvent.objects.values_list("hash", flat=True)) == events
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)


def test_a_user_name_that_another_has_is_kept_and_told() -> None:
    factories.officer(username="dawa")
    marked, alone = factories.officer(), factories.officer()
    stored(marked, username=f"da{MARK}wa")
    stored(alone, username=f"ｐema{MARK}")
    assert tidied() == [
        "tidied accounts_user: 1",
        f"kept as it was, another row has this value or it does not fit: accounts_user.username {marked.pk}",
    ]
    assert set(User.objects.filter(pk__in=[marked.pk, alone.pk]).values_list("username", flat=True)) == {
        f"da{MARK}wa",
        "pema",
    }


def test_a_member_is_searched_by_the_tidy_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_text, "BATCH", 1)
    factories.recorded()
    one = member()
    stored(one.person, name=f"德{MARK}吉")
    stored(one, search_text=f"德{MARK}吉 dj")
    tidied()
    assert Membership.objects.get(pk=one.pk).search_text.startswith("德吉")


def test_what_the_register_writes_itself_is_no_typed_column() -> None:
    assert typed_columns(AuditEvent) == []
    assert typed_columns(FilingSnapshot) == []
    for model in apps.get_models():
        for column in typed_columns(model):
            assert not any(
                word in column for word in ("sealed", "index", "hash", "sha256", "password", "masked")
            )
    assert {"enterprise_name", "cqo_name", "quality_work", "baseline"} <= {*typed_columns(Filing)}
    assert {"name", "username"} <= {*typed_columns(User)}
