"""Who opens which page of training (chapter five)."""

from __future__ import annotations

from cqo_registry.accounts.access import READERS, REGISTER, REVIEWERS, TYPISTS
from tests.roles.rows import Row

MATRIX: dict[str, Row] = {
    "training:activity_list": (READERS, "get", ()),
    "training:activity_export": (READERS, "get", ()),
    "training:activity_create": (REVIEWERS, "get", ()),
    "training:activity_detail": (READERS, "get", ("activity",)),
    "training:activity_edit": (REVIEWERS, "get", ("activity",)),
    "training:activity_strike": (REVIEWERS, "post", ("activity",)),
    "training:activity_restore": (REVIEWERS, "post", ("activity",)),
    "training:activity_picture_add": (REVIEWERS, "get", ("activity",)),
    "training:activity_picture": (READERS, "get", ("activity_picture",)),
    "training:activity_picture_remove": (REVIEWERS, "post", ("activity_picture_gone",)),
    "training:experience_list": (REGISTER, "get", ()),
    "training:experience_library": (REGISTER, "get", ()),
    "training:experience_export": (READERS, "get", ()),
    "training:experience_create": (TYPISTS, "get", ()),
    "training:experience_detail": (REGISTER, "get", ("experience",)),
    "training:experience_edit": (TYPISTS, "get", ("experience",)),
    "training:experience_copy": (TYPISTS, "post", ("experience",)),
    "training:experience_act": (REGISTER[:3], "post", ("experience", "experience_act")),
    "training:experience_picture_add": (TYPISTS, "get", ("experience",)),
    "training:experience_picture": (REGISTER, "get", ("experience_picture",)),
    "training:experience_picture_remove": (TYPISTS, "post", ("experience_picture",)),
    "training:funding": (READERS, "get", ()),
    "training:funding_sheet": (READERS, "get", ("office_code", "fund_year")),
    "training:budget_create": (REVIEWERS, "get", ()),
    "training:budget_edit": (REVIEWERS, "get", ("budget",)),
    "training:spending_list": (READERS, "get", ()),
    "training:spending_export": (READERS, "get", ()),
    "training:spending_create": (REVIEWERS, "get", ()),
    "training:spending_detail": (READERS, "get", ("spending",)),
    "training:spending_strike": (REVIEWERS, "post", ("spending",)),
    "training:spending_restore": (REVIEWERS, "post", ("spending",)),
}
# A link to these shows the question before the act, and changes nothing.
ASK_FIRST: set[str] = set()
# Arguments that belong to somebody: for a stranger they do not exist.
OWN_OBJECTS: set[str] = {
    "activity",
    "activity_picture",
    "activity_picture_gone",
    "budget",
    "experience",
    "experience_picture",
    "office_code",
    "spending",
}
