"""A frozen assessment sheet does not change, and stays (Art. 19)."""

from django.db import migrations

from cqo_registry.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_chapter_five")]

    operations = [append_only("portal_assessmentsnapshot")]
