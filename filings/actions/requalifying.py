"""资格复核: the office notes what it found of a CQO whose enterprise has grown (Art. 6, decision D6)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from filings import policies
from filings.models import Appointment


@cites("6")
@transaction.atomic
def note(pk: int, *, by: User, size: str, text: str) -> Appointment:
    """Write down the review at the enterprise's class ``size``; the appointment stands whatever it says.

    ``size`` is the class the page showed: a review of another one would be of no use. Raises ``Refused``.
    """
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True)
    appointment = rows.select_related("enterprise__profile").get(pk=pk)
    profile, text = appointment.enterprise.profile, text.strip()
    (
        policies.may_requalify(by, appointment)
        & Verdict.unless(
            not Appointment.objects.to_requalify().filter(pk=pk).exists()
            and Reason("not_due", _("这一任职没有待办的资格复核。"), "6"),
            profile is not None
            and profile.size != size
            and Reason("size_moved", _("企业规模在您打开页面之后又有变化，请核对后重新填写。"), "6"),
            not text and Reason("note", _("请填写复核意见。"), "6", field="text"),
        )
    ).require()
    appointment.requalified_size, appointment.requalified_on = size, timezone.localdate()
    appointment.requalified_note = text
    appointment.save(update_fields=["requalified_size", "requalified_on", "requalified_note"])
    trail.record(
        "appointment.requalify",
        by=by,
        target=appointment,
        before=appointment.size,
        after=size,
        reason=text,
    )
    return appointment
