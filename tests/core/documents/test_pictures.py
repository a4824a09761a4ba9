"""Pictures: what is stored shows exactly what was sent, is never larger, and holds nothing beside."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile, ImageOps

from cqo_registry.core.uploads import open_document
from cqo_registry.core.verdicts import Refused

SIZE = (48, 40)


def kept(content: bytes) -> bytes:
    return open_document("a", content).content


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        kept(content)
    return caught.value.verdict.blocking[0].code


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def drawing(mode: str) -> Image.Image:
    """A picture in which no two rows are alike."""
    width, height = SIZE
    grey = Image.frombytes(
        "L", SIZE, bytes((x * 5 + y * 3) % 256 for y in range(height) for x in range(width))
    )
    if mode == "I;16":
        values = ((x * 1300 + y * 700) % 65536 for y in range(height) for x in range(width))
        return Image.frombytes(mode, SIZE, b"".join(struct.pack("<H", value) for value in values))
    colour = Image.merge("RGB", (grey, ImageOps.invert(grey), grey.rotate(90, expand=False)))
    if mode == "LA":
        return Image.merge("LA", (grey, ImageOps.invert(grey)))
    if mode == "RGBA":
        return Image.merge("RGBA", (*colour.split(), ImageOps.invert(grey)))
    if mode == "P":
        return colour.quantize(60)
    return colour.convert(mode)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def plain_png(depth: int, colour: int, channels: int, *extra: bytes, interlaced: bool = False) -> bytes:
    """A PNG written by hand, for what Pillow can read but not write; its rows are all of one depth."""
    width, height = 9, 7
    row = width * channels * depth // 8
    body = b"".join(b"\0" + bytes((y * 37 + x * 11) % 256 for x in range(row)) for y in range(height))
    if interlaced:
        body = b"".join(_passes(width, height, channels))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced))
    parts = (chunk(b"IHDR", head), *extra, chunk(b"IDAT", zlib.compress(body)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _passes(width: int, height: int, channels: int) -> Iterator[bytes]:
    starts = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    for left, top, right, down in starts:
        for y in range(top, height, down):
            columns = range(left, width, right)
            if columns:
                yield b"\0" + bytes((x * 9 + y * 31 + c) % 256 for x in columns for c in range(channels))


def look(content: bytes) -> tuple[Any, ...]:
    """What a viewer shows: the pixels the right way up, with their colours and transparency."""
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        shown = ImageOps.exif_transpose(image)
        colours = (image.info.get("icc_profile"), image.info.get("gamma"), image.info.get("transparency"))
        alpha = shown.convert("RGBA").tobytes() if shown.mode in ("P", "PA", "L", "LA", "RGB", "1") else b""
        return shown.mode, shown.size, shown.tobytes(), alpha, colours


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


PNGS = {
    **{
        mode: lambda mode=mode: encoded(drawing(mode), "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")
    },
    "I;16": lambda: encoded(drawing("I;16"), "PNG"),
    "P with one colour unseen": lambda: encoded(drawing("P"), "PNG", transparency=3),
    "P with many half seen": lambda: encoded(drawing("P"), "PNG", transparency=bytes(range(0, 240, 4))),
    "L with one grey unseen": lambda: encoded(drawing("L"), "PNG", transparency=15),
    "RGB with one colour unseen": lambda: encoded(drawing("RGB"), "PNG", transparency=(5, 250, 9)),
    "1 with white unseen": lambda: encoded(drawing("1"), "PNG", transparency=1),
    "16-bit RGB": lambda: plain_png(16, 2, 3),
    "16-bit RGBA": lambda: plain_png(16, 6, 4),
    "16-bit LA": lambda: plain_png(16, 4, 2),
    "16-bit grey with one unseen": lambda: plain_png(16, 0, 1, chunk(b"tRNS", b"\0\x0b")),
    "interlaced": lambda: plain_png(8, 2, 3, interlaced=True),
    "gamma": lambda: plain_png(8, 2, 3, chunk(b"gAMA", struct.pack(">I", 100_000))),
    "profile": lambda: encoded(drawing("RGB"), "PNG", icc_profile=profile()),
    "animated": lambda: encoded(
        drawing("RGB"), "PNG", save_all=True, append_images=[Image.new("RGB", SIZE, "red")], duration=90
    ),
    **{
        f"lying {value}": lambda value=value: encoded(drawing("RGB"), "PNG", exif=lying(value))
        for value in range(1, 9)
    },
}
JPEGS = {
    **{
        f"{mode} {name}": lambda mode=mode, options=options: encoded(drawing(mode), "JPEG", **options)
        for mode in ("L", "RGB", "YCbCr", "CMYK")
        for name, options in {
            "plain": {},
            "progressive": {"progressive": True},
            "low": {"quality": 40},
            "restarts": {"restart_marker_blocks": 2},
            "coarse colours": {"subsampling": 0},
        }.items()
    },
    "YCCK": lambda: adobe(encoded(drawing("CMYK"), "JPEG"), transform=2),
    "RGB without a model": lambda: encoded(drawing("RGB"), "JPEG", keep_rgb=True),
    "profile": lambda: encoded(drawing("RGB"), "JPEG", icc_profile=profile()),
    **{
        f"lying {value}": lambda value=value: encoded(drawing("RGB"), "JPEG", exif=lying(value))
        for value in range(1, 9)
    },
}


def lying(value: int) -> Image.Exif:
    """What a camera writes: how it was held, its maker, where it was, and more."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = value, "Camera of somebody", "卓玛"
    exif.get_ifd(0x8825)[2] = (29.0, 39.0, 10.0)
    exif.get_ifd(0x8769)[0x9286] = b"\0" * 8 + b"secret comment"
    return exif


