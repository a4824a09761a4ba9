"""The form under which a roster goes out with full identity numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

REASON_MAX = 300


class RosterForm(forms.Form):
    """Ticked and with a reason the numbers are complete; not ticked they are masked as ever."""

    identities = forms.BooleanField(
        label=_("包含完整证件号码"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    reason = forms.CharField(
        label=_("导出理由"),
        max_length=REASON_MAX,
        required=False,
        help_text=_("导出完整证件号码须写明理由，理由和导出记录会写入审计日志。"),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def clean(self) -> dict[str, Any]:
        """A reason is asked for exactly when the numbers are."""
        values = super().clean() or {}
        if values.get("identities") and not values.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("请写明导出完整证件号码的理由。"))
        return values
