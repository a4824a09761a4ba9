"""once(): carry out the act of a POST at most one time per served form."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import FormToken

FIELD = "form_token"


def once(request: HttpRequest, act: Callable[[], str]) -> HttpResponseRedirect:
    """Run ``act`` and go to the location it returns; a repeated form goes to the first one's location.

    Act and token are one transaction: a second POST of the same form waits for the first to end. A
    refused act leaves no token, so the corrected form may be sent again.
    """
    token = _token(request)
    if token is None:
        return HttpResponseRedirect(act())
    try:
        with transaction.atomic():
            mark = FormToken.objects.create(
                token=token, user=request.user if request.user.is_authenticated else None
            )
            mark.location = act()
            mark.save(update_fields=["location"])
            return HttpResponseRedirect(mark.location)
    except IntegrityError:
        first = FormToken.objects.filter(token=token).first()
        if first is None:
            raise
        messages.info(request, _("这张表单已经提交过，以下是第一次提交的结果。"))
        return HttpResponseRedirect(first.location)


def _token(request: HttpRequest) -> uuid.UUID | None:
    """The token of the posted form; anything that is no UUID counts as none."""
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
