"""Certificates: whether there is one, and how often an address may still ask (Art. 16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from training.models import CertificateCheck, Enrolment
from training.rules.results import check_certificate


@cites("16")
def has_certificate(enrolment: Enrolment) -> Verdict:
    """Only who passed has a certificate."""
    return check_certificate(enrolment.certificate_no)


def checks_left(address_hash: str, *, now: datetime) -> int:
    """How many more checks an address may make at ``now``; counted in the database, for all servers."""
    since = now - timedelta(seconds=settings.VERIFY_WINDOW)
    made = CertificateCheck.objects.filter(address_hash=address_hash, at__gt=since).count()
    return max(settings.VERIFY_LIMIT - made, 0)
