"""Recommendations in every state, reached through the real actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from cqo_registry.accounts.models import User
from filings.actions import replacing, reporting
from filings.models import Appointment, Filing, Replacement
from tests import factories


def in_office(filing: Filing | None = None) -> Appointment:
    """A CQO in office, of an accepted filing."""
    appointment = (filing or factories.accepted()).appointment
    assert appointment is not None
    return appointment


def clue(appointment: Appointment | None = None, *, by: User | None = None, **values: Any) -> Replacement:
    """A clue of the office."""
    appointment = appointment or in_office()
    given = {"grounds": ["conduct"], "finding": "备案承诺与查明的事实不符。", **values}
    by = by or factories.officer(appointment.enterprise.authority.code)
    return replacing.report_clue(appointment.pk, by=by, **given)


def reviewing(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A clue the region has taken up."""
    row = clue(appointment, **values)
    return replacing.review(row.pk, by=factories.region_officer(), version=row.version)


def issued(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A letter at the enterprise."""
    row = reviewing(appointment, **values)
    region = factories.region_officer()
    return replacing.issue(row.pk, by=region, version=row.version, letter_text=row.finding)


def overdue(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A letter whose term ended yesterday."""
    row = issued(appointment, **values)
    row.reply_by = timezone.localdate() - timedelta(days=1)
    row.save(update_fields=["reply_by"])
    return row


def replied(appointment: Appointment | None = None, *, reply: str = "refused", **values: Any) -> Replacement:
    """A letter the enterprise has answered."""
    row = issued(appointment, **values)
    by = factories.filer(row.enterprise)
    return replacing.reply(row.pk, by=by, version=row.version, reply=reply, reason="认为事实有出入。")


def unanswered(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A letter whose missed term the region has noted."""
    row = overdue(appointment, **values)
    return replacing.mark_unanswered(row.pk, by=factories.region_officer(), version=row.version)


def closed(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A matter the region closed after a refusal."""
    row = replied(appointment, **values)
    by = factories.region_officer()
    return replacing.close(row.pk, by=by, version=row.version, reason="企业理由成立，不再建议撤换。")


def dismissed(appointment: Appointment | None = None, **values: Any) -> Replacement:
    """A clue without a letter."""
    row = clue(appointment, **values)
    return replacing.dismiss(row.pk, by=factories.region_officer(), version=row.version, reason="证据不足。")


def record_change(filing: Filing) -> Filing:
    """Forward an accepted change and enter it in the regional ledger."""
    reporting.forward([filing.pk], by=factories.officer(filing.authority.code))
    return reporting.record(filing.pk, by=factories.region_officer())
