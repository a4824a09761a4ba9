"""Forms of an enterprise's moves: to another office, out of the register and back, under a head office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.forms.base import CheckedField, PlainForm
from cqo_registry.casework.fields import DayField, field_of, offer_rows
from cqo_registry.core.columns import length_of
from cqo_registry.core.identifiers import check_uscc
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseTransfer

REASON_MAX = length_of(EnterpriseTransfer, "reason")
WHY_GONE_MAX = length_of(Enterprise, "deregistration_reason")
NOT_LISTED = _("请从列表中选择。")


def _why(label: Any, limit: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


def _counties() -> QuerySet[County]:
    return County.objects.select_related("authority").order_by("authority__order", "code")


class CountyField(forms.ModelChoiceField):
    """A county beside the office that files for it; may be left open."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=_counties(),
            required=False,
            empty_label=_("未确定，由接收机关填写"),
            error_messages={"invalid_choice": NOT_LISTED},
            **options,
        )

    def label_from_instance(self, obj: County) -> str:
        """As ``日喀则市 桑珠孜区``."""
        return f"{obj.authority.short_name} {obj.name}"


class TransferForm(PlainForm):
    """Where the enterprise goes, and why."""

    destination = forms.ModelChoiceField(
        label=_("接收机关"),
        queryset=Authority.objects.none(),
        empty_label=_("请选择"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    county = CountyField(label=_("新住所所在区县（选填）"))
    reason = _why(_("移交原因"), REASON_MAX, _("例如：住所迁入接收机关辖区。"))

    def __init__(self, *args: Any, enterprise: Enterprise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Authority.objects.filing_directly().exclude(pk=enterprise.authority_id)
        offer_rows(self, "destination", offices)


class ConfirmForm(PlainForm):
    """The receiver may say which of its counties the enterprise is in now."""

    county = CountyField(label=_("新住所所在区县（选填）"))

    def __init__(self, *args: Any, transfer: EnterpriseTransfer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["county"] = transfer.county_id
        field = field_of(self, "county", CountyField)
        field.queryset = _counties().filter(authority=transfer.destination)
        field.empty_label = _("暂不变更")


class DeclineForm(PlainForm):
    """Why the receiver leaves the enterprise where it is."""

    reason = _why(_("不予接收的理由"), REASON_MAX)


class DeregisterForm(PlainForm):
    """Since when the enterprise is gone, and why."""

    deregistered_on = DayField(label=_("注销日期"))
    reason = _why(_("注销原因"), WHY_GONE_MAX, _("例如：企业已办理注销登记，或已迁出自治区。"))


class ReinstateForm(PlainForm):
    """Why the deregistration is taken back."""

    reason = _why(_("恢复原因"), WHY_GONE_MAX)


class HeadOfficeForm(PlainForm):
    """The enterprise this one is a branch of, by its credit code; empty for none."""

    uscc = CheckedField(
        label=_("所属企业的统一社会信用代码"),
        check=check_uscc,
        required=False,
        max_length=40,
        help_text=_("所属企业须已在企业名录中；清空后保存，即取消分支机构登记。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    head: Enterprise | None = None

    def clean_uscc(self) -> str:
        """A code the directory knows; ``head`` is the enterprise."""
        code: str = self.cleaned_data["uscc"]
        if code:
            self.head = Enterprise.objects.filter(uscc=code).first()
            if self.head is None:
                raise forms.ValidationError(_("企业名录中没有这个代码，请核对，或先把所属企业列入名录。"))
        return code
