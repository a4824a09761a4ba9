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
from filings.models.filing import FilingQuerySet
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


def standing(span: Span) -> QuerySet[Enterprise]:
    """The enterprises on file that were not deregistered by the last day (decision D29)."""
    known = Enterprise.objects.filter(created_at__lt=span.until).annotate(office=office_at(span.until))
    return known.filter(~Exists(_ends(span).filter(details__on__lte=span.last_day.isoformat())))


def deregistered(span: Span) -> QuerySet[Enterprise]:
    """Those whose day of deregistration lies in the period, with ``gone_on``; entered by ``as_of``."""
    inside = _ends(span).filter(details__on__range=(span.start.isoformat(), span.last_day.isoformat()))
    said = inside.annotate(said=KT("details__on")).values("said")
    known = Enterprise.objects.filter(Exists(inside), created_at__lt=span.as_of)
    return known.annotate(office=office_at(span.until), gone_on=Subquery(said[:1]))


def _ends(span: Span) -> QuerySet[AuditEvent]:
    """The line that ended an enterprise, if it was the last word on that by then; at most one."""
    later = AuditEvent.objects.filter(
        target_type=OuterRef("target_type"),
        target_id=OuterRef("target_id"),
        action__in=(GONE, BACK),
        id__gt=OuterRef("id"),
        at__lt=span.as_of,
    )
    return events(Enterprise, GONE).filter(~Exists(later), at__lt=span.as_of)


def with_categories(enterprises: QuerySet[Enterprise], moment: datetime) -> QuerySet[Enterprise]:
    """With ``categories_then``: those of the newest profile on file (Art. 4).

    That is mostly today's, which a join finds; only where it came later the older ones are searched.
    """
    known = EnterpriseProfile.objects.filter(enterprise=OuterRef("pk"), created_at__lt=moment)
    letters = ArrayField(models.CharField(max_length=1))
    newest = Subquery(known.order_by("-id").values("categories")[:1], output_field=letters)
    todays = When(profile__created_at__lt=moment, then=F("profile__categories"))
    return enterprises.annotate(categories_then=Case(todays, default=newest, output_field=letters))


def of_category(enterprises: QuerySet[Any], category: str = "") -> QuerySet[Enterprise]:
    """Targets, or those that count under one of L, C, S: L before C before S (Art. 4)."""
    if not category:
        return enterprises.filter(categories_then__overlap=["L", "C", "S"])
    earlier = list("LCS".partition(category)[0])
    found = enterprises.filter(categories_then__contains=[category])
    return found.exclude(categories_then__overlap=earlier) if earlier else found


def accepted(span: Span) -> FilingQuerySet:
    """The filings accepted by the moment, with the office that accepted them: theirs whoever moves later."""
    return Filing.objects.filter(accepted_at__lt=span.until).annotate(office=F("authority"))


def latest(span: Span, enterprises: QuerySet[Enterprise] | None = None) -> FilingQuerySet:
    """Each standing enterprise's newest accepted filing: it tells who holds the post, or that none does.

    It counts where the enterprise was at the moment (decision D14). ``enterprises`` are some of the standing.
    """
    among = standing(span) if enterprises is None else enterprises
    newest = Filing.objects.filter(enterprise=OuterRef("enterprise"), accepted_at__lt=span.until)
    first = Subquery(newest.order_by("-accepted_at", "-id").values("pk")[:1])
    filings = Filing.objects.filter(accepted_at__lt=span.until, pk=first, enterprise__in=among.values("pk"))
    return filings.annotate(office=office_at(span.until, "enterprise"))


def ledger(span: Span, enterprises: QuerySet[Enterprise] | None = None) -> FilingQuerySet:
    """The prefecture ledger at the moment."""
    return latest(span, enterprises).exclude(kind=FilingKind.REMOVAL)


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
