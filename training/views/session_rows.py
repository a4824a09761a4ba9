"""What a line or a page about a session says beside its facts: seats, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cqo_registry.accounts.models import User
from training.enums import SessionStatus
from training.facts.enrolling import offered_in
from training.models import TrainingSession
from training.policies import sessions as policies


@dataclass(frozen=True, slots=True)
class Shown:
    """A session with its seats and the reader's next step; ``tone`` marks what waits for the reader."""

    session: TrainingSession
    free: int
    step: str
    tone: str


def shown(session: Any, user: User, today: date) -> Shown:
    """The session of ``for_list`` as this user reads it."""
    free = max(session.capacity - session.taken, 0)
    runs = bool(policies.may_run(user, session))
    step, tone = _organiser_step(session, today) if runs else _reader_step(session, user, free, today)
    return Shown(session, free, step, tone)


def _organiser_step(session: TrainingSession, today: date) -> tuple[str, str]:
    """What its organiser has to do."""
    if session.status == SessionStatus.DRAFT:
        return _("核对后发布"), "due-soon"
    if session.status != SessionStatus.OPEN:
        return "", ""
    if today > session.ends_on:
        return _("评定结果，办理结业"), "due-soon"
    if today > session.enrol_until:
        return _("报名已截止，组织培训"), ""
    return _("报名进行中"), ""


def _reader_step(session: TrainingSession, user: User, free: int, today: date) -> tuple[str, str]:
    """What an enterprise may do; whoever only reads learns where it stands."""
    if session.status != SessionStatus.OPEN:
        return "", ""
    if today > session.enrol_until:
        return _("报名已截止"), ""
    if user.enterprise is None:
        return _("报名进行中"), ""
    if not offered_in(session, user.enterprise.authority):  # the enterprise moved away
        return _("不面向本企业所在的辖区"), ""
    if free:
        return _("可以报名，余 %(free)s 个名额") % {"free": free}, "due-soon"
    return _("已报满，可以报名候补"), "due-soon"
