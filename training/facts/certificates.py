"""Certificates: whether there is one, and how often an address may still ask (Art. 16)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from training.models import CertificateCheck, Enrolment


@cites("16")
def has_certificate(enrolment: Enrolment) -> Verdict:
    """Only who passed has a certificate."""
    return Verdict.unless(
        not enrolment.certificate_no
        and Reason("no_certificate", _("该人员还没有评定为合格，没有培训合格证书。"), "16")
    )


def checks_left(address_hash: str) -> int:
    """How many more checks an address may make now; counted in the database, so for all servers alike."""
    since = timezone.now() - timedelta(seconds=settings.VERIFY_WINDOW)
    made = CertificateCheck.objects.filter(address_hash=address_hash, at__gt=since).count()
    return max(settings.VERIFY_LIMIT - made, 0)
