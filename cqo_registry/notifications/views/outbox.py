"""The administrator's look at the outbox: whether mail goes out, never what it says."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cqo_registry.accounts.access import ADMIN, ForRoles
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.core.lists import keyset_page
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications import facts, policies
from cqo_registry.notifications.actions import keeping
from cqo_registry.notifications.forms import MailFilter
from cqo_registry.notifications.models import Mail


class Outbox(ForRoles):
    """Every mail with its state; the text and the address stay closed."""

    roles = ADMIN

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, newest first, and a line on how the outbox is doing."""
        user = self.request.user
        mails = Mail.objects.visible_to(user).select_related("recipient").defer("body", "address")
        listed = MailFilter(request.GET, queryset=mails)
        page = keyset_page(request, listed.qs, sorts={"time": "id"}, default="-time")
        rows = [
            (mail, policies.may_send_again(user, mail), policies.may_cancel(user, mail)) for mail in page.rows
        ]
        context = {
            "filter": listed,
            "page": page,
            "rows": rows,
            "can_send": facts.can_send(),
            "oldest": facts.oldest_queued(),
        }
        return render(request, "notifications/outbox.html", context)


class OfMail(ForRoles):
    """An act on one mail."""

    roles = ADMIN
    http_method_names = ["post", "options"]

    def carry_out(self, pk: int, act: Callable[..., Mail], done: str) -> HttpResponse:
        """Back to the outbox with the result or the reason why not."""
        user: User = self.request.user
        mail = get_object_or_404(Mail.objects.visible_to(user), pk=pk)

        def acted() -> str:
            act(mail.pk, by=user)
            messages.success(self.request, done)
            return reverse("notices:outbox")

        try:
            return once(self.request, acted)
        except Refused as refusal:
            for reason in refusal.verdict.blocking:
                messages.error(self.request, reason.message)
            return redirect("notices:outbox")


class MailSendAgain(OfMail):
    """Queue a mail anew."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """It goes with the next run of the worker."""
        return self.carry_out(pk, keeping.send_again, _("已重新排入发送队列。"))


class MailCancel(OfMail):
    """Take a mail out of the queue."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """It stays in the list as cancelled."""
        return self.carry_out(pk, keeping.cancel, _("已取消发送。"))
