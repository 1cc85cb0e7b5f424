"""Who was there, what they got for it, and what they can read."""

import django.core.validators
import django.db.models.deletion
import trainings.models.certificates
from django.conf import settings
from django.db import migrations, models


def start_with_three_quarters_of_the_hours(apps, schema_editor):
    """A certificate asks three quarters of the hours, in what was planned already too; network moments give none."""
    module, edition = apps.get_model("trainings", "Module"), apps.get_model("trainings", "Edition")
    module.objects.filter(kind="network-moment").update(min_hours_percent=None)
    modules = module.objects.filter(min_hours_percent__isnull=False)
    edition.objects.filter(module__in=modules).update(min_hours_percent=75)


class Migration(migrations.Migration):

    dependencies = [
        ('communications', '0002_materials'),
        ('members', '0011_imports_and_privacy'),
        ('surveys', '0003_asking_and_promising'),
        ('trainings', '0008_rotation_and_interest'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CertificateSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'numbers of certificates',
                'verbose_name_plural': 'numbers of certificates',
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='completed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='completed on'),
        ),
        migrations.AddField(
            model_name='edition',
            name='evaluation',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='surveys.survey'),
        ),
        migrations.AddField(
            model_name='edition',
            name='min_half_days',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='half-days for a certificate'),
        ),
        migrations.AddField(
            model_name='edition',
            name='min_hours_percent',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='percentage of the hours for a certificate'),
        ),
        migrations.AddField(
            model_name='halfday',
            name='is_mandatory',
            field=models.BooleanField(default=False, verbose_name='needed for the certificate'),
        ),
        migrations.AddField(
            model_name='module',
            name='mandatory_half_days',
            field=models.JSONField(blank=True, default=list, help_text='Their numbers, such as [1, 4].', verbose_name='half-days that nobody may miss'),
        ),
        migrations.AddField(
            model_name='module',
            name='min_half_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Empty: this is not asked.', null=True, verbose_name='half-days for a certificate'),
        ),
        migrations.AddField(
            model_name='module',
            name='min_hours_percent',
            field=models.PositiveSmallIntegerField(blank=True, default=75, help_text='Empty in both: no certificate is given.', null=True, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='percentage of the hours for a certificate'),
        ),
        migrations.AddField(
            model_name='module',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, help_text='Raise it when what is taught changes; certificates name it.', verbose_name='version'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('unknown', 'To fill in'), ('present', 'Present'), ('partial', 'Partly there'), ('excused', 'Excused'), ('absent', 'Absent'), ('exempt', 'Exempt')], default='unknown', max_length=8, verbose_name='attendance')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('marked_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('half_day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='trainings.halfday')),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='trainings.registration')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendance',
                'ordering': ['half_day__date', 'half_day__starts_at'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'half_day'), name='one_attendance_a_half_day'), models.CheckConstraint(condition=models.Q(('presence__in', ['unknown', 'present', 'partial', 'excused', 'absent', 'exempt'])), name='attendance_is_a_known_one'), models.CheckConstraint(condition=models.Q(models.Q(('minutes__isnull', False), ('presence', 'partial')), models.Q(models.Q(('presence', 'partial'), _negated=True), ('minutes', None)), _connector='OR'), name='who_was_there_partly_has_minutes')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('valid', 'Valid'), ('replaced', 'Replaced'), ('revoked', 'Revoked')], default='valid', max_length=8, verbose_name='state')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('code', models.CharField(default=trainings.models.certificates.new_code, editable=False, max_length=43, unique=True)),
                ('holder', models.CharField(blank=True, max_length=200, verbose_name='name')),
                ('facts', models.JSONField(default=dict)),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('flagged_at', models.DateTimeField(null=True)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='members.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='trainings.registration')),
                ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='trainings.certificate')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['-year', '-number'],
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='a_certificate_number_once_a_year'), models.UniqueConstraint(condition=models.Q(('state', 'valid')), fields=('registration',), name='one_valid_certificate_a_registration'), models.CheckConstraint(condition=models.Q(('state__in', ['valid', 'replaced', 'revoked'])), name='certificate_has_a_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'valid')), models.Q(models.Q(('state', 'valid'), _negated=True), ('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='a_certificate_that_ended_says_why')],
            },
        ),
        migrations.CreateModel(
            name='EarlierTraining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='finished on')),
                ('proof', models.CharField(max_length=200, verbose_name='how we know')),
                ('withdrawn_on', models.DateField(null=True)),
                ('attested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='trainings.module', verbose_name='module')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_trainings', to='members.person')),
            ],
            options={
                'verbose_name': 'earlier training',
                'verbose_name_plural': 'earlier trainings',
                'ordering': ['-on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('proof', ''), _negated=True), name='an_earlier_training_says_how_we_know'), models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('person', 'module'), name='an_earlier_training_is_attested_once')],
            },
        ),
        migrations.CreateModel(
            name='Handout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_for_before', models.BooleanField(default=False, verbose_name='to read beforehand')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handouts', to='trainings.edition')),
                ('half_day', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='handouts', to='trainings.halfday', verbose_name='half-day')),
                ('material', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handouts', to='communications.material', verbose_name='material')),
            ],
            options={
                'verbose_name': 'handout',
                'verbose_name_plural': 'handouts',
                'constraints': [models.UniqueConstraint(fields=('edition', 'material'), name='a_handout_once_an_edition')],
            },
        ),
        migrations.RunPython(start_with_three_quarters_of_the_hours, migrations.RunPython.noop),
    ]
