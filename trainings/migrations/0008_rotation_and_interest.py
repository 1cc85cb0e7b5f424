import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COMMISSION = {
    "kind": "commission",
    "title_nl": "Commissie",
    "title_en": "Commission",
    "summary_nl": "Jeugdambtenaren denken een werkjaar lang samen na over één thema, vier keer een halve dag.",
    "summary_en": "Youth officers think about one theme together for a working year, four times half a day.",
    "category": "sky",
    "half_day_count": 1,
    "seats": 16,
    "order": 8,
}


def keep_the_stage(apps, schema_editor):
    apps.get_model("trainings", "Module").objects.filter(is_retired=True).update(stage="retired")


def go_back_to_retired(apps, schema_editor):
    apps.get_model("trainings", "Module").objects.exclude(stage="offered").update(is_retired=True)


def add_a_commission(apps, schema_editor):
    apps.get_model("trainings", "Module").objects.get_or_create(code="commissie", defaults=COMMISSION)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0011_imports_and_privacy'),
        ('trainings', '0007_half_days_that_agendas_follow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(verbose_name='since')),
            ],
            options={
                'verbose_name': 'interest',
                'verbose_name_plural': 'interests',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RotationPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cycle_years', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='years in which each module runs once')),
                ('multi_day_per_year', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='multi-day modules a year')),
                ('weeks_between', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(26)], verbose_name='weeks between two trainings')),
            ],
            options={
                'verbose_name': 'rotation',
                'verbose_name_plural': 'rotation',
            },
        ),
        migrations.CreateModel(
            name='RotationSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(2100)], verbose_name='year')),
                ('state', models.CharField(choices=[('planned', 'Meant for this year'), ('ran', 'Ran before the portal'), ('dropped', 'Left out on purpose')], max_length=10, verbose_name='what')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
            ],
            options={
                'verbose_name': 'remark on a year',
                'verbose_name_plural': 'remarks on a year',
                'ordering': ['year', 'module'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='edition',
            name='edition_has_a_known_state',
        ),
        migrations.AddField(
            model_name='edition',
            name='expected_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expected in'),
        ),
        migrations.AddField(
            model_name='edition',
            name='interested_first_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='edition',
            name='opened_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='module',
            name='stage',
            field=models.CharField(choices=[('development', 'In development'), ('offered', 'On offer'), ('retired', 'No longer given')], default='offered', max_length=12, verbose_name='stage'),
        ),
        migrations.RunPython(keep_the_stage, go_back_to_retired),
        migrations.RemoveField(
            model_name='module',
            name='is_retired',
        ),
        migrations.AddField(
            model_name='module',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessors', to='trainings.module', verbose_name='successor'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='closes_on',
            field=models.DateField(null=True, verbose_name='last day to register'),
        ),
        migrations.AlterField(
            model_name='edition',
            name='state',
            field=models.CharField(choices=[('draft', 'Draft'), ('announced', 'Announced'), ('open', 'Open'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='draft', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='module',
            name='kind',
            field=models.CharField(choices=[('rotating', 'Multi-day module'), ('starter', 'Starter course'), ('two-day', 'Two-day training'), ('network-moment', 'Network moment'), ('commission', 'Commission')], max_length=15, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__isnull', False), ('state__in', ['announced', 'cancelled']), _connector='OR'), name='edition_closes_unless_only_announced'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'announced'), _negated=True), ('expected_year__isnull', False), _connector='OR'), name='announced_edition_says_the_year'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'announced', 'open', 'closed', 'cancelled'])), name='edition_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='module',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['development', 'offered', 'retired'])), name='module_has_a_known_stage'),
        ),
        migrations.AddConstraint(
            model_name='module',
            constraint=models.CheckConstraint(condition=models.Q(('successor', models.F('id')), _negated=True), name='module_does_not_succeed_itself'),
        ),
        migrations.AddField(
            model_name='interest',
            name='module',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='trainings.module'),
        ),
        migrations.AddField(
            model_name='interest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='module_interests', to='members.person'),
        ),
        migrations.AddConstraint(
            model_name='rotationplan',
            constraint=models.CheckConstraint(condition=models.Q(('cycle_years__gte', 1)), name='a_cycle_lasts_a_year_or_more'),
        ),
        migrations.AddField(
            model_name='rotationslot',
            name='module',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='trainings.module', verbose_name='module'),
        ),
        migrations.AddField(
            model_name='rotationslot',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(fields=('person', 'module'), name='one_interest_per_person_and_module'),
        ),
        migrations.AddConstraint(
            model_name='rotationslot',
            constraint=models.UniqueConstraint(fields=('module', 'year'), name='one_remark_per_module_and_year'),
        ),
        migrations.AddConstraint(
            model_name='rotationslot',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'ran', 'dropped'])), name='slot_has_a_known_state'),
        ),
        migrations.RunPython(add_a_commission, migrations.RunPython.noop),
    ]
