"""The filing office's decisions: return for correction, accept, refuse (Art. 13, decision D1)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.enums import SizeClass
from filings import facts, policies
from filings.actions import effects
from filings.actions.move import move
from filings.actions.numbers import new_receipt_code, next_filing_number
from filings.actions.submitting import judge_into
from filings.models import Filing, ReturnItem
from filings.workflow import ACCEPT, REFUSE, RETURN


@transaction.atomic
def return_for_correction(
    pk: int, comments: Mapping[str, str], *, by: User, version: int | None, reason: str = ""
) -> Filing:
    """Send the filing back with one comment per field; exactly those fields open again."""
    comments = {name: text.strip() for name, text in comments.items() if text.strip()}
    Verdict.unless(
        not comments and Reason("no_items", _("请至少选择一个需要补正的字段，并写明要求。"))
    ).require()

    def prepare(filing: Filing) -> set[str]:
        unknown = comments.keys() - facts.fields_of(filing).keys()
        Verdict.unless(
            bool(unknown) and Reason("unknown_field", _("所选字段不在备案表中，请重新选择。"))
        ).require()
        now = timezone.now()
        stopped = facts.stop_clock(filing, timezone.localdate(now))
        filing.return_items.unclosed().update(closed_at=now)
        ReturnItem.objects.bulk_create(
            ReturnItem(filing=filing, field=name, comment=text, opened_at=now, opened_by=by)
            for name, text in comments.items()
        )
        return stopped

    return move(
        pk,
        RETURN,
        by=by,
        version=version,
        reason=reason,
        prepare=prepare,
        details={"fields": sorted(comments)},
    )


@transaction.atomic
def accept(pk: int, *, by: User, version: int | None, reason: str = "") -> Filing:
    """Enter the filing in the prefecture ledger: number, receipt, and what its kind brings about."""

    def prepare(filing: Filing) -> set[str]:
        fields = judge_into(filing) | _stamp(filing, by, reason)
        filing.accepted_at = filing.decided_at
        filing.filing_no = next_filing_number(filing, year=timezone.localdate(filing.accepted_at).year)
        filing.receipt_code = new_receipt_code()
        fields |= effects.of(filing, by)
        filing.return_items.unclosed().update(closed_at=filing.accepted_at)
        return fields | {"accepted_at", "filing_no", "receipt_code"}

    return move(pk, ACCEPT, by=by, version=version, reason=reason, prepare=prepare)


@transaction.atomic
def refuse(pk: int, *, by: User, version: int | None, reason: str) -> Filing:
    """Decline for a ground of Art. 6 or 9 alone, with the reason in writing."""

    def prepare(filing: Filing) -> set[str]:
        return judge_into(filing) | _stamp(filing, by, reason)

    return move(pk, REFUSE, by=by, version=version, reason=reason, prepare=prepare)


@transaction.atomic
def set_size(pk: int, size: SizeClass, *, by: User, version: int | None, reason: str) -> Filing:
    """Fix the size class where the statistics standard gives none (domain §3)."""
    filing = Filing.objects.lock(pk, version=version)
    (
        policies.may_decide(by, filing)
        & Verdict.unless(
            filing.size != SizeClass.UNCLASSIFIED
            and Reason("classified", _("该企业已能按标准划型，无需核定。"), "6"),
            not reason.strip() and Reason("reason", _("请写明核定规模的理由。"), "6", field="reason"),
        )
    ).require()
    filing.officer_size, filing.officer_size_reason = size, reason.strip()
    write(filing, {"officer_size", "officer_size_reason"} | judge_into(filing))
    trail.record("filing.set_size", by=by, target=filing, after=str(size), reason=reason)
    return filing


def _stamp(filing: Filing, by: User, reason: str) -> set[str]:
    filing.decided_at, filing.decided_by, filing.decision_reason = timezone.now(), by, reason.strip()
    return {"decided_at", "decided_by", "decision_reason"}
