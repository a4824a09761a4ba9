"""Who may freeze a sheet and enter weights (Art. 19, domain §2.2: the region alone)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict


def may_freeze(user: User) -> Verdict:
    """The regional bureau freezes the sheet of a period."""
    return _of_the_region(user, _("只有自治区局可以固定考核评价指标表。"))


def may_enter_weights(user: User) -> Verdict:
    """The regional bureau enters weights it has laid down in a document."""
    return _of_the_region(user, _("只有自治区局可以登记指标权重。"))


def _of_the_region(user: User, refusal: object) -> Verdict:
    return Verdict.unless(not user.is_region and Reason("not_region", refusal, "19"))
