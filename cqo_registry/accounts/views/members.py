"""Members of an enterprise and their invitations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from cqo_registry.accounts import facts, policies
from cqo_registry.accounts.access import ENTERPRISE, ForRoles
from cqo_registry.accounts.actions import inviting
from cqo_registry.accounts.actions.members import deactivate_member
from cqo_registry.accounts.forms.membership import AcceptForm, InvitationForm
from cqo_registry.accounts.models import Invitation, User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import carried_out, show_form

INVITATIONS_SHOWN = 50


class ForMembers(ForRoles):
    """A page of one enterprise's members."""

    roles = ENTERPRISE

    def show(self, form: InvitationForm) -> HttpResponse:
        """Members, open and past invitations, and the form for a new one."""
        user = self.request.user
        members = User.objects.filter(enterprise=user.enterprise_id).order_by("-is_active", "name", "pk")
        invitations = Invitation.objects.filter(enterprise=user.enterprise_id).select_related("invited_by")
        context = {
            "members": [(member, policies.may_deactivate_member(user, member)) for member in members],
            "invitations": invitations[:INVITATIONS_SHOWN],
            "now": timezone.now(),
        }
        return show_form(self.request, "accounts/member_list.html", form, **context)


class MemberList(ForMembers):
    """Who works here, and who is invited."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        return self.show(InvitationForm())


@method_decorator(never_cache, name="dispatch")
class InvitationCreate(ForMembers):
    """Invite: the link is shown in the answer, and never again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """A repeated POST goes to the list, where the link can be replaced by a new one."""
        form, made = InvitationForm(request.POST), list[Any]()
        done = carried_out(request, form, lambda: self._invite(form, made))
        if not made:
            return done or self.show(form)
        invitation, token = made[0]
        link = request.build_absolute_uri(reverse("accounts:invitation_accept", args=[token]))
        return render(request, "accounts/invitation_link.html", {"invitation": invitation, "link": link})

    def _invite(self, form: InvitationForm, made: list[Any]) -> str:
        user, values = self.request.user, form.cleaned_data
        if user.enterprise is not None:
            made.append(inviting.invite(user.enterprise, name=values["name"], phone=values["phone"], by=user))
        return reverse("accounts:member_list")


class InvitationRevoke(ForMembers):
    """Take an invitation back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only the own enterprise's."""
        user = self.request.user
        invitation = get_object_or_404(Invitation, pk=pk, enterprise=user.enterprise_id)
        return once(request, lambda: self._revoke(invitation))

    def _revoke(self, invitation: Invitation) -> str:
        inviting.revoke(invitation.pk, by=self.request.user)
        messages.success(self.request, _("邀请已撤销，原链接不再有效。"))
        return reverse("accounts:member_list")


class MemberDeactivate(ForMembers):
    """End a colleague's access."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Only the own enterprise's members."""
        member = get_object_or_404(User, pk=pk, enterprise=self.request.user.enterprise_id)
        return once(request, lambda: self._deactivate(member))

    def _deactivate(self, member: User) -> str:
        deactivate_member(member.pk, by=self.request.user)
        messages.success(self.request, _("已停用%(name)s的账号。") % {"name": member.name})
        return reverse("accounts:member_list")


@method_decorator(never_cache, name="dispatch")
class InvitationAccept(View):
    """The page a link leads to; public, and worthless once used."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The form, or a page that says the link is over."""
        invitation = self._open(token)
        if invitation is None:
            return render(request, "accounts/invitation_closed.html", status=404)
        return self._show(AcceptForm(initial={"name": invitation.name}), invitation)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Create the account and go to sign-in."""
        invitation = self._open(token)
        if invitation is None:
            return render(request, "accounts/invitation_closed.html", status=404)
        form = AcceptForm(request.POST)
        return carried_out(request, form, lambda: self._accept(form, token)) or self._show(form, invitation)

    def _open(self, token: str) -> Invitation | None:
        return facts.open_invitation(inviting.hash_of(token), now=timezone.now())

    def _accept(self, form: AcceptForm, token: str) -> str:
        values = form.cleaned_data
        inviting.accept(token, name=values["name"], username=values["username"], password=values["password"])
        messages.success(self.request, _("账号已开通，请用刚才设置的用户名和密码登录。"))
        return reverse("accounts:sign_in")

    def _show(self, form: AcceptForm, invitation: Invitation) -> HttpResponse:
        context = {"invitation": invitation}
        return show_form(self.request, "accounts/invitation_accept.html", form, **context)
