"""What an act finds after it had to wait for another one."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cqo_registry.directory.actions import entering
from cqo_registry.directory.models import Enterprise
from filings.actions import deciding
from tests import factories

pytestmark = pytest.mark.races


def test_an_import_that_waited_for_an_acceptance_keeps_what_the_filing_told(committed: None):
    filing = factories.claimed(employees=120)
    enterprise = Enterprise.objects.select_related("county").get(pk=filing.enterprise_id)
    values = {"employees": 7, "data_year": 2020}
    listing = entering.Listing(enterprise.uscc, enterprise.name, enterprise.county, values)
    counts = []

    def bring_in() -> None:
        try:
            counts.append(entering.enter([listing], by=None).counts)
        finally:
            connection.close()

    with transaction.atomic():
        deciding.accept(filing.pk, by=filing.claimed_by, version=filing.version)
        thread = threading.Thread(target=bring_in)
        thread.start()
        time.sleep(0.5)  # until the import waits for the row
    thread.join(timeout=20)
    enterprise = Enterprise.objects.select_related("profile").get(pk=enterprise.pk)
    assert counts == [{"new": 0, "changed": 0, "unchanged": 0, "kept": 1}]
    assert enterprise.profile.employees == 120


def test_a_row_held_too_long_is_answered_with_busy(committed: None):
    filing = factories.claimed()
    client, answers = Client(), []
    client.force_login(filing.claimed_by)

    def accept() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '300ms'")
            url = reverse("filings:accept", args=[filing.pk])
            answers.append(client.post(url, {"version": filing.version}))
        finally:
            connection.close()

    with transaction.atomic():
        Enterprise.objects.select_for_update(no_key=True).get(pk=filing.enterprise_id)
        thread = threading.Thread(target=accept)
        thread.start()
        thread.join(timeout=20)
    assert answers[0].status_code == 503
    assert "系统正忙" in answers[0].content.decode()
