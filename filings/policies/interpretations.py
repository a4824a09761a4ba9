"""Who says what the articles mean, and who lets an exception pass: the region alone (Art. 21)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings import facts
from filings.enums import FilingStatus
from filings.models import Filing

EXEMPTABLE = (FilingStatus.SUBMITTED, FilingStatus.RETURNED)


@cites("21")
def may_interpret(user: User) -> Verdict:
    """The region publishes interpretations and ends them."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("只有自治区局可以解释本办法。"), "21"),
    )


@cites("21")
def may_exempt(user: User, filing: Filing) -> Verdict:
    """The region, once per filing, while it is not decided (decision D2)."""
    return Verdict.unless(
        not user.is_region and Reason("not_region", _("只有自治区局可以登记豁免。"), "21"),
        filing.status not in EXEMPTABLE
        and Reason("wrong_state", _("只有待审核或退回补正的备案可以登记豁免。"), "21"),
        facts.exemption_of(filing) is not None and Reason("exempted", _("这件备案已登记过豁免。"), "21"),
    )
