"""The list 未参训 as a workbook (Art. 16, decision D25)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.casework import spelling
from cqo_registry.casework.criteria import Criterion
from cqo_registry.casework.download import CHUNK, Download, Exporter, Selection, export
from cqo_registry.casework.exporting import LIST_EXPORT
from cqo_registry.core.spreadsheets.columns import DATE, WHOLE, Column
from training.facts.untrained import explained

TITLE = _("未参训首席质量官")
UNTRAINED = (
    Column(_("序号"), "number", width=7, format=WHOLE),
    Column(_("备案机关"), "office", width=12),
    Column(_("企业名称"), "enterprise", width=32),
    Column(_("统一社会信用代码"), "uscc", width=21),
    Column(_("首席质量官"), "cqo", width=14),
    Column(_("手机号码"), "phone", width=15),
    Column(_("备案编号"), "filing_no", width=24),
    Column(_("首次备案日期"), "filed_on", width=13, format=DATE),
    Column(_("满12个月日期"), "since", width=13, format=DATE),
    Column(_("列入原因"), "why", width=40),
    Column(_("最近邀请"), "invited", width=32),
    Column(_("邀请日期"), "invited_on", width=12, format=DATE),
)


def untrained_list(
    appointments: Any, exporter: Exporter, *, as_of: date, area: str, criteria: Sequence[Criterion] = ()
) -> Download:
    """The posts of the list as filtered, with why each is on it."""
    selection = Selection(
        filings=appointments,
        title=str(TITLE),
        area=area,
        as_of=as_of,
        about=str(TITLE),
        criteria=criteria,
        facts={"what": "untrained", "as_of": as_of.isoformat()},
        action=LIST_EXPORT,
    )
    return export(selection, exporter, UNTRAINED, lambda: _rows(appointments))


def _rows(appointments: Any) -> Iterator[tuple[Any, ...]]:
    ordered = appointments.order_by("authority__order", "filed_at", "pk")
    found, number = ordered.iterator(chunk_size=CHUNK), 0
    while chunk := list(islice(found, CHUNK)):
        for row in explained(chunk):
            number += 1
            held, sent = row.appointment, row.invited
            yield (
                number,
                held.authority.short_name,
                held.enterprise.name,
                held.enterprise.uscc,
                held.person.name,
                held.person.phone,
                held.filing_no,
                row.filed_on,
                row.since,
                row.why,
                sent.session.title if sent else "",
                spelling.day(sent.sent_at) if sent else None,
            )
