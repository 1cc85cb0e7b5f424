"""What participants of a training need is kept for a while only."""

from django.db import migrations, models


def keep_wishes_for_a_month(apps, schema_editor):
    apps.get_model("members", "RetentionRule").objects.get_or_create(code="wishes", defaults={"days": 30})


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0013_bookings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='retentionrule',
            name='retention_rule_has_a_known_code',
        ),
        migrations.AlterField(
            model_name='retentionrule',
            name='code',
            field=models.CharField(choices=[('idle-accounts', 'People without a role who no longer log in'), ('import-files', 'Files that were imported'), ('mails', 'Mails that were sent'), ('deliveries', 'Who got, opened and clicked a mailing'), ('wishes', 'What participants of a training need, after its last half-day')], max_length=20, unique=True),
        ),
        migrations.AddConstraint(
            model_name='retentionrule',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['idle-accounts', 'import-files', 'mails', 'deliveries', 'wishes'])), name='retention_rule_has_a_known_code'),
        ),
            migrations.RunPython(keep_wishes_for_a_month, migrations.RunPython.noop),
    ]
