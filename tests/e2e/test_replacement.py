"""A replacement by hand: letter, answer, change and record (Art. 12, 14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from filings.models import Appointment, Filing
from tests.e2e.test_path import CQO, choose, fill, open_in_queue, press, say_yes
from tests.factories.files import PDF_BYTES

SUCCESSOR = ("达娃央宗", "542301199212310045")
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


class Post(NamedTuple):
    """Whose CQO is to be replaced."""

    enterprise: str
    username: str
    filing: str


@pytest.fixture
def post(site: str, django_db_blocker: Any) -> Post:
    """A post of the demonstration with a CQO in office and nothing open."""
    with django_db_blocker.unblock():
        held = Appointment.objects.in_office().filter(enterprise__authority__code="5401", replacements=None)
        quiet = held.exclude(enterprise__in=Filing.objects.open().values("enterprise"))
        appointment = quiet.select_related("enterprise").order_by("pk").first()
        assert appointment is not None
        filing = Filing.objects.filter(appointment=appointment, filing_no=appointment.filing_no).get()
        firm = appointment.enterprise
        return Post(firm.name, firm.uscc.lower(), filing.get_absolute_url())


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that accepts every question."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


def follow(page: Any, label: str) -> None:
    """Follow the link of this name in the page's body."""
    page.locator("main").get_by_role("link", name=label, exact=True).first.click()
    page.wait_for_load_state("networkidle")


def report(page: Any, site: str, post: Post) -> None:
    """The office reports what it found, with a document."""
    page.goto(site + post.filing)
    follow(page, "提出撤换线索")
    follow(page, "虚假承诺")
    page.fill("[name=finding]", "备案时所作承诺与查明的事实不符：学历证书系伪造。")
    pdf = {"name": "核查报告.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES}
    page.set_input_files("[name=evidence]", pdf)
    press(page, "提出线索")


def issue(page: Any, clue: str) -> str:
    """The region reviews the clue and sends the letter; its number."""
    page.goto(clue)
    press(page, "开始审查")
    follow(page, "拟写并发出建议书")
    press(page, "更新预览")
    press(page, "发出建议书")
    return str(page.inner_text(".page-lead .code")).strip()


def answer(page: Any, site: str, number: str) -> None:
    """The enterprise finds the letter at home, agrees, and goes on to the change."""
    page.goto(f"{site}/")
    assert number in page.inner_text("main")
    follow(page, "查看并答复")
    page.check("[name=reply][value=replaced]")
    press(page, "提交答复")
    follow(page, "更换首席质量官")
    assert page.is_checked("[name=types][value=K1]")
    press(page, "开始填报")


def report_change(page: Any) -> None:
    """Only what the change asks is filled in, and submitted."""
    fill(page, {"changed_on": YESTERDAY, "change_reason": "按撤换建议更换"})
    press(page, "保存并继续")
    fill(page, {"cqo_name": SUCCESSOR[0], "identity_no": SUCCESSOR[1], **CQO})
    choose(page, education="bachelor", study_form="full_time", title_level="none")
    press(page, "保存并继续")
    fill(
        page,
        {
            "appointer": "多吉",
            "document_no": "任字〔2026〕9号",
            "signed_on": YESTERDAY,
            "effective_on": YESTERDAY,
            "other_post": "副总经理",
            "quality_work-0-employer": "拉萨水泥厂",
            "quality_work-0-post": "质检员",
            "quality_work-0-start": "2013-01-01",
        },
    )
    choose(page, appointment_mode="legal_representative", position_level="deputy")
    for department in ("management", "inspection", "safety"):
        page.check(f"[name=leads_{department}]")
    press(page, "保存并继续")
    for part in page.locator("[id^=attachment_]:has(input[type=file])").all():
        kind = part.get_attribute("id")
        if "*" not in part.inner_text():
            continue
        page.set_input_files(
            f"#{kind} input[type=file]",
            {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES},
        )
        page.locator(f"#{kind} button[type=submit]").last.click()
        page.locator(f"#{kind} a").first.wait_for()
        page.wait_for_load_state("networkidle")
    for promise in page.locator("[name^=declares_]").all():
        promise.check()
    press(page, "保存并继续")
    press(page, "提交备案")


def test_a_letter_of_the_region_ends_with_the_recorded_change(
    page: Any, site: str, post: Post, sign_in: Any
) -> None:
    sign_in(page, "prefecture.lhasa")
    report(page, site, post)
    clue = page.url

    sign_in(page, "region")
    number = issue(page, clue)
    assert number.startswith("XZCH-54-")

    sign_in(page, post.username)
    answer(page, site, number)
    report_change(page)
    assert "待审核" in page.inner_text("main")

    sign_in(page, "prefecture.lhasa")
    open_in_queue(page, site, post.enterprise)
    press(page, "予以备案并上报")
    page.goto(clue)
    assert "企业已答复" in page.inner_text(".page-lead")

    sign_in(page, "region")
    page.goto(f"{site}/filings/arrivals/")
    page.locator("tr", has_text=post.enterprise).get_by_role("button", name="入册").click()
    say_yes(page)
    page.wait_for_load_state("networkidle")
    page.goto(clue)
    assert "已办结" in page.inner_text(".page-lead")
    assert "已入册" in page.inner_text("main")
