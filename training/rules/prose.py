"""The simple structure of a plain text: headings, paragraphs and lists, as officials write them.

A short line that begins with 一、 or （一） and does not end a sentence is a heading; lines that begin with
a hyphen or a dot are a list; every other line is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

HEADING_MAX = 40  # characters
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)\S")
_POINT = re.compile(r"^(?:[-–—•·●]\s*)(\S.*)$")
_ENDINGS = "。；！？，.;!?,"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text: ``kind`` is heading, paragraph or list; a list has its ``points``."""

    kind: str
    text: str = ""
    points: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The text in pieces, in its order; empty lines only part them."""
    found: list[Block] = []
    lines = [line.strip() for line in text.splitlines()]
    for kind, group in groupby(lines, key=_kind):
        found.extend(_made(kind, list(group)))
    return found


def _kind(line: str) -> str:
    if not line:
        return ""
    if _POINT.match(line):
        return "list"
    short = len(line) <= HEADING_MAX and line[-1] not in _ENDINGS
    return "heading" if short and _HEADING.match(line) else "paragraph"


def _made(kind: str, lines: list[str]) -> Iterator[Block]:
    if kind == "list":
        yield Block(kind, points=[match[1] for line in lines if (match := _POINT.match(line))])
    elif kind:
        yield from (Block(kind, line) for line in lines)
