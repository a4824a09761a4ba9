"""Pages of interpretations, rule sets and exemptions."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cqo_registry.core.regulation import RULE_SETS
from filings.actions import interpreting
from filings.models import Filing, Interpretation
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("filings:interpretation_list")
GIVEN = {
    "article": "6",
    "title": "学历的认定",
    "body": "以毕业证书为准。\n\n结业不算。",
    "document_no": "藏市监函〔2026〕3号",
}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def published(**values: Any) -> Interpretation:
    given = {**GIVEN, "valid_from": timezone.localdate(), **values}
    return interpreting.publish(by=factories.region_officer(), **given)


def test_the_region_publishes_and_the_enterprise_reads():
    client = signed_in(factories.region_officer())
    given = {**GIVEN, "valid_from": "2026-01-01", "valid_to": ""}
    answer = client.post(reverse("filings:interpretation_create"), given)
    interpretation = Interpretation.objects.get()
    assert answer.url == interpretation.get_absolute_url()
    reader = signed_in(factories.filer())
    assert GIVEN["title"] in reader.get(LIST).content.decode()
    page = reader.get(interpretation.get_absolute_url()).content.decode()
    assert "结业不算。" in page
    assert "interpretation_end" not in page
    assert "截止这项解释" not in page


def test_what_is_wrong_comes_back_with_all_that_was_typed():
    client = signed_in(factories.region_officer())
    given = {**GIVEN, "title": "", "valid_from": "2020-01-01"}
    answer = client.post(reverse("filings:interpretation_create"), given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写标题。" in page
    assert "结业不算。" in page
    answer = client.post(reverse("filings:interpretation_create"), {**given, "title": "学历"})
    assert "不能早于本办法施行之日" in answer.content.decode()


def test_the_list_narrows_by_article_and_validity():
    day = timezone.localdate()
    six, nine = published(), published(article="9", valid_from=day.replace(year=day.year + 1))
    client = signed_in(factories.auditor())

    def listed(**query: str) -> list[Interpretation]:
        return [row for row, *_ in client.get(LIST, query).context["rows"]]

    assert listed(article="9") == [nine]
    assert listed(validity="in_force") == [six]
    assert listed(validity="coming") == [nine]
    assert listed(validity="ended") == []
    assert listed(sort="article") == [six, nine]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_as_little_for_many_as_for_one(count: int, django_assert_num_queries: Any):
    for _each in range(count):
        published()
    client = signed_in(factories.filer())
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)


def test_the_region_ends_one_on_its_page():
    interpretation = published()
    client = signed_in(factories.region_officer())
    url = reverse("filings:interpretation_end", args=[interpretation.pk])
    today = timezone.localdate().isoformat()
    assert client.post(url, {"on": today, "reason": "", "version": "1"}).status_code == 422
    assert client.post(url, {"on": today, "reason": "有变化", "version": "0"}).status_code == 409
    assert client.post(url, {"on": today, "reason": "有变化", "version": "1"}).status_code == 302
    assert today in client.get(interpretation.get_absolute_url()).content.decode()


def test_every_rule_set_is_shown_and_linked_from_the_filing():
    filing = factories.submitted()
    client = signed_in(filing.created_by)
    page = client.get(reverse("filings:rule_sets")).content.decode()
    assert all(f'id="rules-{edition.id}"' in page for edition in RULE_SETS)
    assert (
        f"{reverse('filings:rule_sets')}#rules-{filing.rule_set}"
        in client.get(filing.get_absolute_url()).content.decode()
    )


def exempt(client: Client, filing: Filing, **values: Any) -> Any:
    given = {"document_no": "藏市监质〔2026〕8号", "reason": "技术骨干", "version": filing.version, **values}
    return client.post(reverse("filings:exempt", args=[filing.pk]), given)


def test_the_form_is_offered_to_the_region_where_article_6_fails():
    failing, fine = factories.claimed(education="secondary"), factories.submitted()
    client = signed_in(factories.region_officer())
    assert client.get(failing.get_absolute_url()).context["exempting"]
    assert client.get(fine.get_absolute_url()).context["exempting"] is None
    office = signed_in(factories.holder(failing))
    assert office.get(failing.get_absolute_url()).context["exempting"] is None


def test_an_exemption_stays_on_page_and_desk():
    filing = factories.claimed(education="secondary")
    client = signed_in(factories.region_officer())
    assert exempt(client, filing, reason="").status_code == 422
    assert exempt(client, filing, version=99).status_code == 409
    assert exempt(client, filing).status_code == 302
    page = client.get(filing.get_absolute_url())
    assert page.context["exempting"] is None
    assert "藏市监质〔2026〕8号" in page.content.decode()
    office = signed_in(factories.holder(filing))
    desk = office.get(reverse("filings:desk", args=[filing.pk]))
    assert "藏市监质〔2026〕8号" in desk.content.decode()
    assert desk.context["may"]["accept"]
    assert not desk.context["may"]["refuse"]
    own = signed_in(filing.created_by).get(filing.get_absolute_url()).content.decode()
    assert "技术骨干" in own
