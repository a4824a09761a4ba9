"""Why an expert fits: skill before industry before area (Art. 15)."""

from __future__ import annotations

import pytest

from talent_pool.rules.matching import Offer, Wanted, fits

OFFER = Offer(skills=("metrology", "brand"), industry="C30", offices=(7,))


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        (Wanted(), []),
        (Wanted(skill="metrology"), ["skill"]),
        (Wanted(skill="digital"), []),
        (Wanted(industry="C302"), ["division"]),
        (Wanted(industry="C26"), ["section"]),
        (Wanted(industry="C"), ["section"]),
        (Wanted(industry="D44"), []),
        (Wanted(office=7), ["area"]),
        (Wanted(office=8), []),
        (Wanted("brand", "C30", 7), ["skill", "division", "area"]),
    ],
)
def test_every_reason_is_named(wanted, codes):
    assert [fit.code for fit in fits(wanted, OFFER)] == codes


def test_a_skill_outweighs_industry_and_area_together():
    weigh = {fit.code: fit.weight for fit in fits(Wanted("brand", "C30", 7), OFFER)}
    assert weigh["skill"] > weigh["division"] + weigh["area"]


def test_an_expert_of_a_whole_section_is_of_no_division():
    assert [fit.code for fit in fits(Wanted(industry="C30"), Offer((), "C", ()))] == ["section"]
    assert fits(Wanted(industry="C30"), Offer((), "", ())) == ()
