"""Whether an enterprise can be moved, and who files for its county (Art. 13; decisions D13, D14, D29)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict


def check_existing(*, active: bool) -> Verdict:
    """Nothing begins with an enterprise that was deregistered (decision D29)."""
    return Verdict.unless(not active and Reason("deregistered", _("该企业已注销。")))


def check_movable(*, active: bool, waiting: bool) -> Verdict:
    """An enterprise that exists moves once at a time (decision D14)."""
    return check_existing(active=active) & Verdict.unless(
        waiting and Reason("waiting", _("该企业已有一件待接收的移交。"))
    )


@cites("13")
def check_county(filed_by: int, office: int, office_name: Any) -> Verdict:
    """The county is one the office files for; ``filed_by`` is the office that does (decision D13)."""
    return Verdict.unless(
        filed_by != office
        and Reason(
            "other_office",
            _("所选区县不由%(office)s负责，请重新选择。") % {"office": office_name},
            "13",
            field="county",
        )
    )
