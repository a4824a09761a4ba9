"""A register in which every indicator of the sheets counts something, reached through the real actions."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from cqo_registry.portal.facts.span import Span
from filings.models import Filing
from tests import factories
from tests.factories import enrolments, pool, promotion
from training.actions import sessions
from training.models import TrainingSession


def this_year() -> Span:
    """The current year as the register stands now."""
    year = timezone.localdate().year
    return Span(date(year, 1, 1), date(year, 12, 31), timezone.now())


def trained(filing: Filing) -> TrainingSession:
    """The CQO of a filing and one of the staff pass a session of the enterprise's office."""
    session = enrolments.begun_session(filing.authority.code)
    enrolments.graded(enrolments.cqo(session, filing))
    enrolments.graded(enrolments.staff(session, factories.filer(filing.enterprise)))
    # The class was yesterday: only then may it be completed.
    gone = timezone.localdate() - timedelta(days=1)
    TrainingSession.objects.filter(pk=session.pk).update(starts_on=gone, ends_on=gone, enrol_until=gone)
    session.refresh_from_db()
    return sessions.complete_session(session.pk, by=session.created_by, version=session.version)


def register() -> dict[str, Filing]:
    """Lhasa, its zone, Shigatse and the park, each with something to count."""
    lhasa = factories.recorded()
    zone = factories.accepted(factories.make_enterprise("LSJKQ"))
    factories.accepted(factories.make_enterprise("ZQ"))
    factories.make_enterprise("5402", products=[{"name": "电线", "category": "C"}])
    factories.make_enterprise("5402", products=[{"name": "头盔", "category": "S"}])
    factories.changed(factories.accepted(), "K2")
    factories.changed(factories.accepted(), "K1")
    trained(lhasa)
    promotion.activity()
    promotion.activity(by=factories.region_officer(email="second@example.cn"), kind="exchange")
    promotion.published()
    promotion.reported()
    pool.member()
    return {"lhasa": lhasa, "zone": zone}
