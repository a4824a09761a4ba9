"""The command that checks posts and open filings against the register (Art. 9)."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from filings import jobs
from filings.models import Disqualification, Replacement
from tests import factories
from tests.factories import bars

pytestmark = pytest.mark.django_db


def run(**options: str) -> tuple[int, str]:
    """Exit code and what is printed."""
    out = StringIO()
    try:
        call_command("recheck_bars", stdout=out, stderr=StringIO(), **options)
    except SystemExit as leaving:
        return int(str(leaving.code)), out.getvalue()
    return 0, out.getvalue()


def test_a_hit_is_printed_without_name_and_number_and_is_new_once():
    filing = factories.accepted(identity_no="540102198802290012")
    bar = bars.confirmed(bars.somebody())
    assert run() == (0, "")
    Disqualification.objects.update(identity_index=filing.identity_index)
    code, printed = run()
    assert code == 3
    assert printed.split() == [filing.filing_no, "5401", "G2", bar.confirmed_on.isoformat(), "新发现"]
    assert Replacement.objects.get().bar_id == bar.pk
    again = run()
    assert again == (0, printed.replace("新发现", "已处理"))
    assert run(since="2999-01-01") == (0, "")


def test_an_open_filing_without_a_number_is_named_by_its_key():
    filing = factories.submitted()
    bars.confirmed(bars.candidate(filing))
    assert run()[1].startswith(f"待审核 {filing.pk}\t5401\tG2\t")


def test_a_day_that_is_none_is_said_in_one_sentence():
    with pytest.raises(CommandError, match="2026-01-31"):
        run(since="gestern")


def test_the_daily_job_does_the_same():
    filing = factories.accepted()
    bars.confirmed(bars.somebody())
    assert jobs.recheck_bars() == 0
    Disqualification.objects.update(identity_index=filing.identity_index)
    assert (jobs.recheck_bars(), jobs.recheck_bars()) == (1, 0)
