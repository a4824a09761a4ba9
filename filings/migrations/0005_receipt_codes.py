"""Checks are counted by address; filings accepted before receipts existed get their code (decision D24)."""

from django.db import migrations, models

# Random digits of UUIDs in sixteen letters that are not misread; all rows of all offices.
GROUP = "translate(substr(gen_random_uuid()::text, 1, 4), '0123456789abcdef', '23456789ABCDEFGH')"
CODES = f"""
UPDATE filings_filing SET receipt_code = {" || '-' || ".join([GROUP] * 4)}
 WHERE accepted_at IS NOT NULL AND filing_no <> '' AND receipt_code = ''
"""


class Migration(migrations.Migration):

    dependencies = [
        ("filings", "0004_frozen_whole_regime"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="receiptcheck",
            index=models.Index(fields=["address_hash", "-at"], name="receipt_check_by_address"),
        ),
        migrations.RunSQL(CODES, migrations.RunSQL.noop),
    ]
