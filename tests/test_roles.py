"""The role × URL matrix: every URL name of the project has a row; out of scope answers as not existing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cqo_registry.accounts.enums import Role
from tests import factories
from tests.roles import ASK_FIRST, MATRIX, OWN_OBJECTS, PARTS, PUBLIC

pytestmark = pytest.mark.django_db


def names(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[str]:
    """Every URL name of the project."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from names(
                pattern.url_patterns, f"{pattern.namespace or ''}:" if pattern.namespace else namespace
            )
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def address(name: str, arguments: tuple[str, ...], scene: dict[str, Any]) -> str:
    """The address of a row for the objects of the scene."""
    return reverse(name, args=[scene[argument] for argument in arguments])


def test_every_url_name_has_a_row():
    assert set(names()) == set(MATRIX)


def test_no_row_stands_in_two_files():
    assert sum(len(part.MATRIX) for part in PARTS) == len(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_a_page_is_there_for_its_roles_alone(name: str, scenes_of_module: dict[bool, dict[str, Any]]):
    who, method, arguments = MATRIX[name]
    scene = scenes_of_module["draft" in arguments]
    url = address(name, arguments, scene)
    for role in Role:
        client = Client()
        client.force_login(scene[role], backend="django.contrib.auth.backends.ModelBackend")
        status = getattr(client, method)(url).status_code
        allowed = who == PUBLIC or role in who
        assert (status != 404) is allowed, (name, role, status)
        assert status < 500
        if role is Role.AUDITOR and method == "post":
            assert not allowed or name in {"accounts:sign_out", "notices:read_all"}


@pytest.mark.parametrize("name", [name for name, (who, _, _) in MATRIX.items() if who != PUBLIC])
def test_an_anonymous_visitor_is_asked_to_sign_in(name: str, scenes_of_module: dict[bool, dict[str, Any]]):
    _, method, arguments = MATRIX[name]
    answer = getattr(Client(), method)(address(name, arguments, scenes_of_module["draft" in arguments]))
    assert answer.status_code in (302, 200)
    if answer.status_code == 302:
        assert answer.url.startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize("name", [name for name, (_, _, args) in MATRIX.items() if OWN_OBJECTS & set(args)])
def test_an_object_of_another_scope_does_not_exist(name: str, scenes_of_module: dict[bool, dict[str, Any]]):
    _, method, arguments = MATRIX[name]
    scene = scenes_of_module["draft" in arguments]
    url = address(name, arguments, scene)
    for stranger in (factories.filer(factories.make_enterprise("5402")), factories.officer("5402")):
        client = Client()
        client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
        assert getattr(client, method)(url).status_code == 404, (name, stranger.role)


@pytest.mark.parametrize("name", [name for name, (_, method, _) in MATRIX.items() if method == "post"])
def test_an_act_cannot_be_had_by_a_link(name: str, scenes_of_module: dict[bool, dict[str, Any]]):
    who, _, arguments = MATRIX[name]
    scene = scenes_of_module["draft" in arguments]
    client = Client()
    client.force_login(scene[who[0]], backend="django.contrib.auth.backends.ModelBackend")
    status = client.get(address(name, arguments, scene)).status_code
    assert status == (200 if name in ASK_FIRST else 405)
