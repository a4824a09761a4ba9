"""Numbers from locked counters: never given twice, never reused (decision D23)."""

from __future__ import annotations

from filings.models import NumberCounter

FILING_SERIES = "XZCQO"
BATCH_SERIES = "XZSB"


def next_number(series: str, *, office: str, year: int) -> str:
    """The next number ``<series>-<office>-<year>-<4 digits>``; call inside the transaction that uses it."""
    NumberCounter.objects.get_or_create(series=series, office=office, year=year)
    counter = NumberCounter.objects.select_for_update(of=("self",), no_key=True).get(
        series=series, office=office, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{office}-{year}-{counter.last:04d}"
