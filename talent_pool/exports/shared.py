"""What the three workbooks of the pool have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import timezone

from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import Download, Exporter, Selection, export
from cqo_registry.core.spreadsheets.columns import Column


def workbook(
    rows: Any,
    exporter: Exporter,
    columns: Sequence[Column],
    printed: Callable[[], Iterable[tuple[Any, ...]]],
    *,
    title: str,
    area: str,
    criteria: Sequence[Criterion],
    action: str,
) -> Download:
    """The filtered rows as they stand today, with the line ``action`` in the trail."""
    selection = Selection(
        filings=rows,
        title=title,
        area=area,
        as_of=timezone.localdate(),
        about=title,
        criteria=criteria,
        facts={"what": rows.model._meta.model_name},
        action=action,
    )
    return export(selection, exporter, columns, printed)
