"""Person: one per identity number, never merged by name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.crypto import Place
from cqo_registry.core.names import tidy_name
from filings.enums import DocumentType


class PersonQuerySet(models.QuerySet["Person"]):
    """Sentences about persons."""

    def named(self, text: str) -> PersonQuerySet:
        """By any of the names, Han or Tibetan, written as names are stored."""
        name = tidy_name(text)
        return self.filter(
            Q(name__icontains=name) | Q(name_bo__icontains=name) | Q(other_names__icontains=name)
        )


class Person(models.Model):
    """A natural person; the number is sealed, found by a keyed blind index, shown masked."""

    document_type = models.CharField(
        _("证件类型"), max_length=16, choices=DocumentType.choices, default=DocumentType.IDENTITY_CARD
    )
    identity_sealed = models.TextField(_("证件号码（密文）"), editable=False)
    identity_index = models.CharField(_("证件号码索引"), max_length=64, unique=True, editable=False)
    identity_masked = models.CharField(_("证件号码"), max_length=40)
    name = models.CharField(_("姓名"), max_length=100)
    name_bo = models.CharField(_("藏文姓名"), max_length=200, blank=True)
    other_names = models.CharField(_("曾用名、别名"), max_length=200, blank=True)
    sex = models.CharField(_("性别"), max_length=6, blank=True)
    phone = models.CharField(_("手机号码"), max_length=30, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("人员")

    @property
    def identity_place(self) -> Place:
        """Where the identity number is sealed."""
        return Place.of(self, "identity_sealed")

    def __str__(self) -> str:
        # Without the name: the trail prints this and holds no personal data.
        return f"{self._meta.verbose_name} {self.pk}"
