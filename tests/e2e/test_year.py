"""One year of a prefecture through its pages, with JavaScript and without, and its sheet (Art. 4-20).

The site is empty and runs in this process, so that each scene has its own day of 2025. ``HAND`` is what
somebody who read the scenes with a pencil would write into the sheet; nothing of it is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from cqo_registry.accounts.models import User
from cqo_registry.demo.playing.clock import Move, moved_clock
from cqo_registry.directory.models import Enterprise
from filings.actions import reporting
from tests import factories
from tests.directory.workbooks import workbook
from tests.e2e.test_path import choose, fill, fill_steps, open_in_queue, press, say_yes
from tests.e2e.test_replacement import follow
from tests.factories.files import PDF_BYTES
from tests.year.story import HERE, ROWS

ONE, TWO, THREE = (ROWS[number]["name"] for number in (0, 1, 2))
LISTED = ROWS[:5]  # two L, one C, one S, one V
PERSON = ("扎西次仁", "540102198802290012")
BODY = "一、主要做法\n建立首席质量官制度，明确职责。\n" + "全员参与质量改进，成效明显。" * 8

# Written by hand from the scenes below, in the words of the page.
HAND = {
    "推行对象（家）": "4",  # one and two (L), three (C), four (S); five is V
    "生产许可 L（家）": "2",
    "强制性认证 C（家）": "1",
    "强制性标准 S（家）": "1",
    "已备案（家）": "3",  # one, two, three; four never filed
    "覆盖率": "75.0%",
    "岗位空缺（家）": "0",
    "按期报告（件）": "0",
    "变更报告（件）": "0",
    "逾期报告（件）": "0",
    "报送用时中位数（天）": "7.0",  # 7, 20 and 5 days
    "已参训（人）": "1",  # one
    "在册首席质量官（人）": "3",
    "推广活动（项）": "1",
    "典型经验报送（篇）": "1",
    "典型经验采用（篇）": "1",
    "人才库成员（人）": "1",
}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page that accepts every question, of a browser with JavaScript on or off."""
    context = browser.new_context(java_script_enabled=request.param, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


class Year:
    """The site, its page, its people, and the day it is."""

    def __init__(self, site: str, page: Any, move: Move, blocker: Any) -> None:
        self.site, self.page, self.move, self.blocker = site, page, move, blocker
        self.on(1, 6)
        with blocker.unblock():
            self.office = factories.officer("5404")
            self.region = factories.region_officer()

    def on(self, month: int, day: int) -> date:
        """Let it be ten in the morning of that day of 2025."""
        today = date(2025, month, day)
        self.move(timezone.make_aware(datetime.combine(today, time(10))))
        return today

    def act_as(self, user: User, path: str = "/") -> None:
        """Sign in anew: another day's session has run out."""
        page = self.page
        page.context.clear_cookies()
        page.goto(f"{self.site}/accounts/sign-in/")
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", factories.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(f"{self.site}{path}")

    def filer(self, name: str) -> User:
        """An account of an enterprise of the directory."""
        with self.blocker.unblock():
            return factories.filer(Enterprise.objects.get(name=name))


def test_a_year_of_a_prefecture_by_its_pages(page: Any, empty_site: str, django_db_blocker: Any) -> None:
    with moved_clock() as move:
        year = Year(empty_site, page, move, django_db_blocker)
        bring_in_the_directory(year)
        one = year.filer(ONE)
        file_by_hand(year, one)
        file_the_others(year)
        session = hold_a_class(year, one)
        certify(year, one, session)
        log_an_activity(year)
        tell_of_experience(year, one)
        admit_to_the_pool(year, one)
        ask_the_expert(year, one)
        report_duties(year, one)
        check_the_sheet(year)


def bring_in_the_directory(year: Year) -> None:
    """January: the office uploads its directory, looks at the dry run, and confirms."""
    page = year.page
    year.act_as(year.office, "/directory/imports/new/")
    content = workbook(*({**HERE, "data_year": 2024, **row} for row in LISTED))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files(
        "[name=workbook]", {"name": "林芝企业名录.xlsx", "mimeType": kind, "buffer": content}
    )
    press(page, "上传并检查")
    press(page, "确认导入")
    page.goto(f"{year.site}/directory/enterprises/")
    assert "共 5 条" in page.inner_text("main")


def file_by_hand(year: Year, one: User) -> None:
    """February: one appoints on the third and files on the tenth; both ledgers follow."""
    page = year.page
    year.on(2, 10)
    year.act_as(one)
    press(page, "开始首次备案")
    days = {"signed_on": "2025-02-03", "effective_on": "2025-02-03"}
    fill_steps(page, *PERSON, county="巴宜区", **days)
    press(page, "提交备案")
    year.act_as(year.office)
    open_in_queue(page, year.site, ONE)
    press(page, "予以备案并上报")
    year.act_as(year.region, "/filings/arrivals/")
    page.locator("tr", has_text=ONE).get_by_role("button", name="入册").click()
    say_yes(page)
    page.wait_for_load_state("networkidle")
    page.goto(f"{year.site}/filings/ledgers/region/")
    assert PERSON[0] in page.inner_text("main")


def file_the_others(year: Year) -> None:
    """Two and three file in March, by the same acts without the pages."""
    for name, effective, sent in ((TWO, date(2025, 3, 1), (3, 21)), (THREE, date(2025, 3, 3), (3, 8))):
        year.on(*sent)
        filer = year.filer(name)
        with year.blocker.unblock():
            given = {
                "enterprise_type": "limited",
                "production_sites": "与住所相同",
                "stated_size": "medium",
                "education": "bachelor",
                "signed_on": effective,
                "effective_on": effective,
            }
            drafted = factories.complete_draft(filer.enterprise, by=filer, **given)
            filing = factories.accepted_draft(drafted, by=year.office)
            reporting.forward([filing.pk], by=year.office)
            reporting.record(filing.pk, by=year.region)


def hold_a_class(year: Year, one: User) -> str:
    """April and May: one's CQO comes and passes, its inspector comes and fails, two's CQO stays away."""
    page = year.page
    year.on(4, 20)
    year.act_as(year.office, "/training/sessions/new/")
    fill(
        page,
        {
            "title": "林芝市首席质量官培训班",
            "place": "八一镇会议中心",
            "starts_on": "2025-05-15",
            "ends_on": "2025-05-15",
            "enrol_until": "2025-05-10",
            "hours": "8",
            "syllabus": "质量法规和方法",
        },
    )
    choose(page, audience="both")
    press(page, "保存草稿")
    session = page.url
    press(page, "发布")
    assert "XZPX-5404-2025-0001" in page.inner_text("main")
    year.act_as(one)
    page.goto(session)
    follow(page, "报名")
    press(page, "为首席质量官报名")
    page.goto(f"{session}enrol/")
    fill(page, {"name": "央金", "phone": "13908910011", "post": "质检科长"})
    press(page, "为该人员报名")
    year.act_as(year.filer(TWO))
    page.goto(f"{session}enrol/")
    press(page, "为首席质量官报名")
    year.on(5, 16)
    year.act_as(year.office)
    page.goto(session)
    follow(page, "登记签到")
    for row in page.locator("main tbody tr", has_text=ONE).all():
        row.locator("input[type=checkbox]").check()
    press(page, "保存签到")
    page.goto(f"{session}results/")
    for seat, (hours, result) in enumerate((("8", "passed"), ("6", "failed"), ("0", "absent"))):
        row = page.locator("main tbody tr").nth(seat)
        row.locator("input[name$=hours]").fill(hours)
        row.locator("select[name$=result]").select_option(result)
    press(page, "保存结果")
    page.goto(session)
    press(page, "办理结业")
    assert "已结业" in page.inner_text(".page-lead")
    return session


def certify(year: Year, one: User, session: str) -> None:
    """The certificate is a PDF, and anybody can verify its code."""
    page = year.page
    year.act_as(one)
    page.goto(session)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="证书").first.click()
    assert waiting.value.suggested_filename.endswith(".pdf")
    with year.blocker.unblock():
        code = one.enterprise.enrolments.get(kind="cqo").certificate_code  # type: ignore[union-attr]
    page.context.clear_cookies()
    page.goto(f"{year.site}/training/certificates/")
    fill(page, {"code": code})
    page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    text = page.inner_text("main")
    assert "有效" in text
    assert PERSON[0] not in text


