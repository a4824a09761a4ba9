"""Sign-in, sign-out and password change."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from cqo_registry.accounts.access import EVERYBODY, KEPT, ForRoles, kept
from cqo_registry.accounts.actions.passwords import change_password, use_initial_password
from cqo_registry.accounts.forms.sign_in import PasswordChangeForm, SignInForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out, show_form
from cqo_registry.core.verdicts import Refused


class SignIn(LoginView):
    """Sign-in; afterwards to the safe ``next`` page, the home page, or the POST that was kept."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who is signed in already, perhaps in another tab, goes on."""
        if request.user.is_authenticated:
            return already_signed_in(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The kept POST stays with the form until sign-in succeeds."""
        return super().get_context_data(kept=self.request.POST.get(KEPT, ""), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in; offer what was kept to the same role only."""
        user: User = form.get_user()
        try:
            use_initial_password(by=user)
        except Refused as refusal:  # another sign-in of this moment was faster
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        login(self.request, user)
        if user.must_choose_password:
            return redirect("accounts:password_change")
        return _what_was_kept(self.request, user) or HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, with what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)


def already_signed_in(request: HttpRequest) -> HttpResponse:
    """On to what was kept, to the safe ``next`` page, or home; never back to the sign-in page."""
    target = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    loop = urlsplit(target).path == request.path if safe else True
    return _what_was_kept(request, request.user) or HttpResponseRedirect(
        reverse("portal:home") if loop else target
    )


def _what_was_kept(request: HttpRequest, user: Any) -> HttpResponse | None:
    """Offer the kept POST to the same role only; None when nothing waits."""
    text = request.POST.get(KEPT, "")
    waiting = kept(text)
    if waiting and user.role in waiting.roles:
        return render(request, "accounts/replay.html", {"kept": waiting})
    if waiting:
        messages.warning(request, _("您换用了其他角色的账号登录，原来填写的内容没有提交。"))
        return redirect("portal:home")
    if text:
        messages.warning(request, _("保留的内容已超过一小时，请重新填写。"))
    return None


class SignOut(View):
    """Sign-out, by POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """End the session; doing it twice is no fault."""
        logout(request)
        messages.success(request, _("您已安全退出。"))
        response = redirect("accounts:sign_in")
        # Only the store of pages: over plain http the browser ignores it, and no-store has to do.
        response["Clear-Site-Data"] = '"cache"'
        return response


@method_decorator(never_cache, name="dispatch")
class PasswordChange(ForRoles):
    """A user changes the own password."""

    roles = EVERYBODY

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return self._show(PasswordChangeForm(user=self.request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change it; this session goes on, all others end."""
        form = PasswordChangeForm(request.POST, user=self.request.user)
        return carried_out(request, form, lambda: self._change(form)) or self._show(form)

    def _change(self, form: PasswordChangeForm) -> str:
        user = change_password(form.cleaned_data["password"], by=self.request.user)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("密码已修改，下次登录请使用新密码。"))
        return reverse("portal:home")

    def _show(self, form: PasswordChangeForm) -> HttpResponse:
        return show_form(self.request, "accounts/password_change.html", form)
