"""What the Art. 9 register says: of a bar under way, and of a person (decision D19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Exists, OuterRef, QuerySet

from cqo_registry.accounts.models import User
from cqo_registry.core import crypto, identifiers
from cqo_registry.core.names import tidy_name
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Verdict
from filings.enums import DocumentType
from filings.models import Appointment, Disqualification, Filing, Person
from filings.models.disqualification import DisqualificationQuerySet
from filings.rules import disqualification as rules


class Somebody(Protocol):
    """Whom a bar is about: a ``Person`` of the register, or a ``Subject`` who is in none."""

    @property
    def identity_index(self) -> str:
        """The blind index of the identity number; the only thing a person is found by."""

    @property
    def identity_masked(self) -> str:
        """The number as it is shown."""

    @property
    def name(self) -> str:
        """The name, for people alone: nothing is matched by it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A person by an identity number that was typed in: index and mask, never the number."""

    identity_index: str
    identity_masked: str
    name: str


@cites("9")
def check_subject(document_type: str, number: str, name: str) -> Verdict:
    """Whether number and name can be right, and fit what the register knows of the number."""
    kind = document_type if document_type in DocumentType.values else DocumentType.IDENTITY_CARD
    checked, named = identifiers.check_document(kind, number), identifiers.check_name(name)
    verdict = rules.check_subject(checked, named)
    return verdict & _fits_register(checked.normalised, named.normalised) if verdict else verdict


def _fits_register(number: str, name: str) -> Verdict:
    """A slip in the number would bar somebody else; the name in the register is not given away."""
    known = Person.objects.filter(identity_index=crypto.blind_index(number)).first()
    names = {known.name, *known.other_names.replace("，", "、").split("、")} if known else set()
    return rules.check_known_name(name, names)


def subject_of(document_type: str, number: str, name: str) -> Subject:
    """The person of a number and a name that ``check_subject`` found right."""
    number = identifiers.check_document(document_type, number).normalised
    return Subject(crypto.blind_index(number), identifiers.mask_identity_no(number), tidy_name(name))


@cites("9")
def notified(bar: Disqualification) -> Verdict:
    """Whether the person was told of the proposal."""
    return rules.check_notified(bar.notified_on)


@cites("9")
def heard(bar: Disqualification) -> Verdict:
    """Whether the person was told and could state and defend: without it nothing is confirmed."""
    return rules.check_heard(bar.notified_on, bar.statement_on)


@cites("9")
def confirmed_bars(identity_index: str) -> DisqualificationQuerySet:
    """The confirmed bars of a person, for the mark on the pages of whoever holds a post."""
    return Disqualification.objects.of(identity_index).confirmed().select_related("authority")


def posts_of(bar: Disqualification, user: User) -> QuerySet[Appointment]:
    """The posts the person of a bar holds now, as far as the user may know of them."""
    held = Appointment.objects.visible_to(user).in_office()
    return held.filter(person__identity_index=bar.identity_index).select_related("enterprise")


def with_known(bars: DisqualificationQuerySet, user: User) -> DisqualificationQuerySet:
    """With ``known``: whether the user's office has a filing of the person, and so knows the name."""
    own = Filing.objects.visible_to(user).filter(identity_index=OuterRef("identity_index"))
    return bars.annotate(known=Exists(own))
