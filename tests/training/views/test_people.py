"""The pages of people in sessions: enrolment, attendance, results, certificates, 未参训 (Art. 16)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from cqo_registry.accounts.models import User
from filings.models import Filing
from tests import factories
from tests.factories import enrolments
from training.models import CertificateCheck, Enrolment, TrainingInvitation
from training.views import grading, my_training

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"training:{name}", args=args)


def post(user: User, name: str, /, *args: Any, **data: Any) -> Any:
    return as_(user).post(url(name, *args), data)


def page(user: User, name: str, /, *args: Any, **query: str) -> str:
    answer = as_(user).get(url(name, *args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def aged(filing: Filing) -> Filing:
    """Filed so long ago that its CQO should be trained by now."""
    then = timezone.now() - timedelta(days=400)
    Filing.objects.filter(pk=filing.pk).update(accepted_at=then)
    return filing


def test_an_enterprise_enrols_its_cqo_with_one_button_and_its_staff_by_form() -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    user = factories.filer(filing.enterprise)
    assert post(user, "enrol_cqo", session.pk).status_code == 302
    assert post(user, "enrol_cqo", session.pk).status_code == 409
    wrong = post(user, "enrol", session.pk, name="央金", phone="12", post="科长")
    assert wrong.status_code == 422
    assert 'value="央金"' in wrong.content.decode()
    assert post(user, "enrol", session.pk, name="央金", phone="13908910011").status_code == 302
    third = as_(user).post(url("enrol", session.pk), {"name": "扎西", "phone": "13908910012"}, follow=True)
    assert "列入候补" in third.content.decode()
    assert "候补第 1 位" in page(user, "enrol", session.pk)
    assert "候补第 1 位" in as_(user).get(session.get_absolute_url()).content.decode()
    assert "央金" in page(user, "my_training")


def test_a_session_of_another_area_does_not_exist() -> None:
    session = enrolments.open_session()
    stranger = factories.filer(factories.make_enterprise("5402"))
    for name in ("enrol", "enrol_cqo"):
        assert post(stranger, name, session.pk).status_code == 404
    row = enrolments.staff(session)
    for user in (stranger, factories.officer("5402")):
        assert as_(user).get(url("enrolment_cancel", row.pk)).status_code == 404
        assert as_(user).get(url("certificate", row.pk)).status_code == 404


def test_an_office_finds_the_enterprise_and_enrols_for_it() -> None:
    filing, session = factories.accepted(), enrolments.open_session()
    officer, enterprise = factories.officer(), filing.enterprise
    found = page(officer, "enrol", session.pk, search=enterprise.uscc)
    assert f"?uscc={enterprise.uscc}" in found
    assert "没有找到" in page(officer, "enrol", session.pk, search="无此企业")
    assert enterprise.uscc in page(officer, "enrol", session.pk, uscc=enterprise.uscc)
    other = factories.make_enterprise("5402")
    wrong = post(
        officer, "enrol", session.pk, uscc=other.uscc, kind="staff", name="央金", phone="13908910011"
    )
    assert wrong.status_code == 422
    assert "本辖区名录里没有这家企业" in wrong.content.decode()
    assert 'value="央金"' in wrong.content.decode()
    meant = post(officer, "enrol", session.pk, uscc=enterprise.uscc, kind="cqo", name="央金")
    assert (meant.status_code, "把人员类别改为" in meant.content.decode()) == (422, True)
    assert post(officer, "enrol", session.pk, uscc=enterprise.uscc, kind="cqo").status_code == 302
    staff = {"uscc": enterprise.uscc, "kind": "staff", "name": "央金", "phone": "13908910011"}
    assert post(officer, "enrol", session.pk, **staff).status_code == 302
    people = as_(officer).get(session.get_absolute_url()).content.decode()
    assert "已报名 2 人" in people


def test_a_name_comes_off_the_list_and_an_office_says_why() -> None:
    row = enrolments.staff(enrolments.open_session())
    officer = row.session.created_by
    assert "取消报名" in page(officer, "enrolment_cancel", row.pk)
    assert post(officer, "enrolment_cancel", row.pk, version=row.version).status_code == 422
    assert post(officer, "enrolment_cancel", row.pk, version=9, reason="企业来电").status_code == 409
    assert post(officer, "enrolment_cancel", row.pk, version=row.version, reason="来电").status_code == 302
    own = enrolments.staff(enrolments.open_session())
    user = factories.filer(own.enterprise)
    assert post(user, "enrolment_cancel", own.pk, version=own.version).status_code == 302


def test_attendance_is_marked_by_hand_and_taken_back() -> None:
    row = enrolments.staff(enrolments.begun_session())
    officer = row.session.created_by
    assert " checked" in page(officer, "attendance", row.session_id, all="")
    assert post(officer, "attendance", row.session_id).status_code == 422
    assert post(officer, "attendance", row.session_id, present=[row.pk, "x"]).status_code == 302
    row.refresh_from_db()
    assert row.attended_at is not None
    assert "撤销签到" in page(officer, "attendance", row.session_id)
    assert post(officer, "unmark", row.pk, version=row.version).status_code == 302
    assert not Enrolment.objects.filter(attended_at__isnull=False).exists()


def test_the_enterprise_confirms_at_the_door_by_post_alone() -> None:
    row = enrolments.staff(enrolments.begun_session())
    user, code = factories.filer(row.enterprise), row.session.door_code
    assert row.name in page(user, "sign_in", code)
    assert post(user, "sign_in", code).status_code == 422
    assert not Enrolment.objects.filter(attended_at__isnull=False).exists()
    assert post(user, "sign_in", code, present=[row.pk]).status_code == 302
    assert "已签到" in page(user, "sign_in", code)
    assert "没有取得座位的人员" in page(factories.filer(), "sign_in", code)
    for unknown in ("XXXX", "\0"):
        assert as_(user).get(url("sign_in", unknown)).status_code == 404


def test_who_was_noted_as_absent_is_corrected_and_not_marked() -> None:
    row = enrolments.graded(enrolments.staff(enrolments.begun_session()), "absent", None)
    officer, own = row.session.created_by, factories.filer(row.enterprise)
    assert 'name="present"' not in page(officer, "attendance", row.session_id)
    assert "请联系主办机关更正" in page(own, "sign_in", row.session.door_code)
    post(officer, "attendance", row.session_id, present=[row.pk])
    post(own, "sign_in", row.session.door_code, present=[row.pk])
    row.refresh_from_db()
    assert (row.result, row.attended_at) == ("absent", None)


def test_a_door_that_is_closed_says_when_it_opens() -> None:
    row = enrolments.staff(enrolments.open_session())
    assert "只能在培训期间" in page(factories.filer(row.enterprise), "sign_in", row.session.door_code)


def test_list_and_door_code_are_printed() -> None:
    row = enrolments.staff(enrolments.begun_session())
    for name in ("attendance_list", "door"):
        answer = as_(row.session.created_by).get(url(name, row.session_id))
        assert answer["Content-Type"] == "application/pdf"


def test_results_are_entered_on_one_page_and_corrected_with_a_reason() -> None:
    session = enrolments.begun_session()
    first, second = enrolments.staff(session), enrolments.staff(session, name="扎西")
    officer, one, two = session.created_by, f"t{first.pk}-", f"t{second.pk}-"
    assert 'value="absent" selected' in page(officer, "results", session.pk, fill="")
    given = {one + "result": "passed", one + "hours": "8", one + "version": first.version}
    wrong = post(officer, "results", session.pk, **given, **{two + "result": "passed", two + "hours": "99"})
    assert wrong.status_code == 422
    assert 'value="99"' in wrong.content.decode()
    assert post(officer, "results", session.pk).status_code == 422
    assert post(officer, "results", session.pk, **given).status_code == 302
    first.refresh_from_db()
    assert first.certificate_no
    change = {"result": "absent", "hours": "8", "version": first.version}
    assert "更正结果" in page(officer, "result_correct", first.pk)
    assert post(officer, "result_correct", first.pk, **change).status_code == 422
    stale = post(officer, "result_correct", first.pk, **{**change, "version": 1, "reason": "代签"})
    assert stale.status_code == 409
    assert post(officer, "result_correct", first.pk, **change, reason="代签").status_code == 302
    first.refresh_from_db()
    assert (first.result, first.certificate_no) == ("absent", "")


def test_a_large_class_is_graded_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "SHEET_MAX", 1)
    session = enrolments.begun_session()
    first, second = enrolments.staff(session), enrolments.staff(session, name="扎西")
    officer, name = session.created_by, f"t{first.pk}-"
    shown = page(officer, "results", session.pk)
    assert ("还有 1 人在保存之后列出" in shown, second.name in shown) == (True, False)
    given = {name + "result": "passed", name + "hours": "8", name + "version": first.version}
    assert post(officer, "results", session.pk, **given).status_code == 302
    shown = page(officer, "results", session.pk)
    assert ("在保存之后列出" in shown, second.name in shown) == (False, True)


def test_results_typed_while_somebody_signed_in_are_kept_and_saved_the_second_time() -> None:
    row = enrolments.staff(enrolments.begun_session())
    officer, name = row.session.created_by, f"t{row.pk}-"
    given = {name + "result": "passed", name + "hours": "7.5", name + "version": row.version}
    post(factories.filer(row.enterprise), "sign_in", row.session.door_code, present=[row.pk])
    answer = post(officer, "results", row.session_id, **given)
    assert (answer.status_code, 'value="7.5"' in answer.content.decode()) == (409, True)
    (form,) = answer.context["sheet"].forms
    again = {**given, name + "version": form["version"].value()}
    assert post(officer, "results", row.session_id, **again).status_code == 302
    row.refresh_from_db()
    assert row.result == "passed"


def test_a_certificate_is_printed_and_verified_by_anybody_with_the_name_masked() -> None:
    row = enrolments.graded(enrolments.staff(enrolments.begun_session()))
    own = factories.filer(row.enterprise)
    assert as_(own).get(url("certificate", row.pk))["Content-Type"] == "application/pdf"
    assert row.certificate_no in page(own, "my_training")
    answer = Client().get(url("certificate_check", row.certificate_code))
    text = answer.content.decode()
    assert "有效" in text
    assert row.name not in text
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    typed = Client().get(url("certificate_verify"), {"code": row.certificate_code.lower()})
    assert typed.url == url("certificate_check", row.certificate_code)
    assert Client().get(url("certificate_verify"), {"code": "abc"}).status_code == 422
    unknown = Client().get(reverse("receipts:verify_code", args=[row.certificate_code])).content.decode()
    assert url("certificate_check", row.certificate_code) in unknown


def test_the_check_is_limited_for_an_address(settings: Any) -> None:
    settings.VERIFY_LIMIT = 1
    assert "查无此证书" in Client().get(url("certificate_check", "ABCD")).content.decode()
    assert Client().get(url("certificate_check", "ABCD")).status_code == 429
    assert CertificateCheck.objects.count() == 1


def workbook(*rows: tuple[Any, ...], **sheets: tuple[Any, ...]) -> SimpleUploadedFile:
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    for name, row in sheets.items():
        book.create_sheet(name).append(row)
    book.save(kept)
    return SimpleUploadedFile("名单.xlsx", kept.getvalue())


def read(answer: Any) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    return list(book.worksheets[0].iter_rows(values_only=True))


HEADS = ("统一社会信用代码", "人员类别", "姓名", "手机号码")


def test_many_are_enrolled_from_excel_after_a_report() -> None:
    filing, session, officer = factories.accepted(), enrolments.open_session(), factories.officer()
    sheet = (filing.enterprise.uscc, "首席质量官", "", "")
    assert read(as_(officer).get(url("enrolment_template", session.pk)))
    assert post(officer, "enrolment_import", session.pk).status_code == 422
    junk = SimpleUploadedFile("名单.xlsx", b"junk")
    assert post(officer, "enrolment_import", session.pk, workbook=junk).status_code == 422
    faulty = post(
        officer, "enrolment_import", session.pk, workbook=workbook(HEADS, sheet, ("错", "谁", "", ""))
    )
    assert faulty.status_code == 422
    assert "怎样改正" in faulty.content.decode()
    sound = post(officer, "enrolment_import", session.pk, workbook=workbook(HEADS, sheet))
    assert not Enrolment.objects.exists()
    lines = sound.context["sealed"]
    assert post(officer, "enrolment_import", session.pk, lines=lines + "x").status_code == 409
    assert post(officer, "enrolment_import", session.pk, lines=lines).status_code == 302
    assert Enrolment.objects.get().source == "import"


def test_the_list_comes_back_from_excel_with_results() -> None:
    row = enrolments.staff(enrolments.begun_session())
    officer, key = row.session.created_by, row.session_id
    assert read(as_(officer).get(url("result_template", key)))[1][3] == row.name
    heads, filled = ("座位号", "姓名", "实到学时", "结果"), (1, row.name, 8, "合格")
    sound = post(officer, "result_import", key, workbook=workbook(heads, filled, 第二批=("座号", "人")))
    assert "工作表“第二批”：这张工作表没有找到表头，1 行内容（含标题）没有读取" in sound.content.decode()
    assert post(officer, "result_import", key, lines=sound.context["sealed"]).status_code == 302
    row.refresh_from_db()
    assert (row.result, row.attendance_method) == ("passed", "import")
    empty = post(officer, "result_import", key, workbook=workbook(heads, filled))
    assert "没有需要写入的行" in empty.content.decode()


def test_the_untrained_are_listed_exported_and_invited_and_the_link_enrols() -> None:
    filing, session = aged(factories.accepted()), enrolments.open_session()
    officer, user = factories.officer(), factories.filer(filing.enterprise)
    assert "从未报名参加集中培训" in page(officer, "untrained")
    assert "未参训名单" in as_(user).get(reverse("portal:home")).content.decode()
    assert filing.enterprise.name not in page(officer, "untrained", tried="tried")
    assert len(read(as_(officer).get(url("untrained_export")))) == 2
    post_ = filing.appointment_id
    assert post(officer, "invite", session=session.pk).status_code == 422
    assert "已邀请 1 人" in post(officer, "invite", session=session.pk, ids=[post_]).content.decode()
    assert "已邀请 0 人" in post(officer, "invite", session=session.pk, ids=[post_]).content.decode()
    assert TrainingInvitation.objects.count() == 1
    assert "接受邀请并报名" in page(user, "my_training")
    assert post(user, "enrol_cqo", session.pk).status_code == 302
    assert "接受邀请并报名" not in page(user, "my_training")


def test_the_untrained_of_a_page_are_ticked_at_once_and_a_session_with_seats_comes_first() -> None:
    filing, officer = aged(factories.accepted()), factories.officer()
    full = enrolments.open_session(title="已满班", capacity=1)
    enrolments.staff(full)
    day = timezone.localdate() + timedelta(days=40)
    enrolments.open_session(title="有空班", starts_on=day)
    plain, ticked = page(officer, "untrained"), page(officer, "untrained", all="1", keyword="西藏")
    box = f'name="ids" value="{filing.appointment_id}"'
    assert f"{box} checked" not in " ".join(plain.split())
    assert plain.index("有空班") < plain.index("已满班")
    assert "all=1" in plain
    assert " checked" in ticked[ticked.index(box) :][:200]


def test_an_invitation_to_a_session_that_closed_meanwhile_is_refused_in_words() -> None:
    filing, session = aged(factories.accepted()), enrolments.open_session()
    officer = session.created_by
    assert post(officer, "session_cancel", session.pk, version=session.version, reason="停电")
    answer = post(officer, "invite", session=session.pk, ids=[filing.appointment_id])
    assert "这期培训班现在不接受报名。" in answer.content.decode()
    assert not TrainingInvitation.objects.exists()


def test_the_sessions_beyond_the_first_are_one_click_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_training, "OFFERED_MAX", 1)
    filer, link = factories.filer(), url("session_list") + "?enrolling=on"
    enrolments.open_session()
    assert link not in page(filer, "my_training")
    enrolments.open_session()
    assert link in page(filer, "my_training")
    assert as_(filer).get(link).context["page"].total == 2


def test_the_list_of_trainees_is_filtered_and_exported() -> None:
    row = enrolments.staff(enrolments.open_session())
    officer = row.session.created_by
    assert row.name in page(officer, "enrolment_list")
    assert row.name not in page(officer, "enrolment_list", result="passed")
    assert len(read(as_(officer).get(url("enrolment_export")))) == 2
    assert row.name not in page(factories.officer("5402"), "enrolment_list")


def test_lists_ask_as_much_for_fifty_as_for_one() -> None:
    session = enrolments.open_session(capacity=40)
    user = factories.filer()
    officer = session.created_by

    def asked() -> list[int]:
        counts = []
        pages = [
            (officer, url("enrolment_list")),
            (officer, session.get_absolute_url()),
            (user, url("my_training")),
        ]
        for who, address in pages:
            client = as_(who)
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    for number in range(41):
        enrolments.staff(session, by=user, name=f"央{chr(0x4E00 + number)}")
    many = asked()
    Enrolment.objects.filter(seat__gt=1).delete()
    assert asked() == many


def test_untrained_asks_as_much_for_many_as_for_one() -> None:
    officer = factories.officer()
    enrolments.open_session()
    counts = []
    for number in (1, 5):
        while Filing.objects.count() < number:
            aged(factories.accepted())
        client = as_(officer)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("untrained")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_card_desk_and_person_page_show_the_training_in_as_many_questions_for_two_sessions() -> None:
    filing = factories.accepted()
    officer, user = factories.officer(), factories.filer(filing.enterprise)
    person = filing.appointment.person  # type: ignore[union-attr]
    pages = [
        (user, reverse("portal:home")),
        (officer, reverse("filings:desk", args=[filing.pk])),
        (officer, reverse("filings:person_detail", args=[person.pk])),
    ]

    def asked(title: str) -> list[int]:
        enrolments.graded(enrolments.cqo(enrolments.begun_session(title=title), filing))
        counts = []
        for who, address in pages:
            client = as_(who)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert title in client.get(address).content.decode()
            counts.append(len(queries))
        return counts

    assert asked("第一期") == asked("第二期")
