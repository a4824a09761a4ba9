"""Writing a typical experience and carrying it from its author to all enterprises (Art. 18, 20)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cqo_registry.accounts.models import User
from cqo_registry.audit import trail
from cqo_registry.casework import door
from cqo_registry.casework.door import Prepare
from cqo_registry.casework.workflow import Transition
from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Verdict
from cqo_registry.directory.models import Authority
from training import workflow_experiences as workflow
from training.facts import experiences as facts
from training.models import Experience
from training.notices import experiences as notices
from training.policies import experiences as policies

TEXTS = ("title", "summary", "body")


@cites("18")
@transaction.atomic
def start_experience(given: dict[str, Any], *, by: User) -> Experience:
    """Begin a draft with whatever is written so far; an office may say ``about`` which enterprise it is."""
    policies.may_write(by).require()
    experience = Experience(
        authority=_office_of(by), enterprise=by.enterprise, created_by=by, saved_at=timezone.now()
    )
    _fill(experience, given, by)
    experience.save()
    trail.record("experience.start", by=by, target=experience, after=experience.status)
    return experience


@cites("18")
@transaction.atomic
def save_experience(pk: int, given: dict[str, Any], *, by: User, version: int | None) -> Experience:
    """Keep what is written, finished or not. Raises ``Stale``, or ``Refused`` once it is submitted."""
    experience = Experience.objects.lock(pk, version=version)
    (policies.may_edit(by, experience) & facts.editable(experience)).require()
    before = {name: getattr(experience, name) for name in (*TEXTS, "about_id")}
    _fill(experience, given, by)
    experience.saved_at = timezone.now()
    door.write(experience)
    changed = [name for name, value in before.items() if value != getattr(experience, name)]
    trail.record("experience.save", by=by, target=experience, details={"changed": changed})
    return experience


@cites("18")
@transaction.atomic
def copy_experience(pk: int, *, by: User) -> Experience:
    """Begin a new draft with the text of one whose way has ended; the old one stays as it was."""
    old = Experience.objects.lock(pk)
    (policies.may_edit(by, old) & facts.copyable(old)).require()
    # Of an enterprise that has moved away since, the office begins nothing new.
    about = old.about if old.about and old.about.authority_id == by.authority_id else None
    return start_experience({**{name: getattr(old, name) for name in TEXTS}, "about": about}, by=by)


@cites("18")
def submit(pk: int, *, by: User, version: int | None) -> Experience:
    """The enterprise hands it to its office; the first submission is the one that is counted."""

    def prepare(experience: Experience) -> set[str]:
        # The enterprise may have moved since it began to write (decision D14).
        experience.authority = _office_of(by)
        experience.submitted_at = experience.submitted_at or timezone.now()
        experience.reason = ""
        return {"authority", "submitted_at", "reason"}

    return _move(pk, workflow.SUBMIT, by=by, version=version, prepare=prepare)


@cites("20")
def send(pk: int, *, by: User, version: int | None) -> Experience:
    """An office reports what it wrote itself."""

    def prepare(experience: Experience) -> set[str]:
        experience.submitted_at = timezone.now()
        return {"submitted_at", *_reported(experience, by)}

    return _move(pk, workflow.SEND, by=by, version=version, prepare=prepare)


@cites("20")
def report(pk: int, *, by: User, version: int | None) -> Experience:
    """The office reports what an enterprise submitted (及时总结并报送典型经验)."""
    return _move(pk, workflow.REPORT, by=by, version=version, prepare=lambda row: _reported(row, by))


@cites("18")
def give_back(pk: int, *, by: User, version: int | None, reason: str) -> Experience:
    """The office returns it to the enterprise and says what to mend."""

    def prepare(experience: Experience) -> set[str]:
        experience.reason = reason.strip()
        return {"reason"}

    return _move(pk, workflow.RETURN, by=by, version=version, reason=reason, prepare=prepare)


@cites("18")
def withdraw(pk: int, *, by: User, version: int | None) -> Experience:
    """The author takes it back before the region decides."""

    def prepare(experience: Experience) -> set[str]:
        experience.withdrawn_at = timezone.now()
        return {"withdrawn_at"}

    return _move(pk, workflow.WITHDRAW, by=by, version=version, prepare=prepare)


@cites("20")
def publish(pk: int, *, by: User, version: int | None) -> Experience:
    """The region gives it to all enterprises to read."""

    def prepare(experience: Experience) -> set[str]:
        experience.published_at = timezone.now()
        return {"published_at", *_decided(experience, by)}

    return _move(pk, workflow.PUBLISH, by=by, version=version, prepare=prepare)


@cites("20")
def decline(pk: int, *, by: User, version: int | None, reason: str) -> Experience:
    """The region does not take it up and says why."""

    def prepare(experience: Experience) -> set[str]:
        experience.reason = reason.strip()
        return {"reason", *_decided(experience, by)}

    return _move(pk, workflow.DECLINE, by=by, version=version, reason=reason, prepare=prepare)


@cites("20")
def retract(pk: int, *, by: User, version: int | None, reason: str) -> Experience:
    """The region takes a publication down and says why; its author and office still read it."""

    def prepare(experience: Experience) -> set[str]:
        experience.reason, experience.retracted_at = reason.strip(), timezone.now()
        return {"reason", "retracted_at"}

    return _move(pk, workflow.RETRACT, by=by, version=version, reason=reason, prepare=prepare)


@transaction.atomic
def _move(
    pk: int,
    transition: Transition,
    *,
    by: User,
    version: int | None,
    reason: str = "",
    prepare: Prepare,
) -> Experience:
    experience: Experience = door.move(
        workflow.EXPERIENCE, pk, transition, by=by, version=version, reason=reason, prepare=prepare
    )
    notices.experience_moved(experience, transition.name, by=by, reason=reason)
    return experience


def _reported(experience: Experience, by: User) -> set[str]:
    experience.reported_at, experience.reported_by = timezone.now(), by
    return {"reported_at", "reported_by"}


def _decided(experience: Experience, by: User) -> set[str]:
    experience.decided_at, experience.decided_by = timezone.now(), by
    return {"decided_at", "decided_by"}


def _office_of(by: User) -> Authority:
    """Who reports what this user writes: their own office, or that of their enterprise."""
    if by.enterprise_id:
        return Authority.objects.get(enterprises=by.enterprise_id)
    return by.office


def _fill(experience: Experience, given: dict[str, Any], by: User) -> None:
    about = given.get("about") if by.is_officer else None
    foreign = about and about.pk != experience.about_id and about.authority_id != by.authority_id
    Verdict.unless(
        foreign and Reason("other_area", _("所选企业不在本机关名录中，请重新选择。"), "18", field="about")
    ).require()
    experience.about = about
    for name in TEXTS:
        setattr(experience, name, given[name])
