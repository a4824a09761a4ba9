"""The review desk: documents, declaration, checklist, what changed, and buttons that say why not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.directory.models import Enterprise
from filings import facts
from filings.actions import drafting, submitting
from filings.enums import BarGround
from filings.models import Filing
from filings.views import declaration
from tests.factories import (
    accepted,
    add_attachment,
    claimed,
    make_enterprise,
    officer,
    returned,
    submitted,
)

pytestmark = pytest.mark.django_db


def desk(user: Any, filing: Filing, **query: Any) -> Any:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("filings:desk", args=[filing.pk]), query)
    assert response.status_code == 200
    return response


def corrected(**values: Any) -> Filing:
    """A filing returned for its school and submitted again with ``values``."""
    filing = returned(**dict.fromkeys(values, "请更正"))
    filing = drafting.save_draft(filing.pk, values, by=filing.created_by, version=filing.version)
    return submitting.submit(filing.pk, by=filing.created_by, version=filing.version)


def test_the_declaration_stands_in_the_order_of_the_form() -> None:
    sections = desk(officer(), submitted()).context["sections"]
    assert [section.step for section in sections] == ["enterprise", "cqo", "appointment", "materials"]
    assert [row.name for row in sections[0].rows][:3] == ["enterprise_name", "enterprise_type", "domicile"]


def test_values_are_read_in_official_words() -> None:
    rows = {row.name: row for part in declaration.sections(submitted()) for row in part.rows}
    assert rows["education"].lines == ("大学专科",)
    assert rows["industry"].lines == ("C30 非金属矿物制品业",)
    assert rows["products"].lines == ("通用硅酸盐水泥，L 生产许可，许可证 (藏)XK08-001-00001",)
    assert rows["quality_work"].lines == ("2015-01-01 至 今 拉萨水泥厂 质检员",)
    assert rows["declares_true"].lines == ("是",)
    assert rows["attachment_appointment_document"].lines == ("任命文件.pdf",)
    assert rows["attachment_identity_copy"].lines == ()
    assert "*" in rows["identity_no"].lines[0]


def test_what_changed_since_the_last_return_stands_first() -> None:
    response = desk(officer(), corrected(school="西藏大学", education="bachelor"))
    assert [(row.name, row.before, row.lines) for row in response.context["changes"]] == [
        ("education", ("大学专科",), ("大学本科",)),
        ("school", ("西藏职业技术学院",), ("西藏大学",)),
    ]
    html = response.content.decode()
    assert html.index("上次退回以来的变化") < html.index("规则核对")
    assert "企业已补正" in html


def test_a_changed_county_and_product_are_readable_on_both_sides() -> None:
    from cqo_registry.directory.models import County

    county = County.objects.get(code="540121")
    products = [{"name": "水泥管", "category": "S"}]
    before = County.objects.filter(authority__code="5401").first()
    changes = {
        row.name: row
        for row in desk(officer(), corrected(county=county, products=products)).context["changes"]
    }
    assert (changes["county"].before, changes["county"].lines) == ((before.name,), ("林周县",))
    assert changes["products"].lines == ("水泥管，S 强制性标准",)


def test_a_first_submission_has_no_changes() -> None:
    response = desk(officer(), submitted())
    assert response.context["changes"] == []
    assert "上次退回以来的变化" not in response.content.decode()


def test_documents_switch_by_the_address() -> None:
    filing = submitted()
    first, second = filing.attachments.current()[:2]
    user = officer()
    assert desk(user, filing).context["document"] == first
    assert desk(user, filing, document=second.pk).context["document"] == second
    assert desk(user, filing, document="nonsense").context["document"] == first
    assert (
        reverse("filings:attachment_inline", args=[second.pk])
        in desk(user, filing, document=second.pk).content.decode()
    )


def test_a_filing_without_documents_says_so() -> None:
    filing = submitted()
    filing.attachments.all().delete()
    assert "没有附件" in desk(officer(), filing).content.decode()


def test_an_image_is_shown_as_an_image() -> None:
    filing = submitted()
    image = add_attachment(filing, "identity_copy")
    type(image).objects.filter(pk=image.pk).update(content_type="image/png")
    assert '<img class="document"' in desk(officer(), filing, document=image.pk).content.decode()


def test_an_unclaimed_filing_says_to_claim_it_first() -> None:
    response = desk(officer(), submitted())
    assert not response.context["may"]["accept"]
    assert "请先领取这件备案，再作出决定。" in response.content.decode()
    assert 'name="tick-school"' not in response.content.decode()


def test_a_filing_in_other_hands_names_them() -> None:
    claimed_filing = claimed(by=officer(name="索朗"))
    html = desk(officer(), claimed_filing).content.decode()
    assert "这件备案由索朗经办，请与其联系。" in html


def test_the_holder_finds_every_field_beside_its_tick() -> None:
    me = officer()
    html = desk(me, claimed(by=me)).content.decode()
    assert html.count('name="tick-') == len(facts.fields_of(submitted()))


def test_one_key_reaches_the_acceptance_and_does_not_press_it() -> None:
    me = officer()
    html = desk(me, claimed(by=me)).content.decode()
    assert 'data-key="a" data-key-reach' in html


def test_a_failing_qualification_blocks_accepting_and_opens_refusing() -> None:
    me = officer()
    response = desk(me, claimed(by=me, education="secondary"))
    may = response.context["may"]
    assert (bool(may["accept"]), bool(may["refuse"]), bool(may["return"])) == (False, True, True)
    assert [reason.article for reason in response.context["grounds"]] == ["6"]


def test_a_sound_filing_cannot_be_refused_and_the_button_says_why() -> None:
    me = officer()
    response = desk(me, claimed(by=me))
    assert (bool(response.context["may"]["accept"]), bool(response.context["may"]["refuse"])) == (True, False)
    assert "才能不予备案；其他问题请退回补正。" in response.content.decode()


def test_a_proposed_bar_warns_in_the_checklist() -> None:
    from filings.actions.barring import propose_bar
    from filings.models import Person

    me = officer()
    filing = claimed(by=me)
    person = Person.objects.create(
        identity_index=filing.identity_index, identity_masked="x", identity_sealed="x", name="扎西"
    )
    propose_bar(person, BarGround.G2, by=me, document_no="藏市监〔2026〕1号")
    response = desk(me, filing)
    check = next(check for check in response.context["checks"] if check.article == "9")
    assert check.verdict.warnings
    assert response.context["may"]["accept"]


def test_the_size_form_appears_only_where_the_standard_has_no_class() -> None:
    me = officer()
    assert not desk(me, claimed(by=me)).context["sizable"]
    bank = make_enterprise(industry="J66", stated_size="small")
    assert desk(me, claimed(bank, by=me)).context["sizable"]


def test_an_accepted_filing_can_be_forwarded_from_the_desk() -> None:
    me = officer()
    response = desk(me, accepted(by=me))
    assert response.context["may"]["forward"]
    assert not [check for check in response.context["checks"] if not check.verdict]


def test_a_filing_of_another_area_does_not_exist() -> None:
    client = Client()
    client.force_login(officer("5402"))
    assert client.get(reverse("filings:desk", args=[submitted().pk])).status_code == 404


def test_the_identity_number_is_never_in_the_page() -> None:

    me, filing = officer(), submitted()
    number = Filing.objects.get(pk=filing.pk).identity_no
    assert number
    assert number not in desk(me, filing).content.decode()


@pytest.mark.parametrize("intervals", [1, 20])
def test_the_desk_asks_as_many_questions_for_a_long_declaration(
    intervals: int, django_assert_num_queries: Any
) -> None:
    rows = [
        {"employer": f"厂{n}", "post": "质检员", "start": f"20{n:02d}-01-01", "end": None}
        for n in range(1, 1 + intervals)
    ]
    me = officer()
    filing = claimed(by=me, quality_work=rows)
    client = Client()
    client.force_login(me)
    with django_assert_num_queries(QUERIES):
        client.get(reverse("filings:desk", args=[filing.pk]))
    assert Enterprise.objects.count() == 1


QUERIES = 32
