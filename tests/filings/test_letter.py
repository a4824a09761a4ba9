"""撤换建议书 (Art. 12): the letter names the grounds, asks for a reply, and ends no filing (D21)."""

from __future__ import annotations

from datetime import date

import pytest

from filings.exports.letter import letter_pdf
from filings.models import Replacement
from tests import factories
from tests.pdf import text_of

pytestmark = pytest.mark.django_db


def test_an_issued_letter_says_why_and_until_when_to_reply() -> None:
    appointment = factories.accepted().appointment
    letter = Replacement(
        appointment=appointment,
        enterprise=appointment.enterprise,
        grounds=["conduct", "duty"],
        letter_text="抽查三批次不合格。\n经约谈未改正。",
        letter_no="藏市监质建〔2026〕3号",
        issued_on=date(2026, 11, 20),
        reply_by=date(2026, 12, 20),
        incident_on=date(2026, 9, 3),
        incident_no="调字1号",
    )
    words = text_of(letter_pdf(letter))
    for text in (
        "首席质量官撤换建议书",
        letter.letter_no,
        f"{appointment.enterprise.name}：",
        appointment.person.name,
        "1.违反职业操守",
        "2.未有效履职尽责",
        "经约谈未改正。",
        "2026年9月3日，调查文书号：调字1号",
        "请于2026年12月20日（含当日）前书面答复",
        "本建议不影响现有备案的记载",
        "西藏自治区市场监督管理局2026年11月20日",
    ):
        assert text in words


def test_before_it_is_issued_the_letter_is_a_preview_of_the_finding() -> None:
    appointment = factories.accepted().appointment
    letter = Replacement(
        appointment=appointment,
        enterprise=appointment.enterprise,
        grounds=["standard"],
        finding="学历证书系伪造。",
        incident_on=date(2026, 9, 3),
    )
    words = text_of(letter_pdf(letter))
    assert "发出时编号" in words
    assert "学历证书系伪造。" in words
    assert "发生于2026年9月3日。" in words
    assert "书面答复" not in words
