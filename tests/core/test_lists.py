"""Cursors of keyset pages: whatever stands in the address, a page comes."""

from __future__ import annotations

import base64

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import admin

pytestmark = pytest.mark.django_db

BROKEN = (
    '["\\u0000", 1]',
    '["\\ud800", 1]',
    '["x", 1e999]',
    f'["x", {10**30}]',
    "[" * 2900,
    '["0001-01-01T00:00:00", 1]',
    '["9999-12-31T23:59:59", 1]',
    '["9999-12-31T23:59:59Z", 1]',
    "[{}, {}]",
    "[1, 2, 3]",
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
@pytest.mark.parametrize("sort", ["username", "-created"])
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_broken_cursor_is_no_fault_of_the_page(client: Client, text: str, sort: str, direction: str):
    client.force_login(admin())
    cursor = base64.urlsafe_b64encode(text.encode()).decode()
    answer = client.get(reverse("accounts:user_list"), {"sort": sort, direction: cursor})
    assert answer.status_code == 200
