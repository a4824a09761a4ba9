"""资格复核: growth asks for a review and voids nothing; the office notes what it found (Art. 6, D6)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cqo_registry.audit.models import AuditEvent
from cqo_registry.core.verdicts import Refused
from cqo_registry.portal.views.posts import of_posts
from filings.actions import requalifying
from filings.models import Appointment
from tests import factories

pytestmark = pytest.mark.django_db
MEDIUM = {"employees": 400, "revenue": "3000.00"}
QUERIES = 6
LIST = reverse("filings:requalification")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def grown(office: str = "5401") -> Appointment:
    """Somebody in office at an enterprise that has become medium-sized."""
    filed = factories.accepted(factories.make_enterprise(office))
    factories.changed(filed, "K4", by=factories.officer(office), **MEDIUM)
    return Appointment.objects.in_office().get(enterprise=filed.enterprise)


def listed(user: Any, **query: str) -> list[Appointment]:
    return [row for row, _notes in signed_in(user).get(LIST, query).context["rows"]]


def note(appointment: Appointment, **values: Any) -> Appointment:
    given = {"by": factories.officer(), "size": "medium", "text": "学历不足，建议培养接任人选。", **values}
    return requalifying.note(appointment.pk, **given)


def test_growth_flags_and_voids_nothing() -> None:
    factories.accepted()
    appointment = grown()
    assert listed(factories.officer()) == [appointment]
    assert appointment.ended_on is None
    home = signed_in(factories.filer(appointment.enterprise)).get(reverse("portal:home")).content.decode()
    assert "现有备案继续有效" in home


def test_a_review_ends_the_flag_and_stays_readable() -> None:
    appointment = grown()
    officer = factories.officer()
    url = reverse("filings:requalify", args=[appointment.pk])
    given = {"text": "符合提高后的条件", "size": "medium"}
    assert signed_in(officer).post(url, given).url == LIST
    assert listed(officer) == []
    assert listed(officer, state="done") == [appointment]
    assert "符合提高后的条件" in signed_in(factories.auditor()).get(LIST, {"state": "done"}).content.decode()
    event = AuditEvent.objects.get(action="appointment.requalify")
    assert (event.before, event.after, event.reason) == ("small", "medium", "符合提高后的条件")


def test_what_is_refused_stands_at_its_row_as_typed() -> None:
    appointment = grown()
    client = signed_in(factories.officer())
    url = reverse("filings:requalify", args=[appointment.pk])
    assert "请填写复核意见。" in client.post(url, {"text": "", "size": "medium"}).content.decode()
    answer = client.post(url, {"text": "已核对原件", "size": "large"})
    assert answer.status_code == 422
    assert "规模在您打开页面之后又有变化" in answer.content.decode()
    assert "已核对原件" in answer.content.decode()


def test_only_the_office_of_the_area_reviews_and_only_what_is_due() -> None:
    appointment = grown()
    for stranger in (factories.officer("5402"), factories.region_officer(), factories.auditor()):
        with pytest.raises(Refused, match="所在辖区"):
            note(appointment, by=stranger)
    with pytest.raises(Refused, match="请填写复核意见"):
        note(appointment, text=" ")
    note(appointment)
    with pytest.raises(Refused, match="没有待办"):
        note(appointment)


def figures(user: Any) -> dict[str, int]:
    return {str(figure.label): figure.value for figure in of_posts(user)}


def test_an_office_sees_its_area_and_its_figure_is_the_list() -> None:
    own, _other = grown("5402"), grown()
    officer = factories.officer("5402")
    assert listed(officer) == [own]
    assert figures(officer)["资格复核"] == 1
    region = factories.region_officer()
    assert figures(region)["资格复核"] == len(listed(region)) == 2
    assert listed(region, authority="5402") == [own]
    assert listed(region, keyword=own.filing_no) == [own]
    assert signed_in(officer).post(reverse("filings:requalify", args=[_other.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_many_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for _each in range(count):
        grown()
    client = signed_in(factories.officer())
    with django_assert_num_queries(QUERIES):
        client.get(LIST)
