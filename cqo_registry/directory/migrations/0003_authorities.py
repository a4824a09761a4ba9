"""One region, seven prefectures, two zones, their counties and the known days of 2023 to 2026."""

from django.db import migrations

from cqo_registry.directory.seeds import calendar, divisions


def load(apps, schema_editor):
    """Create the rows from the seed tables."""
    Authority, County, Holiday = (apps.get_model("directory", name) for name in ("Authority", "County", "Holiday"))
    offices = {}
    for order, office in enumerate(divisions.OFFICES):
        offices[office.code] = Authority.objects.create(
            code=office.code,
            level=office.level.value,
            name=office.name,
            short_name=office.short_name,
            name_bo=office.name_bo,
            parent=offices.get(office.parent),
            order=order,
        )
    County.objects.bulk_create(
        County(code=row.code, name=row.name, aliases=list(row.aliases), authority=offices[row.office])
        for row in divisions.COUNTIES
    )
    Holiday.objects.bulk_create(
        Holiday(authority=offices.get(day.office), date=day.date, kind=day.kind, name=day.name)
        for day in calendar.days()
    )


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_profiles_stay")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
