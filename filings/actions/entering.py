"""An officer types what an enterprise brought on paper (代录, domain §7)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.models import Enterprise
from filings.actions.changing import start_change
from filings.actions.drafting import save_draft, start_filing
from filings.enums import FilingSource
from filings.models import Filing
from filings.rules.paper import check_received


@transaction.atomic
def start_paper(pk: int, types: Collection[str], *, received_on: date, by: User) -> Filing:
    """A draft for the paper form of an enterprise, or the office's open one; no ``types``: an initial filing.

    Raises ``Refused``, also where the enterprise is filing online itself.
    """
    enterprise = Enterprise.objects.lock(pk)
    online = Filing.objects.open().filter(enterprise=enterprise, source=FilingSource.ONLINE)
    (
        policies.may_enter_paper(by, enterprise)
        & check_received(received_on, timezone.localdate())
        & Verdict.unless(
            online.exists()
            and Reason(
                "online",
                _("该企业正在网上填报，不能同时代录；请企业在网上提交，或先由企业删除草稿、撤回备案。"),
                "14",
            )
        )
    ).require()
    filing = start_change(enterprise, types, by=by) if types else start_filing(enterprise, by=by)
    if filing.paper_received_on is None:
        filing = save_draft(filing.pk, {"paper_received_on": received_on}, by=by, version=filing.version)
    return filing
