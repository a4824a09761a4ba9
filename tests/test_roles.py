"""The role × URL matrix: every URL name of the project has a row; out of scope answers as not existing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cqo_registry.accounts.access import (
    ADMIN,
    ENTERPRISE,
    EVERYBODY,
    OFFICE,
    READERS,
    REGION,
    REGISTER,
    REVIEWERS,
)
from cqo_registry.accounts.enums import Role
from tests import factories

pytestmark = pytest.mark.django_db

PUBLIC = "public"
Row = tuple[Any, str, tuple[str, ...]]

# name → who, method, arguments (names of objects in the scene)
MATRIX: dict[str, Row] = {
    "portal:home": (PUBLIC, "get", ()),
    "portal:health": (PUBLIC, "get", ()),
    "accounts:sign_in": (PUBLIC, "get", ()),
    "accounts:sign_out": (EVERYBODY, "post", ()),
    "accounts:password_change": (EVERYBODY, "get", ()),
    "accounts:register": (PUBLIC, "get", ()),
    "accounts:register_done": (PUBLIC, "get", ()),
    "accounts:registration_list": (READERS, "get", ()),
    "accounts:registration_decide": (OFFICE, "post", ("registration",)),
    "accounts:member_list": (ENTERPRISE, "get", ()),
    "accounts:member_deactivate": (ENTERPRISE, "post", ("member",)),
    "accounts:invitation_create": (ENTERPRISE, "post", ()),
    "accounts:invitation_revoke": (ENTERPRISE, "post", ("invitation",)),
    "accounts:invitation_accept": (PUBLIC, "get", ("token",)),
    "accounts:user_list": (ADMIN, "get", ()),
    "accounts:user_create": (ADMIN, "get", ()),
    "accounts:user_edit": (ADMIN, "get", ("user",)),
    "accounts:user_unlock": (ADMIN, "post", ("user",)),
    "accounts:user_reset": (ADMIN, "post", ("user",)),
    "audit:event_list": (READERS, "get", ()),
    "directory:enterprise_list": (READERS, "get", ()),
    "directory:enterprise_detail": (REGISTER, "get", ("enterprise",)),
    "directory:import_list": (READERS, "get", ()),
    "directory:import_create": (REVIEWERS, "get", ()),
    "directory:import_report": (READERS, "get", ("directory_import",)),
    "directory:import_apply": (REVIEWERS, "post", ("directory_import",)),
    "directory:import_faults": (READERS, "get", ("directory_import",)),
    "directory:import_template": (REVIEWERS, "get", ()),
    "directory:headings": (REVIEWERS, "get", ()),
    "directory:headings_edit": (REVIEWERS, "get", ("office",)),
    "notices:list": (EVERYBODY, "get", ()),
    "notices:read": (OFFICE, "post", ("notice",)),
    "notices:read_all": (EVERYBODY, "post", ()),
    "notices:outbox": (ADMIN, "get", ()),
    "notices:mail_send_again": (ADMIN, "post", ("mail",)),
    "notices:mail_cancel": (ADMIN, "post", ("mail",)),
    "receipts:verify": (PUBLIC, "get", ()),
    "receipts:verify_code": (PUBLIC, "get", ("receipt_code",)),
    "filings:calendar": (READERS, "get", ()),
    "filings:calendar_add": (REVIEWERS, "post", ()),
    "filings:calendar_day": (REVIEWERS, "get", ("holiday",)),
    "filings:calendar_remove": (REVIEWERS, "post", ("holiday",)),
    "filings:calendar_import": (REVIEWERS, "get", ()),
    "filings:calendar_apply": (REVIEWERS, "post", ()),
    "filings:calendar_template": (REVIEWERS, "get", ()),
    "filings:calendar_export": (READERS, "get", ()),
    "filings:interpretation_list": (EVERYBODY, "get", ()),
    "filings:interpretation_create": (REGION, "get", ()),
    "filings:interpretation_detail": (EVERYBODY, "get", ("interpretation",)),
    "filings:interpretation_end": (REGION, "post", ("interpretation",)),
    "filings:rule_sets": (EVERYBODY, "get", ()),
    "filings:exempt": (REGION, "post", ("filing",)),
    "filings:paper_start": (OFFICE, "get", ()),
    "filings:transfer_list": (READERS, "get", ()),
    "filings:transfer": (READERS, "get", ("transfer",)),
    "filings:transfer_confirm": (OFFICE, "post", ("transfer",)),
    "filings:transfer_decline": (OFFICE, "post", ("transfer",)),
    "filings:transfer_cancel": (REVIEWERS, "post", ("transfer",)),
    "filings:transfer_propose": (REVIEWERS, "get", ("enterprise",)),
    "filings:deregister": (REVIEWERS, "get", ("enterprise",)),
    "filings:reinstate": (REVIEWERS, "get", ("enterprise",)),
    "filings:head_office": (REVIEWERS, "get", ("enterprise",)),
    "filings:start": (ENTERPRISE, "post", ()),
    "filings:vacancies": (READERS, "get", ()),
    "filings:vacancies_export": (READERS, "get", ()),
    "filings:requalification": (READERS, "get", ()),
    "filings:requalify": (OFFICE, "post", ("appointment",)),
    "filings:change_start": (ENTERPRISE, "get", ()),
    "filings:change_choose": (ENTERPRISE, "get", ("draft",)),
    "filings:step": (ENTERPRISE, "get", ("draft", "step")),
    "filings:verdict": (ENTERPRISE, "post", ("draft", "step")),
    "filings:submit": (ENTERPRISE, "post", ("draft",)),
    "filings:withdraw": (ENTERPRISE, "post", ("filing",)),
    "filings:discard": (ENTERPRISE, "post", ("draft",)),
    "filings:attachment_add": (ENTERPRISE, "post", ("draft", "kind")),
    "filings:attachment_remove": (ENTERPRISE, "post", ("attachment",)),
    "filings:attachment": (REGISTER, "get", ("attachment",)),
    "filings:attachment_inline": (REGISTER, "get", ("attachment",)),
    "filings:self_check": (PUBLIC, "get", ()),
    "filings:list": (REGISTER, "get", ()),
    "filings:list_export": (REGISTER, "get", ()),
    "filings:detail": (REGISTER, "get", ("filing",)),
    "filings:receipt": (REGISTER, "get", ("filing",)),
    "filings:form_print": ((*ENTERPRISE, *OFFICE), "get", ("filing",)),
    "filings:form_check": (OFFICE, "get", ("filing",)),
    "filings:queue": (OFFICE, "get", ()),
    "filings:desk": (OFFICE, "get", ("filing",)),
    "filings:claim": (OFFICE, "post", ("filing",)),
    "filings:release": (OFFICE, "post", ("filing",)),
    "filings:hand_over": (OFFICE, "post", ("filing",)),
    "filings:take_over": (OFFICE, "post", ("filing",)),
    "filings:person_find": (READERS, "get", ()),
    "filings:person_detail": (READERS, "get", ("person",)),
    "filings:appointment_detail": (READERS, "get", ("appointment",)),
    "filings:enterprise_history": (REGISTER, "get", ("enterprise",)),
    "filings:absence": (OFFICE, "get", ()),
    "filings:return": (OFFICE, "post", ("filing",)),
    "filings:accept": (OFFICE, "post", ("filing",)),
    "filings:refuse": (OFFICE, "post", ("filing",)),
    "filings:set_size": (OFFICE, "post", ("filing",)),
    "filings:reveal_identity": (REGISTER[:3], "post", ("filing",)),
    "filings:forward": (OFFICE, "post", ("filing",)),
    "filings:forward_many": (OFFICE, "post", ()),
    "filings:batch_list": (READERS, "get", ()),
    "filings:batch_detail": (READERS, "get", ("batch",)),
    "filings:arrivals": (REGION, "get", ()),
    "filings:query": (REGION, "get", ("forwarded",)),
    "filings:reply": (OFFICE, "get", ("forwarded",)),
    "filings:record": (REGION, "post", ("forwarded",)),
    "filings:record_many": (REGION, "post", ()),
    "filings:bar_list": (READERS, "get", ()),
    "filings:bar_propose": (REVIEWERS, "get", ()),
    "filings:bar_propose_for": (REVIEWERS, "get", ("appointment",)),
    "filings:bar_detail": (READERS, "get", ("bar",)),
    "filings:bar_evidence": (REVIEWERS, "get", ("bar",)),
    "filings:bar_notify": (REVIEWERS, "post", ("bar",)),
    "filings:bar_hear": (REVIEWERS, "post", ("bar",)),
    "filings:bar_confirm": (REGION, "post", ("bar",)),
    "filings:bar_decline": (REGION, "post", ("bar",)),
    "filings:bar_lift": (REGION, "post", ("bar",)),
    "filings:replacement_list": (REGISTER, "get", ()),
    "filings:replacement_start": (REVIEWERS, "get", ()),
    "filings:replacement_clue": (REVIEWERS, "get", ("appointment",)),
    "filings:replacement_detail": (REGISTER, "get", ("replacement",)),
    "filings:replacement_letter": (REGISTER, "get", ("replacement",)),
    "filings:replacement_evidence": (REVIEWERS, "get", ("replacement",)),
    "filings:replacement_reply": (ENTERPRISE, "post", ("replacement",)),
    "filings:replacement_review": (REGION, "post", ("replacement",)),
    "filings:replacement_issue": (REGION, "get", ("replacement",)),
    "filings:replacement_dismiss": (REGION, "post", ("replacement",)),
    "filings:replacement_unanswered": (REGION, "post", ("replacement",)),
    "filings:replacement_close": (REGION, "post", ("replacement",)),
    "filings:ledger_home": (READERS, "get", ()),
    "filings:ledger_difference": (READERS, "get", ()),
    "filings:ledger_difference_export": (READERS, "get", ()),
    "filings:ledger": (READERS, "get", ("tier",)),
    "filings:roster": (READERS, "get", ("tier",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST = {"filings:withdraw", "filings:discard", "filings:calendar_remove"}
OWN_OBJECTS = {
    "person",
    "appointment",
    "bar",
    "replacement",
    "holiday",
    "enterprise",
    "transfer",
    "office",
    "draft",
    "filing",
    "attachment",
    "batch",
    "directory_import",
    "registration",
    "member",
    "forwarded",
    "notice",
}


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
