"""Deregistration of an enterprise and its undoing; whose branch it is (decisions D15, D29)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory import policies
from cqo_registry.directory.models import Enterprise
from cqo_registry.directory.workflow import DEREGISTER, ENTERPRISE, REINSTATE
from filings import events, notices
from filings.actions.move import move
from filings.actions.moving import drop_open, open_filings
from filings.enums import ChangeType, FilingStatus
from filings.models import Appointment, Filing
from filings.workflow import CLOSE

CLOSED = (FilingStatus.SUBMITTED, FilingStatus.RETURNED)


@cites("14")
@transaction.atomic
def deregister(pk: int, on: date, *, by: User, version: int | None, reason: str) -> Enterprise:
    """Note that the enterprise is gone since ``on``: its CQO has left, what is under way ends.

    Ledgers of later days do not list it; its accounts only read. A draft stays with its typist, and
    cannot be submitted. Raises ``Stale`` or ``Refused``.
    """
    open_filings(pk)
    enterprise = Enterprise.objects.lock(pk, version=version)
    appointment = _in_office(enterprise)
    (DEREGISTER.check(enterprise, by, reason) & _checked(on, appointment, timezone.localdate())).require()
    for filing in open_filings(pk):
        if filing.status in CLOSED:
            move(filing.pk, CLOSE, by=by, version=None, reason=str(_("企业注销：%s")) % reason.strip())
    if appointment is not None:
        appointment.ended_on = max(on, appointment.effective_on)
        appointment.save(update_fields=["ended_on"])
        trail.record(
            "appointment.end", by=by, target=appointment, details={"deregistered_on": on.isoformat()}
        )
        events.appointment_ended.send(Appointment, appointment=appointment, by=by)
    drop_open(enterprise, by)
    enterprise = _carry(pk, DEREGISTER, by, on, reason)
    notices.enterprise_deregistered(enterprise, by=by)
    return enterprise


@transaction.atomic
def reinstate(pk: int, *, by: User, version: int | None, reason: str) -> Enterprise:
    """Take a deregistration back: whoever was in office until then is again; closed filings stay closed."""
    enterprise = Enterprise.objects.lock(pk, version=version)
    REINSTATE.check(enterprise, by, reason).require()
    ended = _ended_by_it(enterprise)
    if ended is not None:
        ended.ended_on = None
        ended.save(update_fields=["ended_on"])
        trail.record("appointment.resume", by=by, target=ended, reason=reason.strip())
        events.appointment_resumed.send(Appointment, appointment=ended, by=by)
    return _carry(pk, REINSTATE, by, None, reason)


@transaction.atomic
def set_head_office(pk: int, head: Enterprise | None, *, by: User, version: int | None) -> Enterprise:
    """Say whose branch the enterprise is; without ``head`` nobody's (D15). Raises ``Refused``."""
    enterprise = Enterprise.objects.lock(pk, version=version)
    (
        policies.may_set_head_office(by, enterprise)
        & Verdict.unless(
            head is not None
            and head.pk == enterprise.pk
            and Reason("own", _("企业不能是自己的分支机构。"), field="uscc"),
            head is not None
            and head.head_office_id is not None
            and Reason("branch", _("所填企业本身是分支机构，请填写其所属企业的代码。"), field="uscc"),
            head is not None
            and enterprise.branches.exists()
            and Reason("has_branches", _("该企业自己有分支机构，不能再登记为分支机构。"), field="uscc"),
        )
    ).require()
    before, enterprise.head_office = enterprise.head_office, head
    door.write(enterprise, {"head_office"})
    trail.record(
        "enterprise.head_office",
        by=by,
        target=enterprise,
        before=before.name if before else "",
        after=head.name if head else "",
    )
    return enterprise


def _in_office(enterprise: Enterprise) -> Appointment | None:
    held = Appointment.objects.select_for_update(of=("self",), no_key=True).in_office()
    return held.filter(enterprise=enterprise).first()


def _checked(on: date, appointment: Appointment | None, today: date) -> Verdict:
    """The day of deregistration lies behind us, and not before the CQO began."""
    return Verdict.unless(
        on > today and Reason("ahead", _("注销日期不能晚于今天。"), field="deregistered_on"),
        appointment is not None
        and on < appointment.effective_on <= today
        and Reason(
            "before_office",
            _("注销日期早于在任首席质量官的任命生效日期（%(day)s），请核对。")
            % {"day": appointment.effective_on},
            field="deregistered_on",
        ),
    )


def _ended_by_it(enterprise: Enterprise) -> Appointment | None:
    """Who was in office until the deregistration; one who had left by a filing of that day does not count."""
    left = Filing.objects.filter(
        accepted_at__isnull=False, change_types__overlap=[ChangeType.PERSON.value, ChangeType.VACANCY.value]
    )
    ended = Appointment.objects.select_for_update(of=("self",), no_key=True)
    ended = ended.filter(
        Q(ended_on=enterprise.deregistered_on)
        | Q(ended_on__gt=enterprise.deregistered_on, effective_on=F("ended_on")),
        enterprise=enterprise,
    )
    return ended.exclude(pk__in=left.filter(enterprise=enterprise).values("changes")).first()


def _carry(pk: int, transition: Transition, by: User, on: date | None, reason: str) -> Enterprise:
    """The transition, with the day since when the enterprise is gone and why; without ``on`` it is back."""

    def prepare(enterprise: Enterprise) -> set[str]:
        enterprise.deregistered_on = on
        enterprise.deregistration_reason = reason.strip() if on else ""
        return {"deregistered_on", "deregistration_reason"}

    enterprise: Enterprise = door.move(ENTERPRISE, pk, transition, by=by, reason=reason, prepare=prepare)
    return enterprise
