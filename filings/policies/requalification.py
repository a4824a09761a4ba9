"""Who reviews a CQO whose enterprise has grown: the office of its area (decision D6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings.models import Appointment


@cites("6", "13")
def may_requalify(user: User, appointment: Appointment) -> Verdict:
    """The office of the enterprise's area notes its review; nobody voids a filing by it."""
    own = user.is_officer and user.authority_id == appointment.enterprise.authority_id
    return Verdict.unless(not own and Reason("not_office", _("资格复核由企业所在辖区的备案机关办理。"), "13"))
