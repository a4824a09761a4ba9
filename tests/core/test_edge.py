"""What the database cannot hold is answered by a page; what a session saw stays in no store."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from cqo_registry.accounts.access import EVERYBODY
from cqo_registry.core import outage
from tests.factories import PASSWORD, filer
from tests.roles import MATRIX, PUBLIC

pytestmark = pytest.mark.django_db
NUMBERS = (2**63, 99999999999999999999)
FIELDS = ("q", "next", "sort", "after", "before", "status", "year", "pk", "x")


def client_of(who: Any, scene: dict[str, Any]) -> Client:
    client = Client(raise_request_exception=False)
    if who != PUBLIC:
        client.force_login(scene[(who or EVERYBODY)[0]])
    return client


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_no_path_and_no_query_is_a_500(name: str, scenes_of_module: Any):
    who, method, arguments = MATRIX[name]
    scene = scenes_of_module["draft" in arguments]
    client = client_of(who, scene)
    call = client.post if method == "post" else client.get
    url = reverse(name, args=[scene[argument] for argument in arguments])
    for bad in ("%00", "a%00b", *map(str, NUMBERS)):
        for argument in arguments:
            path = url.replace(f"/{scene[argument]}/", f"/{bad}/", 1)
            assert call(path).status_code < 500
    if method == "post":
        assert call(f"{url}?{query_of(FIELDS)}").status_code < 500
        return
    plain = client.get(url).status_code
    for one_way in ("after", "before"):
        fields = [field for field in FIELDS if field != one_way]
        answer = client.get(f"{url}?{query_of(fields)}")
        assert answer.status_code < 500
        # Where one of them is refused, it may have kept the others from being read.
        for field in fields if answer.status_code != plain else ():
            assert client.get(f"{url}?{query_of([field])}").status_code < 500


def query_of(fields: Iterable[str]) -> str:
    return "&".join(f"{field}=a%00b" for field in fields)


@pytest.mark.parametrize("path", ["/training/funding/of/%00/2026/", "/filings/99999999999999999999/"])
def test_such_a_path_is_not_found(client: Client, path: str):
    client.force_login(filer())
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("field", ["form_token", "next", "kept", "x"])
def test_a_nul_in_a_posted_field_is_a_page(field: str):
    client = Client(raise_request_exception=False)
    user = filer()
    values = {"username": user.username, "password": PASSWORD, field: "a\0b"}
    assert client.post(reverse("accounts:sign_in"), values).status_code < 500


def test_a_nul_in_a_cookie_is_no_session(client: Client):
    client.cookies["sessionid"] = "a\0b"
    assert client.get("/").status_code == 200


def test_an_answer_to_a_session_is_never_stored(client: Client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")
    values = {"username": filer().username, "password": PASSWORD}
    for answer in (
        client.post(reverse("accounts:sign_in"), values),
        client.get("/"),
        client.get("/filings/", headers={"HX-Request": "true"}),
        client.get("/nowhere/"),
        client.post(reverse("accounts:sign_out")),
    ):
        assert "no-store" in answer["Cache-Control"]
    assert answer["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize("cause", [None, psycopg.errors.AdminShutdown()])
def test_without_the_database_every_page_is_a_503(client: Client, monkeypatch, caplog, cause):
    client.force_login(filer())
    client.raise_request_exception = False

    def gone(*args: object, **kwargs: object) -> None:
        raise OperationalError("gone") from cause

    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", gone)
    for path in ("/", "/filings/", "/accounts/sign-in/", "/training/plans/"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "5"
        assert "数据库暂时无法连接" in answer.text
    assert client.get("/health").status_code in {301, 404, 503}
    assert {record.name for record in caplog.records if record.levelno >= logging.ERROR} <= {
        "cqo_registry.core.outage",
        "django.request",
    }


def record(name: str = "cqo_registry.core.outage", **extra: Any) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, "", 1, "gone: %s", ("x",), None)
    made.__dict__.update(extra)
    return made


@pytest.mark.parametrize(("later", "words"), [(0.99, None), (1.0, "gone: x (+2)")])
def test_one_line_a_second_goes_out_with_how_many_were_held(monkeypatch, later, words):
    now = [100.0]
    monkeypatch.setattr(outage.time, "monotonic", lambda: now[0])
    calm = outage.OneLineASecond()
    assert [calm.filter(record()) for _i in range(3)] == [True, False, False]
    assert calm.filter(record("django.request", status_code=500))
    now[0] += later
    line = record()
    assert calm.filter(line) is (words is not None)
    assert words is None or line.getMessage() == words


def test_a_breaker_rests_for_a_second_and_only_while_pages_are_served(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(outage.time, "monotonic", lambda: now[0])
    breaker = outage.Breaker()
    breaker.failed(OperationalError("gone"))
    breaker.check()
    breaker.serving = True
    now[0] = 100.99
    with pytest.raises(OperationalError):
        breaker.check()
    now[0] = 101.0
    breaker.check()


def test_an_act_that_takes_too_long_is_given_up(monkeypatch):
    import threading

    monkeypatch.setattr(outage, "ANSWER_WITHIN", 0.05)
    breaker, go, closed = outage.Breaker(), threading.Event(), threading.Event()
    breaker.serving = True
    with pytest.raises(outage.OutOfTime):
        breaker.in_time(go.wait, late=lambda _made: closed.set())
    go.set()
    assert closed.wait(5)
    assert breaker.in_time(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        breaker.in_time(lambda: 1 / 0)
