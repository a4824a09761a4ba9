"""ReceiptCheck: each look at the public verification page (decision D24)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from filings.enums import ReceiptState
from filings.models.filing import Filing


class ReceiptCheck(models.Model):
    """One check of a receipt's code, with a keyed hash of the address it came from; nothing personal."""

    filing = models.ForeignKey(
        Filing, models.PROTECT, null=True, blank=True, related_name="receipt_checks", verbose_name=_("备案")
    )
    code = models.CharField(_("查验码"), max_length=40)
    result = models.CharField(_("结果"), max_length=10, choices=ReceiptState.choices)
    at = models.DateTimeField(_("查验时间"), auto_now_add=True)
    address_hash = models.CharField(_("来源地址索引"), max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("回执查验")
        indexes = [models.Index(fields=["address_hash", "-at"], name="receipt_check_by_address")]

    def __str__(self) -> str:
        return self.code
