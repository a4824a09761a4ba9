"""What the enterprise's moves do to its filings: closed with it, or typed from paper by its office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.policies import may_keep
from filings.models import Filing


@cites("13")
def may_close(user: User, filing: Filing) -> Verdict:
    """Whoever may deregister the enterprise ends what is under way with it (decision D29)."""
    return may_keep(user, filing.enterprise)


@cites("13")
def own_entry(user: User, filing: Filing) -> Verdict:
    """A word to whoever decides on what they typed themselves: allowed, small offices have no second."""
    typed = filing.is_paper and user.pk in (filing.created_by_id, filing.submitted_by_id)
    return Verdict.unless(
        typed
        and Reason(
            "own_entry",
            _("这件备案由您本人代录，建议由其他工作人员审核；确需本人审核的，请对照纸质材料核对。"),
            "13",
            Severity.WARN,
        )
    )
