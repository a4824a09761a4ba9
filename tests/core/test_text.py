"""Text is tidied in one place: nothing unseen stays, nothing seen goes, and twice is as once."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cqo_registry.core import text
from cqo_registry.core.names import tidy_name
from cqo_registry.core.radicals import EQUIVALENTS

UNSEEN = [
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *(0x3164, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0x1D173, 0xE0001),
    *(0xE0041, 0xE007F, 0x01, 0x08, 0x1B, 0x7F, 0x90),
]
SPACES = [0x09, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000]
NAMES = [
    "西藏生物高原科技有限公司",
    "རྣམ་དག",
    "བཀྲ་ཤིས་ཚེ་རིང",
    "Tashi Tsering",
    "91540102MA0000015B",
    "𠮷次·仁（大）",
]
STRANGE = st.sampled_from([chr(code) for code in [*UNSEEN, *SPACES, 0x0A, 0x0D, 0x2028, 0x2F63, 0xE0100]])
LETTERS = st.sampled_from("西་ཀད्क力éO\u0304\u0301İ😀ﷺ１")
ANYTHING = st.text(st.one_of(st.characters(codec=None), STRANGE, LETTERS))
WAYS = [text.tidy, text.tidy_lines, text.half_width, text.compact, tidy_name]


@pytest.mark.parametrize("way", WAYS)
@given(typed=ANYTHING)
@example(typed="O\xaf")
@example(typed="0\r\0")
def test_twice_is_as_once(way, typed):
    once = way(typed)
    assert way(once) == once
    once.encode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", UNSEEN, ids=hex)
def test_an_unseen_mark_anywhere_changes_nothing(name, code):
    for at in range(len(name) + 1):
        marked = name[:at] + chr(code) + name[at:]
        assert text.tidy(marked) == text.tidy_lines(marked) == text.tidy(name) == name


@given(
    name=st.sampled_from(NAMES), marks=st.lists(st.sampled_from([chr(code) for code in UNSEEN]), min_size=20)
)
def test_many_unseen_marks_change_nothing_either(name, marks):
    marked = "".join(f"{mark}{letter}{mark}" for mark, letter in zip(marks * 2, name, strict=False))
    assert text.tidy(marked) == name[: len(marks) * 2]
    assert text.tidy("".join(marks)) == ""


@given(typed=st.text(st.characters(categories=["Lu", "Ll", "Lo", "N", "P", "S"], max_codepoint=0xFFFF)))
def test_what_is_seen_stays(typed):
    seen = "".join(letter for letter in typed if ord(letter) not in {*UNSEEN, *SPACES, *EQUIVALENTS, 0x17B5})
    assert text.tidy(seen) == normalize("NFC", seen)


@pytest.mark.parametrize("code", SPACES, ids=hex)
def test_a_space_of_any_width_is_one_plain_space(code):
    wide = chr(code)
    for way in (text.tidy, text.tidy_lines):
        assert way(f"{wide}金珠西路{wide}{wide} 8号{wide}") == "金珠西路 8号"
    assert text.compact(f"{wide}540{wide}102") == "540102"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_line_breaks_stay_where_there_may_be_some(line_end):
    typed = line_end.join(["", "一、质量 ", "", "　二、安全", ""])
    assert text.tidy(typed) == "一、质量 二、安全"
    assert text.tidy_lines(typed) == "一、质量\n\n二、安全"


def test_radicals_become_the_characters_they_look_like():
    assert text.tidy("西藏⽣物⾼原") == "西藏生物高原"
    assert text.tidy("⻄藏⻢⽜⺝") == "西藏马牛月"
    assert set(range(0x2F00, 0x2FD6)) <= set(EQUIVALENTS)
    kept = {chr(code) for code in range(0x2E80, 0x2FE0) if text.tidy(chr(code)) == chr(code)}
    assert {mark for mark in kept if mark.isprintable()} == {"\u2e80"}  # it has no equivalent


@pytest.mark.parametrize(
    "kept",
    [
        "क्\u200dष",  # a half form
        "क्\u200cष",
        "ശ്രീ\u200dമ",
        "می\u200cخواهم",
        "ᠨ\u180eᠠ",
        "ᠠ\u180bᠨ",
        "葛\U000e0100城",  # a registered variant of the character
        "👩\u200d👧",
        "བཀྲ་ཤིས་ བདེ་ལེགས།",
    ],
)
def test_what_a_script_needs_stays(kept):
    assert text.tidy(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("扎\u200d西", "扎西"),
        ("5\u200c4", "54"),
        ("क\u200dA", "कA"),
        ("\u200dक्ष\u200c", "क्ष"),
        ("क्\u200d\u200c\u200dष", "क्\u200dष"),
        ("ཀ\u200dཁ", "ཀཁ"),
        ("A\U000e0100", "A"),
        ("葛\U000e0100\U000e0101", "葛\U000e0100"),
        ("❤\ufe0f", "❤"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d", "\ufffd"),
        ("\u0f43", "\u0f42\u0fb7"),
        ("a\0b", "a\0b"),  # no slip of the hand: whoever stores text refuses it
    ],
)
def test_what_no_script_needs_goes(typed, kept):
    assert text.tidy(typed) == kept


def test_a_search_is_folded_further():
    assert text.words("　ＸＺ\u200b西藏（拉萨）\0 葛\U000e0100 ") == ["xz西藏(拉萨)", "葛"]
    assert text.folded("⽣物") == "生物"
    assert text.half_width("（藏）ＸＫ０８ ") == "(藏)XK08"
