"""The list of training institutions as a workbook, exactly as it is filtered on the page (Art. 16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import CHUNK, Download, Exporter, Selection, export
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from training.facts.institutions import commission_of
from training.models.institution import InstitutionQuerySet
from training.rules.commissions import STANDINGS, standing

TITLE = _("培训机构清单")

LISTING = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("机构名称"), "name", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("联系人"), "contact", width=12),
    Column(_("联系电话"), "phone", width=15),
    Column(_("承担的培训"), "scope", width=36),
    Column(_("委托开始日期"), "first", width=13, format=DATE),
    Column(_("委托截止日期"), "last", width=13, format=DATE),
    Column(_("提前终止日期"), "ended", width=13, format=DATE),
    Column(_("终止原因"), "reason", width=28),
    Column(_("资质材料份数"), "papers", width=12, format=WHOLE),
    Column(_("委托状态"), "standing", width=12),
)


def institution_listing(
    institutions: InstitutionQuerySet, exporter: Exporter, *, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The institutions as their commissions stand today; raises ``Refused``."""
    today = timezone.localdate()
    selection = Selection(
        filings=institutions,
        title=str(TITLE),
        area=area,
        as_of=today,
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "training_institutions"},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, LISTING, lambda: _rows(institutions, today))


def _rows(institutions: InstitutionQuerySet, today: date) -> Iterator[tuple[Any, ...]]:
    papers = Count("documents", filter=Q(documents__removed_at__isnull=True))
    ordered: Any = institutions.annotate(papers=papers).order_by("-commissioned_on", "-pk")
    for number, row in enumerate(ordered.iterator(chunk_size=CHUNK), 1):
        yield (
            number,
            row.name,
            row.uscc,
            row.contact_person,
            row.contact_phone,
            row.scope,
            row.commissioned_on,
            row.valid_until,
            row.ended_on,
            row.end_reason,
            row.papers,
            str(STANDINGS[standing(commission_of(row), today)]),
        )
