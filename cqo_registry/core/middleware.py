"""Request ids, and the pages that answer a refused or outdated act."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from psycopg import errors

from cqo_registry.core.confirming import TakenBack, Unconfirmed, show_question, went_back
from cqo_registry.core.errors import Stale
from cqo_registry.core.request import request_id
from cqo_registry.core.verdicts import Reason, Refused, Verdict

logger = logging.getLogger(__name__)
BUSY = (errors.LockNotAvailable, errors.QueryCanceled, errors.DeadlockDetected)
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
    """Answer ``Refused`` and ``Stale`` with 409, a busy database with 503, and say what to do now."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page, or None for every other exception."""
        match fault:
            case Unconfirmed():
                return show_question(request, fault.question)
            case TakenBack():
                return went_back(request)
            case Refused():
                return self._answer(request, fault.verdict, None)
            case Stale():
                return self._answer(request, Verdict(), fault.row)
            case OperationalError() if isinstance(fault.__cause__, BUSY):
                return self._busy(request, fault)
        return None

    def _busy(self, request: HttpRequest, fault: Exception) -> HttpResponse:
        """Another transaction held the rows too long, mostly an import; nothing was written."""
        logger.warning("busy: %s", type(fault.__cause__).__name__)
        sentence = _("系统正忙，这次操作没有生效，请稍等片刻再试。")
        response = self._answer(request, Verdict((Reason("busy", sentence),)), None)
        response.status_code, response["Retry-After"] = 503, "10"
        return response

    def _answer(self, request: HttpRequest, verdict: Verdict, row: object) -> HttpResponse:
        context = {
            "heading": _("该事项刚刚发生了变化") if row is not None else _("暂不能办理"),
            "verdict": verdict,
            "current": row.get_status_display() if hasattr(row, "get_status_display") else "",
            "events": row.latest_events() if hasattr(row, "latest_events") else [],
            "back": row.get_absolute_url() if hasattr(row, "get_absolute_url") else _came_from(request),
        }
        return render(request, "409.html", context, status=409)


def _came_from(request: HttpRequest) -> str:
    """The page of this site the act was started on, or the home page."""
    referer = request.headers.get("referer", "")
    same_site = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
    return referer if same_site else "/"
