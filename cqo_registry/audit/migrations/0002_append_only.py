"""The trail is append-only in the database itself."""

from django.db import migrations

from cqo_registry.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [append_only("audit_auditevent")]
