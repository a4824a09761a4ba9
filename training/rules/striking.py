"""When an activity or a line of spending may be struck out, and taken back (Art. 17, 18)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("17", "18")
def check_standing(*, struck: bool) -> Verdict:
    """What counts may be changed or struck out."""
    return Verdict.unless(struck and Reason("struck", _("这条记录已作废，请先恢复。")))


@cites("17", "18")
def check_struck(*, struck: bool) -> Verdict:
    """Only what was struck out is taken back."""
    return Verdict.unless(not struck and Reason("not_struck", _("这条记录没有作废，不需要恢复。")))


@cites("17", "18")
def check_reason(reason: str) -> Verdict:
    """Whoever strikes a record out says why."""
    return Verdict.unless(not reason.strip() and Reason("reason", _("请写明作废原因。"), field="reason"))
