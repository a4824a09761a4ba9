"""How names are written: the separator U+00B7, Han of every plane, Tibetan kept as typed.

Python's Unicode tables are older than some Han blocks, so the planes 2 and 3 are taken as Han whole.
"""

from __future__ import annotations

import re
import unicodedata

from cqo_registry.core.text import tidy

SEPARATOR = "\u00b7"
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\ue000-\uf8ff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_OTHER_SEPARATORS = re.compile("[\u2022\u30fb\uff65\u2027\u2219\u22c5\uff0e]")
_DOT_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]) *\. *(?=[{_HAN}])")
_SPACE_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_SPACE_AROUND_SEPARATOR = re.compile(f" *{SEPARATOR} *")
_SIGNS = frozenset(SEPARATOR + " '\u2019-.()\uff08\uff090123456789")
TIBETAN = range(0x0F00, 0x1000)


def tidy_name(text: str) -> str:
    """The one spelling under which a name is stored and searched: tidy, one kind of separator."""
    text = _OTHER_SEPARATORS.sub(SEPARATOR, tidy(text))
    text = _DOT_BETWEEN_HAN.sub(SEPARATOR, text)
    return _SPACE_AROUND_SEPARATOR.sub(SEPARATOR, _SPACE_BETWEEN_HAN.sub("", text))


def is_han(character: str) -> bool:
    """Whether the character is Han, of any plane, or stands for one in the private use area."""
    return bool(_HAN_CHARACTER.match(character))


def is_private_use(character: str) -> bool:
    """Whether the character means something on the typist's machine only."""
    return unicodedata.category(character) == "Co"


def is_name_character(character: str) -> bool:
    """Whether a name may hold the character."""
    return (
        is_han(character)
        or ord(character) in TIBETAN
        or character in _SIGNS
        or unicodedata.category(character)[0] in "LM"
    )


def has_stray_separator(text: str) -> bool:
    """Whether a separator stands at an end or beside another one."""
    return "" in text.split(SEPARATOR)


def has_letter(text: str) -> bool:
    """Whether there is anything but digits and signs."""
    return any(is_han(character) or unicodedata.category(character)[0] == "L" for character in text)


def mask_name(name: str) -> str:
    """A name that only who knows it recognises: every second character hidden, 扎西次仁 reads 扎*次*."""
    parts = tidy_name(name).split(SEPARATOR)
    hidden = ("".join("*" if place % 2 else sign for place, sign in enumerate(part)) for part in parts)
    return SEPARATOR.join(hidden)
