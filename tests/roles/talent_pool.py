"""Who opens which page of the talent pool (Art. 15)."""

from __future__ import annotations

from cqo_registry.accounts.access import ENTERPRISE, READERS, REGION, REGISTER, REVIEWERS
from tests.roles.rows import Row

MATRIX: dict[str, Row] = {
    "talent_pool:nomination_list": (REGISTER, "get", ()),
    "talent_pool:nomination_export": (READERS, "get", ()),
    "talent_pool:nomination_start": (REVIEWERS, "get", ()),
    "talent_pool:nominate": (REVIEWERS, "get", ("appointment",)),
    "talent_pool:nomination_detail": (REGISTER, "get", ("nomination",)),
    "talent_pool:nomination_evidence": (REVIEWERS, "get", ("nomination",)),
    "talent_pool:nomination_consent": (REGISTER[:3], "post", ("nomination",)),
    "talent_pool:nomination_admit": (REGION, "post", ("nomination",)),
    "talent_pool:nomination_decline": (REGION, "post", ("nomination",)),
    "talent_pool:nomination_withdraw": (REVIEWERS, "post", ("nomination",)),
    "talent_pool:member_list": (READERS, "get", ()),
    "talent_pool:member_export": (READERS, "get", ()),
    "talent_pool:member_detail": (REGISTER, "get", ("pool_member",)),
    "talent_pool:member_wish": (ENTERPRISE, "post", ("pool_member",)),
    "talent_pool:member_keep": (REGION, "post", ("pool_member",)),
    "talent_pool:member_depart": (REGION, "post", ("pool_member",)),
    "talent_pool:member_remove": (REGION, "post", ("pool_member",)),
    "talent_pool:assignment_list": (REGISTER, "get", ()),
    "talent_pool:assignment_export": (READERS, "get", ()),
    "talent_pool:assignment_new": (REVIEWERS, "get", ()),
    "talent_pool:assignment_detail": (REGISTER, "get", ("assignment",)),
    "talent_pool:assignment_accept": (ENTERPRISE, "post", ("assignment",)),
    "talent_pool:assignment_decline": (ENTERPRISE, "post", ("assignment",)),
    "talent_pool:assignment_recuse": (ENTERPRISE, "post", ("assignment",)),
    "talent_pool:assignment_done": (REVIEWERS, "post", ("assignment",)),
    "talent_pool:assignment_cancel": (REVIEWERS, "post", ("assignment",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist. A member is known to every office.
OWN_OBJECTS: set[str] = {"assignment", "nomination"}
