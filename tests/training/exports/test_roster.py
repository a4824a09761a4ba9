"""The roster's 参训情况: filled from above, on the page, in the workbook and by the command (Art. 14, 16)."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cqo_registry.core import filling
from tests import factories
from tests.factories import enrolments
from training.models import Enrolment

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)


def column(book: Any) -> list[str | None]:
    header, *rows = load_workbook(book).worksheets[0].iter_rows(values_only=True)
    return [row[header.index("参训情况")] for row in rows]


def signed_in() -> Client:
    client = Client()
    client.force_login(factories.officer())
    return client


def roster(**query: str) -> list[str | None]:
    response = signed_in().get(reverse("filings:roster", args=["prefecture"]), query)
    return column(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def trained() -> Any:
    """One of two CQOs, filed three days ago, who passed today."""
    now = timezone.now()
    with time_machine.travel(now - 3 * ONE, tick=False) as clock:
        filing = factories.accepted()
        factories.accepted()
        clock.move_to(now)
        yield enrolments.graded(enrolments.cqo(enrolments.begun_session(), filing))


def said(row: Enrolment) -> str:
    return f"首席质量官集中培训班（合格，证书 {row.certificate_no}，{timezone.localdate().isoformat()}）"


def test_the_roster_has_class_result_certificate_and_day(trained: Enrolment) -> None:
    assert roster() == [said(trained), None]


def test_the_roster_of_the_day_before_knows_nothing_of_it(trained: Enrolment) -> None:
    assert roster(as_of=(timezone.localdate() - ONE).isoformat()) == [None, None]


def test_the_page_of_the_ledger_says_the_same(trained: Enrolment) -> None:
    page = signed_in().get(reverse("filings:ledger", args=["prefecture"])).content.decode()
    assert said(trained) in page
    before = {"as_of": (timezone.localdate() - ONE).isoformat()}
    page = signed_in().get(reverse("filings:ledger", args=["prefecture"]), before).content.decode()
    assert trained.certificate_no not in page


def test_the_command_writes_it_too(trained: Enrolment, tmp_path: Path) -> None:
    out = tmp_path / "x.xlsx"
    call_command("export_roster", tier="prefecture", out=str(out))
    assert column(out) == [said(trained), None]


def test_a_roster_of_several_chunks_is_whole(trained: Enrolment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "AT_ONCE", 1)
    assert roster() == [said(trained), None]
