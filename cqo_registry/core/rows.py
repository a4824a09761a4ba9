"""Versioned rows: read under their lock, refused when they moved on since a page showed them."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.errors import Stale

M = TypeVar("M", bound=models.Model)


def next_id(model: type[models.Model]) -> int:
    """An id that nobody else will get, for a row that must know it before it is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        found: int = cursor.fetchone()[0]
    return found


def refuse_stale(row: Any, version: int | None) -> None:
    """Raise ``Stale`` when the row moved on since ``version`` was shown."""
    if version is not None and row.version != version:
        raise Stale(row)


class VersionedQuerySet(models.QuerySet[M], Generic[M]):
    """A QuerySet of rows with a ``version``."""

    def lock(self, pk: int, *, version: int | None = None) -> M:
        """The row under its lock; raises ``Stale`` when it moved on since ``version`` was shown."""
        row = self.select_for_update(of=("self",), no_key=True).get(pk=pk)
        refuse_stale(row, version)
        return row


def rows_of(model: type[M]) -> VersionedQuerySet[M]:
    """All rows of a model that has versions; raises ``TypeError`` for one that has none."""
    rows = model._default_manager.all()
    if not isinstance(rows, VersionedQuerySet):
        raise TypeError(f"{model._meta.label} has no versions")
    return rows


class Versioned(models.Model):
    """A row that counts its changes, so that nobody overwrites what they have not seen."""

    version = models.PositiveIntegerField(_("版本"), default=1)

    class Meta:
        abstract = True
