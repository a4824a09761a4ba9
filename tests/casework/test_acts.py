"""Acts on one row: what is declared once is what page, address, question and answer are made of."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from cqo_registry.accounts.forms.base import PlainForm
from cqo_registry.casework.acts import Attempt, NothingForm, RowPage, attempt, carry_out, typed
from cqo_registry.core.confirming import QUESTIONS, TakenBack
from cqo_registry.core.errors import Stale
from cqo_registry.core.verdicts import Reason, Refused, Verdict
from filings.forms.bars import CloseForm, NotifyForm
from filings.views.bars import ACTS, BarPage
from filings.workflow_bars import BAR
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db
REFUSED = Refused(Verdict((Reason("reason", "请写明理由。", field="reason"),)))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def raising(fault: Exception) -> Any:
    def act() -> str:
        raise fault

    return act


def posted(**data: str) -> Any:
    request: Any = RequestFactory().post("/", data)
    request.user, request.resolver_match = factories.officer(), None
    return request


def test_a_refusal_stands_at_the_field_it_names() -> None:
    form = CloseForm({"reason": "x"})
    tried = attempt(posted(), form, raising(REFUSED))
    assert (tried.answer, tried.status, tried.overtaken, tried.row) == (None, 422, False, None)
    assert form.errors == {"reason": ["请写明理由。"]}


def test_an_overtaken_form_is_answered_with_the_row_as_it_stands_now() -> None:
    quiet, told, row = CloseForm({"reason": "x"}), CloseForm({"reason": "x"}), object()
    tried = attempt(posted(), quiet, raising(Stale(row)))
    assert (tried.status, tried.overtaken, tried.row) == (409, True, row)
    assert not tried.verdict.blocking
    assert not quiet.errors
    attempt(posted(), told, raising(Stale(row)), overtaken="已有变化。")
    assert told.non_field_errors() == ["已有变化。"]


def test_a_form_that_is_not_in_order_never_reaches_the_act() -> None:
    assert attempt(posted(), CloseForm({}), raising(AssertionError())).status == 422


def test_whoever_went_back_did_nothing_wrong() -> None:
    assert carry_out(posted(), raising(TakenBack())).status == 200


def test_an_act_that_is_done_leads_on() -> None:
    answer = carry_out(posted(), lambda: "/done/").answer
    assert answer is not None
    assert answer["Location"] == "/done/"


@pytest.mark.parametrize("fault", [REFUSED, Stale(object()), None])
def test_a_page_without_a_form_passes_on_what_stood_against_it(fault: Any) -> None:
    with pytest.raises(type(fault) if fault else Refused):
        Attempt(None, fault).give_up()


def test_only_texts_are_copied_from_a_form_that_is_over() -> None:
    assert typed(None) == typed(NotifyForm()) == []
    assert typed(CloseForm({"reason": "理由"})) == ["理由"]
    assert typed(CloseForm({"reason": "  "})) == []


def test_every_act_of_the_page_has_its_address_and_asks_where_it_has_consequences() -> None:
    for act in ACTS:
        assert reverse(f"filings:bar_{act.name}", args=[1]) == f"/filings/bars/1/{act.name}/"
        assert (f"filings:bar_{act.name}" in QUESTIONS) == bool(act.follows)
    assert {act.name for act in ACTS} == {row.name for row in BAR if not row.by_itself}


def test_the_page_itself_takes_no_post_and_an_act_no_get() -> None:
    bar, client = bars.proposed(), signed_in(factories.region_officer())
    assert client.post(bar.get_absolute_url()).status_code == 405
    assert client.get(reverse("filings:bar_notify", args=[bar.pk])).status_code == 405


def test_what_was_entered_before_stands_folded_at_the_end_and_can_be_put_right() -> None:
    bar, client = bars.proposed(), signed_in(factories.region_officer())
    assert next(iter(client.get(bar.get_absolute_url()).context["acts"])).name == "notify"
    client.post(
        reverse("filings:bar_notify", args=[bar.pk]),
        {"notified_on": bar.proposed_on.isoformat(), "version": bar.version},
    )
    offers = client.get(bar.get_absolute_url()).context["acts"]
    assert [offer.name for offer in offers][-1] == "notify"
    last = offers[-1]
    assert (last.done, last.tone, last.form.initial) == (
        True,
        "outline-primary",
        {"notified_on": bar.proposed_on},
    )


def test_a_page_of_nobody_knows_no_row() -> None:
    page = RowPage()
    for missing in (page.find, page.context):
        with pytest.raises(NotImplementedError):
            missing(1)
    assert issubclass(NothingForm, PlainForm)
    assert BarPage.act is None
