"""A typical experience may be withdrawn; its moments stay for counts of any day (Art. 18, 20)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_headings'),
        ('training', '0002_sessions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='experience',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='撤回时间'),
        ),
        migrations.AlterField(
            model_name='experience',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('submitted', '待地（市）报送'), ('returned', '退回修改'), ('reported', '待自治区局审核'), ('published', '已发布'), ('declined', '不予采用'), ('retracted', '已撤下'), ('withdrawn', '已撤回')], default='draft', editable=False, max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='experience',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', False), _connector='OR'), name='experience_withdrawn_has_its_time', violation_error_message='已撤回的典型经验必须有撤回时间。'),
        ),
    ]
