from django.db import migrations, models


class Migration(migrations.Migration):
    """The Tibetan title of the training certificate, as the other papers have one."""

    dependencies = [
        ("directory", "0005_headings"),
    ]

    operations = [
        migrations.AddField(
            model_name="authority",
            name="certificate_title_bo",
            field=models.CharField(blank=True, max_length=200, verbose_name="培训合格证书藏文标题"),
        ),
    ]
