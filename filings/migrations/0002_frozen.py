"""A submitted declaration and its snapshots do not change."""

from django.db import migrations

from cqo_registry.core.triggers import append_only, frozen_unless

FREE = (
    "status", "version", "saved_at", "submitted_at", "first_submitted_at", "submitted_by_id", "decide_by",
    "due_on", "due_provisional", "rule_set", "verdict", "officer_size", "officer_size_reason", "claimed_by_id",
    "claimed_at", "decided_at", "decided_by_id", "decision_reason", "accepted_at", "forwarded_at", "batch_id",
    "recorded_at", "recorded_by_id", "appointment_id", "profile_id", "filing_no", "authority_id",
)


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial")]

    operations = [
        frozen_unless("filings_filing", column="status", values=("draft", "returned"), free=FREE),
        append_only("filings_filingsnapshot", deletes=True),
    ]