def adobe(content: bytes, *, transform: int) -> bytes:
    at = content.index(b"\xff\xeeAdobe"[:2])
    return content[: at + 15] + bytes((transform,)) + content[at + 16 :]


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in (PNGS | JPEGS).items()])
def test_a_picture_shows_what_it_showed_and_does_not_grow(make: Callable[[], bytes]) -> None:
    sent = make()
    stored = kept(sent)
    assert look(stored) == look(sent)
    assert len(stored) <= len(sent)
    assert kept(stored) == stored


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_what_the_camera_wrote_is_gone_but_how_it_was_held(form: str) -> None:
    stored = kept(encoded(drawing("RGB"), form, exif=lying(6)))
    with Image.open(io.BytesIO(stored)) as image:
        assert dict(image.getexif()) == {0x0112: 6}
    for word in (b"Camera", b"secret", "卓玛".encode()):
        assert word not in stored


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def test_remarks_thumbnails_and_what_follows_a_jpeg_are_gone() -> None:
    plain = encoded(drawing("RGB"), "JPEG")
    beside = (
        segment(0xE0, b"JFXX\0\x10" + plain)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>")
        + segment(0xE2, b"MPF\0" + b"x" * 30)
        + segment(0xED, b"Photoshop 3.0\0" + b"secret")
        + segment(0xFE, b"<script>alert(1)</script>")
    )
    thumbnail = segment(0xE0, plain[6:18] + b"\2\2" + b"thumbnail..."[:12])
    sent = plain[:2] + thumbnail + beside + plain[20:] + b"PK\x03\x04 and a zip behind" + plain
    stored = kept(sent)
    assert stored == plain


def test_texts_frames_and_what_follows_a_png_are_gone() -> None:
    plain = encoded(drawing("RGB"), "PNG")
    at = plain.index(b"IDAT") - 4
    beside = (
        chunk(b"tEXt", b"Comment\0<script>")
        + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x"))
        + chunk(b"prVt", b"x")
    )
    sent = plain[:at] + beside + chunk(b"tIME", bytes(7)) + plain[at:] + b"%PDF-1.7 behind"
    stored = kept(sent)
    assert stored == plain


def test_a_part_of_a_png_with_a_wrong_sum_is_left_out_or_refused() -> None:
    plain = encoded(drawing("RGB"), "PNG")
    at = plain.index(b"IDAT") - 4
    wrong = chunk(b"tRNS", b"\0" * 6)[:-1] + b"?"
    assert kept(plain[:at] + wrong + plain[at:]) == plain
    assert refusal(plain[: at + 20] + b"??" + plain[at + 22 :]) == "file_broken"
    assert refusal(plain[:at] + chunk(b"CgBI", b"\0" * 4) + plain[at:]) == "file_broken"


