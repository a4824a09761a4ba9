"""Forms whose every field says in its own words what is missing, and fields checked by identifier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts import facts
from cqo_registry.accounts.models import User
from cqo_registry.core.identifiers import Checked
from cqo_registry.core.verdicts import Verdict

TOO_LONG = gettext_lazy("最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请缩短。")


class PlainForm(forms.Form):
    """A form with sentences of its own for missing and overlong values, and room for reasons of a refusal."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            word = _("请选择%(label)s。") if isinstance(field, forms.ChoiceField) else _("请填写%(label)s。")
            field.error_messages["required"] = word % {"label": field.label}
            if isinstance(field, forms.CharField):
                field.error_messages.setdefault("max_length", TOO_LONG)

    def add_reasons(self, verdict: Verdict) -> None:
        """Show what refused the act at the fields it names; what is shown already stays single."""
        for reason in verdict.blocking:
            field = reason.field if reason.field in self.fields else None
            if str(reason.message) not in self.errors.get(field or "__all__", []):
                self.add_error(field, str(reason.message))


class CheckedField(forms.CharField):
    """A text that a check of ``core.identifiers`` normalises or refuses with its sentence."""

    def __init__(self, *, check: Callable[[str | None], Checked], **kwargs: Any) -> None:
        self.check = check
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The normalised value, or an error that says what is wrong with it."""
        text = super().clean(value)
        if not text:
            return ""
        checked = self.check(text)
        if not checked.valid:
            raise ValidationError(str(checked.message))
        return checked.normalised


class UsernameField(forms.CharField):
    """A user name for a new account: letters, digits and a few signs, kept in small letters."""

    default_validators = [
        UnicodeUsernameValidator(message=gettext_lazy("用户名只能用文字、数字和 @ . + - _ 。"))
    ]

    def __init__(self, **kwargs: Any) -> None:
        defaults = {
            "label": gettext_lazy("用户名"),
            "min_length": 4,
            "max_length": 60,
            "error_messages": {"min_length": gettext_lazy("用户名太短，至少4个字符。")},
            "help_text": gettext_lazy("登录时使用，4至60个字符，不区分大小写。"),
            "widget": forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        }
        super().__init__(**{**defaults, **kwargs})

    def clean(self, value: Any) -> str:
        """The name in small letters, free to take."""
        name = User.normalize_username(super().clean(value)).lower()
        verdict = facts.username_free(name)
        if not verdict:
            raise ValidationError([str(reason.message) for reason in verdict])
        return name


class PasswordField(forms.CharField):
    """A password; it comes back empty when the form is shown again."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        mode = "new-password" if new else "current-password"
        kwargs.setdefault("label", gettext_lazy("密码"))
        super().__init__(
            strip=False,
            max_length=200,
            widget=forms.PasswordInput(attrs={"autocomplete": mode}),
            **kwargs,
        )


PASSWORD_FAULTS = {
    "password_too_short": gettext_lazy("密码太短，至少10个字符。"),
    "password_too_common": gettext_lazy("这个密码太常见，容易被猜到，请换一个。"),
    "password_entirely_numeric": gettext_lazy("密码不能全是数字，请加入字母或符号。"),
    "password_too_similar": gettext_lazy("密码与用户名或姓名太相近，请换一个。"),
}


def password_faults(password: str, owner: User) -> list[str]:
    """Every rule the password breaks, each in one sentence."""
    try:
        validate_password(password, owner)
    except ValidationError as fault:
        return [str(PASSWORD_FAULTS.get(one.code or "", one.messages[0])) for one in fault.error_list]
    return []


class NewPasswordMixin(forms.Form):
    """Two equal entries of a password that keeps the rules."""

    password_of: User | None = None

    def clean_password_again(self) -> str:
        """Both entries are the same."""
        again = self.cleaned_data["password_again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("两次输入的密码不一致，请重新输入。"))
        return again

    def clean(self) -> dict[str, Any]:
        """The password keeps the rules, also against the names typed beside it."""
        values = super().clean() or self.cleaned_data
        owner = self.password_of or User(username=values.get("username", ""), name=values.get("name", ""))
        if values.get("password"):
            for message in password_faults(values["password"], owner):
                self.add_error("password", message)
        return values


PASSWORD_HELP = gettext_lazy("至少10个字符，不能全是数字，不要使用常见密码或与用户名相近的密码。")
