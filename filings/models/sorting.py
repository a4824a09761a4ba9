"""What lists of filings sort by and is no column: page, export and index say it in the same words."""

from __future__ import annotations

from datetime import date

from django.db.models import DateField, Func
from django.db.models.functions import Coalesce

LONG_AGO = date(1900, 1, 1)  # stands for a missing day where a sort needs one
SENT = Coalesce("submitted_at", "created_at")
# The day is written out: the database does not find an index by a parameter.
EFFECTIVE = Func(
    "effective_on", template=f"COALESCE(%(expressions)s, DATE '{LONG_AGO}')", output_field=DateField()
)
