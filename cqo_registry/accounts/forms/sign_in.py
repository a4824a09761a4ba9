"""Sign-in and password change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.forms.base import PASSWORD_HELP, NewPasswordMixin, PasswordField, PlainForm
from cqo_registry.accounts.models import User
from cqo_registry.accounts.rules.initial import check_initial


class SignInForm(AuthenticationForm):
    """User name in any letter case, and password."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": gettext_lazy(
            "用户名或密码不正确，请检查后重新输入。连续8次输错，将暂停登录30分钟。"
        ),
        "inactive": gettext_lazy("该账号已停用，请联系系统管理员。"),
    }
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("请填写用户名。")},
    )
    password = PasswordField(error_messages={"required": gettext_lazy("请填写密码。")})

    def clean_username(self) -> str:
        """In small letters: failed attempts are counted by user, not by spelling."""
        return User.normalize_username(self.cleaned_data["username"]).lower()

    def clean_password(self) -> str:
        """Not the published password of the demonstration, unless this is one."""
        password: str = self.cleaned_data["password"]
        if password == settings.DEMO_PASSWORD and not settings.DEMO:
            raise ValidationError(_("演示密码只能在演示系统中使用，请联系系统管理员重置密码。"))
        return password

    def confirm_login_allowed(self, user: Any) -> None:
        """Not with a password of somebody else's choice that was used or is too old; said to who knows it."""
        super().confirm_login_allowed(user)
        for reason in check_initial(user.initial_until, user.initial_used_at, timezone.now()).blocking:
            raise ValidationError(str(reason.message), code=reason.code)


class PasswordChangeForm(NewPasswordMixin, PlainForm):
    """The old password and, twice, the new one."""

    old_password = PasswordField(label=gettext_lazy("当前密码"))
    password = PasswordField(new=True, label=gettext_lazy("新密码"), help_text=PASSWORD_HELP)
    password_again = PasswordField(new=True, label=gettext_lazy("确认新密码"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.password_of = user
        super().__init__(*args, **kwargs)

    def clean_old_password(self) -> str:
        """The old password is right."""
        old = self.cleaned_data["old_password"]
        if self.password_of is None or not self.password_of.check_password(old):
            raise ValidationError(_("当前密码不正确，请重新输入。"))
        return old

    def clean_password(self) -> str:
        """Another one than before: who chose the old one knows it."""
        password: str = self.cleaned_data["password"]
        if self.password_of is not None and self.password_of.check_password(password):
            raise ValidationError(_("新密码不能与当前密码相同，请换一个。"))
        return password
