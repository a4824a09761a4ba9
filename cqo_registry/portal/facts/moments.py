"""What stood in the register right before a moment, although it has changed since.

Most facts carry their own time. Three do not, and are read from the audit trail, which nobody can
change: a deregistration taken back, a due date counted anew, an activity amended or struck out.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from cqo_registry.audit.models import AuditEvent
from cqo_registry.directory.models import Enterprise, EnterpriseProfile, EnterpriseTransfer
from cqo_registry.portal.facts.span import Span
from filings.enums import FilingKind
from filings.models import Filing
from filings.models.filing_queryset import FilingQuerySet
from training.models import Activity

GONE, BACK = "enterprise.deregister", "enterprise.reinstate"
STRUCK, RESTORED = "activity.strike", "activity.restore"


def events(model: type[models.Model], *actions: str) -> QuerySet[AuditEvent]:
    """The lines of the trail about the row of an outer query."""
    return AuditEvent.objects.filter(
        target_type=model._meta.label_lower,
        target_id=Cast(OuterRef("pk"), models.CharField()),
        action__in=actions,
    )


def office_at(moment: datetime, enterprise: str = "", office: str = "authority") -> Any:
    """The office an enterprise was in: the one its first later move led away from, else today's (D14)."""
    later = EnterpriseTransfer.objects.confirmed().filter(
        enterprise=OuterRef(enterprise or "pk"), decided_at__gte=moment
    )
    today = f"{enterprise}__{office}" if enterprise else office
    left = Subquery(later.order_by("decided_at", "id").values("origin")[:1])
    return Coalesce(left, F(today), output_field=models.BigIntegerField())


def _last(span: Span, value: Any) -> Subquery:
    """What the newest line on deregistration said that had been written by then."""
    lines = events(Enterprise, GONE, BACK).filter(at__lt=span.as_of).order_by("-id")
    return Subquery(lines.annotate(said=value).values("said")[:1], output_field=models.CharField())


def standing(span: Span) -> QuerySet[Enterprise]:
    """The enterprises on file that were not deregistered by the last day (decision D29)."""
    return _with_end(span).exclude(gone_by=GONE, gone_on__lte=span.last_day.isoformat())


def deregistered(span: Span) -> QuerySet[Enterprise]:
    """Those whose day of deregistration lies in the period."""
    days = (span.start.isoformat(), span.last_day.isoformat())
    return _with_end(span).filter(gone_by=GONE, gone_on__range=days)


def _with_end(span: Span) -> QuerySet[Any]:
    ends = {
        "gone_by": Coalesce(_last(span, F("action")), Value("")),
        "gone_on": _last(span, KT("details__on")),
    }
    known = Enterprise.objects.filter(created_at__lt=span.until).annotate(**ends)
    return known.annotate(office=office_at(span.until))


def with_categories(enterprises: QuerySet[Enterprise], moment: datetime) -> QuerySet[Enterprise]:
    """With ``categories_then``: those of the newest profile on file (Art. 4)."""
    known = EnterpriseProfile.objects.filter(enterprise=OuterRef("pk"), created_at__lt=moment)
    letters = ArrayField(models.CharField(max_length=1))
    newest = Subquery(known.order_by("-id").values("categories")[:1], output_field=letters)
    return enterprises.annotate(categories_then=newest)


def of_category(enterprises: QuerySet[Any], category: str = "") -> QuerySet[Enterprise]:
    """Targets, or those that count under one of L, C, S: L before C before S (Art. 4)."""
    if not category:
        return enterprises.filter(categories_then__overlap=["L", "C", "S"])
    earlier = list("LCS".partition(category)[0])
    found = enterprises.filter(categories_then__contains=[category])
    return found.exclude(categories_then__overlap=earlier) if earlier else found


def accepted(span: Span) -> FilingQuerySet:
    """The filings accepted by the moment, with the office their enterprise was in then."""
    filings = Filing.objects.filter(accepted_at__lt=span.until)
    return filings.annotate(office=office_at(span.until, "enterprise"))


def latest(span: Span) -> FilingQuerySet:
    """Each standing enterprise's newest accepted filing: it tells who holds the post, or that none does."""
    newest = Filing.objects.filter(enterprise=OuterRef("enterprise"), accepted_at__lt=span.until)
    first = Subquery(newest.order_by("-accepted_at", "-id").values("pk")[:1])
    return accepted(span).filter(pk=first, enterprise__in=standing(span).values("pk"))


def ledger(span: Span) -> FilingQuerySet:
    """The prefecture ledger at the moment."""
    return latest(span).exclude(kind=FilingKind.REMOVAL)


def with_due_then(filings: FilingQuerySet, moment: datetime) -> FilingQuerySet:
    """With ``due_then``: the day shown then; a later line of the trail says what it was before."""
    later = events(Filing, "filing.recalculate").filter(at__gte=moment, details__due_on__isnull=False)
    was = Subquery(
        later.order_by("id").annotate(day=Cast(F("before"), models.DateField())).values("day")[:1],
        output_field=models.DateField(),
    )
    return filings.annotate(due_then=Coalesce(was, F("due_on")))


def activities(span: Span) -> QuerySet[Activity]:
    """Those on file, standing and held in the period, by what the trail said then (Art. 18)."""
    lines = events(Activity, STRUCK, RESTORED)
    last = Subquery(lines.filter(at__lt=span.as_of).order_by("-id").values("action")[:1])
    unmarked = Case(
        When(Q(struck_at__lt=span.as_of) & ~Exists(lines), then=Value(STRUCK)), default=Value(RESTORED)
    )
    amended = events(Activity, "activity.amend").filter(
        at__gte=span.as_of, details__changed__has_key="held_on"
    )
    was = amended.order_by("id").annotate(day=Cast(KT("details__changed__held_on__0"), models.DateField()))
    found = Activity.objects.filter(created_at__lt=span.as_of).annotate(
        mark=Coalesce(last, unmarked, output_field=models.CharField()),
        held_then=Coalesce(Subquery(was.values("day")[:1], output_field=models.DateField()), F("held_on")),
        office=F("authority"),
    )
    return found.filter(mark=RESTORED, held_then__range=(span.start, span.last_day))
