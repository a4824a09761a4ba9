"""Nobody rebuilds an identity number from what is stored, without the key (Art. 13; PIPL Art. 51)."""

from __future__ import annotations

from datetime import date

import pytest

from cqo_registry.core import identifiers
from cqo_registry.directory.models import County
from filings.models import Filing, Person
from tests import attack, factories
from tests.factories import bars
from tests.factories.scenes import scene

pytestmark = pytest.mark.django_db


def test_a_scene_with_an_object_of_every_kind_tells_no_number() -> None:
    scene()
    before = factories.accepted(identity_no=factories.identity_no(77, born="19790606"))
    factories.changed(before, "K3")
    factories.changed(before, "K1")
    bars.confirmed(bars.candidate(before))
    assert attack.assert_secret()


def test_the_attack_would_have_found_what_was_stored_before() -> None:
    assert County.objects.count() > 70
    assert attack.candidates("540102********0012", born=date(1988, 2, 29)) == 1
    old = '{"identity_no": "540102********0012"}, "540*************12"'
    assert attack.masks(old) == {"540102********0012", "540*************12"}


def test_the_year_beside_the_mask_would_leave_too_few() -> None:
    masked = identifiers.mask_identity_no("540102198802290012")
    assert attack.candidates(masked, year=1988) < attack.LEAST < attack.candidates(masked)


@pytest.mark.parametrize("model", [Filing, Person])
def test_no_column_is_for_a_birth_date(model: type[Filing | Person]) -> None:
    assert not [field.name for field in model._meta.get_fields() if "birth" in field.name]
