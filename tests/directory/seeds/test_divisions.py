"""The offices and counties as seeded."""

from collections import Counter

import pytest

from cqo_registry.directory.seeds.calendar import OFFICES as CALENDAR_OFFICES
from cqo_registry.directory.seeds.divisions import COUNTIES, OFFICES, ZONE_COUNTIES

BY_CODE = {office.code: office for office in OFFICES}


def test_there_is_one_region_with_seven_prefectures_and_two_zones():
    assert Counter(str(office.level) for office in OFFICES) == {"region": 1, "prefecture": 7, "zone": 2}
    assert tuple(BY_CODE)[1:] == CALENDAR_OFFICES


def test_only_the_region_has_no_parent():
    assert [office.code for office in OFFICES if not office.parent] == ["54"]
    assert all(office.parent in BY_CODE for office in OFFICES if office.parent)


def test_the_74_county_level_units_are_spread_over_the_prefectures():
    spread = Counter(county.office for county in COUNTIES if county not in ZONE_COUNTIES)
    assert spread == {"5401": 8, "5402": 18, "5403": 11, "5404": 7, "5405": 12, "5406": 11, "5425": 7}
    assert sum(spread.values()) == 74


def test_no_name_or_code_leads_to_two_counties():
    words = [word for county in COUNTIES for word in (county.code, county.name, *county.aliases)]
    assert not [word for word, count in Counter(words).items() if count > 1]


@pytest.mark.parametrize(
    ("word", "code", "office"),
    [
        ("米林县", "540481", "5404"),
        ("540422", "540481", "5404"),
        ("错那县", "540581", "5405"),
        ("542232", "540581", "5405"),
        ("昌都县", "540302", "5403"),
        ("拉萨经开区", "540172", "LSJKQ"),
        ("540091", "540172", "LSJKQ"),
        ("藏青工业园", "632801", "ZQ"),
        ("格尔木市", "632801", "ZQ"),
    ],
)
def test_former_names_and_codes_find_the_county(word, code, office):
    found = [c for c in COUNTIES if word in (c.code, c.name, *c.aliases)]
    assert [(c.code, c.office) for c in found] == [(code, office)]
