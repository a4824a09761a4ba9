"""What the enterprise's moves do to its filings: closed with it, or typed from paper by its office."""

from __future__ import annotations

from cqo_registry.accounts.models import User
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from cqo_registry.directory.policies import may_keep
from filings.models import Filing


@cites("13")
def may_close(user: User, filing: Filing) -> Verdict:
    """Whoever may deregister the enterprise ends what is under way with it (decision D29)."""
    return may_keep(user, filing.enterprise)