def log_an_activity(year: Year) -> None:
    """June: a forum with one of the enterprises."""
    page = year.page
    year.on(6, 5)
    year.act_as(year.office, "/training/activities/new/")
    choose(page, kind="forum")
    fill(page, {"title": "首席质量官座谈会", "held_on": "2025-06-05", "place": "八一镇", "search": "一号"})
    press(page, "查找")
    page.locator("main input[name=enterprises]").first.check()
    fill(page, {"enterprise_count": "12", "heads": "30"})
    press(page, "保存")
    assert ONE in page.inner_text("main")


def tell_of_experience(year: Year, one: User) -> None:
    """September: one writes, the office reports, the region publishes, another enterprise reads."""
    page = year.page
    year.on(9, 1)
    year.act_as(one, "/training/experiences/new/")
    fill(page, {"title": "以制度促质量", "summary": "制度先行。", "body": BODY})
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    experience = page.url.removesuffix("edit/")
    page.goto(experience)
    press(page, "提交备案机关")
    for user, act in ((year.office, "报送自治区局"), (year.region, "发布")):
        year.act_as(user)
        page.goto(experience)
        press(page, act)
    year.act_as(year.filer(TWO), "/training/experiences/library/")
    follow(page, "以制度促质量")
    assert ONE in page.inner_text("main")


