"""Who may do what in training, experience and indicators (chapter five)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cqo_registry.accounts.models import User
from tests.factories import promotion
from tests.permissions.world import Row, World
from training.policies import experiences
from training.policies import promotion as policies
from training.workflow_experiences import BY_NAME


def furnish(world: World) -> None:
    """Add the objects the rows below are about."""
    world.activity = promotion.activity(by=world.users["office"])
    world.spending = promotion.spending(by=world.users["office"])
    world.written = promotion.draft(by=world.users["filer"])
    world.handed_in = promotion.submitted(world.enterprise)
    world.handed_up = promotion.reported(world.enterprise)


def goes(name: str, experience: str) -> Callable[[User, World], Any]:
    """A transition of one of the experiences: state and person, without the facts."""
    return lambda user, world: BY_NAME[name].may(getattr(world, experience), user)


MATRIX: dict[str, Row] = {
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
}
