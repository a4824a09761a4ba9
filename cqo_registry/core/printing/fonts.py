"""The fonts of the PDFs, and which characters they can print.

Chinese comes from a package of PyPI, Tibetan from npm; no font of the machine is used, so the same
data give the same file everywhere. A character that is in none of them would print as a blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from fontTools.ttLib import TTFont

TIBETAN = Path("@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf")
# Shown as nothing on purpose: controls, format signs and the selectors of glyph variants.
_UNSEEN = frozenset({"Cc", "Cf"})
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def font_files() -> tuple[Path, ...]:
    """The three font files: Chinese with and without serifs, and Tibetan."""
    tibetan = Path(settings.BASE_DIR) / "node_modules" / TIBETAN
    return (pylopdf_fonts_zh_cn.sans_path(), pylopdf_fonts_zh_cn.serif_path(), tibetan)


@cache
def fonts() -> typst.Fonts:
    """The fonts as typst takes them; read once per process."""
    folders = sorted({str(path.parent) for path in font_files()})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


@cache
def _covered() -> frozenset[int]:
    """Every code point that some font draws; a font that is not installed draws nothing."""
    points: set[int] = set()
    for path in filter(Path.is_file, font_files()):
        with TTFont(path, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)


def missing_characters(texts: Iterable[str]) -> str:
    """The characters of ``texts`` that no font can print, each once, in the order found."""
    found = dict.fromkeys(character for text in texts for character in text)
    return "".join(character for character in found if not _printable(character))


def _printable(character: str) -> bool:
    return (
        ord(character) in _covered()
        or unicodedata.category(character) in _UNSEEN
        or any(ord(character) in selectors for selectors in _SELECTORS)
    )
