"""What a file is by its first bytes, whatever its name says; for a foreign kind, how to get a PDF or JPEG.

A foreign kind is named before a PDF is looked for, so that nothing can be two things at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cqo_registry.core.documents.refusals import refusal, refused
from cqo_registry.core.verdicts import Refused

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
HEAD = 1024  # a PDF may begin this late

OPEN_AND_SAVE = _("这是 %(name)s 图片，改名称不会改变格式。请用画图程序打开，另存为 JPEG 或 PNG 后再上传。")
FROM_PHONE = _(
    "这是 %(name)s 照片，改名称不会改变格式。请在手机或电脑的相册里导出（另存）为 JPEG 后再上传；"
    "苹果手机在“设置—相机—格式”里选“兼容性最佳”，以后拍的照片就是 JPEG。"
)
PRINT_PDF = _("这是 %(name)s 文件。请打开后另存（或打印）为 PDF，再上传 PDF。")
READER_PDF = _("这是 %(name)s 文件。请用 OFD 阅读器打开，导出（或打印）为 PDF，再上传 PDF。")
UNPACK = _("这是 %(name)s 压缩包。请解压后把里面的 PDF、JPEG 或 PNG 文件逐个上传。")
WEB_PAGE = _("这是网页文件（%(name)s）。请在浏览器里打开并打印为 PDF，再上传 PDF。")
STILL = _("这是 %(name)s 视频或录音，不能作为材料。请上传 PDF、JPEG 或 PNG 文件。")


def sniff(content: bytes) -> str:
    """The type by the content. Raises ``Refused`` for anything but PDF, JPEG and PNG."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    for kind in FOREIGN:
        if kind.fits(content):
            raise kind.refusal()
    if b"%PDF-" in content[:HEAD]:
        return PDF
    raise refusal("kind")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A kind of file that is not taken: its name, how it is known, and what to do instead."""

    name: str
    fits: Callable[[bytes], bool]
    advice: Any

    def refusal(self) -> Refused:
        """The sentence that names the kind."""
        return refused("file_kind", self.advice % {"name": self.name})


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _media(*brands: bytes) -> Callable[[bytes], bool]:
    """An ISO media file of one of these brands: the major one, or one it says it is compatible with."""

    def fits(content: bytes) -> bool:
        size = int.from_bytes(content[:4])
        named = [content[8:12], *(content[at : at + 4] for at in range(16, min(size, 256), 4))]
        return content[4:8] == b"ftyp" and (not brands or any(brand in brands for brand in named))

    return fits


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[:4] == b"RIFF" and content[8:12] == form


def _zipped(*members: bytes) -> Callable[[bytes], bool]:
    """A zip archive with a member of such a name; names stand in it as they are."""

    def fits(content: bytes) -> bool:
        return content.startswith((b"PK\x03\x04", b"PK\x05\x06")) and (
            not members or any(member in content for member in members)
        )

    return fits


def _compound(*streams: str) -> Callable[[bytes], bool]:
    """An old Office file with a stream of such a name."""

    def fits(content: bytes) -> bool:
        known = any(stream.encode("utf-16-le") in content for stream in streams)
        return content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and (known or not streams)

    return fits


def _markup(*tags: bytes) -> Callable[[bytes], bool]:
    """Text that begins with one of these tags, after a mark of its encoding, blanks and comments."""
    begun = re.compile(
        rb"(?:\xef\xbb\xbf)?(?:\s|<\?.{0,200}?\?>|<!--.{0,800}?-->)*<(?:" + b"|".join(tags) + rb")\b",
        re.IGNORECASE | re.DOTALL,
    )
    return lambda content: begun.match(content[: 2 * HEAD]) is not None


FOREIGN = (
    Foreign("AVIF", _media(b"avif", b"avis"), FROM_PHONE),
    Foreign("HEIC", _media(b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"), FROM_PHONE),
    Foreign("HEIF", _media(b"mif1", b"msf1", b"miaf"), FROM_PHONE),
    Foreign("MP4", _media(), STILL),
    Foreign("WebP", _riff(b"WEBP"), OPEN_AND_SAVE),
    Foreign("AVI", _riff(b"AVI "), STILL),
    Foreign("WAV", _riff(b"WAVE"), STILL),
    Foreign("TIFF", _starts(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), OPEN_AND_SAVE),
    Foreign("GIF", _starts(b"GIF87a", b"GIF89a"), OPEN_AND_SAVE),
    Foreign("BMP", lambda content: content[:2] == b"BM" and content[6:10] == bytes(4), OPEN_AND_SAVE),
    Foreign("JPEG 2000", _starts(b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"), OPEN_AND_SAVE),
    Foreign("JPEG XL", _starts(b"\0\0\0\x0cJXL \r\n\x87\n", b"\xff\x0a"), OPEN_AND_SAVE),
    Foreign("Photoshop", _starts(b"8BPS"), OPEN_AND_SAVE),
    Foreign("OFD", _zipped(b"OFD.xml"), READER_PDF),
    Foreign("Word", _zipped(b"word/document"), PRINT_PDF),
    Foreign("Excel", _zipped(b"xl/workbook"), PRINT_PDF),
    Foreign("PowerPoint", _zipped(b"ppt/presentation"), PRINT_PDF),
    Foreign("OpenDocument", _zipped(b"application/vnd.oasis.opendocument"), PRINT_PDF),
    Foreign("ZIP", _zipped(), UNPACK),
    Foreign("RAR", _starts(b"Rar!\x1a\x07"), UNPACK),
    Foreign("7-Zip", _starts(b"7z\xbc\xaf\x27\x1c"), UNPACK),
    Foreign("GZIP", _starts(b"\x1f\x8b\x08"), UNPACK),
    Foreign("Word（.doc）", _compound("WordDocument"), PRINT_PDF),
    Foreign("Excel（.xls）", _compound("Workbook", "Book"), PRINT_PDF),
    Foreign("PowerPoint（.ppt）", _compound("PowerPoint Document"), PRINT_PDF),
    Foreign("Office", _compound(), PRINT_PDF),
    Foreign("RTF", _starts(b"{\\rtf"), PRINT_PDF),
    Foreign("CAJ", _starts(b"CAJ\0", b"HN\0\0"), PRINT_PDF),
    Foreign("SVG", _markup(b"svg", rb"!doctype\s+svg"), OPEN_AND_SAVE),
    Foreign("HTML", _markup(b"html", rb"!doctype\s+html", b"head", b"body", b"script", b"meta"), WEB_PAGE),
    Foreign("MHT", _starts(b"MIME-Version:", b"From: <Saved by"), WEB_PAGE),
)