def test_a_png_that_lacks_only_its_end_gets_it_back_and_a_cut_one_is_refused() -> None:
    plain = encoded(drawing("RGB"), "PNG")
    assert kept(plain[:-12]) == kept(plain[:-5]) == plain
    assert refusal(plain[: len(plain) // 2]) == "file_broken"
    short = plain_png(8, 2, 3)
    rows = zlib.compress(bytes(60))
    at, end = short.index(b"IDAT") - 4, short.index(b"IEND") - 4
    assert refusal(short[:at] + chunk(b"IDAT", rows) + short[end:]) == "file_broken"


def noisy(size: tuple[int, int] = (160, 400)) -> Image.Image:
    return Image.effect_noise(size, 60).convert("RGB")


WAYS = {
    "plain": {},
    "progressive": {"progressive": True},
    "restarts in every row": {"restart_marker_rows": 1},
    "restarts in every block": {"restart_marker_blocks": 1},
    "grey": {"subsampling": 0, "quality": 30},
}


@pytest.mark.parametrize("options", [pytest.param(options, id=name) for name, options in WAYS.items()])
def test_a_jpeg_that_lacks_only_its_end_is_kept_as_viewers_show_it(options: dict[str, Any]) -> None:
    whole = encoded(noisy(), "JPEG", **options)
    for missing in (1, 2, 3, 20, 40):
        stored = kept(whole[:-missing])
        assert look(stored) == look(whole[:-missing] + b"\xff\xd9")
        assert len(stored) <= len(whole) - missing
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("ending", [b"", b"\xff\xd9"], ids=["no end", "an end put there"])
@pytest.mark.parametrize("options", [pytest.param(options, id=name) for name, options in WAYS.items()])
def test_a_jpeg_cut_in_half_is_refused(options: dict[str, Any], ending: bytes) -> None:
    whole = encoded(noisy(), "JPEG", **options)
    assert refusal(whole[: len(whole) // 2] + ending) == "file_cut"


@pytest.mark.parametrize(("share", "taken"), [(0.80, False), (0.86, False), (0.95, True), (0.99, True)])
def test_nine_tenths_of_the_rows_are_enough(share: float, taken: bool) -> None:
    whole = encoded(noisy((200, 1600)), "JPEG")
    cut = whole[: int(len(whole) * share)]
    if taken:
        assert look(kept(cut)) == look(cut + b"\xff\xd9")
    else:
        assert refusal(cut) == "file_cut"


def test_a_white_page_is_whole_when_it_is() -> None:
    page = Image.new("RGB", (300, 400), "white")
    for options in WAYS.values():
        plain = encoded(page, "JPEG", **options)
        assert kept(plain) == plain
    whole = encoded(page, "JPEG")
    assert refusal(whole[: whole.index(b"\xff\xda") + 40]) == "file_cut"


def test_a_jpeg_of_endless_scans_is_refused_before_it_is_drawn() -> None:
    plain = encoded(drawing("L"), "JPEG", progressive=True)
    at = plain.rindex(b"\xff\xda")
    assert refusal(plain[:at] + plain[at:-2] * 40 + plain[-2:]) == "file_too_many_scans"


def test_a_jpeg_whose_head_is_cut_is_broken() -> None:
    plain = encoded(drawing("RGB"), "JPEG")
    for length in (4, 30, 100, plain.index(b"\xff\xda") + 2):
        assert refusal(plain[:length]) in ("file_broken", "file_cut")


@pytest.mark.parametrize(
    "block", [b"", b"II*\0", b"garbage" * 9, b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x02\0\0\0\4abcd"]
)
def test_a_broken_note_of_the_camera_is_left_out(block: bytes) -> None:
    plain = encoded(drawing("RGB"), "JPEG")
    assert kept(plain[:20] + segment(0xE1, b"Exif\0\0" + block) + plain[20:]) == plain
    drawn = encoded(drawing("RGB"), "PNG")
    at = drawn.index(b"IDAT") - 4
    assert kept(drawn[:at] + chunk(b"eXIf", block) + drawn[at:]) == drawn


def test_a_jpeg_that_lacks_only_its_end_grows_in_no_part_but_is_whole_again() -> None:
    whole = encoded(noisy(), "JPEG")
    stored = kept(whole[:-1])
    assert stored.endswith(b"\xff\xd9")
    assert kept(stored) == stored
