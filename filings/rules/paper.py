"""A paper form typed in by the office (代录): when it came, and who may look at it alone (domain §7)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import IN_FORCE_ON, cites
from cqo_registry.core.verdicts import Reason, Verdict


@cites("14", "22")
def check_received(received_on: date | None, today: date) -> Verdict:
    """The day the office received the paper is no day to come, and none before the regulation's own."""
    return Verdict.unless(
        received_on is not None
        and received_on > today
        and Reason("received_ahead", _("收到纸质材料的日期不能晚于今天。"), "14", field="paper_received_on"),
        received_on is not None
        and received_on < IN_FORCE_ON
        and Reason(
            "received_before",
            _("收到纸质材料的日期不能早于实施办法施行之日（%(day)s）。") % {"day": IN_FORCE_ON},
            "22",
            field="paper_received_on",
        ),
    )
