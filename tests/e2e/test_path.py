"""The whole path by hand, with JavaScript and without: from the first field to the region's workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.e2e.conftest import PASSWORD
from tests.factories.files import PDF_BYTES, PNG_BYTES

NEWCOMER = {
    "uscc": "91540102MA0000015B",
    "enterprise_name": "西藏试航水泥有限公司",
    "name": "央金",
    "phone": "13908910001",
    "username": "newcomer",
    "password": "a-long-Password-7",
    "password_again": "a-long-Password-7",
}
ENTERPRISE = {
    "domicile": "拉萨市城关区江苏路1号",
    "production_sites": "与住所相同",
    "legal_representative": "多吉",
    "principal_officer": "多吉",
    "contact_person": "央金",
    "contact_phone": "0891-6331234",
    "data_year": "2025",
    "employees": "30",
    "revenue": "500.00",
    "assets": "800.00",
    "products-0-name": "通用硅酸盐水泥",
    "products-0-licence_no": "(藏)XK08-001-00001",
}
CQO = {
    "cqo_name_bo": "བཀྲ་ཤིས་ཚེ་རིང",
    "cqo_phone": "13908910002",
    "school": "西藏职院",
    "major": "质量管理",
    "graduated_on": "2012-07-01",
    "education_certificate_no": "10694201206000001",
}
APPOINTMENT = {
    "appointer": "多吉",
    "document_no": "任字〔2026〕1号",
    "signed_on": "2026-10-08",
    "effective_on": "2026-10-09",
    "other_post": "副总经理",
    "quality_work-0-employer": "拉萨水泥厂",
    "quality_work-0-post": "质检员",
    "quality_work-0-start": "2015-01-01",
}
KNOWN = (("enterprise.lhasa", PASSWORD), "扎西次仁", "540102198802290012")
NEW = ((NEWCOMER["username"], NEWCOMER["password"]), "次仁卓嘎", "54010219900101002X")
REQUIRED_KINDS = ("appointment_document", "education_certificate", "quality_work_proof", "seal_page")
PROMISES = ("conduct", "no_g1", "no_g2", "no_g3", "no_g4", "true")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page of a browser with JavaScript on or off, and which of the two it is."""
    context = browser.new_context(java_script_enabled=request.param, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    yield page, request.param
    context.close()


def fill(page: Any, values: dict[str, str]) -> None:
    """Fill the named fields."""
    for name, value in values.items():
        page.fill(f"main [name='{name}']", value)


def choose(page: Any, **values: str) -> None:
    """Choose in the named selects."""
    for name, value in values.items():
        page.select_option(f"main [name='{name.replace('__', '-')}']", value)


def press(page: Any, label: str) -> None:
    """Press the button of this name and wait for its answer."""
    button = page.get_by_role("button", name=label, exact=True).first
    if "/desk/" in page.url:
        press_beside_the_viewer(page, button)
    else:
        button.click()
    page.wait_for_load_state("networkidle")
    say_yes(page)


def say_yes(page: Any) -> None:
    """Answer the question before the act, where one is asked."""
    yes = page.locator('button[name="confirmed"][value="yes"]')
    if yes.count():
        yes.click()
        page.wait_for_load_state("networkidle")


def press_beside_the_viewer(page: Any, button: Any) -> None:
    """The PDF viewer swallows a click in the instant of scrolling: press until the page moves on."""
    button.scroll_into_view_if_needed()
    for _attempt in range(5):
        page.wait_for_timeout(600)
        with suppress(PlaywrightTimeout), page.expect_navigation(timeout=5_000):
            button.click()
            return


def register(page: Any, site: str, sign_in: Any) -> None:
    """A new enterprise asks for its account, and its office approves."""
    page.goto(f"{site}/accounts/register/")
    fill(page, NEWCOMER)
    page.select_option("main [name=county]", label="城关区")
    press(page, "提交注册申请")
    sign_in(page, "prefecture.lhasa")
    page.goto(f"{site}/accounts/registrations/")
    page.locator("tr", has_text=NEWCOMER["enterprise_name"]).get_by_role(
        "button", name="通过", exact=True
    ).click()
    say_yes(page)
    page.wait_for_load_state("networkidle")


def fill_steps(page: Any, name: str, identity_no: str, *, county: str = "城关区", **appointment: str) -> None:
    """All five steps of a first filing; ``appointment`` replaces what the third says."""
    fill(page, ENTERPRISE)
    page.select_option("main [name=county]", label=county)
    choose(page, enterprise_type="limited", industry="C30", stated_size="small", products__0__category="L")
    press(page, "保存并继续")
    fill(page, {"cqo_name": name, "identity_no": identity_no, **CQO})
    choose(page, education="college", study_form="full_time", title_level="none")
    press(page, "保存并继续")
    assert identity_no not in page.content()
    fill(page, APPOINTMENT | appointment)
    choose(page, appointment_mode="legal_representative", position_level="deputy")
    for department in ("management", "inspection", "safety"):
        page.check(f"[name=leads_{department}]")
    press(page, "检查任职条件")
    assert "不符合" not in page.inner_text("#verdict")
    press(page, "保存并继续")
    attach(page)
    for promise in PROMISES:
        page.check(f"[name=declares_{promise}]")
    press(page, "保存并继续")


def attach(page: Any) -> None:
    """Upload the four required documents, a picture among them."""
    for kind in REQUIRED_KINDS:
        picture = kind == "seal_page"
        part = page.locator(f"#attachment_{kind}")
        part.locator("input[type=file]").set_input_files(
            {
                "name": "盖章页.png" if picture else f"{kind}.pdf",
                "mimeType": "image/png" if picture else "application/pdf",
                "buffer": PNG_BYTES if picture else PDF_BYTES,
            }
        )
        part.locator("button[type=submit]").last.click()
        page.locator(f"#attachment_{kind} a").first.wait_for()
        page.wait_for_load_state("networkidle")


def open_in_queue(page: Any, site: str, enterprise: str) -> None:
    """Claim the enterprise's filing from the queue and stand at the desk."""
    page.goto(f"{site}/filings/queue/")
    page.locator("tr", has_text=enterprise).get_by_role("button", name="领取").click()
    page.wait_for_load_state("networkidle")
    if "/desk/" not in page.url:
        page.goto(f"{site}/filings/queue/?view=mine")
        page.locator("tr", has_text=enterprise).get_by_role("link", name="审核").click()


def return_for(page: Any, comments: dict[str, str]) -> None:
    """Tick the fields, say what is wanted, send back."""
    for name, comment in comments.items():
        tick = page.locator(f"[name=tick-{name}]")
        if not tick.is_visible():
            page.locator("details", has=tick).last.locator("summary").first.click()
        tick.check()
        page.fill(f"[name=comment-{name}]", comment)
    press(page, "退回企业补正")


def correct(page: Any, site: str) -> None:
    """Mend the two returned fields, and nothing else, and submit again."""
    page.goto(f"{site}/")
    page.get_by_role("link", name="去补正").click()
    assert page.locator("[name=major]").count() == 0
    page.fill("[name=school]", "西藏职业技术学院")
    press(page, "保存")
    page.goto(page.url.replace("/cqo/", "/appointment/"))
    page.fill("[name=document_no]", "任字〔2026〕第1号")
    press(page, "保存")
    page.goto(page.url.replace("/appointment/", "/review/"))
    press(page, "提交备案")


def roster_rows(page: Any, site: str) -> list[tuple[Any, ...]]:
    """The rows of the regional ledger's workbook, as the region downloads it."""
    page.goto(f"{site}/filings/ledgers/region/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="导出花名册").first.click()
    with open(waiting.value.path(), "rb") as file:
        book = load_workbook(io.BytesIO(file.read()))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_a_filing_travels_from_the_enterprise_to_the_regions_workbook(visitor: Any, site: str, sign_in: Any):
    page, scripted = visitor
    who, person, number = KNOWN if scripted else NEW
    if not scripted:
        register(page, site, sign_in)
    sign_in(page, *who)
    page.goto(f"{site}/")
    enterprise = page.inner_text("h1").strip()
    press(page, "开始首次备案")
    fill_steps(page, person, number)
    press(page, "提交备案")
    assert "待审核" in page.inner_text("main")
    filing_url = page.url

    sign_in(page, "prefecture.lhasa", PASSWORD)
    open_in_queue(page, site, enterprise)
    return_for(page, {"school": "请填写毕业院校全称。", "document_no": "文号与文件不一致。"})

    sign_in(page, *who)
    correct(page, site)

    sign_in(page, "prefecture.lhasa")
    open_in_queue(page, site, enterprise)
    changes = page.inner_text("main")
    assert "西藏职院" in changes
    assert "西藏职业技术学院" in changes
    press(page, "予以备案并上报")

    sign_in(page, "region")
    page.goto(f"{site}/filings/arrivals/")
    page.locator("tr", has_text=enterprise).get_by_role("button", name="入册").click()
    say_yes(page)
    page.wait_for_load_state("networkidle")
    page.goto(filing_url)
    assert "已入册" in page.inner_text("main")

    row = next(row for row in roster_rows(page, site) if enterprise in row)
    assert person in row
    assert number not in row
    assert any(str(cell).startswith("XZCQO-5401-") for cell in row)
