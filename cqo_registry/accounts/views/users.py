"""The system administrator's pages: accounts only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cqo_registry.accounts import facts
from cqo_registry.accounts.access import ADMIN, ForRoles
from cqo_registry.accounts.actions import managing
from cqo_registry.accounts.forms.users import EditUserForm, NewUserForm, ReasonForm, UserFilter
from cqo_registry.accounts.models import User
from cqo_registry.accounts.once import once
from cqo_registry.accounts.views.answers import UNPROCESSABLE, carried_out, show_form
from cqo_registry.core.lists import keyset_page, sort_url

SORTS = {"username": "username", "name": "name", "created": "created_at"}


class UserList(ForRoles):
    """Every account."""

    roles = ADMIN

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, filtered and sorted."""
        listed = UserFilter(request.GET, queryset=User.objects.select_related("authority", "enterprise"))
        page = keyset_page(request, listed.qs, sorts=SORTS, default="username")
        sorts = {word: sort_url(request, word, page.sort) for word in SORTS}
        context = {"filter": listed, "page": page, "sorts": sorts}
        return render(request, "accounts/user_list.html", context)


def show_password(request: HttpRequest, user: User, password: str, *, created: bool) -> HttpResponse:
    """The new password, on this page and nowhere else."""
    context = {"account": user, "password": password, "created": created}
    return render(request, "accounts/user_password.html", context)


@method_decorator(never_cache, name="dispatch")
class UserCreate(ForRoles):
    """A new account."""

    roles = ADMIN

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty form."""
        return show_form(request, "accounts/user_create.html", NewUserForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Create it and show its password once; a repeated POST goes to the account."""
        form, made = NewUserForm(request.POST), list[Any]()
        done = carried_out(request, form, lambda: self._create(form, made))
        if made and done:
            return show_password(request, *made[0], created=True)
        return done or show_form(request, "accounts/user_create.html", form)

    def _create(self, form: NewUserForm, made: list[Any]) -> str:
        user, password = managing.create_user(
            form.cleaned_data["username"], form.account(), by=self.request.user
        )
        made.append((user, password))
        return reverse("accounts:user_edit", args=[user.pk])


class OfUser(ForRoles):
    """An act on one account; its page carries the forms of all of them."""

    roles = ADMIN

    def account(self, pk: int) -> User:
        """The account, or 404."""
        return get_object_or_404(User.objects.select_related("authority", "enterprise"), pk=pk)

    def show(
        self, user: User, *, form: EditUserForm | None = None, unlock: ReasonForm | None = None
    ) -> HttpResponse:
        """The account's page; a form that was sent comes back with its words and errors."""
        now = timezone.now()
        context = {
            "account": user,
            "form": form or EditUserForm(initial=values_of(user)),
            "unlock": unlock or ReasonForm(auto_id="unlock_%s"),
            "failures": facts.failed_sign_ins(user, now=now),
            "locked_out": facts.is_locked_out(user, now=now),
        }
        faulty = (form is not None and form.errors) or (unlock is not None and unlock.errors)
        status = UNPROCESSABLE if faulty else 200
        return render(self.request, "accounts/user_edit.html", context, status=status)


def values_of(user: User) -> dict[str, Any]:
    """An account as its form shows it."""
    return {
        "name": user.name,
        "role": user.role,
        "authority": user.authority.code if user.authority else "",
        "uscc": user.enterprise.uscc if user.enterprise else "",
        "is_active": user.is_active,
    }


class UserEdit(OfUser):
    """What an account says, and whether it may sign in."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The account's page."""
        return self.show(self.account(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save the changes."""
        user, form = self.account(pk), EditUserForm(request.POST)
        return carried_out(request, form, lambda: self._edit(user, form)) or self.show(user, form=form)

    def _edit(self, user: User, form: EditUserForm) -> str:
        active = form.cleaned_data["is_active"]
        managing.edit_user(user.pk, form.account(), active=active, by=self.request.user)
        messages.success(self.request, _("账号“%(name)s”已保存。") % {"name": user.username})
        return reverse("accounts:user_list")


class UserUnlock(OfUser):
    """Forget failed sign-ins, with a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Unlock, and back to the account."""
        user, form = self.account(pk), ReasonForm(request.POST, auto_id="unlock_%s")
        return carried_out(request, form, lambda: self._unlock(user, form)) or self.show(user, unlock=form)

    def _unlock(self, user: User, form: ReasonForm) -> str:
        managing.unlock_user(user.pk, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("已解锁，该用户可以立即重新登录。"))
        return reverse("accounts:user_edit", args=[user.pk])


@method_decorator(never_cache, name="dispatch")
class UserReset(OfUser):
    """A new password, shown once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A repeated POST does not make another password."""
        user, made = self.account(pk), list[str]()
        response = once(request, lambda: self._reset(user, made))
        return show_password(request, user, made[0], created=False) if made else response

    def _reset(self, user: User, made: list[str]) -> str:
        made.append(managing.reset_password(user.pk, by=self.request.user))
        return reverse("accounts:user_edit", args=[user.pk])
