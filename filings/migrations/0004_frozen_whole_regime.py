"""What may change after submission now includes the clocks and the receipt; old rows get their new facts."""

from django.db import migrations

from cqo_registry.core.triggers import frozen_unless

BEFORE = (
    "status", "version", "saved_at", "submitted_at", "first_submitted_at", "submitted_by_id", "decide_by",
    "due_on", "due_provisional", "rule_set", "verdict", "officer_size", "officer_size_reason", "claimed_by_id",
    "claimed_at", "decided_at", "decided_by_id", "decision_reason", "accepted_at", "forwarded_at", "batch_id",
    "recorded_at", "recorded_by_id", "appointment_id", "profile_id", "filing_no", "authority_id",
)
FREE = (*BEFORE, "reported_at", "correct_by", "clock_used", "due_from", "receipt_code")

REPORTED = """
UPDATE filings_filing SET reported_at = first_submitted_at, due_from = effective_on
 WHERE first_submitted_at IS NOT NULL
"""
SIZES = """
UPDATE filings_appointment a SET size = COALESCE(NULLIF(f.officer_size, ''), f.size)
  FROM filings_filing f WHERE f.appointment_id = a.id AND a.size = ''
"""


def swap(before, after):
    """The trigger anew with another list of free columns."""
    old = frozen_unless("filings_filing", column="status", values=("draft", "returned"), free=before)
    new = frozen_unless("filings_filing", column="status", values=("draft", "returned"), free=after)
    return [
        migrations.RunSQL(sql=old.reverse_sql, reverse_sql=old.sql),
        migrations.RunSQL(sql=new.sql, reverse_sql=new.reverse_sql),
    ]


class Migration(migrations.Migration):
    dependencies = [("filings", "0003_whole_regime")]

    operations = [
        *swap(BEFORE, FREE),
        migrations.RunSQL(sql=REPORTED, reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(sql=SIZES, reverse_sql=migrations.RunSQL.noop),
    ]
