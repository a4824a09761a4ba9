"""A dated profile is never changed afterwards."""

from django.db import migrations

from cqo_registry.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [append_only("directory_enterpriseprofile", deletes=True)]
