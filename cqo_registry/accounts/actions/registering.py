"""An enterprise registers; its office approves or declines."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts import facts
from cqo_registry.accounts.actions.saving import insert_or_refuse, normal_username
from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import Registration, User
from cqo_registry.accounts.rules.registering import PENDING, USERNAME_TAKEN
from cqo_registry.accounts.workflow import APPROVE, DECLINE, REGISTRATION
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.facts import filing_office, search_text
from cqo_registry.directory.models import Authority, County, Enterprise, EnterpriseProfile


@dataclass(frozen=True, slots=True)
class Application:
    """What an enterprise states when it registers; ``uscc`` and ``phone`` are normalised."""

    uscc: str
    enterprise_name: str
    county: County
    applicant_name: str
    phone: str
    username: str
    password: str
    email: str = ""


@transaction.atomic
def register(application: Application, *, origin: str = "") -> Registration:
    """Store the application for the filing office; the password only as its hash.

    An enterprise of the directory goes to the office that keeps it, any other to its county's.
    """
    (facts.registrable(application.uscc) & facts.registrations_left(origin, now=timezone.now())).require()
    registration = Registration(
        uscc=application.uscc,
        enterprise_name=application.enterprise_name,
        county=application.county,
        authority=_office(application),
        applicant_name=application.applicant_name,
        phone=application.phone,
        email=application.email,
        username=normal_username(application.username),
        password=make_password(application.password),
        origin=origin,
    )
    insert_or_refuse(registration, PENDING)
    trail.record("account.register", by=None, target=registration, after=registration.status)
    return registration


def _office(application: Application) -> Authority:
    known = Enterprise.objects.filter(uscc=application.uscc).select_related("authority").first()
    return known.authority if known else filing_office(application.county)


@transaction.atomic
def approve(pk: int, *, by: User) -> User:
    """Give the enterprise its first account; it joins the directory if it was missing there."""
    registration = Registration.objects.lock(pk)
    APPROVE.check(registration, by).require()
    locked = Enterprise.objects.select_for_update(of=("self",), no_key=True)
    enterprise = locked.filter(uscc=registration.uscc).first()
    facts.approvable(registration, enterprise).require()
    user = User(
        username=registration.username,
        name=registration.applicant_name,
        phone=registration.phone,
        email=registration.email,
        role=Role.ENTERPRISE_FILER,
        enterprise=enterprise or _enter(registration, by=by),
        password=registration.password,
    )
    insert_or_refuse(user, USERNAME_TAKEN)
    _decide(pk, APPROVE, by=by)
    trail.record("account.create", by=by, target=user, after=user.role)
    return user


@transaction.atomic
def decline(pk: int, *, by: User, reason: str) -> Registration:
    """Turn the application down; the enterprise may send a corrected one at once."""
    too_long = len(reason.strip()) > 300
    Verdict.unless(too_long and Reason("reason", _("理由不能超过300字。"), field="reason")).require()
    return _decide(pk, DECLINE, by=by, reason=reason)


def _decide(pk: int, transition: Transition, *, by: User, reason: str = "") -> Registration:
    def prepare(registration: Registration) -> set[str]:
        registration.reason, registration.decided_by = reason.strip(), by
        registration.decided_at = timezone.now()
        registration.password = ""  # it lives in the account now, or nowhere
        return {"reason", "decided_by", "decided_at", "password"}

    registration: Registration = door.move(
        REGISTRATION, pk, transition, by=by, reason=reason, prepare=prepare
    )
    return registration


def _enter(registration: Registration, *, by: User) -> Enterprise:
    """A new enterprise of the directory, with what the application says of it."""
    enterprise = Enterprise.objects.create(
        uscc=registration.uscc,
        name=registration.enterprise_name,
        authority_id=registration.authority_id,
        county_id=registration.county_id,
        search_text=search_text(registration.enterprise_name, registration.uscc),
    )
    enterprise.profile = EnterpriseProfile.objects.create(
        enterprise=enterprise,
        valid_from=timezone.localdate(),
        source=EnterpriseProfile.Source.REGISTRATION,
        enterprise_name=registration.enterprise_name,
        county_id=registration.county_id,
        contact_person=registration.applicant_name,
        contact_phone=registration.phone,
        created_by=by,
    )
    enterprise.save(update_fields=["profile"])
    trail.record("directory.register", by=by, target=enterprise)
    return enterprise
