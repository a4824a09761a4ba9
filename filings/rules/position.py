"""Art. 5: where the post should stand in the enterprise. Advice only: nothing here ever blocks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.regulation import cites
from cqo_registry.core.verdicts import Reason, Severity, Verdict
from cqo_registry.directory.enums import SizeClass
from filings.enums import PositionLevel

SENIOR = (PositionLevel.PRINCIPAL, PositionLevel.DEPUTY)
BIG = (SizeClass.LARGE, SizeClass.MEDIUM)

TWO_POSTS = "two_posts"  # the code of the finding on another enterprise


@dataclass(frozen=True, slots=True)
class Position:
    """The post held beside that of CQO, and which departments the CQO leads directly."""

    level: PositionLevel
    leads_management: bool = False
    leads_inspection: bool = False
    leads_safety: bool = False
    is_legal_representative: bool = False
    size: SizeClass = SizeClass.UNCLASSIFIED


def _advice(code: str, message: object, field: str) -> Reason:
    return Reason(code, message, "5", Severity.WARN, field)


@cites("5")
def check_position(position: Position) -> Verdict:
    """Advice where the post is below a deputy, leads too little, or is the legal representative's own."""
    leads_all = position.leads_management and position.leads_inspection and position.leads_safety
    return Verdict.unless(
        position.level not in SENIOR
        and _advice(
            "position_level", _("首席质量官一般由企业高层副职以上领导兼任，请说明原因。"), "position_level"
        ),
        not leads_all
        and _advice("departments", _("首席质量官一般直接领导质量管理、检验和安全部门。"), "leads_management"),
        position.is_legal_representative
        and position.size in BIG
        and _advice("own_representative", _("大中型企业由法定代表人自任，请核对履职安排。"), "cqo_name"),
    )


@cites("2")
def check_posts(*, elsewhere: bool) -> Verdict:
    """A warning where the person holds the post elsewhere: allowed, with both declarations (D11)."""
    return Verdict.unless(
        elsewhere
        and Reason(
            TWO_POSTS,
            _("该人员同时在其他企业担任首席质量官，请核对两家企业的申报。"),
            "2",
            Severity.WARN,
            "identity_no",
        )
    )
