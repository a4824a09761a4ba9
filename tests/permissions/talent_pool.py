"""Who may do what with the talent pool (domain §2.2, Art. 12, 15)."""

from __future__ import annotations

from talent_pool.policies import assignments, members, nominations
from tests.factories import pool
from tests.permissions.world import Row, World


def furnish(world: World) -> None:
    """A recommendation that waits, a member and an invitation, all of the enterprise's CQO."""
    held = world.appointment
    world.member = pool.member(held, by=world.users["office"])
    world.invitation = pool.invited(world.member, by=world.users["office"])
    world.nomination = pool.proposed(by=world.users["office"])
    # Another CQO's in truth: whose it is, is all the rows below ask.
    world.nomination.appointment = held


OFFICES = {"office", "region"}
MATRIX: dict[str, Row] = {
    "recommend to the pool (15)": (
        lambda user, world: nominations.may_nominate(user, world.appointment),
        OFFICES,
    ),
    "answer for the person, or record it from paper (15)": (
        lambda user, world: nominations.may_record_consent(user, world.nomination),
        {"filer", "office"},
    ),
    "withdraw a recommendation (15)": (
        lambda user, world: nominations.may_withdraw(user, world.nomination),
        {"office"},
    ),
    "admit to the pool, decline (15)": (
        lambda user, world: nominations.may_decide(user, world.nomination),
        {"region"},
    ),
    "read the evidence of a recommendation (15)": (
        lambda user, world: nominations.may_read_evidence(user, world.nomination),
        OFFICES,
    ),
    "ask to leave the pool (15)": (
        lambda user, world: members.may_wish(user, world.member),
        {"filer"},
    ),
    "review and remove a member (15)": (
        lambda user, world: members.may_manage(user, world.member),
        {"region"},
    ),
    "leave by bar or misconduct (9, 12)": (
        lambda user, world: members.by_itself(user, world.member),
        set(),
    ),
    "invite experts for an enterprise (15)": (
        lambda user, world: assignments.may_assign(user, world.invitation.enterprise),
        OFFICES,
    ),
    "invite experts for advice (15)": (
        lambda user, world: assignments.may_assign(user, None),
        {"office", "other_office", "zone", "region"},
    ),
    "answer an invitation, recuse (12, 15)": (
        lambda user, world: assignments.may_answer(user, world.invitation),
        {"filer"},
    ),
    "record or cancel a task (15)": (
        lambda user, world: assignments.may_direct(user, world.invitation),
        {"office"},
    ),
}
