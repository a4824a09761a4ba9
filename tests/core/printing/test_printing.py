"""PDFs: their words can be read back, Tibetan stacks are shaped, nothing prints as a blank."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cqo_registry.core.printing import Unprintable, check_printable, missing_characters, qr_svg, render
from cqo_registry.core.printing import fonts as fonts_module
from tests.pdf import glyphs_of, text_of

NAME_BO = "རྣམ་དག"  # 6 code points, the first two of them one stack (domain section 7)


def paper(**values: Any) -> dict[str, Any]:
    """The data of a receipt."""
    return {
        "made_at": datetime(2026, 11, 20, tzinfo=UTC),
        "masthead": "拉萨市市场监督管理局",
        "masthead_bo": "",
        "title": "备案回执",
        "title_bo": "",
        "subtitle": "",
        "rows": [
            {"label": "姓名", "lines": ["扎西·次仁"]},
            {"label": "藏文姓名", "lines": [NAME_BO], "lang": "bo"},
        ],
        "changes": None,
        "paragraphs": ["备案不是行政许可。"],
        "qr": qr_svg("CQO:1:0123456789abcdef"),
        "qr_alt": "核验二维码",
        "verify_lines": [],
        "office": "拉萨市市场监督管理局",
        "day": "2026年11月20日",
        "foot": "",
        "page_words": "第 {page} 页，共 {pages} 页",
        **values,
    }


def test_the_words_of_a_paper_can_be_read_back():
    words = text_of(render("receipt", paper()))
    assert "备案回执" in words
    assert "扎西·次仁" in words
    assert "第1页，共1页" in words


def test_a_tibetan_stack_is_one_glyph_and_reads_as_typed():
    pdf = render("receipt", paper())
    assert "རྣ" in glyphs_of(pdf)
    assert NAME_BO in text_of(pdf)


def test_a_paper_is_a_tagged_archive_file_in_chinese():
    with pikepdf.open(io.BytesIO(render("receipt", paper()))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "zh-CN"
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_equal_data_give_equal_bytes_and_another_day_other_ones():
    assert render("receipt", paper()) == render("receipt", paper())
    assert render("receipt", paper()) != render("receipt", paper(made_at=datetime(2026, 11, 21, tzinfo=UTC)))


def test_typed_commands_stay_words():
    assert "#panic()*x*_y_$z$" in text_of(render("receipt", paper(subtitle="#panic() *x* _y_ $z$")))


def test_a_character_of_no_font_is_found_before_printing_with_its_field():
    rows = [{"label": "姓名", "lines": ["扎西", "𠮷𠮷"]}]
    with pytest.raises(Unprintable) as fault:
        render("receipt", paper(rows=rows, office="😀"))
    assert [str(place) for place in fault.value.places] == ["姓名：𠮷（U+20BB7）", "😀（U+1F600）"]


def test_what_is_never_seen_is_not_missing():
    assert missing_characters(["扎西·次仁 བཀྲ་ཤིས\u200d\ufe0f\n", "É（）"]) == ""
    assert missing_characters(["𠮷a😀", "𠮷"]) == "𠮷😀"
    check_printable({"qr": "𠮷", "number": 1, "rows": []})


def test_a_font_that_is_not_installed_is_said_and_breaks_nothing(tmp_path: Path, settings: Any):
    settings.BASE_DIR = tmp_path
    fonts_module._covered.cache_clear()
    try:
        assert missing_characters(["扎西", "ཀ"]) == "ཀ"
    finally:
        fonts_module._covered.cache_clear()
