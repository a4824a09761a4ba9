"""Invented people: names in both scripts, numbers that pass the check digit, telephones, studies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cqo_registry.core.identifiers import identity_check_character

TSHEG = "\u0f0b"
COMMON = {
    "扎西": "བཀྲ་ཤིས",
    "次仁": "ཚེ་རིང",
    "索朗": "བསོད་ནམས",
    "白玛": "པད་མ",
    "尼玛": "ཉི་མ",
    "达瓦": "ཟླ་བ",
    "米玛": "མིག་དམར",
    "拉巴": "ལྷག་པ",
    "普布": "ཕུར་བུ",
    "巴桑": "པ་སངས",
    "边巴": "སྤེན་པ",
    "旦增": "བསྟན་འཛིན",
    "格桑": "སྐལ་བཟང",
    "益西": "ཡེ་ཤེས",
    "仁青": "རིན་ཆེན",
}
MALE = {"多吉": "རྡོ་རྗེ", "罗布": "ནོར་བུ", "平措": "ཕུན་ཚོགས", "扎西": "བཀྲ་ཤིས", "次仁": "ཚེ་རིང"}
FEMALE = {
    "卓玛": "སྒྲོལ་མ",
    "德吉": "བདེ་སྐྱིད",
    "拉姆": "ལྷ་མོ",
    "措姆": "མཚོ་མོ",
    "央金": "དབྱངས་ཅན",
    "旺姆": "དབང་མོ",
    "曲珍": "ཆོས་སྒྲོན",
}
HAN_SURNAMES = "王李张刘陈杨赵周吴徐孙马"
HAN_GIVEN = {
    "male": ("建国", "志强", "伟", "军", "海涛", "磊"),
    "female": ("秀英", "静", "敏", "丽娟", "芳", "燕"),
}
LAST_WORDS = {"male": MALE, "female": FEMALE}
SEXES = tuple(LAST_WORDS)
FIRST_WORDS = tuple(COMMON)
LAST_AFTER = {  # no word stands twice in a name
    sex: {first: tuple(word for word in words if word != first) for first in COMMON}
    for sex, words in LAST_WORDS.items()
}
SCHOOLS = (
    "西藏大学",
    "西藏农牧学院",
    "西藏民族大学",
    "西藏职业技术学院",
    "四川大学",
    "兰州大学",
    "西南民族大学",
)
MAJORS = ("食品科学与工程", "材料科学与工程", "应用化学", "质量管理工程", "藏药学", "机械工程", "电气工程")
TIBETAN_SHARE = 0.8
OTHER_SPELLINGS = {"次仁": "才仁", "索朗": "索南", "旦增": "丹增", "平措": "彭措"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One invented person; nothing of it belongs to anybody."""

    name: str
    name_bo: str
    other_names: str
    identity_no: str
    phone: str
    born: date


def somebody(rng: Random, area: str, serial: int) -> Somebody:
    """Person number ``serial``, of an age to have worked; ``area`` is a county code of six digits."""
    sex = rng.choice(SEXES)
    born = date(1968, 1, 1) + timedelta(days=rng.randrange(365 * 25))
    name, name_bo = tibetan_name(rng, sex) if rng.random() < TIBETAN_SHARE else (han_name(rng, sex), "")
    other = next((name.replace(a, b) for a, b in OTHER_SPELLINGS.items() if a in name and name_bo), "")
    return Somebody(
        name=name,
        name_bo=name_bo,
        other_names=other if rng.random() < 0.3 else "",
        identity_no=identity_no(area, born, serial, sex),
        phone=f"1990000{serial:04d}",
        born=born,
    )


def crowd(rng: Random, areas: list[str]) -> Iterator[Somebody]:
    """People without end, each number given once."""
    serial = 0
    while True:
        serial += 1
        yield somebody(rng, rng.choice(areas), serial)


def identity_no(area: str, born: date, serial: int, sex: str) -> str:
    """A number that passes GB 11643; the sequence is odd for men."""
    return checked_number(area, born, serial * 2 % 998 + (sex == "male"))


def checked_number(area: str, born: date, sequence: int) -> str:
    """The number of that area, birthday and sequence, with its check character."""
    first17 = f"{area}{born:%Y%m%d}{sequence:03d}"
    return first17 + identity_check_character(first17)


def tibetan_name(rng: Random, sex: str) -> tuple[str, str]:
    """Two words, four Han characters, in both scripts: no surname, never split (domain §7)."""
    first = rng.choice(FIRST_WORDS)
    last = rng.choice(LAST_AFTER[sex][first])
    return first + last, COMMON[first] + TSHEG + LAST_WORDS[sex][last]


def han_name(rng: Random, sex: str) -> str:
    """Surname and given name."""
    return rng.choice(HAN_SURNAMES) + rng.choice(HAN_GIVEN[sex])
