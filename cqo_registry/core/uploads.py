"""Uploaded documents, opened at once: what they are is read from their content, never from their name.

A PDF loses whatever could act by itself; one without such things is kept byte for byte, so that an
electronic seal in it stays valid. Images are drawn anew, without what the camera wrote into them.
Every fault is a ``Refused`` with one sentence that says what to do.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from cqo_registry.core.verdicts import Reason, Refused, Verdict

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_PAGES = 300
MAX_OBJECTS = 50_000
NAME_MAX = 200  # characters
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ("pdf",), JPEG: ("jpg", "jpeg"), PNG: ("png",)}
IMAGE_FORMATS = {JPEG: "JPEG", PNG: "PNG"}
PLAIN_MODES = {JPEG: ("L", "RGB"), PNG: ("1", "L", "LA", "P", "RGB", "RGBA")}

MESSAGES = {
    "empty": _("文件是空的（0 字节），请重新选择文件。"),
    "too_large": _("文件超过 5 MB，请压缩后再上传。"),
    "kind": _("只接受 PDF、JPEG、PNG 文件，请转换格式后再上传。"),
    "encrypted": _("PDF 已加密，无法打开，请去掉密码后再上传。"),
    "broken": _("文件已损坏，无法打开，请重新导出或扫描后再上传。"),
    "no_pages": _("PDF 里没有页面，请重新导出后再上传。"),
    "too_many_pages": _("PDF 超过 300 页，请只上传需要的页。"),
    "too_complex": _("PDF 结构过于复杂，请打印或扫描成普通 PDF 后再上传。"),
    "too_many_pixels": _("图片尺寸过大（超过 4000 万像素），请缩小后再上传。"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored: ``content`` may differ from what was sent."""

    content: bytes
    content_type: str
    pages: int
    sha256: str
    name: str


def open_document(name: str, content: bytes) -> Document:
    """The document in ``content``. Raises ``Refused`` with a sentence for everything that is none."""
    check_size(len(content))
    content_type = sniff(content)
    kept, pages = _open_pdf(content) if content_type == PDF else (_redraw(content, content_type), 1)
    return Document(
        kept, content_type, pages, hashlib.sha256(kept).hexdigest(), tidy_name(name, content_type)
    )


def check_size(size: int) -> None:
    """Refuse nothing at all and more than 5 MB; callers ask before they read."""
    if size < 1:
        raise _refusal("empty")
    if size > MAX_BYTES:
        raise _refusal("too_large")


def sniff(content: bytes) -> str:
    """The type by the first bytes. Raises ``Refused`` for anything but PDF, JPEG and PNG."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if b"%PDF-" in content[:1024]:
        return PDF
    raise _refusal("kind")


def tidy_name(name: str, content_type: str) -> str:
    """The sender's file name without folders and control characters, ending as its content says."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode())
    text = re.split(r"[\\/]", text)[-1]
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    stem, dot, ending = text.rstrip(" .").rpartition(".")
    if not dot or ending.lower() not in ENDINGS[content_type]:
        stem, ending = text, ENDINGS[content_type][0]
    stem = stem.strip(" .")[: NAME_MAX - len(ending) - 1].strip() or str(_("附件"))
    return f"{stem}.{ending}"


def _refusal(code: str) -> Refused:
    return Refused(Verdict((Reason(f"file_{code}", MESSAGES[code], field="file"),)))


# --- images ----------------------------------------------------------------------------------------


def _redraw(content: bytes, content_type: str) -> bytes:
    """The picture alone: upright, first frame, no metadata."""
    try:
        with Image.open(io.BytesIO(content), formats=[IMAGE_FORMATS[content_type]]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _refusal("too_many_pixels")
            upright = ImageOps.exif_transpose(image)
            if upright.mode not in PLAIN_MODES[content_type]:
                upright = upright.convert("RGB")
            upright.info.clear()
            out = io.BytesIO()
            upright.save(out, IMAGE_FORMATS[content_type], quality=90)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _refusal("too_many_pixels") from bomb
    except Refused:
        raise
    except Exception as fault:  # the decoders raise many kinds; each means that the file is broken
        raise _refusal("broken") from fault
    return out.getvalue()


# --- PDF -------------------------------------------------------------------------------------------

ACTIVE_KEYS = (
    "/OpenAction", "/AA", "/JavaScript", "/JS", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent",
    "/RichMediaSettings", "/Collection", "/Rendition",
)  # fmt: skip
ACTIVE_ACTIONS = (
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute", "/SetOCGState", "/Trans", "/GoTo3DView",
)  # fmt: skip
ACTIVE_ANNOTATIONS = ("/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D", "/Sound")


def _open_pdf(content: bytes) -> tuple[bytes, int]:
    """The bytes to keep and the number of pages."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise _refusal("encrypted")
            pages = _count_pages(pdf)
            return (_saved(pdf) if _disarm(pdf) else content), pages
    except pikepdf.PasswordError as fault:
        raise _refusal("encrypted") from fault
    except Refused:
        raise
    except Exception as fault:  # qpdf's errors, and Python's for values of a wrong kind
        raise _refusal("broken") from fault


def _count_pages(pdf: pikepdf.Pdf) -> int:
    if len(pdf.objects) > MAX_OBJECTS:
        raise _refusal("too_complex")
    pages = len(pdf.pages)
    if pages < 1:
        raise _refusal("no_pages")
    if pages > MAX_PAGES:
        raise _refusal("too_many_pages")
    return pages


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _disarm(pdf: pikepdf.Pdf) -> bool:
    """Take out everything that could act; whether there was anything."""
    found = False
    for branch in _branches(pdf):
        if isinstance(branch, pikepdf.Array):
            found |= _drop(branch, range(len(branch)), _is_active)
        else:
            found |= _drop(branch, list(branch.keys()), _is_active, ACTIVE_KEYS)
    return found


def _drop(branch: Any, keys: Any, unwanted: Callable[[Any], bool], names: tuple[str, ...] = ()) -> bool:
    doomed = [key for key in keys if key in names or unwanted(branch[key])]
    for key in reversed(doomed):
        del branch[key]
    return bool(doomed)


def _is_active(value: Any) -> bool:
    """Whether a value is an action that runs something, or an annotation that plays or carries a file."""
    if not isinstance(value, pikepdf.Dictionary):
        return False
    action, annotation = value.get("/S"), value.get("/Subtype")
    return _named(action, ACTIVE_ACTIONS) or _named(annotation, ACTIVE_ANNOTATIONS)


def _named(value: Any, names: tuple[str, ...]) -> bool:
    return isinstance(value, pikepdf.Name) and str(value) in names


def _branches(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary, stream and array of the file, and the direct ones inside them."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    seen = 0
    while waiting:
        branch = waiting.pop()
        if not isinstance(branch, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            continue
        seen += 1
        if seen > 20 * MAX_OBJECTS:
            raise _refusal("too_complex")
        yield branch
        values = branch if isinstance(branch, pikepdf.Array) else (branch[key] for key in branch.keys())  # noqa: SIM118
        waiting.extend(value for value in values if _is_direct(value))


def _is_direct(value: Any) -> bool:
    """Whether a value is written inside its parent; the others come by themselves."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect
