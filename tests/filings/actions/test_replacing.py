"""Clue, letter, answer and end of a replacement recommendation (Art. 12, D21)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from filings.actions import replacing
from filings.enums import BarGround
from filings.models import Disqualification, Replacement
from tests import factories
from tests.factories import bars, replacements

pytestmark = pytest.mark.django_db


def letter(row: Replacement, **values: Any) -> Replacement:
    given = {"letter_text": "经查……", "by": factories.region_officer(), "version": row.version, **values}
    return replacing.issue(row.pk, **given)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def make_bar() -> Disqualification:
    office = factories.officer("5402")
    return Disqualification.objects.create(
        identity_index="x",
        person_name="某某",
        identity_masked="540**",
        ground=BarGround.G2,
        document_no="藏市监〔2026〕1号",
        authority=office.authority,
        proposed_on=timezone.localdate(),
        proposed_by=office,
    )


# --- clue ------------------------------------------------------------------------------------------


def test_a_clue_keeps_its_document_and_tells_the_region() -> None:
    region = factories.region_officer()
    upload = SimpleUploadedFile("调查报告.pdf", factories.PDF_BYTES)
    row = replacements.clue(
        grounds=["duty", "conduct"],
        incident_on=date(2026, 5, 1),
        incident_no="藏质事〔2026〕1号",
        evidence=upload,
    )
    assert (row.status, row.grounds, row.evidence_name) == ("clue", ["conduct", "duty"], "调查报告.pdf")
    assert row.evidence.read() == factories.PDF_BYTES
    assert Notice.objects.filter(recipient=region, key=f"replacement:{row.pk}:clue").exists()
    assert not Mail.objects.exists()
    event = AuditEvent.objects.about(row).get()
    assert (event.action, event.reason) == ("replacement.clue", "")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"grounds": []}, "no_ground"),
        ({"finding": " "}, "finding"),
        ({"incident_no": "1号"}, "incident_day"),
        ({"evidence": SimpleUploadedFile("x.txt", b"text")}, "file_kind"),
        ({"evidence": SimpleUploadedFile("x.pdf", b"")}, "file_empty"),
    ],
)
def test_a_clue_without_its_parts_is_refused_and_leaves_nothing(values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        replacements.clue(**values)
    assert codes(refusal) == [code]
    assert not Replacement.objects.exists()


def test_a_clue_comes_from_the_office_of_the_area_or_the_region() -> None:
    appointment = replacements.in_office()
    strangers = [factories.officer("5402"), factories.filer(appointment.enterprise), factories.auditor()]
    for stranger in strangers:
        with pytest.raises(Refused) as refusal:
            replacements.clue(appointment, by=stranger)
        assert codes(refusal) == ["not_office"]
    assert replacements.clue(appointment, by=factories.region_officer()).authority.code == "54"


def test_a_second_clue_meets_the_first() -> None:
    first = replacements.clue()
    with pytest.raises(Refused) as refusal:
        replacements.clue(first.appointment)
    assert codes(refusal) == ["clue_open"]
    again = replacing.open_clue(first.appointment, grounds=["duty"], finding="另一情况", by=None)
    assert again == first
    assert again.grounds == ["conduct"]


def test_after_the_end_of_one_another_may_begin() -> None:
    first = replacements.dismissed()
    assert replacements.clue(first.appointment) != first


def test_nobody_reports_a_clue_about_somebody_who_has_left() -> None:
    appointment = replacements.in_office()
    appointment.ended_on = timezone.localdate()
    appointment.save()
    with pytest.raises(Refused) as refusal:
        replacements.clue(appointment)
    assert codes(refusal) == ["departed"]


def test_a_bar_opens_a_clue_in_the_name_of_the_region_that_confirmed_it() -> None:
    bar = bars.confirmed(by=factories.officer("5402"))
    row = replacing.open_clue(
        replacements.in_office(), grounds=["standard"], finding="有已确认的不得担任情形", by=None, bar=bar
    )
    assert (row.bar, row.authority, row.reported_by) == (bar, bar.confirmed_by.authority, None)
    assert AuditEvent.objects.about(row).get().actor is None
    assert Replacement.objects.visible_to(factories.officer()).get() == row
    assert not Replacement.objects.visible_to(bar.proposed_by).exists()


def test_a_clue_of_nobody_without_a_bar_stands_with_the_filing_office() -> None:
    appointment = replacements.in_office()
    row = replacing.open_clue(appointment, grounds=["duty"], finding="情况", by=None)
    assert row.authority == appointment.authority


@pytest.mark.parametrize(("state", "joins"), [("clue", True), ("reviewing", True), ("issued", False)])
def test_a_bar_joins_the_open_clue_as_long_as_no_letter_went_out(state: str, joins: bool) -> None:
    row, bar = getattr(replacements, state)(), make_bar()
    known = replacing.open_clue(row.appointment, grounds=["standard"], finding="情形", by=None, bar=bar)
    assert known == row
    assert (known.bar == bar, "standard" in known.grounds) == (joins, joins)
    again = replacing.open_clue(
        row.appointment, grounds=["standard"], finding="情形", by=None, bar=make_bar()
    )
    assert (again.version, again.bar) == (known.version, known.bar)


# --- letter ----------------------------------------------------------------------------------------


def test_the_letter_has_number_day_and_term_and_goes_to_the_enterprise() -> None:
    appointment = replacements.in_office()
    filer = factories.filer(appointment.enterprise, email="filer@example.com")
    row = replacements.issued(appointment)
    today = timezone.localdate()
    assert row.letter_no == f"XZCH-54-{today.year}-0001"
    assert (row.issued_on, row.reply_by) == (today, today + timedelta(days=30))
    assert Mail.objects.get().recipient == filer
    assert Notice.objects.filter(recipient=filer, key=f"replacement:{row.pk}:issued").exists()


def test_a_typed_number_is_kept_and_never_given_again() -> None:
    year = timezone.localdate().year
    typed = f"XZCH-54-{year}-0001"
    assert letter(replacements.reviewing(), letter_no=f" {typed} ").letter_no == typed
    assert letter(replacements.reviewing()).letter_no == f"XZCH-54-{year}-0002"
    third = replacements.reviewing()
    with pytest.raises(Refused) as refusal:
        letter(third, letter_no=typed)
    assert codes(refusal) == ["letter_no_taken"]
    third.refresh_from_db()
    assert (third.status, third.letter_no) == ("reviewing", "")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"letter_text": " "}, "letter_text"),
        ({"reply_by": date(2020, 1, 1)}, "term_past"),
        ({"letter_text": "经查\u0fff"}, "unprintable"),
        ({"letter_no": "\u0fff1号"}, "unprintable"),
    ],
)
def test_a_letter_needs_text_that_prints_and_a_term_ahead(values: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        letter(replacements.reviewing(), **values)
    assert codes(refusal) == [code]


def test_a_prefecture_issues_nothing() -> None:
    row = replacements.reviewing()
    with pytest.raises(Refused) as refusal:
        letter(row, by=factories.officer(row.authority.code))
    assert codes(refusal) == ["not_region"]


def test_an_outdated_page_issues_nothing() -> None:
    row = replacements.reviewing()
    with pytest.raises(Stale) as stale:
        letter(row, version=row.version - 1)
    assert [event.action for event in stale.value.row.latest_events()] == []
    assert stale.value.row == row


def test_the_filing_stands_whatever_the_letter_says() -> None:
    filing = factories.accepted()
    replacements.issued(filing.appointment)
    filing.refresh_from_db()
    assert (filing.status, filing.appointment.ended_on) == ("accepted", None)


def test_a_dismissed_clue_keeps_its_reason_and_the_enterprise_hears_nothing() -> None:
    row = replacements.dismissed()
    filer = factories.filer(row.enterprise)
    assert (row.status, row.close_reason) == ("dismissed", "证据不足。")
    assert not Replacement.objects.visible_to(filer).exists()
    with pytest.raises(Refused) as refusal:
        replacing.dismiss(replacements.clue().pk, by=factories.region_officer(), version=None, reason=" ")
    assert codes(refusal) == ["reason"]


# --- answer and end --------------------------------------------------------------------------------


def test_the_answer_reaches_the_region() -> None:
    region = factories.region_officer()
    row = replacements.replied()
    assert (row.status, row.reply, row.reply_reason) == ("replied", "refused", "认为事实有出入。")
    assert Notice.objects.filter(recipient=region, key=f"replacement:{row.pk}:replied").exists()


def test_a_refusal_needs_its_reason() -> None:
    row = replacements.issued()
    with pytest.raises(Refused) as refusal:
        replacing.reply(row.pk, by=factories.filer(row.enterprise), version=row.version, reply="refused")
    assert codes(refusal) == ["refusal_reason"]


def test_an_answer_after_the_term_still_counts() -> None:
    row = replacements.unanswered()
    assert (row.status, row.reply) == ("replied", "none")
    row = replacing.reply(row.pk, by=factories.filer(row.enterprise), version=row.version, reply="replaced")
    assert (row.status, row.reply) == ("replied", "replaced")


def test_an_answer_is_given_once() -> None:
    row = replacements.replied()
    with pytest.raises(Refused) as refusal:
        replacing.reply(row.pk, by=factories.filer(row.enterprise), version=row.version, reply="replaced")
    assert codes(refusal) == ["answered"]


@pytest.mark.parametrize("types", [("K1",), ("K2",)])
@pytest.mark.parametrize("state", ["issued", "replied"])
def test_the_recorded_change_closes_the_matter(state: str, types: tuple[str, ...]) -> None:
    filing = factories.recorded()
    row = getattr(replacements, state)(filing.appointment)
    change = factories.changed(filing, *types)
    row.refresh_from_db()
    assert row.status == state
    replacements.record_change(change)
    row.refresh_from_db()
    assert (row.status, row.closed_by_filing) == ("closed", change)
    assert AuditEvent.objects.about(row).first().action == "replacement.settle"
    assert Replacement.objects.misconduct().get() == row


def test_a_change_of_data_closes_nothing() -> None:
    filing = factories.recorded()
    row = replacements.issued(filing.appointment)
    replacements.record_change(factories.changed(filing, "K4"))
    row.refresh_from_db()
    assert row.status == "issued"


def test_a_clue_outlives_the_departure_for_the_region_to_dismiss() -> None:
    filing = factories.recorded()
    row = replacements.clue(filing.appointment)
    replacements.record_change(factories.changed(filing, "K2"))
    row.refresh_from_db()
    assert row.status == "clue"


def test_only_conduct_carried_out_is_misconduct() -> None:
    filing = factories.recorded()
    replacements.issued(filing.appointment, grounds=["duty"])
    replacements.record_change(factories.changed(filing, "K2"))
    replacements.closed()
    assert not Replacement.objects.misconduct().exists()


# --- lists -----------------------------------------------------------------------------------------


def test_a_late_answer_is_counted_from_the_day_after_the_term() -> None:
    late, waiting = replacements.overdue(), replacements.issued()
    noted, answered = replacements.unanswered(), replacements.replied()
    today = timezone.localdate()
    assert set(Replacement.objects.reply_overdue(on=today)) == {late, noted}
    assert set(Replacement.objects.awaiting_reply()) == {late, waiting, noted}
    assert [row.overdue_days for row in (late, waiting, noted, answered)] == [1, 0, 1, 0]
    assert replacements.clue().overdue_days == 0


def test_who_sees_which() -> None:
    appointment = replacements.in_office()
    row = replacements.reviewing(appointment)
    filer = factories.filer(appointment.enterprise)
    scope = Replacement.objects
    for user in (factories.officer(), factories.region_officer(), factories.auditor()):
        assert scope.visible_to(user).get() == row
    for user in (factories.officer("5402"), filer, factories.admin()):
        assert not scope.visible_to(user).exists()
    letter(row)
    assert scope.visible_to(filer).get() == row
    assert not scope.visible_to(factories.filer()).exists()
