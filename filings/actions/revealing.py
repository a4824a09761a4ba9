"""Opening an identity number: always with a reason, always in the trail."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.verdicts import Reason, Verdict
from filings import policies
from filings.models import Filing


@transaction.atomic
def reveal_identity(pk: int, *, by: User, reason: str) -> str:
    """The full identity number of the filing's CQO; the look itself is recorded."""
    filing = Filing.objects.lock(pk)
    (
        policies.may_reveal_identity(by, filing)
        & Verdict.unless(not reason.strip() and Reason("reason", _("请写明查看理由。"), field="reason"))
    ).require()
    trail.record("filing.reveal_identity", by=by, target=filing, reason=reason.strip())
    return filing.identity_no
