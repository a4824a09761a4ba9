"""A form token belongs to the one who sent it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from filings.models import Filing
from tests.factories import filer

pytestmark = pytest.mark.django_db


def test_a_token_of_another_user_tells_nothing_and_does_nothing():
    mine, theirs = Client(), Client()
    other = filer()
    mine.force_login(filer())
    theirs.force_login(other)
    form = {"form_token": str(uuid.uuid4())}
    first = mine.post(reverse("filings:start"), form)
    second = theirs.post(reverse("filings:start"), form)
    assert (first.status_code, second.status_code) == (302, 409)
    assert first["Location"] not in second.content.decode()
    assert not Filing.objects.filter(enterprise=other.enterprise_id).exists()
