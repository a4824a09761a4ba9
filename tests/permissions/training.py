"""Who may do what in training, experience and indicators (chapter five)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cqo_registry.accounts.models import User
from tests.factories import enrolments, promotion, training
from tests.permissions.world import Row, World
from training.policies import enrolling, experiences, sessions
from training.policies import promotion as policies
from training.workflow_experiences import EXPERIENCE


def furnish(world: World) -> None:
    """Add the objects the rows below are about."""
    world.session = training.session(by=world.users["office"])
    world.trainee = enrolments.staff(enrolments.open_session(by=world.users["office"]), world.users["filer"])
    world.line = training.published_plan().items.get()
    world.activity = promotion.activity(by=world.users["office"])
    world.spending = promotion.spending(by=world.users["office"])
    world.written = promotion.draft(by=world.users["filer"])
    world.handed_in = promotion.submitted(world.enterprise)
    world.handed_up = promotion.reported(world.enterprise)


def goes(name: str, experience: str) -> Callable[[User, World], Any]:
    """A transition of one of the experiences: state and person, without the facts."""
    return lambda user, world: EXPERIENCE[name].may(getattr(world, experience), user)


MATRIX: dict[str, Row] = {
    "plan training for the region (16)": (lambda user, world: sessions.may_plan(user), {"region"}),
    "commission institutions (16)": (lambda user, world: sessions.may_commission(user), {"region"}),
    "hold classes (16)": (
        lambda user, world: sessions.may_organise(user),
        {"office", "other_office", "zone", "region"},
    ),
    "run a local class (16)": (
        lambda user, world: sessions.may_run(user, world.session),
        {"office", "region"},
    ),
    "read what qualifies an institution (16)": (
        lambda user, world: sessions.may_read_documents(user),
        {"office", "other_office", "zone", "region", "auditor"},
    ),
    "read how far a line was carried out (16)": (
        lambda user, world: sessions.may_read_progress(user, world.line),
        {"office", "region", "auditor"},
    ),
    "log an activity (18)": (
        lambda user, world: policies.may_log(user),
        {"office", "other_office", "zone", "region"},
    ),
    "amend an activity (18)": (
        lambda user, world: policies.may_change_activity(user, world.activity),
        {"office"},
    ),
    "keep funds (17)": (
        lambda user, world: policies.may_keep_funds(user),
        {"office", "other_office", "zone", "region"},
    ),
    "strike out a line of spending (17)": (
        lambda user, world: policies.may_change_funds(user, world.spending),
        {"office"},
    ),
    "write of experience (18)": (
        lambda user, world: experiences.may_write(user),
        {"filer", "other_filer", "office", "other_office", "zone"},
    ),
    "submit own experience (18)": (goes("submit", "written"), {"filer"}),
    "report experience up (18, 20)": (goes("report", "handed_in"), {"office"}),
    "return experience (18)": (goes("return", "handed_in"), {"office"}),
    "publish experience (20)": (goes("publish", "handed_up"), {"region"}),
    "decline experience (20)": (goes("decline", "handed_up"), {"region"}),
    "put the enterprise's people on the list of a session (16)": (
        lambda user, world: enrolling.may_enrol(user, world.enterprise),
        {"filer", "office", "region"},
    ),
    "enrol for enterprises of the area (16)": (
        lambda user, world: enrolling.may_enrol_for_others(user),
        {"office", "other_office", "zone", "region"},
    ),
    "take a name off the list (16)": (
        lambda user, world: enrolling.may_cancel(user, world.trainee),
        {"filer", "office", "region"},
    ),
    "sign in at the door (16)": (
        lambda user, world: enrolling.may_sign_in(user, world.trainee),
        {"filer"},
    ),
    "mark and grade the trainees of a session (16)": (
        lambda user, world: sessions.may_run(user, world.trainee.session),
        {"office", "region"},
    ),
    "invite a CQO of the area (16)": (
        lambda user, world: enrolling.may_invite(user, world.enterprise),
        {"office", "region"},
    ),
}
