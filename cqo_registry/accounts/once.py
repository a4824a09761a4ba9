"""once(): carry out the act of a POST at most one time per served form."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import FormToken
from cqo_registry.core import confirming
from cqo_registry.core.documents.refusals import listening
from cqo_registry.core.verdicts import Reason, Verdict

FIELD = "form_token"


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Run ``act`` and go to the location it returns; a repeated form goes to the first one's location.

    Act and token are one transaction: a second POST of the same form waits for the first to end. A
    refused act leaves no token, so the corrected form may be sent again. A form that somebody else
    sent tells nothing of where that led. Raises ``Refused`` for it. An act that is asked about first waits
    for its yes (``core.confirming``).
    """
    confirming.ask(request)
    token, user = _token(request), request.user if request.user.is_authenticated else None
    if token is None:
        return HttpResponseRedirect(_told(request, act))
    try:
        with transaction.atomic():
            mark = FormToken.objects.create(token=token, user=user)
            mark.location = _told(request, act)
            mark.save(update_fields=["location"])
            return HttpResponseRedirect(mark.location)
    except IntegrityError:
        first = FormToken.objects.filter(token=token).first()
        if first is None:
            raise
        Verdict.unless(
            first.user_id != (user and user.pk)
            and Reason("other_user", _("这张表单已由另一个账号提交，请重新打开页面再办理。"))
        ).require()
        messages.info(request, _("这张表单已经提交过，以下是第一次提交的结果。"))
        return HttpResponseRedirect(first.location)


def _told(request: HttpRequest, act: Callable[[], str]) -> str:
    """Carry out the act, and pass on what was remarked of the documents it took in."""
    with listening() as remarks:
        location = act()
    for remark in remarks:
        messages.warning(request, remark)
    return location


def _token(request: HttpRequest) -> uuid.UUID | None:
    """The token of the posted form; anything that is no UUID counts as none."""
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
