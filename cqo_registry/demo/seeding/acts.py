"""The lines of the trail about a filing, chained as ``trail.record`` chains them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cqo_registry.accounts.enums import Role
from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.audit.models import AuditEvent
from cqo_registry.demo.seeding.course import DECIDED, REASONS, REPORTED, When
from cqo_registry.demo.seeding.seeder import Seeder
from filings.enums import FilingKind
from filings.enums import FilingStatus as S
from filings.models import Filing

COLUMNS = (
    "id,at,action,actor_id,actor_label,role,target_id,target_label,authority_id,enterprise_id,before,after,"
    "reason,details,previous_hash,hash"
)
WORDS = {S.ACCEPTED: "accept", S.REFUSED: "refuse", S.RETURNED: "return", S.WITHDRAWN: "withdraw"}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, as the trail names them."""

    pk: int
    label: str
    role: str

    @classmethod
    def of(cls, user: User) -> Actor:
        """An officer."""
        return cls(user.pk, f"{user.name}（{user.body}）", user.role)


@dataclass(frozen=True, slots=True)
class About:
    """The filing the lines are about."""

    pk: int
    enterprise: int
    name: str
    user: int
    office: int
    filing_no: str
    batch: str

    @property
    def filer(self) -> Actor:
        """The account of the enterprise."""
        return Actor(self.user, f"{self.name}备案人员（{self.name}）", Role.ENTERPRISE_FILER)


Act = tuple[str, str, Actor, str, S]


def write_acts(seeder: Seeder, about: About, status: S, when: When) -> None:
    """Every move of the filing, from the draft to where it stands."""
    event = AuditEvent(target_type=Filing._meta.label_lower, target_id=str(about.pk))
    for action, day, actor, time, after in _acts(seeder, about, status, when):
        event.at = datetime.fromisoformat(f"{day} {time}+08:00")
        event.action, event.reason = f"filing.{action}", REASONS.get(after, "")
        event.actor_id, event.actor_label, event.role = actor.pk, actor.label, actor.role
        event.before, event.after = event.after, after.value
        event.previous_hash = event.hash
        event.details = {"batch": about.batch} if after is S.FORWARDED else {}
        event.hash = trail.digest(event)
        seeder.lines["event"].append(
            f"{seeder.take('event')}\t{day} {time}+08\t{event.action}\t{actor.pk}\t{actor.label}"
            f"\t{actor.role}\t{about.pk}\t{_label(about, after)}\t{about.office}\t{about.enterprise}"
            f"\t{event.before}\t{event.after}\t{event.reason}\t{json.dumps(event.details)}\t{event.previous_hash}\t{event.hash}"
        )


def _acts(seeder: Seeder, about: About, status: S, when: When) -> Iterator[Act]:
    days = seeder.days[about.office].text
    filer, officer = about.filer, Actor.of(seeder.officers[about.office])
    yield "start", days[when.submitted + 1], filer, "09:40", S.DRAFT
    if status is not S.DRAFT:
        yield "submit", days[when.submitted], filer, "10:30", S.SUBMITTED
    decided = S.ACCEPTED if status in DECIDED and status is not S.REFUSED else status
    if decided in WORDS:
        by = filer if decided is S.WITHDRAWN else officer
        yield WORDS[decided], days[when.decided], by, "15:00", decided
    if status in REPORTED:
        yield "forward", days[when.forwarded], officer, "16:00", S.FORWARDED
    region = Actor.of(seeder.region)
    if status is S.RECORDED:
        yield "record", days[when.recorded], region, "17:00", status
    if status is S.QUERIED:
        yield "query", days[when.recorded], region, "11:00", status


def _label(about: About, after: S) -> str:
    """As the filing called itself then: by its number once it has one."""
    numbered = after in DECIDED and about.filing_no
    return about.filing_no if numbered else f"{about.name} {FilingKind.INITIAL.label}"
