"""The one way typed, pasted and imported text is written: nothing unseen in it, one kind of space.

Every entrance takes its text through here: forms (``core.form_text``), workbooks, searches, cursors, codes,
user names, and what was stored before. No other module knows the marks or normalises Unicode; a test of
the repository holds to that. Passwords are taken exactly as typed.
"""

from __future__ import annotations

import re
import unicodedata

from cqo_registry.core.radicals import EQUIVALENTS

# What shows nothing by itself: soft hyphen, joiner of graphemes, marks of direction, zero width spaces,
# invisible operators, byte order mark, fillers of Hangul and Khmer, annotations, the object that was not
# pasted along, controls of shorthand and music, tags. Selectors of a letter shape are looked at below.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_CONTROLS = "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # NUL is no slip: it stays, and is refused
_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_SPACES = " \t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_JOINERS = "\u200c\u200d"
_GLYPHS = "\U000e0100-\U000e01ef"  # selectors of ideographic variation sequences
_SHAPES = "\u180b-\u180f"  # selectors and the vowel separator of Mongolian
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_MONGOLIAN = "\u1820-\u18aa"
# Scripts in which a joiner changes what is seen: Arabic to N'Ko, the Indic ones, Myanmar, Khmer, Mongolian.
# Tibetan stacks its letters with code points of their own and needs none.
_JOINING = (
    "\u0600-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u180a\u1810-\u18aa\ua840-\ua8ff"
)
_PICTURES = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"

_CODES = str.maketrans({code: chr(ideograph) for code, ideograph in EQUIVALENTS.items()})
_DROPPED = re.compile(f"[{_UNSEEN}{_CONTROLS}]+")
_RADICAL = re.compile("[\u2e80-\u2fdf]")
_JOINER = re.compile(
    f"(?<=[{_JOINING}])([{_JOINERS}])[{_JOINERS}]*(?=[{_JOINING}])"
    f"|(?<=[{_PICTURES}])(\u200d)(?=[{_PICTURES}])"
    f"|[{_JOINERS}]"
)
_SELECTOR = re.compile(f"(?<![{_HAN}])[{_GLYPHS}]|(?<![{_MONGOLIAN}])[{_SHAPES}]")
_ANY_SELECTOR = re.compile(f"[{_GLYPHS}{_SHAPES}]")
_BLANKS = re.compile(f"[{_SPACES}{_BREAKS}]+")
_SPACE = re.compile(f"[{_SPACES}]+")
_SPACE_AT_BREAK = re.compile(" ?\n ?")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_PLAIN = re.compile("[!-~]+(?: [!-~]+)*")  # nothing to do, as nearly every code, number and user name
_SEEN_ALONE = re.compile("[!-~\u00b7\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e]*")


def tidy(text: str) -> str:
    """The text on one line: nothing unseen, runs of blanks as one space, none at the ends, in NFC."""
    if _PLAIN.fullmatch(text) or _SEEN_ALONE.fullmatch(text):
        return text
    return _BLANKS.sub(" ", _seen(text)).strip(" ")


def tidy_lines(text: str) -> str:
    """As ``tidy``, line by line: line breaks stay, each as a line feed, and none at the ends."""
    if _PLAIN.fullmatch(text) or _SEEN_ALONE.fullmatch(text):
        return text
    lines = _BREAK.sub("\n", _seen(text))
    return _SPACE_AT_BREAK.sub("\n", _SPACE.sub(" ", lines)).strip(" \n")


def half_width(text: str) -> str:
    """One line for codes, figures and comparisons: letters, digits and signs of any width as plain ones."""
    return tidy(unicodedata.normalize("NFKC", tidy(text)))


def compact(text: str) -> str:
    """As ``half_width``, without any blank."""
    return unicodedata.normalize("NFKC", "".join(half_width(text).split()))


def folded(text: str) -> str:
    """What a search compares: half width, small letters, no selector of a glyph, no NUL."""
    return half_width(_ANY_SELECTOR.sub("", text.replace("\0", ""))).lower()


def words(text: str) -> list[str]:
    """The words of a search, each folded."""
    return folded(text).split()


def _seen(text: str) -> str:
    """The text without what shows nothing; lone surrogates, which no encoding carries, become U+FFFD."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _DROPPED.sub("", text)
    if _RADICAL.search(text):
        text = text.translate(_CODES)
    text = _SELECTOR.sub("", _JOINER.sub(lambda found: found[1] or found[2] or "", text))
    return unicodedata.normalize("NFC", text)
