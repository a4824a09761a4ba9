"""The public page that verifies a receipt: minimal data, each check kept, so many per address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from filings.facts.papers import receipt_state
from filings.models import ReceiptCheck
from tests import factories

pytestmark = pytest.mark.django_db
FORM = "receipts:verify"


def look(code: str, **extra: Any) -> Any:
    return Client().get(reverse("receipts:verify_code", args=[code]), **extra)


def test_a_valid_receipt_shows_office_enterprise_and_a_masked_holder() -> None:
    filing = factories.recorded()
    response = look(filing.receipt_code)
    page = response.content.decode()
    assert response.status_code == 200
    for text in ("有效：", filing.enterprise_name, filing.authority.name, filing.filing_no, "扎*次*"):
        assert text in page
    for text in (filing.cqo_name, filing.identity_masked, filing.cqo_phone):
        assert text not in page
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_each_check_is_one_line_without_the_address() -> None:
    filing = factories.accepted()
    look(filing.receipt_code.lower().replace("-", ""), REMOTE_ADDR="192.0.2.7")
    look("nonsense")
    known, unknown = ReceiptCheck.objects.order_by("pk")
    assert (known.filing, known.code, known.result) == (filing, filing.receipt_code, "valid")
    assert (unknown.filing, unknown.code, unknown.result) == (None, "", "unknown")
    assert "192.0.2.7" not in known.address_hash
    assert len(known.address_hash) == 64


def test_a_code_nobody_was_given_is_unknown() -> None:
    factories.accepted()
    assert "查无此回执" in look("ABCD-2345-EFGH-6789").content.decode()


def test_the_receipt_of_a_deregistered_enterprise_is_withdrawn() -> None:
    filing = factories.accepted()
    today = timezone.localdate()
    filing.enterprise.deregistered_on = today
    assert receipt_state(filing, on=today) == "withdrawn"
    assert receipt_state(filing, on=today - timedelta(days=1)) == "valid"


def test_an_address_may_ask_so_often_and_again_later(settings: Any) -> None:
    settings.VERIFY_LIMIT = 2
    code = factories.accepted().receipt_code
    assert [look(code).status_code for _ in range(3)] == [200, 200, 429]
    assert look(code, REMOTE_ADDR="192.0.2.8").status_code == 200
    refused = look(code)
    assert "这一次没有查验" in refused.content.decode()
    assert refused["Retry-After"] == "600"
    assert ReceiptCheck.objects.count() == 3
    with time_machine.travel(timezone.now() + timedelta(seconds=601)):
        assert look(code).status_code == 200


def test_behind_the_proxy_the_address_it_wrote_counts(settings: Any) -> None:
    settings.TRUSTED_PROXIES, settings.VERIFY_LIMIT = ["127.0.0.1"], 1
    code = factories.accepted().receipt_code
    asked = [look(code, HTTP_X_FORWARDED_FOR=f"{fake}, 192.0.2.1").status_code for fake in ("a", "b")]
    assert asked == [200, 429]
    assert look(code, HTTP_X_FORWARDED_FOR="a, 192.0.2.2").status_code == 200


def test_a_typed_code_goes_on_to_its_own_address() -> None:
    response = Client().get(reverse(FORM), {"code": "abcd 2345 efgh 6789"})
    assert response.url == reverse("receipts:verify_code", args=["ABCD-2345-EFGH-6789"])


@pytest.mark.parametrize("typed", ["", "12345", "x" * 61])
def test_what_cannot_be_a_code_comes_back_as_typed(typed: str) -> None:
    response = Client().get(reverse(FORM), {"code": typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode() or not typed
    assert not ReceiptCheck.objects.exists()


def test_a_head_request_leaves_no_line() -> None:
    code = factories.accepted().receipt_code
    assert Client().head(reverse("receipts:verify_code", args=[code])).status_code == 405
    assert not ReceiptCheck.objects.exists()
