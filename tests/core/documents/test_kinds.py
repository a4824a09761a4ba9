"""A file of another kind is named for what it is, whatever it is called, with the way to a PDF or JPEG."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from cqo_registry.core.uploads import open_document
from cqo_registry.core.verdicts import Refused


def media(brand: bytes, *others: bytes) -> bytes:
    body = b"ftyp" + brand + bytes(4) + b"".join(others)
    return (len(body) + 4).to_bytes(4) + body + b"\0\0\0\x08mdat" * 20


def zipped(*names: str, stored: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, stored or "x")
    return out.getvalue()


def drawn(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(out, form)
    return out.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("content", "name", "way"),
    [
        (media(b"heic", b"mif1", b"heic"), "HEIC", "JPEG"),
        (media(b"mif1", b"mif1", b"heic"), "HEIC", "兼容性最佳"),
        (media(b"mif1", b"miaf"), "HEIF", "JPEG"),
        (media(b"avif", b"mif1"), "AVIF", "JPEG"),
        (media(b"mif1", b"avif"), "AVIF", "JPEG"),
        (media(b"isom", b"mp42"), "MP4", "JPEG"),
        (drawn("WEBP"), "WebP", "另存为 JPEG"),
        (drawn("TIFF"), "TIFF", "另存为 JPEG"),
        (drawn("BMP"), "BMP", "另存为 JPEG"),
        (drawn("GIF"), "GIF", "另存为 JPEG"),
        (b"MM\0*" + bytes(20), "TIFF", "另存为 JPEG"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD", "PDF"),
        (zipped("[Content_Types].xml", "word/document.xml"), "Word", "PDF"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel", "PDF"),
        (zipped("ppt/presentation.xml"), "PowerPoint", "PDF"),
        (zipped("身份证.jpg"), "ZIP", "解压"),
        (b"Rar!\x1a\x07\x01\0", "RAR", "解压"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), ".doc", "PDF"),
        (COMPOUND + "Workbook".encode("utf-16-le"), ".xls", "PDF"),
        (COMPOUND, "Office", "PDF"),
        (b"{\\rtf1 a}", "RTF", "PDF"),
        (b"<!DOCTYPE html><html>", "HTML", "打印为 PDF"),
        (b"\xef\xbb\xbf\n <!-- a -->\n<HTML>", "HTML", "打印为 PDF"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "SVG", "JPEG"),
    ],
)
@pytest.mark.parametrize("called", ["身份证.jpg", "a.pdf", ""])
def test_another_kind_is_named_with_the_way_to_a_pdf_or_jpeg(
    content: bytes, name: str, way: str, called: str
) -> None:
    with pytest.raises(Refused) as caught:
        open_document(called, content)
    (reason,) = caught.value.verdict.blocking
    assert reason.code == "file_kind"
    assert f"这是 {name}" in str(reason.message) or f"（{name}" in str(reason.message)
    assert way in str(reason.message)


@pytest.mark.parametrize(
    "content", [b"GIF89a%PDF-1.7", b"<html>%PDF-1.7", b"PK\x03\x04%PDF-1.7", b"BM\0\0\0\0\0\0\0\0%PDF-1.4"]
)
def test_nothing_is_a_pdf_and_something_else(content: bytes) -> None:
    with pytest.raises(Refused, match="这是"):
        open_document("a.pdf", content)


@pytest.mark.parametrize(
    "content", [b"x", b"MZ" + bytes(99), b"RIFF", b"\0\0\0\x18ftyp", b"<a>", b"\xd0\xcf"]
)
def test_what_nobody_knows_gets_the_general_sentence_or_a_name(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        open_document("a", content)
    assert caught.value.verdict.blocking[0].code == "file_kind"
