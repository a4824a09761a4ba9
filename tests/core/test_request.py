"""Where a request came from: our own proxies are believed, and nobody else."""

from __future__ import annotations

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from cqo_registry.core.request import address_to_count, client_address
from tests.factories import PASSWORD, officer

OURS = ["10.0.0.0/8", "2001:db8::1"]


@pytest.mark.parametrize(
    ("trusted", "peer", "header", "address"),
    [
        ([], "10.0.0.1", "192.0.2.7", "10.0.0.1"),
        ([], "", "192.0.2.7", ""),
        (OURS, "198.51.100.1", "192.0.2.7", "198.51.100.1"),
        (OURS, "10.0.0.1", None, "10.0.0.1"),
        (OURS, "10.0.0.1", "192.0.2.7", "192.0.2.7"),
        (OURS, "2001:db8::1", "192.0.2.7", "192.0.2.7"),
        (OURS, "::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        (OURS, "", "192.0.2.7", "192.0.2.7"),
        (OURS, "10.0.0.1", "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        (OURS, "10.0.0.1", "203.0.113.9, 192.0.2.7, 10.1.1.1,10.0.0.2", "192.0.2.7"),
        (OURS, "10.0.0.1", "10.9.9.9", "10.9.9.9"),
        (OURS, "10.0.0.1", "192.0.2.7:5711", "192.0.2.7"),
        (OURS, "10.0.0.1", "[2001:db8::9]:80", "2001:db8::9"),
        (OURS, "10.0.0.1", "2001:DB8::9", "2001:db8::9"),
        (OURS, "10.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"),
        (OURS, "10.0.0.1", "192.0.2.7, unknown", "10.0.0.1"),
        (OURS, "10.0.0.1", "192.0.2.7, 10.0.0.3, ", "10.0.0.1"),
        (OURS, "10.0.0.1", "192.0.2.7, x', 10.0.0.3", "10.0.0.3"),
    ],
)
def test_only_a_trusted_proxy_is_believed(rf, settings, trusted, peer, header, address):
    settings.TRUSTED_PROXIES = trusted
    extra = {} if header is None else {"HTTP_X_FORWARDED_FOR": header}
    request = rf.get("/", REMOTE_ADDR=peer, **extra)
    assert client_address(request) == address
    assert address_to_count(request) == (address or None)


@pytest.mark.django_db
def test_strangers_behind_the_proxy_lock_nobody_out(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    user, client = officer(), Client()

    def attempt(password: str, address: str) -> int:
        values = {"username": user.username, "password": password}
        return client.post(
            reverse("accounts:sign_in"), values, headers={"X-Forwarded-For": address}
        ).status_code

    assert [attempt("wrong", "192.0.2.1") for _i in range(8)][-1] == 429
    assert AccessAttempt.objects.get().ip_address == "192.0.2.1"
    assert attempt(PASSWORD, "192.0.2.1") == 429
    assert attempt(PASSWORD, "192.0.2.2") == 302


@pytest.mark.parametrize(("peer", "secure"), [("127.0.0.1", True), ("192.0.2.1", False)])
@pytest.mark.django_db
def test_only_a_trusted_proxy_says_that_it_was_https(settings, peer, secure):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    settings.SECURE_PROXY_SSL_HEADER, settings.SECURE_SSL_REDIRECT = (
        ("HTTP_X_FORWARDED_PROTO", "https"),
        False,
    )
    answer = Client().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-Proto": "https"})
    assert answer.wsgi_request.is_secure() is secure
