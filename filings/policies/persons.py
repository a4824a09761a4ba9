"""Who may look a person up by identity number (Art. 9, 13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict


def may_look_up(user: User) -> Verdict:
    """Those who review filings; the auditor reads by name alone."""
    return Verdict.unless(
        not (user.is_officer or user.is_region)
        and Reason("not_reviewer", _("只有备案机关和自治区局可以按证件号码查询。"), "13")
    )