def admit_to_the_pool(year: Year, one: User) -> None:
    """October: the office recommends, the person agrees, the region admits."""
    page = year.page
    year.on(10, 15)
    year.act_as(year.office, "/talent-pool/nominations/new/")
    page.locator("tr", has_text=ONE).get_by_role("link").last.click()
    page.wait_for_load_state("networkidle")
    page.fill("main [name=contributions]", "主持水泥强度波动治理，不良率明显下降。")
    page.locator("main input[name=skills]").first.check()
    pdf = {"name": "贡献证明.pdf", "mimeType": "application/pdf", "buffer": PDF_BYTES}
    page.set_input_files("main [name=evidence]", pdf)
    press(page, "推荐")
    nomination = page.url
    year.act_as(one)
    follow(page, "查看并登记本人意见")
    page.locator("main [name=answer][value=given]").first.check()
    press(page, "登记本人意见")
    year.act_as(year.region)
    page.goto(nomination)
    press(page, "同意入库")
    assert "已入库" in page.inner_text("main")


def ask_the_expert(year: Year, one: User) -> None:
    """October: not for the own enterprise (Art. 12); for two's the expert accepts, and it is done."""
    page = year.page
    year.act_as(year.office, "/talent-pool/assignments/new/")
    choose(page, kind="diagnosis")
    matter = {"title": "质量诊断", "starts_on": "2025-10-20", "ends_on": "2025-10-21"}
    fill(page, {**matter, "enterprise": ONE})
    press(page, "查看合适的专家")
    experts = page.locator("#experts")
    assert PERSON[0] in experts.inner_text()
    assert "应当回避" in experts.inner_text()
    assert experts.locator("input[name=members]").count() == 0
    fill(page, {"enterprise": TWO})
    press(page, "重新匹配")
    experts.locator("input[name=members]").check()
    press(page, "邀请所选专家")
    task = page.url
    year.act_as(one)
    page.goto(task)
    press(page, "接受邀请")
    year.on(10, 22)
    year.act_as(year.office)
    page.goto(task)
    fill(page, {"outcome": "找出养护温度不稳的原因，提出三条改进。", "days": "1.5"})
    choose(page, rating="5")
    press(page, "登记完成")
    assert "已完成" in page.inner_text(".page-lead")


def report_duties(year: Year, one: User) -> None:
    """December: one tells what its CQO did in the year, of its own accord (Art. 10, 11)."""
    page = year.page
    year.on(12, 20)
    year.act_as(one, "/filings/duty-reports/")
    choose(page, year="2025")
    press(page, "填写履职报告")
    told = {"strategy": "制定年度质量目标并分解到车间。", "vetoes": "1"}
    fill(page, {**told, "hazards_found": "6", "hazards_closed": "5"})
    press(page, "提交报告")
    year.act_as(year.office, "/filings/duty-reports/")
    assert "发现隐患 6 处，完成整改 5 处" in page.inner_text("main")


def check_the_sheet(year: Year) -> None:
    """The last evening: what the page says is what was counted, and a frozen sheet stays it."""
    page = year.page
    year.on(12, 31)
    year.act_as(year.region, "/assessment/?start=2025-01-01&end=2025-12-31")
    row = page.locator("main tbody tr", has=page.get_by_role("rowheader", name="林芝市"))
    cells = row.locator("td").all()
    shown = {cell.get_attribute("data-l"): cell.inner_text().strip() for cell in cells}
    assert shown == HAND
    row.locator("td[data-l='推行对象（家）'] a").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("main tbody tr").count() == 4
    page.goto(f"{year.site}/assessment/?start=2025-01-01&end=2025-12-31")
    follow(page, "固定这张表")
    fill(page, {"title": "2025年度考核评价指标表"})
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    assert "XZKH-" in page.inner_text(".page-lead")
    follow(page, "现在重新计算")
    assert "全部数字一致" in page.inner_text("main")
