"""No 500 from any form: random, oversized, wrongly encoded and missing fields are posted to all of them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cqo_registry.accounts.access import EVERYBODY
from tests.roles import MATRIX, PUBLIC

pytestmark = pytest.mark.django_db

NAME = re.compile(r'name="([^"]{1,80})"')
FORMS = {
    **{name: row for name, row in MATRIX.items() if row[1] == "post"},
    **{
        name: MATRIX[name]
        for name in MATRIX
        if name.split(":")[1]
        in {
            "sign_in",
            "password_change",
            "register",
            "invitation_accept",
            "user_create",
            "user_edit",
            "import_create",
            "calendar_day",
            "calendar_import",
            "headings_edit",
            "absence",
            "attendance",
            "enrol",
            "enrolment_cancel",
            "enrolment_import",
            "result_correct",
            "result_import",
            "results",
            "person_find",
            "paper_start",
            "transfer_propose",
            "deregister",
            "reinstate",
            "head_office",
            "query",
            "reply",
            "replacement_clue",
            "replacement_issue",
            "step",
            "self_check",
            "bar_propose",
            "bar_propose_for",
            "duty_report_edit",
            "institution_create",
            "institution_edit",
            "plan_create",
            "plan_edit",
            "plan_line_create",
            "plan_line_edit",
            "session_create",
            "session_edit",
            "activity_create",
            "activity_edit",
            "activity_picture_add",
            "experience_create",
            "experience_edit",
            "experience_picture_add",
            "budget_create",
            "budget_edit",
            "spending_create",
            "nominate",
            "assignment_new",
            "snapshot_freeze",
            "weights_enter",
        }
    },
}
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "",
            "0",
            "-1",
            "1e999",
            "NaN",
            "٣",
            "\x00",
            "\ud800",
            "0000-00-00",
            "9999-12-31",
            "2026-02-30",
            "2" * 5000,
            "<script>alert(1)</script>",
            "=1+1",
            "' OR 1=1 --",
            "on",
            "true",
            "[]",
            '{"a": 1}',
            "扎西·次仁",
            "བཀྲ་ཤིས",
            "𠮷",
            "../../etc/passwd",
            str(2**63),
            "initial",
            "INITIAL",
            "None",
        ]
    ),
)
GUESSES = (
    "reason",
    "version",
    "form_token",
    "action",
    "ids",
    "size",
    "comment-school",
    "tick-school",
    "decision",
    "answer-1",
    "forward",
    "products-0-name",
    "products-TOTAL_FORMS",
    "quality_work-0-start",
    "quality_work-TOTAL_FORMS",
    "county",
    "status",
)


_seen: dict[str, list[str]] = {}


def fields_of(client: Client, url: str) -> list[str]:
    """The names of the controls the page shows, and some it might take."""
    if url in _seen:
        return _seen[url]
    shown = client.get(url)
    _seen[url] = sorted(
        {*(NAME.findall(shown.content.decode()) if shown.status_code == 200 else ()), *GUESSES}
    )
    return _seen[url]


@pytest.mark.parametrize("name", sorted(FORMS))
@given(data=st.data())
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
def test_a_hostile_post_is_answered_with_a_page(name: str, scenes_of_module: Any, data: Any):
    who, _method, arguments = FORMS[name]
    scene = scenes_of_module["draft" in arguments]
    url = reverse(name, args=[scene[argument] for argument in arguments])
    client = Client(raise_request_exception=False)
    if who != PUBLIC:
        client.force_login(scene[who[0]], backend="django.contrib.auth.backends.ModelBackend")
    with transaction.atomic():
        post_hostile_bodies(client, url, data)
        transaction.set_rollback(True)


def post_hostile_bodies(client: Client, url: str, data: Any) -> None:
    """Post drawn fields, the same with a form token, and bytes that are no form at all."""
    posted = data.draw(st.dictionaries(st.sampled_from(fields_of(client, url)), HOSTILE, max_size=25))
    body = {key: value.encode("utf-8", "replace").decode() for key, value in posted.items()}
    assert client.post(url, body).status_code < 500
    assert client.post(url, {**body, "form_token": str(uuid.uuid4())}).status_code < 500
    junk = b"\xff\xfe=%ZZ&name=\x80&" + repr(sorted(body.items())).encode()[:200]
    assert client.post(url, junk, content_type="application/x-www-form-urlencoded").status_code < 500


@pytest.mark.parametrize("name", sorted(name for name, row in MATRIX.items() if row[1] == "get"))
@given(
    query=st.dictionaries(
        st.sampled_from(
            [
                "q",
                "status",
                "sort",
                "after",
                "before",
                "as_of",
                "county",
                "authority",
                "category",
                "size",
                "page",
                "document",
                "next",
                "submitted_from",
                "effective_to",
                "education",
                "group",
                "employees",
                "start-0",
                "office",
                "effective_on",
                "submitted_on",
                "action",
                "actor",
            ]
        ),
        HOSTILE,
        max_size=6,
    )
)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
def test_a_hostile_query_is_answered_with_a_page(name: str, scenes_of_module: Any, query: dict[str, str]):
    who, _method, arguments = MATRIX[name]
    scene = scenes_of_module["draft" in arguments]
    client = Client(raise_request_exception=False)
    if who != PUBLIC:
        client.force_login(scene[(who or EVERYBODY)[0]], backend="django.contrib.auth.backends.ModelBackend")
    url = reverse(name, args=[scene[argument] for argument in arguments])
    clean = {key: value.encode("utf-8", "replace").decode() for key, value in query.items()}
    assert client.get(url, clean).status_code < 500
