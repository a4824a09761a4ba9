"""The codes of papers as people type or scan them: a receipt's, and the hash of a printed form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.text import half_width
from filings.facts.papers import HASH_DIGITS
from filings.rules.receipts import tidy_code

_SCANNED = re.compile(r"CQO:(\d{1,18}):([0-9a-f]+)", re.IGNORECASE)


class CodeForm(forms.Form):
    """The code of a receipt; the cleaned ``code`` is written as printed."""

    code = forms.CharField(
        label=_("查验码"),
        max_length=60,
        help_text=_("印在备案回执二维码旁，16 位字母和数字，不区分大小写，可以不输入横线。"),
        error_messages={
            "required": _("请填写查验码。"),
            "max_length": _("查验码是 16 位字母和数字，请核对后重新填写。"),
        },
        widget=forms.TextInput(
            attrs={"class": "form-control code", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    use_required_attribute = False

    def clean_code(self) -> str:
        """The code in groups of four."""
        code = tidy_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("查验码是 16 位字母和数字（不含 0、1、I、L、O），请核对后重新填写。")
            )
        return code


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What stands on a printed form: its hash, and the filing if the QR code was scanned."""

    digest: str
    filing_pk: int | None


class PaperForm(forms.Form):
    """The hash of a printed form, typed or scanned; the cleaned ``paper`` is a ``PaperCode``."""

    paper = forms.CharField(
        label=_("纸质表上的校验码"),
        max_length=120,
        help_text=_("用扫码枪扫描备案表上的二维码，或输入二维码旁的 16 位校验码。"),
        error_messages={
            "required": _("请扫描二维码或输入校验码。"),
            "max_length": _("校验码是 16 位，由数字和字母 a 至 f 组成，请核对后重新输入。"),
        },
        widget=forms.TextInput(
            attrs={"class": "form-control code", "autocomplete": "off", "autofocus": True}
        ),
    )
    use_required_attribute = False

    def clean_paper(self) -> PaperCode:
        """A scanned code names its filing; a typed one only the hash."""
        text = half_width(self.cleaned_data["paper"])
        scanned = _SCANNED.fullmatch(text)
        digest = re.sub(r"[\s-]", "", scanned[2] if scanned else text).lower()
        if not re.fullmatch(rf"[0-9a-f]{{{HASH_DIGITS}}}", digest):
            raise forms.ValidationError(_("校验码是 16 位，由数字和字母 a 至 f 组成，请核对后重新输入。"))
        return PaperCode(digest, int(scanned[1]) if scanned else None)
