"""PDFs: what could act by itself goes, and whoever sent it is told; a signed file is never written anew.

One without such things is kept byte for byte, so that an electronic seal in it stays valid. A file
that anybody can open and only restricts editing is taken like any other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from django.utils.translation import gettext_lazy as _

from cqo_registry.core.documents.refusals import refusal, remark
from cqo_registry.core.verdicts import Refused

MAX_PAGES = 300
MAX_OBJECTS = 50_000
MAX_CHAIN = 20  # actions one behind the other

SCRIPT, ON_OPEN, FILE, MEDIA = _("脚本"), _("自动执行的动作"), _("嵌入的文件"), _("多媒体")
ACTIVE_KEYS = {
    "/OpenAction": ON_OPEN, "/AA": ON_OPEN, "/JavaScript": SCRIPT, "/JS": SCRIPT, "/XFA": SCRIPT,
    "/EmbeddedFiles": FILE, "/EF": FILE, "/AF": FILE, "/Collection": FILE,
    "/RichMediaContent": MEDIA, "/RichMediaSettings": MEDIA, "/Rendition": MEDIA,
}  # fmt: skip
ACTIVE_ACTIONS = {
    "/JavaScript": SCRIPT, "/Launch": ON_OPEN, "/SubmitForm": ON_OPEN, "/ImportData": ON_OPEN,
    "/GoToR": ON_OPEN, "/GoToE": FILE, "/Rendition": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA, "/SetOCGState": ON_OPEN, "/Trans": ON_OPEN, "/GoTo3DView": MEDIA,
}  # fmt: skip
ACTIVE_ANNOTATIONS = {
    "/FileAttachment": FILE, "/RichMedia": MEDIA, "/Movie": MEDIA, "/Screen": MEDIA, "/3D": MEDIA,
    "/Sound": MEDIA,
}  # fmt: skip
TURNS = ("/NextPage", "/PrevPage", "/FirstPage", "/LastPage")

Found = list[tuple[Any, Any, Any]]  # dictionary or array, key or index, the word for what stands there


def open_pdf(content: bytes) -> tuple[bytes, int]:
    """The bytes to keep and the number of pages."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            pages = _count_pages(pdf)
            found, signed = _looked_through(pdf)
            if not found:
                return content, pages
            return _disarmed(pdf, content, found, signed=signed), pages
    except pikepdf.PasswordError as fault:
        raise refusal("encrypted") from fault
    except Refused:
        raise
    except Exception as fault:  # qpdf's errors, and Python's for values of a wrong kind
        locked = isinstance(fault, pikepdf.PdfError) and "encryption" in str(fault)  # by a certificate
        raise refusal("encrypted" if locked else "broken") from fault


def _count_pages(pdf: pikepdf.Pdf) -> int:
    if len(pdf.objects) > MAX_OBJECTS:
        raise refusal("too_complex")
    pages = len(pdf.pages)
    if pages < 1:
        raise refusal("no_pages")
    if pages > MAX_PAGES:
        raise refusal("too_many_pages")
    return pages


def _disarmed(pdf: pikepdf.Pdf, content: bytes, found: Found, *, signed: bool) -> bytes:
    """The file without what acts, never larger than it was allowed to be; told to whoever sent it."""
    what = "、".join(dict.fromkeys(str(word) for _branch, _key, word in found))
    if signed:
        raise refusal("signed_active", what=what)
    if pdf.is_encrypted:
        raise refusal("locked_active", what=what)
    for branch, key, _word in reversed(found):  # the last item of an array first
        del branch[key]
    kept = _saved(pdf, pikepdf.ObjectStreamMode.preserve)
    if len(kept) > len(content):
        kept = min(kept, _saved(pdf, pikepdf.ObjectStreamMode.generate), key=len)
    remark(_("已去掉 PDF 里的%(what)s，请打开核对页面是否完整。") % {"what": what})
    return kept


def _saved(pdf: pikepdf.Pdf, mode: pikepdf.ObjectStreamMode) -> bytes:
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=mode)
    return out.getvalue()


def _looked_through(pdf: pikepdf.Pdf) -> tuple[Found, bool]:
    """Everything that could act, and whether the file is signed."""
    found: Found = []
    signed = "/Perms" in pdf.Root
    for branch in _branches(pdf):
        if isinstance(branch, pikepdf.Array):
            found += [(branch, at, word) for at in range(len(branch)) if (word := _acts(branch[at]))]
            continue
        signed |= "/ByteRange" in branch
        found += [(branch, key, word) for key in list(branch.keys()) if (word := _entry(branch, key))]
    return found, signed


def _entry(branch: Any, key: str) -> Any:
    """The word for what acts under a key of a dictionary, None for nothing."""
    if _is_bare(branch[key]):
        return None
    if key == "/OpenAction" and _only_turns(branch[key]):
        return None
    if key == "/AA" and isinstance(branch[key], pikepdf.Dictionary):
        actions = branch[key]
        return None if all(_only_turns(actions[event]) for event in actions.keys()) else ON_OPEN  # noqa: SIM118
    return ACTIVE_KEYS.get(key) or _acts(branch[key])


def _is_bare(value: Any) -> bool:
    """Whether a list or a tree of names, of scripts or files, has nothing in it."""
    if isinstance(value, pikepdf.Array):
        return len(value) == 0
    if not isinstance(value, pikepdf.Dictionary):
        return False
    return all(key in ("/Names", "/Kids") and _is_bare(value[key]) for key in value.keys())  # noqa: SIM118


def _only_turns(value: Any, depth: int = 0) -> bool:
    """Whether an action, and every one behind it, only turns to a page of the same file."""
    if isinstance(value, pikepdf.Array) and depth == 0:
        return True  # a destination: page and view
    if not isinstance(value, pikepdf.Dictionary) or depth > MAX_CHAIN:
        return isinstance(value, pikepdf.Name | pikepdf.String)  # the name of a destination
    kind = value.get("/S")
    turns = kind is None and "/D" in value
    turns |= _named(kind, ("/GoTo",)) or (_named(kind, ("/Named",)) and _named(value.get("/N"), TURNS))
    behind = value.get("/Next", pikepdf.Array([]))
    following = list(behind) if isinstance(behind, pikepdf.Array) else [behind]
    return turns and all(_only_turns(action, depth + 1) for action in following)


def _acts(value: Any) -> Any:
    """The word for an action that runs something or an annotation that plays or carries a file."""
    if not isinstance(value, pikepdf.Dictionary):
        return None
    action, annotation = value.get("/S"), value.get("/Subtype")
    return _word(action, ACTIVE_ACTIONS) or _word(annotation, ACTIVE_ANNOTATIONS)


def _word(value: Any, words: dict[str, Any]) -> Any:
    return words.get(str(value)) if isinstance(value, pikepdf.Name) else None


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
            raise refusal("too_complex")
        yield branch
        values = branch if isinstance(branch, pikepdf.Array) else (branch[key] for key in branch.keys())  # noqa: SIM118
        waiting.extend(value for value in values if _is_direct(value))


def _is_direct(value: Any) -> bool:
    """Whether a value is written inside its parent; the others come by themselves."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect
