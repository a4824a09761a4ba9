"""The life of an Art. 9 bar: proposed with a document, the person heard, decided by the region (D19)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.audit.models import AuditEvent
from cqo_registry.core import crypto
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Refused
from cqo_registry.notifications.models import Mail, Notice
from filings import facts
from filings.actions import barring, claiming, deciding
from filings.models import Disqualification
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db
NUMBER = "540102198802290012"
CASE = {"document_no": "拉市监罚〔2026〕7号"}


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.verdict.blocking]


def propose(number: str = NUMBER, name: str = "次仁多吉", **values: Any) -> Disqualification:
    given = {"by": factories.officer(), **CASE, **values}
    return barring.propose_for_number("identity_card", number, name, "G3", **given)


# --- proposing -------------------------------------------------------------------------------------


def test_somebody_in_no_register_is_put_forward_by_number_and_the_number_is_not_kept():
    region = factories.region_officer()
    upload = SimpleUploadedFile("处罚决定书.pdf", factories.PDF_BYTES)
    bar = propose(finding=" 收受回扣。 ", evidence=upload)
    assert (bar.status, bar.person_name, bar.finding) == ("proposed", "次仁多吉", "收受回扣。")
    assert bar.identity_index == crypto.blind_index(NUMBER)
    assert bar.identity_masked == "540*************12"
    assert (bar.evidence_name, bar.evidence.read()) == ("处罚决定书.pdf", factories.PDF_BYTES)
    line = AuditEvent.objects.about(bar).get()
    notice = Notice.objects.get(recipient=region)
    for text in (str(line.__dict__), str(bar.__dict__), notice.title + notice.body + notice.path):
        assert NUMBER not in text
    assert "次仁" not in str(line.__dict__) + notice.title + notice.body
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"number": "540102198802290011"}, "identity_no"),
        ({"number": ""}, "identity_no"),
        ({"name": "1"}, "person_name"),
        ({"document_no": " "}, "document"),
        ({"evidence": SimpleUploadedFile("x.txt", b"text")}, "file_kind"),
    ],
)
def test_a_proposal_without_its_parts_is_refused_and_leaves_nothing(values: dict[str, Any], code: str):
    with pytest.raises(Refused) as refusal:
        propose(**values)
    assert codes(refusal) == [code]
    assert not Disqualification.objects.exists()


def test_an_unknown_kind_of_document_counts_as_an_identity_card():
    assert not facts.bars.check_subject("rubbish", "1", "次仁多吉")


def test_a_number_of_the_register_needs_the_name_of_the_register():
    person = factories.accepted(identity_no=NUMBER, cqo_other_names="才让、扎西").appointment.person
    with pytest.raises(Refused) as refusal:
        propose(name="洛桑")
    assert codes(refusal) == ["other_name"]
    assert person.name not in str(refusal.value)
    assert propose(name="才让").identity_index == person.identity_index
    assert propose(name=person.name, document_no="另号").identity_index == person.identity_index


def test_the_same_matter_is_put_forward_once_by_an_office():
    propose()
    with pytest.raises(Refused) as refusal:
        propose()
    assert codes(refusal) == ["known"]
    propose(by=factories.officer("5402"))
    propose(document_no="另一份文书")


# --- hearing ---------------------------------------------------------------------------------------


def test_the_person_is_told_and_heard_before_the_region_confirms():
    bar, region = bars.proposed(), factories.region_officer()
    today = timezone.localdate()
    with pytest.raises(Refused) as refusal:
        barring.confirm_bar(bar.pk, by=region)
    assert codes(refusal) == ["not_notified", "not_heard"]
    with pytest.raises(Refused) as refusal:
        barring.record_statement(bar.pk, by=region, on=today, waived=True)
    assert codes(refusal) == ["not_notified"]
    barring.notify(bar.pk, by=bar.proposed_by, on=today)
    with pytest.raises(Refused) as refusal:
        barring.confirm_bar(bar.pk, by=region)
    assert codes(refusal) == ["not_heard"]
    barring.record_statement(bar.pk, by=region, on=today, text="本人未收受回扣。")
    bar = barring.confirm_bar(bar.pk, by=region)
    assert (bar.status, bar.confirmed_on, bar.confirmed_by) == ("confirmed", today, region)
    events = list(AuditEvent.objects.about(bar))
    assert [event.action for event in events] == ["bar.confirm", "bar.hear", "bar.notify", "bar.propose"]
    assert "回扣" not in str([event.__dict__ for event in events])


def test_a_day_of_notification_is_put_right_but_not_past_the_answer():
    bar, today = bars.proposed(), timezone.localdate()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(Refused):
            barring.notify(bar.pk, by=bar.proposed_by, on=day)
    Disqualification.objects.update(proposed_on=today - timedelta(days=9))
    barring.notify(bar.pk, by=bar.proposed_by, on=today - timedelta(days=9))
    barring.record_statement(bar.pk, by=bar.proposed_by, on=today - timedelta(days=5), waived=True)
    assert barring.notify(bar.pk, by=bar.proposed_by, on=today - timedelta(days=5)).statement_on
    with pytest.raises(Refused) as refusal:
        barring.notify(bar.pk, by=bar.proposed_by, on=today - timedelta(days=4))
    assert codes(refusal) == ["stated_early"]


# --- deciding --------------------------------------------------------------------------------------


def test_a_declined_bar_bars_nobody_and_tells_its_office_why():
    bar = bars.heard()
    with pytest.raises(Refused) as refusal:
        barring.decline(bar.pk, by=factories.region_officer(), reason=" ")
    assert codes(refusal) == ["reason"]
    bar = barring.decline(bar.pk, by=factories.region_officer(), reason=" 证据不足 ")
    assert (bar.status, bar.close_reason, bar.closed_on) == ("declined", "证据不足", timezone.localdate())
    assert not Disqualification.objects.of(bar.identity_index).exists()
    assert Notice.objects.filter(recipient=bar.proposed_by, title__contains="不予确认").exists()


def test_the_task_of_the_region_ends_with_the_decision():
    region = factories.region_officer()
    bar = bars.heard()
    assert Notice.objects.open_tasks(f"bar:{bar.pk}").filter(recipient=region).exists()
    barring.confirm_bar(bar.pk, by=region)
    assert not Notice.objects.open_tasks(f"bar:{bar.pk}").exists()


def test_only_a_confirmed_bar_blocks_and_lifting_frees():
    filing = factories.claimed()
    me: User = factories.holder(filing)
    bar = bars.heard(bars.candidate(filing))
    assert facts.judge_bars(filing)
    assert facts.judge_bars(filing).warnings
    region = factories.region_officer()
    barring.confirm_bar(bar.pk, by=region)
    with pytest.raises(Refused) as refusal:
        deciding.accept(filing.pk, by=me, version=None)
    assert "bar_confirmed_G2" in codes(refusal)
    bar = barring.lift(bar.pk, by=region, reason="原处罚已撤销")
    assert (bar.status, bar.close_reason) == ("lifted", "原处罚已撤销")
    assert deciding.accept(filing.pk, by=me, version=None).status == "accepted"


def test_a_person_of_the_same_name_with_another_number_is_free():
    filing = factories.submitted(cqo_name="次仁多吉")
    bars.confirmed(bars.somebody(name="次仁多吉"))
    filing = claiming.claim(filing.pk, by=factories.officer())
    assert not list(facts.judge_bars(filing))


def test_nobody_acts_on_what_has_changed_meanwhile():
    bar = bars.heard()
    with pytest.raises(Stale):
        barring.confirm_bar(bar.pk, by=factories.region_officer(), version=bar.version - 1)
    assert barring.confirm_bar(bar.pk, by=factories.region_officer(), version=bar.version).version == 4
