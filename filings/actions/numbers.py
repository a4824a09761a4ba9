"""Numbers from locked counters: never given twice, never reused (decision D23)."""

from __future__ import annotations

import secrets

from cqo_registry.directory.models import Enterprise
from filings.models import Appointment, Filing, NumberCounter

FILING_SERIES = "XZCQO"
BATCH_SERIES = "XZSB"
CHANGE_SUFFIX = "-B"


def next_number(series: str, *, office: str, year: int) -> str:
    """The next number ``<series>-<office>-<year>-<4 digits>``; call inside the transaction that uses it."""
    NumberCounter.objects.get_or_create(series=series, office=office, year=year)
    counter = NumberCounter.objects.select_for_update(of=("self",), no_key=True).get(
        series=series, office=office, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{office}-{year}-{counter.last:04d}"


def next_filing_number(filing: Filing, *, year: int) -> str:
    """The number of a filing being accepted: a new one, or that of the post with ``-B1``, ``-B2``, …

    One number stands for an enterprise's post for good; everything filed on it later carries the next
    suffix, also when a vacancy is filled (decision D23). The enterprise's row lock orders the suffixes.
    """
    Enterprise.objects.select_for_update(of=("self",), no_key=True).get(pk=filing.enterprise_id)
    first = Appointment.objects.filter(enterprise=filing.enterprise_id).order_by("pk").first()
    if first is None:
        return next_number(FILING_SERIES, office=filing.authority.code, year=year)
    base = first.filing_no
    given = Filing.objects.filter(filing_no__startswith=f"{base}{CHANGE_SUFFIX}")
    used = [int(number.rpartition(CHANGE_SUFFIX)[2]) for number in given.values_list("filing_no", flat=True)]
    return f"{base}{CHANGE_SUFFIX}{max(used, default=0) + 1}"


def new_receipt_code() -> str:
    """A verification code nobody can guess, in four groups without letters that are misread (D24)."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    groups = ("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
