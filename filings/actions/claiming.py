"""Claim, release, hand over, take over: at most one holder of a filing under review (Art. 13)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core.known import known
from cqo_registry.core.verdicts import Reason, Verdict
from filings import notices, policies
from filings.actions.move import RELEASED
from filings.models import Filing


@transaction.atomic
def claim(pk: int, *, by: User, version: int | None = None) -> Filing:
    """Take a submitted filing; claiming one's own again changes nothing."""
    filing = Filing.objects.lock(pk, version=version)
    if filing.claimed_by_id == by.pk:
        return filing
    policies.may_claim(by, filing).require()
    _give(filing, by)
    trail.record("filing.claim", by=by, target=filing, after=by.name)
    return filing


@transaction.atomic
def release(pk: int, *, by: User, version: int | None = None) -> Filing:
    """Put one's own filing back into the queue."""
    filing = Filing.objects.lock(pk, version=version)
    policies.may_decide(by, filing).require()
    _give(filing, None)
    trail.record("filing.release", by=by, target=filing, before=by.name)
    return filing


@transaction.atomic
def hand_over(pk: int, *, to: User, by: User, reason: str, version: int | None = None) -> Filing:
    """Give one's own filing to a colleague of the office, who is told."""
    filing = Filing.objects.lock(pk, version=version)
    (
        policies.may_decide(by, filing) & policies.may_receive(to, filing.authority_id) & _other(to, by)
    ).require()
    _reason(reason).require()
    _give(filing, to)
    _record("filing.hand_over", filing, by=by, before=by, after=to, reason=reason)
    notices.handed_over(filing, to=to, by=by)
    return filing


@transaction.atomic
def take_over(pk: int, *, by: User, reason: str, version: int | None = None) -> Filing:
    """Take a filing out of a colleague's hands, who is told."""
    filing = Filing.objects.lock(pk, version=version)
    (policies.may_take_over(by, filing) & _reason(reason)).require()
    holder = known(filing.claimed_by)
    _give(filing, by)
    _record("filing.take_over", filing, by=by, before=holder, after=by, reason=reason)
    notices.taken_over(filing, holder=holder, by=by)
    return filing


@transaction.atomic
def hand_over_all(holder: User, *, to: User | None, by: User, reason: str) -> list[Filing]:
    """Give all that ``holder`` has in hand to one colleague, or back to the queue; the filings it was.

    For an absence: any officer of the office may do it. What was decided meanwhile is not among them.
    Raises ``Refused``, also when there is nothing in hand.
    """
    (policies.may_share_out(by, holder) & _reason(reason)).require()
    if to is not None:
        (policies.may_receive(to, by.authority_id) & _other(to, holder)).require()
    locked = Filing.objects.select_for_update(of=("self",), no_key=True)
    # In one order, as every act on several filings takes them.
    filings = list(locked.filter(claimed_by=holder, authority=by.authority_id).order_by("pk"))
    Verdict.unless(
        not filings and Reason("nothing", _("%(name)s现在没有经办的备案。") % {"name": holder.name})
    ).require()
    for filing in filings:
        _give(filing, to)
        _record("filing.hand_over", filing, by=by, before=holder, after=to, reason=reason)
    if to is not None and to != by:
        notices.all_handed_over(filings, to=to, by=by)
    if holder != by:
        notices.all_taken_over(filings, holder=holder, by=by)
    return filings


def _give(filing: Filing, to: User | None) -> None:
    filing.claimed_by, filing.claimed_at = to, timezone.now() if to else None
    write(filing, RELEASED)


def _record(action: str, filing: Filing, *, by: User, before: User, after: User | None, reason: str) -> None:
    trail.record(
        action,
        by=by,
        target=filing,
        before=before.name,
        after=after.name if after else "",
        reason=reason.strip(),
    )


def _reason(reason: str) -> Verdict:
    return Verdict.unless(not reason.strip() and Reason("reason", _("请写明移交理由。"), field="reason"))


def _other(to: User, holder: User) -> Verdict:
    return Verdict.unless(to.pk == holder.pk and Reason("same", _("请选择另一位工作人员。"), field="to"))
