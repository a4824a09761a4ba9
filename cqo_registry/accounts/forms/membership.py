"""Registration of an enterprise, and invitation of further members."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts import facts
from cqo_registry.accounts.actions.registering import Application
from cqo_registry.accounts.forms.base import (
    PASSWORD_HELP,
    CheckedField,
    NewPasswordMixin,
    PasswordField,
    PlainForm,
    UsernameField,
)
from cqo_registry.core.identifiers import check_mobile, check_name, check_uscc
from cqo_registry.directory.models import County


def _county_choices() -> list[tuple[str, Any]]:
    """The counties under the office that files for them."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for county in County.objects.select_related("authority").order_by("authority__order", "code"):
        groups.setdefault(county.authority.short_name, []).append((county.code, county.name))
    return [("", _("请选择")), *groups.items()]


def name_field(label: Any, **kwargs: Any) -> CheckedField:
    """A person's name, in any script."""
    return CheckedField(check=check_name, label=label, max_length=150, **kwargs)


def mobile_field() -> CheckedField:
    """A mobile number."""
    return CheckedField(
        check=check_mobile,
        label=gettext_lazy("手机号码"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class RegistrationForm(NewPasswordMixin, PlainForm):
    """What an enterprise states for its first account."""

    uscc = CheckedField(
        check=check_uscc,
        label=gettext_lazy("统一社会信用代码"),
        max_length=60,
        help_text=gettext_lazy("营业执照上的18位代码，字母不含 I、O、S、V、Z。"),
    )
    enterprise_name = forms.CharField(
        label=gettext_lazy("企业名称"), max_length=200, help_text=gettext_lazy("与营业执照一致的全称。")
    )
    county = forms.ChoiceField(
        label=gettext_lazy("住所所在区县"),
        choices=_county_choices,
        help_text=gettext_lazy("按住所确定备案机关，注册申请由该机关审核。"),
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择区县。")},
    )
    name = name_field(gettext_lazy("经办人姓名"))
    phone = mobile_field()
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱（选填）"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("电子邮箱格式不正确，例如 name@example.cn。")},
    )
    username = UsernameField()
    password = PasswordField(new=True, help_text=PASSWORD_HELP)
    password_again = PasswordField(new=True, label=gettext_lazy("确认密码"))

    def clean_uscc(self) -> str:
        """The enterprise has no account and no open registration."""
        uscc = self.cleaned_data["uscc"]
        verdict = facts.registrable(uscc)
        if not verdict:
            raise ValidationError([str(reason.message) for reason in verdict])
        return uscc

    def application(self) -> Application:
        """The values for the action, once the form is valid."""
        values = self.cleaned_data
        return Application(
            uscc=values["uscc"],
            enterprise_name=values["enterprise_name"],
            county=County.objects.select_related("authority__parent").get(code=values["county"]),
            applicant_name=values["name"],
            phone=values["phone"],
            username=values["username"],
            password=values["password"],
            email=values["email"],
        )


class InvitationForm(PlainForm):
    """Whom a member invites."""

    name = name_field(gettext_lazy("受邀人姓名"))
    phone = mobile_field()


class AcceptForm(NewPasswordMixin, PlainForm):
    """What the invited person chooses."""

    name = name_field(gettext_lazy("您的姓名"))
    username = UsernameField()
    password = PasswordField(new=True, help_text=PASSWORD_HELP)
    password_again = PasswordField(new=True, label=gettext_lazy("确认密码"))
