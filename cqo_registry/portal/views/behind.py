"""The list behind a figure: exactly the rows that were counted, why, and the way to each (Art. 19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cqo_registry.accounts.models import User
from cqo_registry.core.spreadsheets.columns import WHOLE, Column
from cqo_registry.portal.facts.areas import Area
from cqo_registry.portal.facts.sources import SOURCES
from cqo_registry.portal.facts.span import Span
from cqo_registry.portal.rules.indicators import Indicator

COLUMNS = (
    Column(gettext_lazy("序号"), "number", width=7, format=WHOLE),
    Column(gettext_lazy("企业或事项"), "title", width=36),
    Column(gettext_lazy("机关"), "office", width=14),
    Column(gettext_lazy("计入原因"), "why", width=44),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One counted row: what it is, for which office it counts, why, and where the reader may open it."""

    title: str
    office: str
    why: str
    url: str


def rows_behind(indicator: Indicator, area: Area, span: Span) -> QuerySet[Any]:
    """The rows an indicator counts in an area; its count is the figure."""
    found = SOURCES[indicator.code](span).filter(office__in=area.members)
    related = RELATED.get(found.model._meta.model_name, ())
    return found.select_related(*related) if related else found


def line(row: Any, offices: dict[int, str]) -> Line:
    """A row in words."""
    title, why, url = SHOWN[row._meta.model_name](row)
    return Line(title, offices.get(row.office, ""), why, url)


def lines(rows: Sequence[Any], offices: dict[int, str], user: User) -> list[Line]:
    """Rows in words for one reader; a row of another office is named without the way to its page.

    A prefecture's figure holds its zone's rows (其中) and, of a day gone by, enterprises that have moved.
    """
    pages = [row.session if row._meta.model_name == "enrolment" else row for row in rows]
    may_open: set[int] = set()
    if pages:
        found = type(pages[0])._default_manager.visible_to(user)
        may_open = set(found.filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
    told = [line(row, offices) for row in rows]
    return [
        each if page.pk in may_open else replace(each, url="") for each, page in zip(told, pages, strict=True)
    ]


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def _enterprise(row: Any) -> tuple[str, str, str]:
    if hasattr(row, "gone_on"):
        return row.name, _("注销日期 %s") % row.gone_on, row.get_absolute_url()
    letters = "、".join(row.categories_then)
    return row.name, _("存续，产品类别 %s") % letters, row.get_absolute_url()


def _filing(row: Any) -> tuple[str, str, str]:
    said = [row.filing_no, row.get_kind_display(), _("备案 %s") % _day(row.accepted_at)]
    if row.effective_on and not row.is_change:
        days = (timezone.localdate(row.reported_at) - row.effective_on).days
        said.append(_("任命 %(day)s，%(days)d 天后报送") % {"day": row.effective_on, "days": days})
    due = getattr(row, "due_then", None)
    if due:
        said.append(_("报送 %(day)s，期限 %(due)s") % {"day": _day(row.reported_at), "due": due})
    return row.enterprise.name, "；".join(said), row.get_absolute_url()


def _activity(row: Any) -> tuple[str, str, str]:
    why = f"{row.get_kind_display()}；{_('举办 %s') % row.held_then}"
    return row.title, why, row.get_absolute_url()


def _experience(row: Any) -> tuple[str, str, str]:
    said = [_("报送 %s") % _day(row.reported_at)]
    if row.published_at:
        said.append(_("发布 %s") % _day(row.published_at))
    return row.title, "；".join(said), row.get_absolute_url()


def _membership(row: Any) -> tuple[str, str, str]:
    return row.person.name, _("入库 %s") % _day(row.admitted_at), row.get_absolute_url()


def _session(row: Any) -> tuple[str, str, str]:
    return row.title, f"{row.number}；{_('结业 %s') % _day(row.completed_at)}", row.get_absolute_url()


def _enrolment(row: Any) -> tuple[str, str, str]:
    why = _("%(kind)s，参加“%(session)s”") % {"kind": row.get_kind_display(), "session": row.session.title}
    return row.enterprise.name, why, row.session.get_absolute_url()


SHOWN: dict[str | None, Callable[[Any], tuple[str, str, str]]] = {
    "enterprise": _enterprise,
    "filing": _filing,
    "activity": _activity,
    "experience": _experience,
    "membership": _membership,
    "trainingsession": _session,
    "enrolment": _enrolment,
}
RELATED: dict[str | None, tuple[str, ...]] = {
    "filing": ("enterprise",),
    "membership": ("person",),
    "enrolment": ("enterprise", "session"),
}
