"""The system administrator's forms and filters."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts import policies
from cqo_registry.accounts.actions.managing import Account
from cqo_registry.accounts.enums import RegistrationStatus, Role
from cqo_registry.accounts.forms.base import CheckedField, PlainForm, UsernameField
from cqo_registry.accounts.forms.membership import name_field
from cqo_registry.accounts.models import Registration, User
from cqo_registry.core.identifiers import check_uscc
from cqo_registry.directory.models import Authority, Enterprise


def _authority_choices() -> list[tuple[str, Any]]:
    return [("", _("无")), *Authority.objects.order_by("order").values_list("code", "short_name")]


class UserForm(PlainForm):
    """Who an account belongs to, and the role with the one body it is paired with."""

    name = name_field(gettext_lazy("姓名"))
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        choices=[("", gettext_lazy("请选择")), *Role.choices],
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择角色。")},
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("所属机构"),
        choices=_authority_choices,
        required=False,
        help_text=gettext_lazy("地市局和自治区局工作人员必选，其他角色选“无”。"),
        error_messages={"invalid_choice": gettext_lazy("请从列表中选择机构。")},
    )
    uscc = CheckedField(
        check=check_uscc,
        label=gettext_lazy("所属企业的统一社会信用代码"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("仅企业备案人员填写；企业须已在名录中。"),
    )

    def clean_authority(self) -> Authority | None:
        """The authority of the chosen code."""
        return Authority.objects.filter(code=self.cleaned_data["authority"]).first()

    def clean_uscc(self) -> Enterprise | None:
        """The enterprise of the directory with this code."""
        uscc = self.cleaned_data["uscc"]
        enterprise = Enterprise.objects.filter(uscc=uscc).first()
        if uscc and enterprise is None:
            raise ValidationError(_("名录中没有这家企业，请核对代码，或请备案机关先导入名录。"))
        return enterprise

    def clean(self) -> dict[str, Any]:
        """Role and body belong together."""
        values = super().clean() or self.cleaned_data
        if {"role", "authority", "uscc"} <= values.keys():
            self.add_reasons(policies.paired(values["role"], values["authority"], values["uscc"]))
        return values

    def account(self) -> Account:
        """The values for the action, once the form is valid."""
        values = self.cleaned_data
        return Account(values["name"], values["role"], values["authority"], values["uscc"])


class NewUserForm(UserForm):
    """A new account: its user name too; the password is made by the system."""

    username = UsernameField()
    field_order = ["username", "name", "role", "authority", "uscc"]


class EditUserForm(UserForm):
    """An account and whether it may sign in."""

    is_active = forms.BooleanField(
        label=gettext_lazy("启用（取消勾选即停用，停用后立即不能登录）"), required=False
    )


class ReasonForm(PlainForm):
    """Why something is done."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)


class UserFilter(django_filters.FilterSet):
    """Accounts by word, role, office and state."""

    q = django_filters.CharFilter(label=gettext_lazy("用户名、姓名或企业"), method="by_word", max_length=100)
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("角色"), choices=Role.choices, empty_label=gettext_lazy("全部")
    )
    authority = django_filters.ModelChoiceFilter(
        label=gettext_lazy("机构"),
        queryset=Authority.objects.order_by("order"),
        to_field_name="code",
        empty_label=gettext_lazy("全部"),
    )
    active = django_filters.ChoiceFilter(
        label=gettext_lazy("状态"),
        field_name="is_active",
        choices=[("True", gettext_lazy("启用")), ("False", gettext_lazy("停用"))],
        empty_label=gettext_lazy("全部"),
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_word(self, queryset: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Accounts whose user name, name, enterprise or its code holds the word."""
        return queryset.filter(
            Q(username__icontains=value)
            | Q(name__icontains=value)
            | Q(enterprise__name__icontains=value)
            | Q(enterprise__uscc__iexact=value)
        )


class RegistrationFilter(django_filters.FilterSet):
    """Registrations by state and word."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("状态"), choices=RegistrationStatus.choices, empty_label=gettext_lazy("全部")
    )
    q = django_filters.CharFilter(label=gettext_lazy("企业名称或信用代码"), method="by_word", max_length=100)

    class Meta:
        model = Registration
        fields: list[str] = []

    def by_word(self, queryset: QuerySet[Registration], name: str, value: str) -> QuerySet[Registration]:
        """Registrations whose enterprise's name or code holds the word."""
        return queryset.filter(Q(enterprise_name__icontains=value) | Q(uscc__icontains=value))
