"""The outermost middlewares: nothing the database cannot hold gets in, nothing personal stays behind."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from psycopg import errors

from cqo_registry.core.request import from_trusted_proxy

logger = logging.getLogger(__name__)
LARGEST = 2**63 - 1  # of a bigint, which every key is
GetResponse = Callable[[HttpRequest], HttpResponse]


class UnstorableMiddleware:
    """Answer text and numbers that PostgreSQL cannot hold: in a path by 404, elsewhere by 400.

    Forms and filters refuse such text by themselves and keep what was typed; this is for all that passes by.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not from_trusted_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if storable(name + value)}
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """404 for a path, before the view sees it; a filter says of a query what it cannot read."""
        if not all(_in_range(value) for value in kwargs.values()):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """400 when the fault is what was sent, and not ours."""
        too_large = isinstance(fault.__cause__, errors.NumericValueOutOfRange)
        if not isinstance(fault, DataError | ValueError) or not (
            too_large or not all(map(storable, _sent(request)))
        ):
            return None
        logger.warning("unstorable: %s", type(fault).__name__)
        return unstorable(request)


class NoStoreMiddleware:
    """Keep every answer to or from a session out of the browser's store: many computers are shared.

    The session's cookie decides, so that no view can forget it; static files never come this far.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = settings.SESSION_COOKIE_NAME
        of_session = name in request.COOKIES or name in response.cookies
        if of_session and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response


def storable(text: str) -> bool:
    """Whether PostgreSQL can hold the text: no NUL, no half of a pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def unstorable(request: HttpRequest) -> HttpResponse:
    """400 with a sentence."""
    return render(request, "400.html", {"unstorable": True}, status=400)


def _in_range(value: Any) -> bool:
    return storable(value) if isinstance(value, str) else not isinstance(value, int) or value <= LARGEST


def _sent(request: HttpRequest) -> Iterator[str]:
    for name, values in (*request.GET.lists(), *request.POST.lists()):
        yield from (name, *values)
    for name, files in request.FILES.lists():
        yield from (name, *(str(file.name) for file in files))
