"""Everybody's own notices."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cqo_registry.accounts.access import EVERYBODY, ForRoles
from cqo_registry.core.lists import keyset_page
from cqo_registry.notifications.actions import keeping
from cqo_registry.notifications.forms import NoticeFilter
from cqo_registry.notifications.models import Notice


class NoticeList(ForRoles):
    """What the reader was told, newest first; looking marks nothing."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        own = Notice.objects.visible_to(self.request.user)
        listed = NoticeFilter(request.GET, queryset=own)
        page = keyset_page(request, listed.qs, sorts={"time": "id"}, default="-time")
        return render(request, "notifications/notice_list.html", {"filter": listed, "page": page})


class NoticeRead(ForRoles):
    """Mark one as read; with ``go`` on to the page it speaks of."""

    roles = EVERYBODY
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only the reader's own."""
        user = self.request.user
        notice = get_object_or_404(Notice.objects.visible_to(user), pk=pk)
        keeping.mark_read(notice, by=user)
        return redirect(notice.path if "go" in request.POST and notice.path else reverse("notices:list"))


class NoticeReadAll(ForRoles):
    """Mark all as read."""

    roles = EVERYBODY
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """All of the reader's own."""
        count = keeping.mark_all_read(by=self.request.user)
        text = ngettext("已将 %(count)d 条通知标为已读。", "已将 %(count)d 条通知标为已读。", count)
        messages.success(request, text % {"count": count} if count else _("没有未读的通知。"))
        return redirect("notices:list")
