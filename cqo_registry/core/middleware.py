"""Request ids, and the pages that answer a refused or outdated act."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cqo_registry.core.errors import Stale
from cqo_registry.core.request import request_id
from cqo_registry.core.verdicts import Refused, Verdict

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Give every request an id, so that all traces of one click belong together."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = request_id.set(uuid.uuid4().hex)
        try:
            return self.get_response(request)
        finally:
            request_id.reset(mark)


class RefusalMiddleware:
    """Answer ``Refused`` and ``Stale`` with 409 and a page that says why and what to do now."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The 409 page, or None for every other exception."""
        match fault:
            case Refused():
                return self._answer(request, fault.verdict, None)
            case Stale():
                return self._answer(request, Verdict(), fault.row)
        return None

    def _answer(self, request: HttpRequest, verdict: Verdict, row: object) -> HttpResponse:
        describe = getattr(row, "latest_events", None)
        context = {
            "heading": _("该事项刚刚发生了变化") if row is not None else _("暂不能办理"),
            "verdict": verdict,
            "current": row,
            "events": describe() if describe else [],
            "back": getattr(row, "get_absolute_url", lambda: request.META.get("HTTP_REFERER", "/"))(),
        }
        return render(request, "409.html", context, status=409)
