"""PDFs: a signed one is stored byte for byte or not at all, and nothing is taken out unsaid."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from cqo_registry.core import uploads
from cqo_registry.core.documents import refusals
from cqo_registry.core.uploads import open_document
from cqo_registry.core.verdicts import Refused

Change = Callable[[pikepdf.Pdf], None]


def made(*changes: Change, **options: object) -> bytes:
    with pikepdf.new() as pdf:
        for _page in range(2):
            pdf.add_blank_page()
        for change in changes:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def opening(action: Callable[[pikepdf.Pdf], object]) -> Change:
    return lambda pdf: setattr(pdf.Root, "OpenAction", action(pdf))


def turn(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(S=Name.GoTo, D=Array([pdf.pages[1].obj, Name.Fit]))


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def sign(pdf: pikepdf.Pdf) -> None:
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 100, 200, 300]), Contents=String("x" * 64))
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Signature1"), V=pdf.make_indirect(value)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)


def certify(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Perms = Dictionary(DocMDP=pdf.make_indirect(Dictionary(Type=Name.Sig)))


def stamp(pdf: pikepdf.Pdf) -> None:
    value = Dictionary(Type=Name.DocTimeStamp, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Sig, V=value))]))


HARMLESS = {
    "page": opening(lambda pdf: Array([pdf.pages[1].obj, Name.Fit])),
    "zoom": opening(lambda pdf: Array([pdf.pages[0].obj, Name.XYZ, 0, 800, 1])),
    "action": opening(turn),
    "indirect action": opening(lambda pdf: pdf.make_indirect(turn(pdf))),
    "name": opening(lambda pdf: Name.Chapter2),
    "two turns": opening(lambda pdf: Dictionary(S=Name.GoTo, D=String("a"), Next=Array([turn(pdf)]))),
    "last page": opening(lambda pdf: Dictionary(S=Name.Named, N=Name.LastPage)),
    "turns on events": lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=turn(pdf))),
}
HARMLESS |= {
    "no scripts": lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array([])))),
    "no files": lambda pdf: setattr(pdf.Root, "Names", Dictionary(EmbeddedFiles=Dictionary(Kids=Array([])))),
    "no events": lambda pdf: setattr(pdf.Root, "AA", Dictionary()),
    "none enclosed": lambda pdf: setattr(pdf.Root, "AF", Array([])),
}
ACTIVE = {
    "script": opening(lambda pdf: script()),
    "script behind a turn": opening(lambda pdf: Dictionary(S=Name.GoTo, D=String("a"), Next=script())),
    "address": opening(lambda pdf: Dictionary(S=Name.URI, URI=String("https://example.org"))),
    "address behind a turn": opening(
        lambda pdf: Dictionary(S=Name.GoTo, D=String("a"), Next=Dictionary(S=Name.URI, URI=String("x")))
    ),
    "print": opening(lambda pdf: Dictionary(S=Name.Named, N=Name.Print)),
    "launch": opening(lambda pdf: Dictionary(S=Name.Launch, F=String("cmd.exe"))),
    "script on an event": lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=script())),
    "file": lambda pdf: pdf.attachments.__setitem__("a.txt", b"x"),  # type: ignore[arg-type, return-value]
}
SIGNED = {"signature": sign, "certified": certify, "time stamp": stamp}


def either(cases: dict[str, Change]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("change", [pytest.param(c, id=name) for name, c in cases.items()])


@either(HARMLESS)
def test_an_action_that_only_turns_a_page_is_harmless(change: Change) -> None:
    sent = made(change)
    with refusals.listening() as heard:
        assert open_document("a.pdf", sent).content == sent
    assert heard == []


@either(HARMLESS)
@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
def test_a_signed_pdf_is_kept_byte_for_byte(change: Change, signed: Change) -> None:
    sent = made(change, signed)
    assert open_document("a.pdf", sent).content == sent


@either(ACTIVE)
@pytest.mark.parametrize("signed", SIGNED.values(), ids=SIGNED)
@pytest.mark.parametrize("mode", list(pikepdf.ObjectStreamMode))
def test_a_signed_pdf_that_acts_is_refused_and_never_written_anew(
    change: Change, signed: Change, mode: pikepdf.ObjectStreamMode
) -> None:
    with pytest.raises(Refused, match="电子签章") as caught:
        open_document("a.pdf", made(change, signed, object_stream_mode=mode))
    assert caught.value.verdict.blocking[0].code == "file_signed_active"


@either(ACTIVE)
def test_what_is_taken_out_of_an_unsigned_pdf_is_said_and_it_does_not_grow(change: Change) -> None:
    for mode in pikepdf.ObjectStreamMode:
        sent = made(change, object_stream_mode=mode)
        with refusals.listening() as heard:
            stored = open_document("a.pdf", sent).content
        assert len(stored) <= len(sent)
        assert "已去掉 PDF 里的" in str(heard[0])
        assert open_document("a.pdf", stored).content == stored


def test_an_empty_field_for_a_signature_is_no_signature() -> None:
    def field(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T=String("a"))]))

    assert b"JavaScript" not in open_document("a.pdf", made(field, ACTIVE["script"])).content


def test_a_chain_without_an_end_is_taken_for_active() -> None:
    def circle(pdf: pikepdf.Pdf) -> None:
        action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=String("a")))
        action.Next = action
        pdf.Root.OpenAction = action

    with refusals.listening() as heard:
        open_document("a.pdf", made(circle))
    assert heard


def test_a_pdf_locked_by_a_certificate_is_said_to_be_locked() -> None:
    sent = made()
    at = sent.index(b"trailer <<") + len(b"trailer <<")
    locked = sent[:at] + b" /Encrypt << /Filter /Adobe.PubSec /V 4 /R 4 >>" + sent[at:]
    with pytest.raises(Refused) as caught:
        open_document("a.pdf", locked)
    assert caught.value.verdict.blocking[0].code == "file_encrypted"


def test_nobody_listening_is_no_fault() -> None:
    assert b"JavaScript" not in open_document("a.pdf", made(ACTIVE["script"])).content


def test_what_would_grow_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = made(ACTIVE["script"])
    monkeypatch.setattr("cqo_registry.core.uploads.open_pdf", lambda content: (content + b" ", 1))
    monkeypatch.setattr(uploads, "MAX_BYTES", len(sent))
    with pytest.raises(Refused, match="5 MB"):
        open_document("a.pdf", sent)
