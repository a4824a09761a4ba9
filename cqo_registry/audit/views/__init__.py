"""The audit list."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cqo_registry.accounts.access import READERS, ForRoles
from cqo_registry.accounts.enums import Role
from cqo_registry.audit.acts import act_label, target_label, value_label
from cqo_registry.audit.forms import AuditFilter
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.lists import keyset_page


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail in words."""

    event: AuditEvent

    @property
    def action(self) -> str:
        """What was done."""
        return act_label(self.event.action)

    @property
    def role(self) -> str:
        """As what the actor did it."""
        return str(dict(Role.choices).get(self.event.role, ""))

    @property
    def kind(self) -> str:
        """What kind of thing it was done to."""
        return target_label(self.event.target_type)

    @property
    def before(self) -> str:
        """The value before, as people call it."""
        return value_label(self.event.target_type, self.event.before)

    @property
    def after(self) -> str:
        """The value after, as people call it."""
        return value_label(self.event.target_type, self.event.after)


class EventList(ForRoles):
    """The trail, as far as the reader's scope goes."""

    roles = READERS

    def get(self, request: HttpRequest) -> HttpResponse:
        """The lines, newest first."""
        events = AuditEvent.objects.visible_to(self.request.user).select_related("enterprise")
        listed = AuditFilter(request.GET, queryset=events)
        page = keyset_page(request, listed.qs, sorts={"time": "id"}, default="-time")
        context = {"filter": listed, "page": page, "lines": [Line(event) for event in page.rows]}
        return render(request, "audit/event_list.html", context)
