"""The papers of the demonstration: small PDF and PNG files that say what they stand for."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

PAGE = (420, 595)
SEAL = (192, 48, 40)


def pdf(title: str, lines: tuple[str, ...]) -> bytes:
    """A one-page PDF; the Chinese font is the reader's own, so that the file stays small."""
    document = pikepdf.new()
    document.add_blank_page(page_size=PAGE)
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(_font())))
    page.Contents = document.make_stream(_text(title, 18, 540) + b"".join(_body(lines)))
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _body(lines: tuple[str, ...]) -> list[bytes]:
    return [_text(line, 11, 500 - 22 * n) for n, line in enumerate(lines)]


def _text(text: str, size: int, height: int) -> bytes:
    return f"BT /F1 {size} Tf 40 {height} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def _font() -> pikepdf.Dictionary:
    """The predefined Chinese font of the PDF standard, without embedding."""
    name = pikepdf.Name
    descendant = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType0,
        BaseFont=name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4
        ),
        FontDescriptor=pikepdf.Dictionary(
            Type=name.FontDescriptor,
            FontName=name("/STSong-Light"),
            Flags=6,
            FontBBox=pikepdf.Array([-25, -254, 1000, 880]),
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=880,
            StemV=93,
        ),
    )
    return pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type0,
        BaseFont=name("/STSong-Light"),
        Encoding=name("/UniGB-UCS2-H"),
        DescendantFonts=pikepdf.Array([descendant]),
    )


@cache
def seal_page() -> bytes:
    """A page with ruled lines and a round red seal, as a scan would show it."""
    image = Image.new("RGB", PAGE, "white")
    draw = ImageDraw.Draw(image)
    draw.text((40, 40), "DEMO / SEAL PAGE", fill="black")
    for height in range(90, 400, 24):
        draw.line((40, height, PAGE[0] - 40, height), fill=(180, 180, 180))
    draw.ellipse((240, 400, 370, 530), outline=SEAL, width=5)
    draw.regular_polygon((305, 465, 26), 5, fill=SEAL)
    out = BytesIO()
    image.quantize(16).save(out, "PNG")
    return out.getvalue()
