"""What was typed before text was tidied at every entrance, written as it would be typed today.

Marks that show nothing made names that no search found. Prints what was tidied, which user names could not
be because another has them, and which enterprises, persons or institutions have the same name since.
"""

from django.db import migrations

from cqo_registry.portal.actions.tidying import tidy_everything


def tidy(apps, schema_editor):
    """Tidy, and say what was done; nothing is said of a clean register."""
    for line in tidy_everything(apps, schema_editor.connection).lines():
        print(line)  # noqa: T201 - the operator reads it where migrate reports


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_weights_stay"),
        ("accounts", "0004_sorted_lists"),
        ("directory", "0007_sorted_lists"),
        ("filings", "0009_identity_at_rest"),
        ("training", "0004_void_codes"),
        ("talent_pool", "0002_pool"),
    ]

    operations = [migrations.RunPython(tidy, migrations.RunPython.noop)]
