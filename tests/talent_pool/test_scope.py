"""Who may know of what in the pool (Art. 15)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from talent_pool.models import Assignment, Membership, Nomination
from tests import factories
from tests.factories import pool

pytestmark = pytest.mark.django_db


def test_offices_know_the_pool_and_their_own_matters_and_an_administrator_nothing():
    row = pool.invited()
    people = {
        "filer": pool.speaker(row),
        "other_filer": factories.filer(),
        "office": factories.officer(),
        "other_office": factories.officer("5402"),
        "region": factories.region_officer(),
        "auditor": factories.auditor(),
        "admin": factories.admin(),
    }
    own = {"filer", "office", "region", "auditor"}
    for model, knowing in (
        (Nomination, own),
        (Assignment, own),
        (Membership, own | {"other_office"}),
    ):
        found = {who for who, user in people.items() if model.objects.visible_to(user).exists()}
        assert found == knowing, model


def test_who_was_in_the_pool_at_a_moment_stays_so_whatever_comes_later():
    member = pool.left()
    assert member.left_at is not None
    assert Membership.objects.current_at(member.admitted_at).get() == member
    assert not Membership.objects.current_at(member.left_at).exists()
    assert not Membership.objects.current_at(member.admitted_at - timedelta(seconds=1)).exists()
    assert not Membership.objects.current_at(timezone.now()).exists()


def test_a_mark_about_nobody_prints_nothing():
    page = Template("{% load talent_pool %}{% pool_mark user person %}")
    assert page.render(Context({"user": factories.officer(), "person": None})).strip() == ""
