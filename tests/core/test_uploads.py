"""What may be uploaded: documents that open, and nothing that acts."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cqo_registry.core.documents import pdf as pdfs
from cqo_registry.core.uploads import MAX_BYTES, open_document, tidy_name
from cqo_registry.core.verdicts import Refused
from tests.factories.files import JPEG_BYTES, PDF_BYTES, PNG_BYTES


def pdf_with(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        open_document("x.pdf", content)
    return caught.value.verdict.blocking[0].code


@pytest.mark.parametrize(
    ("content", "content_type", "name"),
    [
        (PDF_BYTES, "application/pdf", "任命文件.pdf"),
        (JPEG_BYTES, "image/jpeg", "任命文件.jpg"),
        (PNG_BYTES, "image/png", "任命文件.png"),
    ],
)
def test_the_type_is_read_from_the_content(content: bytes, content_type: str, name: str) -> None:
    document = open_document("任命文件", content)
    assert (document.content_type, document.name, document.pages) == (content_type, name, 1)
    assert len(document.sha256) == 64


def test_a_harmless_pdf_is_kept_byte_for_byte() -> None:
    assert open_document("a.pdf", PDF_BYTES).content == PDF_BYTES


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"x", "file_kind"),
        (b"MZ" + b"\0" * 100, "file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_kind"),
        (b"%PDF-1.7\n", "file_broken"),
        (b"%PDF-1.7\n" + b"\xff" * 500, "file_broken"),
        (JPEG_BYTES[:60], "file_broken"),
        (PNG_BYTES[:40], "file_broken"),
        (b"\x89PNG\r\n\x1a\n", "file_broken"),
        (b"%PDF-1.4" + b"0" * (MAX_BYTES - 7), "file_too_large"),
    ],
)
def test_what_does_not_open_is_refused_with_its_sentence(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_exactly_five_megabytes_are_enough() -> None:
    padded = PDF_BYTES + b"\n" * (MAX_BYTES - len(PDF_BYTES))
    assert open_document("a.pdf", padded).pages == 1
    assert refusal(padded + b"\n") == "file_too_large"


@pytest.mark.parametrize("version", [2, 3, 4, 6])
def test_a_pdf_that_asks_for_a_password_is_refused(version: Any) -> None:
    lock = pikepdf.Encryption(owner="besitz", user="geheim", R=version, aes=version > 3, metadata=version > 3)
    assert refusal(pdf_with(lambda pdf: None, encryption=lock)) == "file_encrypted"


@pytest.mark.parametrize("version", [2, 3, 4, 6])
def test_a_pdf_that_only_restricts_editing_is_kept_byte_for_byte(version: Any) -> None:
    lock = pikepdf.Encryption(owner="besitz", user="", R=version, aes=version > 3, metadata=version > 3)
    open_to_all = pdf_with(lambda pdf: None, encryption=lock)
    assert open_document("a.pdf", open_to_all).content == open_to_all
    assert refusal(pdf_with(on_open, encryption=lock)) == "file_locked_active"


def test_a_pdf_without_pages_is_refused() -> None:
    assert refusal(pdf_with(lambda pdf: pdf.pages.__delitem__(0))) == "file_no_pages"


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    assert refusal(pdf_with(lambda pdf: [pdf.add_blank_page() for _ in range(300)])) == "file_too_many_pages"  # type: ignore[func-returns-value, arg-type, return-value]


@pytest.mark.parametrize("limit", [0, 1])
def test_a_pdf_of_endless_parts_is_refused(limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MAX_OBJECTS", limit)
    assert refusal(PDF_BYTES) == "file_too_complex"


def test_the_parts_inside_parts_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "MAX_OBJECTS", 10)
    nested = pdf_with(lambda pdf: pdf.Root.__setattr__("Deep", Array([Array([]) for _ in range(300)])))
    assert refusal(nested) == "file_too_complex"


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def on_open(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def on_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=pdf.make_indirect(script()))


def named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))


def link_that_launches(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def chained_action(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Array([script()]))
    pdf.pages[0].Annots = Array([link])


def enclosed_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["virus.exe"] = b"MZ"


def attached_to_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])])


@pytest.mark.parametrize(
    "arm",
    [
        on_open,
        on_page,
        named_script,
        link_that_launches,
        chained_action,
        enclosed_file,
        attached_to_the_page,
    ],
)
@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_active_content_is_taken_out(
    arm: Callable[[pikepdf.Pdf], None], mode: pikepdf.ObjectStreamMode
) -> None:
    kept = open_document("a.pdf", pdf_with(arm, object_stream_mode=mode)).content
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    bare = out.getvalue()
    for word in (
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/EmbeddedFiles",
        b"/OpenAction",
        b"/AA",
        b"/FileAttach",
    ):
        assert word not in bare
    assert open_document("a.pdf", kept).content == kept


def giant_png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6325, 9500, 30000])
def test_a_picture_too_large_to_decode_is_refused_before_it_is(side: int) -> None:
    assert refusal(giant_png(side, side)) == "file_too_many_pixels"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\任命.PDF", "任命.PDF"),
        ("a\u202egnp.exe", "agnp.exe.pdf"),
        ("a\r\nX: y.pdf", "a X: y.pdf"),
        ("", "附件.pdf"),
        (".pdf", "附件.pdf"),
        ("名" * 300 + ".pdf", "名" * 196 + ".pdf"),
        ("\ud800.pdf", "\ufffd.pdf"),
    ],
)
def test_the_name_is_kept_as_far_as_it_is_a_name(name: str, kept: str) -> None:
    assert tidy_name(name, "application/pdf") == kept
