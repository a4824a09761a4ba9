"""An enterprise moves to another filing office: proposed, answered, and carried out (decision D14)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.door import write
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory import facts, policies
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseTransfer
from cqo_registry.directory.workflow import CANCEL, CONFIRM, DECLINE, TRANSFER, between_offices
from filings import notices
from filings.actions.move import RELEASED
from filings.enums import FilingStatus
from filings.models import Appointment, Filing

Status = EnterpriseTransfer.Status


@transaction.atomic
def propose(
    pk: int,
    destination: Authority,
    *,
    by: User,
    version: int | None,
    reason: str,
    county: County | None = None,
) -> EnterpriseTransfer:
    """Offer the enterprise to another office, which has to confirm; nothing moves yet. Raises ``Refused``."""
    enterprise = Enterprise.objects.lock(pk, version=version)
    (
        policies.may_propose_transfer(by, enterprise)
        & Verdict.unless(
            destination.pk == enterprise.authority_id
            and Reason("same", _("该企业现在就由这个机关管理。"), field="destination"),
            (destination.is_region or not destination.files_directly)
            and Reason("no_office", _("只能移交给直接办理备案的机关。"), field="destination"),
        )
        & facts.belongs_to(county, destination)
        & _reasoned(reason)
    ).require()
    transfer = EnterpriseTransfer.objects.create(
        enterprise=enterprise,
        origin=enterprise.authority,
        destination=destination,
        county=county,
        reason=reason.strip(),
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    _record("enterprise.transfer_propose", transfer, by)
    notices.transfer_proposed(transfer, by=by, path=transfer.get_absolute_url())
    return transfer


@transaction.atomic
def confirm(pk: int, *, by: User, version: int | None, county: County | None = None) -> EnterpriseTransfer:
    """Take the enterprise over with what is under way; number, history and running deadlines stay (D14).

    ``county`` is the new domicile's, where the receiver knows it better than the proposer. Raises
    ``Stale`` or ``Refused``.
    """
    transfer, enterprise, filings = _locked(pk, version)
    county = county or transfer.county
    (
        CONFIRM.check(transfer, by)
        & facts.existing(enterprise)
        & Verdict.unless(
            enterprise.authority_id != transfer.origin_id
            and Reason("gone", _("该企业已不由移出机关管理，请不予接收这件移交。"))
        )
        & facts.belongs_to(county, transfer.destination)
    ).require()
    transfer = _decide(pk, CONFIRM, by)
    enterprise.authority, enterprise.county = transfer.destination, county or enterprise.county
    write(enterprise, {"authority", "county"})
    Appointment.objects.in_office().filter(enterprise=enterprise).update(authority=transfer.destination)
    for filing in filings:
        _reroute(filing, transfer, county, by)
    notices.transfer_decided(transfer, by=by, path=transfer.get_absolute_url())
    notices.enterprise_moved(transfer)
    return transfer


@transaction.atomic
def decline(pk: int, *, by: User, version: int | None, reason: str) -> EnterpriseTransfer:
    """Leave the enterprise where it is, and say why."""
    transfer = _decide(pk, DECLINE, by, version=version, reason=reason)
    notices.transfer_decided(transfer, by=by, path=transfer.get_absolute_url())
    return transfer


@transaction.atomic
def cancel(pk: int, *, by: User, version: int | None) -> EnterpriseTransfer:
    """Take the offer back while it is not answered."""
    transfer = _decide(pk, CANCEL, by, version=version)
    notices.transfer_cancelled(transfer)
    return transfer


def note_move(enterprise: Enterprise, origin: Authority, destination: Authority, *, by: User) -> None:
    """Keep in the history of moves that an accepted filing brought the enterprise to its own office.

    Called under the enterprise's new row: a domicile declared in another area moves it (decision D13),
    and an offer that still waits has lost its ground.
    """
    drop_open(enterprise, by)
    now = timezone.now()
    transfer = EnterpriseTransfer.objects.create(
        enterprise=enterprise,
        origin=origin,
        destination=destination,
        reason=str(_("企业申报的住所在接收机关辖区，备案后自动变更。")),
        status=Status.CONFIRMED,
        proposed_at=now,
        proposed_by=by,
        decided_at=now,
        decided_by=by,
    )
    Appointment.objects.in_office().filter(enterprise=enterprise).update(authority=destination)
    _record("enterprise.relocate", transfer, by)
    notices.transfer_decided(transfer, by=by, path=transfer.get_absolute_url())


def drop_open(enterprise: Enterprise, by: User) -> None:
    """Cancel the offer that waits, if there is one: the enterprise is gone from its origin."""
    locked = EnterpriseTransfer.objects.select_for_update(of=("self",), no_key=True)
    for transfer in locked.open().filter(enterprise=enterprise):
        notices.transfer_cancelled(_decide(transfer.pk, CANCEL, by, forced=True))


def open_filings(enterprise_id: int) -> list[Filing]:
    """The enterprise's filings under way, locked; every act takes them before the enterprise's own row."""
    locked = Filing.objects.select_for_update(of=("self",), no_key=True)
    return list(locked.open().filter(enterprise=enterprise_id).order_by("pk"))


def _locked(pk: int, version: int | None) -> tuple[EnterpriseTransfer, Enterprise, list[Filing]]:
    """Filings before the enterprise, as an acceptance takes them: no two acts block each other for good."""
    enterprise_id = EnterpriseTransfer.objects.values_list("enterprise", flat=True).get(pk=pk)
    open_filings(enterprise_id)
    enterprise = Enterprise.objects.lock(enterprise_id)
    transfer = EnterpriseTransfer.objects.lock(pk, version=version)
    # Again, under the enterprise's lock: one may have been started meanwhile.
    return transfer, enterprise, open_filings(enterprise_id)


def _reroute(filing: Filing, transfer: EnterpriseTransfer, county: County | None, by: User) -> None:
    """The new office goes on where the old one was; nobody holds the filing, its deadlines run on."""
    if filing.authority_id != transfer.origin_id:
        return  # it reports a domicile elsewhere and is there already
    filing.authority, filing.claimed_by, filing.claimed_at = transfer.destination, None, None
    fields = {"authority", *RELEASED}
    if filing.status == FilingStatus.DRAFT and county is not None:
        filing.county = county
        fields.add("county")
    write(filing, fields)
    notices.filing_rerouted(filing)
    trail.record(
        "filing.reroute",
        by=by,
        target=filing,
        before=transfer.origin.short_name,
        after=transfer.destination.short_name,
        reason=transfer.reason,
    )


def _decide(
    pk: int,
    transition: Transition,
    by: User,
    *,
    version: int | None = None,
    reason: str = "",
    forced: bool = False,
) -> EnterpriseTransfer:
    def prepare(transfer: EnterpriseTransfer) -> set[str]:
        transfer.decided_at, transfer.decided_by = timezone.now(), by
        transfer.decision_reason = reason.strip()
        return {"decided_at", "decided_by", "decision_reason"}

    transfer: EnterpriseTransfer = door.move(
        TRANSFER, pk, transition, by=by, version=version, reason=reason, prepare=prepare, forced=forced
    )
    return transfer


def _record(action: str, transfer: EnterpriseTransfer, by: User) -> None:
    line = between_offices(transfer, "", transfer.status)
    trail.record(
        action,
        by=by,
        target=line.target,
        before=line.before,
        after=line.after,
        reason=transfer.reason.strip(),
        details=dict(line.details),
    )


def _reasoned(reason: str) -> Verdict:
    return Verdict.unless(not reason.strip() and Reason("reason", _("请写明理由。"), field="reason"))
