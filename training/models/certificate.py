"""CertificateCheck: each look at the public page that verifies a training certificate (Art. 16)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from training.models.enrolment import Enrolment


class CertificateCheck(models.Model):
    """One check of a certificate's code, with a keyed hash of the address it came from; nothing personal."""

    enrolment = models.ForeignKey(
        Enrolment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="certificate_checks",
        verbose_name=_("参训人员"),
    )
    code = models.CharField(_("查验码"), max_length=40)
    at = models.DateTimeField(_("查验时间"), auto_now_add=True)
    address_hash = models.CharField(_("来源地址索引"), max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = _("证书查验")
        indexes = [models.Index(fields=["address_hash", "-at"], name="certificate_check_by_address")]

    def __str__(self) -> str:
        return self.code
