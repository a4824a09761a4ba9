"""A weight once entered does not change: from a later day on another may stand (Art. 19, decision D28)."""

from django.db import migrations

from cqo_registry.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_frozen")]

    operations = [append_only("portal_indicatorweight")]
