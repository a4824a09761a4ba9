"""Reads the words of a PDF back as a reader of the file would: by its character maps and its tags."""

from __future__ import annotations

import io
import re

import pikepdf

HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)


def text_of(pdf: bytes) -> str:
    """All the text shown on all pages, in the order drawn, without blanks."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        words = "".join(text for page in document.pages for text in _page(page, actual=True))
    return re.sub(r"\s", "", words)


def glyphs_of(pdf: bytes) -> list[str]:
    """What each glyph stands for: one text per glyph, several characters for a stack."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [text for page in document.pages for text in _page(page, actual=False)]


def _page(page: pikepdf.Page, *, actual: bool) -> list[str]:
    """The texts of a page; with ``actual`` the text a tag gives stands for the glyphs inside it."""
    maps = {name: _map(font) for name, font in page.resources.get("/Font", {}).items()}
    texts: list[str] = []
    current: dict[int, str] = {}
    open_tags: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BMC" | "BDC":
                tag = operands[1] if actual and len(operands) > 1 else {}
                open_tags.append("/ActualText" in tag)
                texts += [str(tag["/ActualText"])] if open_tags[-1] else []
            case "EMC":
                open_tags.pop()
            case "Tf":
                current = maps[str(operands[0])]
            case "Tj" | "TJ" if not any(open_tags):
                shown = operands[0] if str(operator) == "TJ" else operands
                parts = (bytes(part) for part in shown if isinstance(part, pikepdf.String))
                texts += [current.get(code, "") for part in parts for code in _codes(part)]
    return texts


def _codes(part: bytes) -> list[int]:
    return [int.from_bytes(part[at : at + 2], "big") for at in range(0, len(part), 2)]


def _map(font: pikepdf.Object) -> dict[int, str]:
    """Glyph code to text, from the ToUnicode map."""
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(font.ToUnicode.read_bytes()):
        values = [bytes.fromhex(each.decode()) for each in HEX.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for at in range(0, len(values), step):
            first, last = (int.from_bytes(values[at + offset], "big") for offset in (0, step - 2))
            start = values[at + step - 1].decode("utf-16-be")
            for code in range(first, last + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - first)
    return found
