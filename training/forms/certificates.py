"""The code of a certificate as people type it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from filings.forms.verifying import CodeForm


class CertificateCodeForm(CodeForm):
    """The code printed beside the QR code of a certificate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "印在培训合格证书二维码旁，16 位字母和数字，不区分大小写，可以不输入横线。"
        )
