"""Access by role: anonymous is asked to sign in, a wrong role is told the page does not exist."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User

logger = logging.getLogger(__name__)

ENTERPRISE = (Role.ENTERPRISE_FILER,)
OFFICE = (Role.PREFECTURE_OFFICER,)
REGION = (Role.REGION_OFFICER,)
REVIEWERS = (Role.PREFECTURE_OFFICER, Role.REGION_OFFICER)
READERS = (Role.PREFECTURE_OFFICER, Role.REGION_OFFICER, Role.AUDITOR)
REGISTER = (Role.ENTERPRISE_FILER, *READERS)
ADMIN = (Role.SYSTEM_ADMIN,)
EVERYBODY = tuple(Role)


class UserRequest(HttpRequest):
    """A request of a signed-in user, for type checkers."""

    user: User


class ForRoles(LoginRequiredMixin, View):
    """A view for the named roles; ``roles`` is also what the role × URL test reads."""

    roles: ClassVar[tuple[Role, ...]] = ()
    request: UserRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sign-in first, then the role, then the method."""
        user = request.user
        if user.is_authenticated and user.role not in self.roles:
            logger.warning(
                "out of role: user %s, %s",
                user.pk,
                request.resolver_match and request.resolver_match.view_name,
            )
            raise Http404
        return super().dispatch(request, *args, **kwargs)
