"""Art. 5: advice on the post, never a block."""

import pytest

from cqo_registry.directory.enums import SizeClass
from filings.enums import PositionLevel
from filings.rules.position import Position, check_position

LEADS_ALL = {"leads_management": True, "leads_inspection": True, "leads_safety": True}


@pytest.mark.parametrize(
    ("level", "changes", "codes"),
    [
        ("principal", {}, []),
        ("deputy", {}, []),
        ("middle", {}, ["position_level"]),
        ("other", {}, ["position_level"]),
        ("deputy", {"leads_management": False}, ["departments"]),
        ("deputy", {"leads_inspection": False}, ["departments"]),
        ("deputy", {"leads_safety": False}, ["departments"]),
        ("principal", {"is_legal_representative": True, "size": SizeClass.LARGE}, ["own_representative"]),
        ("principal", {"is_legal_representative": True, "size": SizeClass.MEDIUM}, ["own_representative"]),
        ("principal", {"is_legal_representative": True, "size": SizeClass.SMALL}, []),
        ("principal", {"is_legal_representative": False, "size": SizeClass.LARGE}, []),
    ],
)
def test_advice_is_given_and_never_blocks(level, changes, codes):
    verdict = check_position(Position(PositionLevel(level), **{**LEADS_ALL, **changes}))
    assert [reason.code for reason in verdict.warnings] == codes
    assert verdict.passes
    assert {reason.article for reason in verdict} <= {"5"}
