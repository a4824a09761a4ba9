"""KeyCanary: a known text under each key of the site, opened before anybody's number is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.crypto import Place


class KeyCanary(models.Model):
    """What a key has sealed here; the key may not leave the ring while values under it remain."""

    key_id = models.CharField(_("密钥编号"), max_length=32, unique=True)
    sealed = models.TextField(_("密文"), editable=False)
    index = models.CharField(_("索引"), max_length=64, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("密钥样本")

    def __str__(self) -> str:
        return self.key_id

    @property
    def place(self) -> Place:
        """Where the text is sealed."""
        return Place.of(self, "sealed")
