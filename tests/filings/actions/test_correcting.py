"""A step is saved together with the answers to what was returned in it."""

from __future__ import annotations

import pytest

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from filings.actions.correcting import save_step
from tests import factories

pytestmark = pytest.mark.django_db


def test_values_and_answers_are_saved_together() -> None:
    filing = factories.returned(school="请填写全称。")
    item = filing.return_items.get()
    saved = save_step(
        filing.pk, {"school": "西藏大学"}, {item.pk: " 已改 "}, by=filing.created_by, version=filing.version
    )
    item.refresh_from_db()
    assert (saved.school, item.answer) == ("西藏大学", "已改")
    assert AuditEvent.objects.about(filing).filter(action="filing.answer").count() == 1


def test_an_answer_that_did_not_change_leaves_no_line() -> None:
    filing = factories.returned(school="请填写全称。")
    item = filing.return_items.get()
    save_step(filing.pk, {}, {item.pk: ""}, by=filing.created_by, version=filing.version)
    assert not AuditEvent.objects.about(filing).filter(action="filing.answer").exists()


def test_the_items_of_another_filing_are_not_answered() -> None:
    filing, other = factories.returned(), factories.returned()
    item = other.return_items.get()
    save_step(filing.pk, {}, {item.pk: "不是我的"}, by=filing.created_by, version=filing.version)
    item.refresh_from_db()
    assert item.answer == ""


def test_an_outdated_step_saves_neither() -> None:
    filing = factories.returned(school="请填写全称。")
    item = filing.return_items.get()
    with pytest.raises(Stale):
        save_step(filing.pk, {"school": "x"}, {item.pk: "y"}, by=filing.created_by, version=1)
    item.refresh_from_db()
    assert item.answer == ""
