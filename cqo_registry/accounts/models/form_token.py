"""One-time form tokens: a repeated POST returns the first result."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FormToken(models.Model):
    """The mark a served form leaves when its POST took effect; unique, so a second POST finds it."""

    token = models.UUIDField(_("表单标识"), unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    location = models.CharField(_("结果页面"), max_length=300)
    created_at = models.DateTimeField(_("提交时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("表单标识")

    def __str__(self) -> str:
        return str(self.token)
