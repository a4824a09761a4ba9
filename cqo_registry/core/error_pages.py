"""The pages that answer when something went wrong; each says what to do next."""

from __future__ import annotations

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cqo_registry.core.outage import is_outage

logger = logging.getLogger("cqo_registry.core.outage")
RETRY_AFTER = "5"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or nothing this user may know of."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, drawn without context so that it cannot fail again; 503 when the database is what is missing."""
    fault = sys.exc_info()[1]
    if is_outage(fault):
        return unavailable(fault)
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(fault: BaseException | None) -> HttpResponse:
    """503: come back soon. Logged here, in one line, and not once more with a traceback."""
    logger.error("database unavailable: %s", type(fault).__name__)
    response = HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": RETRY_AFTER})
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # a mark of Django in no stub
    return response
