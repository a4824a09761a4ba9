"""Sentences about filings: scope, whose turn, lateness, and the two ledgers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Generic, Literal, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.enums import Role
from cqo_registry.core.rows import VersionedQuerySet, refuse_stale
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from cqo_registry.core.viewer import Viewer
from cqo_registry.directory.models import Authority, EnterpriseTransfer
from cqo_registry.directory.models.transfer import TransferQuerySet
from filings.enums import TIMED_CHANGES, FilingKind, FilingSource, FilingStatus

Row = TypeVar("Row", bound=models.Model)  # only ever Filing, which imports this
Tier = Literal["prefecture", "region"]
OPEN = (FilingStatus.DRAFT, FilingStatus.SUBMITTED, FilingStatus.RETURNED)
IN_LEDGER = (FilingStatus.ACCEPTED, FilingStatus.FORWARDED, FilingStatus.QUERIED, FilingStatus.RECORDED)


class FilingSentences(VersionedQuerySet[Row], Generic[Row]):
    """Every list, count and export starts with ``visible_to``."""

    def visible_to(self, user: Viewer) -> Self:
        """The rows this user may know exist; every list, count, export, search and mail starts here."""
        match user.role:
            case Role.REGION_OFFICER | Role.AUDITOR:
                return self.exclude(status=FilingStatus.DRAFT)
            case Role.PREFECTURE_OFFICER if user.authority_id:
                # A paper form the office types in is its own draft; a moved enterprise brings its history.
                seen = ~Q(status=FilingStatus.DRAFT) | Q(source=FilingSource.PAPER)
                own = Q(authority=user.authority_id) | Q(enterprise__authority=user.authority_id)
                return self.filter(seen, own)
            case Role.ENTERPRISE_FILER if user.enterprise_id:
                return self.filter(enterprise=user.enterprise_id)
        return self.none()

    def lock(self, pk: int, *, version: int | None = None) -> Row:
        """The row under its lock. Raises ``Stale`` when it moved on since ``version`` was shown.

        Raises ``Refused`` when it is gone: a draft may be discarded while another page of it is open.
        """
        filing = self.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if filing is None:
            raise Refused(Verdict((Reason("gone", _("这份草稿已被删除。")),)))
        refuse_stale(filing, version)
        return filing

    def open(self) -> Self:
        """Those not decided yet."""
        return self.filter(status__in=OPEN)

    def awaiting_decision(self) -> Self:
        """Submitted: the office's turn."""
        return self.filter(status=FilingStatus.SUBMITTED)

    def awaiting_forwarding(self) -> Self:
        """Accepted and not yet reported to the region (Art. 14)."""
        return self.filter(status=FilingStatus.ACCEPTED)

    def awaiting_record(self) -> Self:
        """Forwarded and not yet in the regional ledger."""
        return self.filter(status=FilingStatus.FORWARDED)

    def overdue(self, *, on: date) -> Self:
        """Reported after the day they were due, or not yet and past it; only K1 and K2 ever are (Art. 14).

        A filing sent back counts as reported until its time to correct runs out (domain §1.7), a paper
        form on the day it came in, also while the office still types it.
        """
        untyped = Q(reported_at__isnull=True)
        unreported = untyped & Q(paper_received_on__isnull=True)
        lapsed = Q(status=FilingStatus.RETURNED, correct_by__lt=on)
        late = Q(unreported | lapsed, due_on__lt=on) | Q(reported_at__date__gt=F("due_on"))
        late |= untyped & Q(paper_received_on__gt=F("due_on"))
        timed = Q(change_types__overlap=[str(value) for value in TIMED_CHANGES])
        return self.filter(late, timed, due_on__isnull=False).exclude(status=FilingStatus.WITHDRAWN)

    def past_decision_target(self, *, on: date) -> Self:
        """Waiting for the office longer than its five working days (a target, not a deadline)."""
        return self.awaiting_decision().filter(decide_by__lt=on)

    def ledger(self, tier: Tier, *, as_of: date) -> Self:
        """One tier's ledger at the end of ``as_of``: each enterprise's latest filing, unless it is a removal.

        The prefecture's follows at acceptance, the region's when it records (Art. 14, decision D22): a
        CQO replaced in the one stays in the other until then. An enterprise deregistered by then has none.
        """
        entered = "accepted_at" if tier == "prefecture" else "recorded_at"
        until = day_end(as_of)
        later = self.model._default_manager.filter(
            Q(accepted_at__gt=OuterRef("accepted_at"))
            | Q(accepted_at=OuterRef("accepted_at"), id__gt=OuterRef("id")),
            enterprise=OuterRef("enterprise"),
            **{f"{entered}__lt": until},
        )
        gone = Q(enterprise__deregistered_on__isnull=False, enterprise__deregistered_on__lte=as_of)
        return self.filter(~Exists(later), appointment__isnull=False, **{f"{entered}__lt": until}).exclude(
            Q(kind=FilingKind.REMOVAL) | gone
        )

    def unrecorded(self, *, as_of: date) -> Self:
        """How the two ledgers differ at the end of ``as_of``: accepted by then and not recorded (D22).

        What a later filing of the enterprise, recorded by then, has overtaken makes no difference any more.
        """
        until = day_end(as_of)
        overtaken = self.model._default_manager.filter(
            enterprise=OuterRef("enterprise"),
            accepted_at__gt=OuterRef("accepted_at"),
            recorded_at__lt=until,
        )
        gone = Q(enterprise__deregistered_on__isnull=False, enterprise__deregistered_on__lte=as_of)
        pending = Q(recorded_at__isnull=True) | Q(recorded_at__gte=until)
        return self.filter(pending, ~Exists(overtaken), accepted_at__lt=until).exclude(gone)

    def with_moves(self) -> Self:
        """With ``moved_from``: the office that began with it, for who has it since a move (decision D14)."""
        moves = EnterpriseTransfer.objects.confirmed().filter(
            enterprise=OuterRef("enterprise"),
            destination=OuterRef("authority"),
            decided_at__gte=OuterRef("submitted_at"),
        )
        return self.annotate(
            moved_from=Subquery(moves.order_by("-decided_at").values("origin__short_name")[:1])
        )

    def by_office(self, *, as_of: date) -> Self:
        """With ``office`` (an id), its code, name and order: whose area the enterprise was in that day.

        A ledger follows the enterprise, and a later move never changes a past one (decision D14): the
        office is the one that the first move after ``as_of`` led away from, or today's.
        """
        office = Authority.objects.filter(pk=OuterRef("office"))
        return self.annotate(office=self._office(as_of)).annotate(
            office_code=Subquery(office.values("code")[:1]),
            office_name=Subquery(office.values("short_name")[:1]),
            office_order=Subquery(office.values("order")[:1]),
        )

    def _office(self, as_of: date) -> Any:
        """Today's, unless the day is past and a move came later."""
        today = F("enterprise__authority")
        if as_of >= timezone.localdate():
            return today
        later = _moved_after(as_of).filter(enterprise=OuterRef("enterprise"))
        left = Subquery(later.order_by("decided_at", "id").values("origin")[:1])
        return Coalesce(left, today, output_field=models.BigIntegerField())

    def in_area_of(self, user: Viewer, *, as_of: date) -> Self:
        """What lay in the user's area on a day: the scope of the ledgers, which outlast a move (D14)."""
        filings = self.by_office(as_of=as_of)
        if user.sees_region:
            return filings
        return filings.at_office(user.authority_id, as_of=as_of) if user.is_officer else filings.none()

    def at_office(self, authority_id: int | None, *, as_of: date) -> Self:
        """Of the rows ``by_office``, those of one office: who is there and stayed, and who moved away since.

        Said so, and not as ``office`` alone, the database expects many rows and reads a page, not the office.
        """
        there = Q(enterprise__authority=authority_id)
        if as_of >= timezone.localdate():
            return self.filter(there)
        moved = _moved_after(as_of)
        stayed = there & ~Q(enterprise__in=moved.values("enterprise"))
        away = Q(enterprise__in=moved.filter(origin=authority_id).values("enterprise"), office=authority_id)
        return self.filter(stayed | away)

    def vacancies(self, *, as_of: date) -> Self:
        """The removal filings after which nobody was put into office by then: 岗位空缺 (Art. 14, K2)."""
        later = self.model._default_manager.filter(
            enterprise=OuterRef("enterprise"),
            accepted_at__gt=OuterRef("accepted_at"),
            accepted_at__lt=day_end(as_of),
        )
        gone = Q(enterprise__deregistered_on__isnull=False, enterprise__deregistered_on__lte=as_of)
        return (
            self.filter(kind=FilingKind.REMOVAL, accepted_at__lt=day_end(as_of))
            .filter(~Exists(later))
            .exclude(gone)
        )

    def for_list(self) -> Self:
        """With what every list row prints, in one query."""
        return self.select_related("enterprise", "authority", "county", "claimed_by").defer(*HEAVY)


HEAVY = ("identity_sealed", "verdict", "quality_work", "production_sites")


def _moved_after(day: date) -> TransferQuerySet:
    """The moves confirmed after the end of a day."""
    return EnterpriseTransfer.objects.confirmed().filter(decided_at__gte=day_end(day))


def day_end(day: date) -> datetime:
    """Midnight after ``day`` in Beijing time: the day ends at 24:00 (Art. 14)."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
