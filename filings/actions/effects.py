"""What acceptance brings about: person, enterprise data and appointment, by the kind of filing (Art. 14)."""

from __future__ import annotations

from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework.door import write
from cqo_registry.core import crypto
from cqo_registry.core.known import known
from cqo_registry.directory.facts import search_text
from cqo_registry.directory.models import Enterprise, EnterpriseProfile
from cqo_registry.directory.models.enterprise import ENTERPRISE_FACTS
from filings import events
from filings.actions.moving import note_move
from filings.enums import ChangeType, FilingKind
from filings.models import Appointment, Filing, Person


def of(filing: Filing, by: User) -> set[str]:
    """Carry out a filing being accepted, under its lock; the names of the fields set.

    An initial filing puts a person into office; K1 ends the former appointment first (D12), K2 ends it,
    K3 renews the person's data, K4 the enterprise's.
    """
    changes = set(filing.change_types)
    if filing.kind == FilingKind.INITIAL or ChangeType.ENTERPRISE_DATA in changes:
        filing.profile = _new_profile(filing, by)
    else:
        filing.profile = filing.enterprise.profile or _new_profile(filing, by)
    if filing.changes is not None:
        filing.appointment = filing.changes
        if changes & {ChangeType.PERSON, ChangeType.VACANCY}:
            _end(filing, by)
    if filing.replaces_person:
        filing.appointment = _appoint(filing)
    elif ChangeType.PERSON_DATA in changes:
        _person(filing)
    return {"profile", "appointment"}


def _end(filing: Filing, by: User) -> None:
    """The former CQO has left on the day of the change, or on the day of effect where that is to come."""
    appointment = Appointment.objects.select_for_update(of=("self",), no_key=True).get(
        pk=known(filing.changes_id)
    )
    appointment.ended_on = max(known(filing.changed_on), appointment.effective_on)
    appointment.save(update_fields=["ended_on"])
    trail.record("appointment.end", by=by, target=appointment, details={"filing": filing.pk})
    events.appointment_ended.send(Appointment, appointment=appointment, by=by)


def _new_profile(filing: Filing, by: User) -> EnterpriseProfile:
    """What the filing says of the enterprise becomes its dated profile; size frozen (decision D5)."""
    facts = {name: getattr(filing, name) for name in ENTERPRISE_FACTS}
    facts["size"] = filing.judged_size
    profile = EnterpriseProfile.objects.create(
        enterprise_id=filing.enterprise_id,
        valid_from=timezone.localdate(filing.accepted_at),
        source=EnterpriseProfile.Source.FILING,
        created_by=by,
        **facts,
    )
    enterprise = Enterprise.objects.select_related("authority").lock(filing.enterprise_id)
    origin, declared = enterprise.authority, filing.enterprise_name
    enterprise.name, enterprise.search_text = declared, search_text(declared, enterprise.uscc)
    enterprise.county, enterprise.authority, enterprise.profile = filing.county, filing.authority, profile
    write(enterprise, {"name", "search_text", "county", "authority", "profile"})
    if origin.pk != filing.authority_id:
        note_move(enterprise, origin, filing.authority, by=by)
    return profile


def _person(filing: Filing) -> Person:
    """The person of this identity number, with what the filing says now; the number sealed anew there."""
    person, _created = Person.objects.update_or_create(
        identity_index=filing.identity_index,
        defaults={
            "document_type": filing.document_type,
            "identity_masked": filing.identity_masked,
            "name": filing.cqo_name,
            "name_bo": filing.cqo_name_bo,
            "other_names": filing.cqo_other_names,
            "sex": filing.sex,
            "phone": filing.cqo_phone,
        },
    )
    person.identity_sealed = crypto.reseal(
        filing.identity_sealed, filing.identity_place, person.identity_place
    )
    person.save(update_fields=["identity_sealed"])
    return person


def _appoint(filing: Filing) -> Appointment:
    return Appointment.objects.create(
        enterprise_id=filing.enterprise_id,
        authority_id=filing.authority_id,
        person=_person(filing),
        filing_no=filing.filing_no,
        effective_on=known(filing.effective_on),
        size=filing.judged_size,
    )
