"""Training sessions: the page of one, for its organiser and for whom it is offered to (Art. 16)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cqo_registry.accounts.access import REGISTER, ForRoles
from cqo_registry.accounts.models import User
from training.models import TrainingSession


def find(user: User, pk: int) -> TrainingSession:
    """The session in the user's scope with all its page prints, or 404."""
    rows = TrainingSession.objects.visible_to(user).for_list()
    return get_object_or_404(rows.select_related("plan_item__plan", "created_by"), pk=pk)


class SessionPage(ForRoles):
    """One session for everybody who may see it."""

    roles = REGISTER

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page."""
        session = find(self.request.user, pk)
        return render(request, "training/session_detail.html", {"session": session})
