"""The pages of change and removal filings, walked without JavaScript (Art. 14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.actions import claiming, deciding
from filings.enums import FilingKind, FilingStatus
from filings.models import Appointment, Filing
from tests import factories
from tests.factories import PDF_BYTES

pytestmark = pytest.mark.django_db
START = reverse("filings:change_start")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def filed() -> Filing:
    """An initial filing in the ledger."""
    return factories.accepted()


@pytest.fixture
def client_of(filed: Filing) -> Client:
    """The enterprise of that filing."""
    return signed_in(filed.created_by)


def start(client: Client, *types: str) -> Filing:
    """The draft begun with these ticks."""
    answer = client.post(START, {"types": types})
    assert answer.status_code == 302, answer.content.decode()
    return Filing.objects.open().get()


def save(client: Client, filing: Filing, step: str, **values: Any) -> None:
    """Save one step and go on."""
    filing.refresh_from_db()
    url = reverse("filings:step", args=[filing.pk, step])
    answer = client.post(url, {"version": filing.version, "action": "continue", **values})
    assert answer.status_code == 302, answer.context["form"].errors


def upload(client: Client, filing: Filing, *kinds: str) -> None:
    for kind in kinds:
        filing.refresh_from_db()
        url = reverse("filings:attachment_add", args=[filing.pk, kind])
        file = SimpleUploadedFile("材料.pdf", PDF_BYTES, content_type="application/pdf")
        assert client.post(url, {"file": file, "version": filing.version}).status_code == 302


def submit(client: Client, filing: Filing) -> None:
    filing.refresh_from_db()
    answer = client.post(reverse("filings:submit", args=[filing.pk]), {"version": filing.version})
    problems = answer.context["problems"] if answer.status_code != 302 else ""
    assert answer.status_code == 302, problems
    filing.refresh_from_db()


def accept(filing: Filing) -> Filing:
    filing = claiming.claim(filing.pk, by=factories.officer())
    return deciding.accept(filing.pk, by=factories.holder(filing), version=filing.version)


def steps_of(client: Client, filing: Filing, step: str) -> list[str]:
    page = client.get(reverse("filings:step", args=[filing.pk, step]))
    return [each["url"].rstrip("/").rpartition("/")[2] for each in page.context["steps"]]


def yesterday() -> str:
    return (timezone.localdate() - timedelta(days=1)).isoformat()


# --- the start page ---------------------------------------------------------------------------------


def test_the_card_leads_to_change_and_removal(client_of: Client):
    home = client_of.get(reverse("portal:home")).content.decode()
    assert f'href="{START}"' in home
    assert f'href="{START}?type=K2"' in home
    page = client_of.get(START, {"type": ["K1", "K9"]})
    assert [option.value for option in page.context["options"] if option.ticked] == ["K1"]
    assert [option.timed for option in page.context["options"]] == [True, False, False, True]
    assert not Filing.objects.open().exists()


@pytest.mark.parametrize(
    ("types", "sentence"),
    [
        ([], "请至少选择一项变更事项"),
        (["K1", "K3"], "不再选择“人员信息变更”"),
        (["K2", "K4"], "请单独办理"),
    ],
)
def test_ticks_that_do_not_fit_come_back_with_their_sentence(
    client_of: Client, types: list[str], sentence: str
):
    answer = client_of.post(START, {"types": types})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert [option.value for option in answer.context["options"] if option.ticked] == sorted(
        types, key=["K1", "K3", "K4", "K2"].index
    )


def test_who_has_nobody_in_office_is_told_so():
    client = signed_in(factories.filer())
    assert "没有在任的首席质量官" in client.get(START).content.decode()
    assert client.post(START, {"types": ["K1"]}).status_code == 422


def test_an_open_change_is_shown_instead_of_a_second(client_of: Client):
    filing = start(client_of, "K3")
    assert filing.get_absolute_url() in client_of.get(START).content.decode()
    assert start(client_of, "K1") == filing


# --- the four walks ---------------------------------------------------------------------------------


def test_k1_from_the_card_to_the_successor_in_office(client_of: Client, filed: Filing):
    filing = start(client_of, "K1")
    assert steps_of(client_of, filing, "change") == ["change", "cqo", "appointment", "materials", "review"]
    save(client_of, filing, "change", changed_on=yesterday(), change_reason="原任调离")
    page = client_of.get(reverse("filings:step", args=[filing.pk, "change"]))
    assert page.context["reporting"].timed
    person = {name: value for name, value in factories.CQO_VALUES.items() if value is not True}
    save(client_of, filing, "cqo", **{**person, "cqo_name": "次仁", "identity_no": factories.identity_no()})
    work = person["quality_work"][0]
    rows = {f"quality_work-0-{name}": work[name] or "" for name in work}
    led = dict.fromkeys(("leads_management", "leads_inspection", "leads_safety"), "on")
    given = {**person, "effective_on": yesterday(), "signed_on": yesterday(), **led, **rows}
    del given["quality_work"]
    save(client_of, filing, "appointment", **given, **{"quality_work-present": "1"})
    proofs = ("appointment_document", "education_certificate", "quality_work_proof", "seal_page")
    upload(client_of, filing, *proofs)
    ticks = [name for name in factories.CQO_VALUES if name.startswith("declares_")]
    save(client_of, filing, "materials", **dict.fromkeys(ticks, "on"))
    review = client_of.get(reverse("filings:step", args=[filing.pk, "review"]))
    [cqo, appointment] = review.context["groups"]
    assert (str(cqo.before), str(cqo.after)) == ("原任", "新任")
    names = {row.name: row for row in [*cqo.rows, *appointment.rows]}
    assert (names["cqo_name"].before, names["cqo_name"].lines) == (("扎西次仁",), ("次仁",))
    assert "次仁自" in review.context["outcome"]
    submit(client_of, filing)
    filing = accept(filing)
    assert filing.appointment.person.name == "次仁"
    assert Appointment.objects.get(pk=filed.appointment_id).ended_on.isoformat() == yesterday()


def test_k2_from_the_card_to_the_vacancy(client_of: Client, filed: Filing):
    filing = start(client_of, "K2")
    assert filing.kind == FilingKind.REMOVAL
    assert steps_of(client_of, filing, "change") == ["change", "materials", "review"]
    save(client_of, filing, "change", changed_on=yesterday(), change_reason="退休")
    upload(client_of, filing, "removal_document", "seal_page")
    save(client_of, filing, "materials", declares_true="on")
    review = client_of.get(reverse("filings:step", args=[filing.pk, "review"]))
    assert "岗位空缺" in review.context["outcome"]
    assert review.context["groups"] == []
    submit(client_of, filing)
    accept(filing)
    home = client_of.get(reverse("portal:home")).content.decode()
    assert "岗位空缺" in home
    assert "开始备案" in home


def test_k3_opens_the_person_without_the_number(client_of: Client, filed: Filing):
    filing = start(client_of, "K3")
    assert steps_of(client_of, filing, "change") == ["change", "cqo", "materials", "review"]
    form = client_of.get(reverse("filings:step", args=[filing.pk, "cqo"])).context["form"]
    assert "identity_no" not in form.fields
    save(client_of, filing, "change", changed_on=yesterday(), change_reason="换号")
    save(client_of, filing, "cqo", cqo_phone="13908910077")
    upload(client_of, filing, "seal_page")
    save(client_of, filing, "materials", declares_true="on")
    review = client_of.get(reverse("filings:step", args=[filing.pk, "review"]))
    [group] = review.context["groups"]
    assert [row.name for row in group.rows] == ["cqo_phone"]
    assert not review.context["reporting"].timed
    submit(client_of, filing)
    filing = accept(filing)
    assert filing.appointment.pk == filed.appointment.pk
    assert Filing.objects.get(pk=filing.pk).appointment.person.phone == "13908910077"


def test_k4_opens_the_enterprise(client_of: Client, filed: Filing):
    filing = start(client_of, "K4")
    assert steps_of(client_of, filing, "change") == ["change", "enterprise", "materials", "review"]
    save(client_of, filing, "change", changed_on=yesterday(), change_reason="更名")
    save(client_of, filing, "enterprise", enterprise_name="西藏新名水泥有限公司")
    upload(client_of, filing, "seal_page")
    save(client_of, filing, "materials", declares_true="on")
    submit(client_of, filing)
    filing = accept(filing)
    filing.enterprise.refresh_from_db()
    assert filing.enterprise.name == "西藏新名水泥有限公司"
    assert filing.filing_no.endswith("-B1")


def test_a_step_that_is_not_ticked_is_not_there(client_of: Client):
    filing = start(client_of, "K4")
    answer = client_of.get(reverse("filings:step", args=[filing.pk, "cqo"]))
    assert answer.status_code == 302


# --- ticking again ----------------------------------------------------------------------------------


def choose(client: Client, filing: Filing, *types: str, **more: Any) -> Any:
    filing.refresh_from_db()
    url = reverse("filings:change_choose", args=[filing.pk])
    return client.post(url, {"types": types, "version": filing.version, **more})


def test_what_an_untick_would_undo_is_named_and_confirmed_first(client_of: Client, filed: Filing):
    filing = start(client_of, "K3", "K4")
    save(client_of, filing, "cqo", cqo_phone="13908910077")
    asked = choose(client_of, filing, "K4")
    assert asked.status_code == 200
    assert [str(label) for label in asked.context["lost"]] == ["手机号码"]
    filing.refresh_from_db()
    assert filing.change_types == ["K3", "K4"]
    assert choose(client_of, filing, "K4", confirm="1").status_code == 302
    filing.refresh_from_db()
    assert (filing.change_types, filing.cqo_phone) == (["K4"], filed.cqo_phone)


def test_an_untick_that_loses_nothing_asks_nothing(client_of: Client):
    filing = start(client_of, "K1", "K4")
    assert choose(client_of, filing, "K4").status_code == 302
    assert choose(client_of, filing, "K2").status_code == 302
    filing.refresh_from_db()
    assert filing.kind == FilingKind.REMOVAL


def test_what_was_typed_of_a_new_person_is_named(client_of: Client):
    filing = start(client_of, "K1")
    save(client_of, filing, "cqo", cqo_name="次仁")
    asked = choose(client_of, filing, "K3")
    assert "首席质量官姓名" in [str(label) for label in asked.context["lost"]]


def test_typed_enterprise_data_goes_back(client_of: Client):
    filing = start(client_of, "K3", "K4")
    save(client_of, filing, "enterprise", enterprise_name="西藏新名水泥有限公司")
    assert choose(client_of, filing, "K3", confirm="1").status_code == 302
    filing.refresh_from_db()
    assert filing.enterprise_name == filing.enterprise.name


def test_ticks_that_do_not_fit_and_old_pages_are_said(client_of: Client):
    filing = start(client_of, "K3")
    assert choose(client_of, filing, "K2", "K3").status_code == 422
    assert choose(client_of, filing, "K4", version="0").status_code == 409
    assert client_of.get(reverse("filings:change_choose", args=[filing.pk])).status_code == 200


def test_a_filing_handed_in_is_not_ticked_again(filed: Filing):
    change = factories.changing(filed, "K2")
    client = signed_in(filed.created_by)
    submit(client, change)
    assert change.status == FilingStatus.SUBMITTED
    url = reverse("filings:change_choose", args=[change.pk])
    assert client.get(url).url == change.get_absolute_url()
    assert choose(client, change, "K3").status_code == 409


# --- the office -------------------------------------------------------------------------------------


def desk_of(change: Filing) -> Any:
    officer = factories.officer()
    change = claiming.claim(change.pk, by=officer)
    return signed_in(officer).get(reverse("filings:desk", args=[change.pk]))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("K2", ["变更事项和日期", "企业状态与在任情况"]),
        ("K4", ["企业规模", "任职条件", "不得担任情形", "岗位设置", "在其他企业任职", "变更事项和日期"]),
    ],
)
def test_the_checklist_fits_the_kind(filed: Filing, kind: str, labels: list[str]):
    values = {"domicile": "拉萨市城关区新址"} if kind == "K4" else {}
    change = factories.changing(filed, kind, **values)
    submit(signed_in(filed.created_by), change)
    page = desk_of(change)
    assert [str(check.label) for check in page.context["checks"]][: len(labels)] == labels
    assert all(check.verdict for check in page.context["checks"])
    assert page.context["may"]["accept"]
    assert page.context["outcome"] in page.content.decode()


def test_only_what_is_asked_can_be_returned(filed: Filing):
    change = factories.changing(filed, "K3", cqo_phone="13908910077")
    submit(signed_in(filed.created_by), change)
    page = desk_of(change)
    rows = [row for part in page.context["sections"] for row in part.rows]
    assert {row.name for row in rows if row.line} == {row.name for row in rows if row.asked}
    assert "identity_no" not in {row.name for row in rows if row.line}
    assert [part.step for part in page.context["filed"]] == ["enterprise", "appointment"]


def test_a_late_change_is_said_calmly_and_accepted(filed: Filing):
    late = timezone.localdate() - timedelta(days=60)
    Appointment.objects.filter(pk=filed.appointment_id).update(effective_on=late - timedelta(days=90))
    change = factories.changing(filed, "K2", changed_on=late)
    client = signed_in(filed.created_by)
    review = client.get(reverse("filings:step", args=[change.pk, "review"])).content.decode()
    assert "仍可报送，不影响受理" in review
    submit(client, change)
    page = desk_of(change)
    assert page.context["reporting"].overdue > 0
    assert page.context["may"]["accept"]
