"""The ledger says which way a touchpoint went, whether we heard or saw them, and which core player it was."""

import django.db.models.deletion
from django.db import migrations, models


def hear_who_answered(apps, schema_editor):
    apps.get_model("members", "Touchpoint").objects.filter(kind="survey-answered").update(heard=True)


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0003_youth_regions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('title_nl', models.CharField(max_length=100, verbose_name='Dutch title')),
                ('title_en', models.CharField(blank=True, max_length=100, verbose_name='English title')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='touchpoint',
            name='one_touchpoint_per_source',
        ),
        migrations.AddField(
            model_name='touchpoint',
            name='core_player',
            field=models.CharField(blank=True, choices=[('official', 'official'), ('politician', 'politician'), ('young-person', 'young person'), ('partner', 'partner'), ('internal', 'own team')], max_length=12),
        ),
        migrations.AddField(
            model_name='touchpoint',
            name='direction',
            field=models.CharField(choices=[('inbound', 'from them to us'), ('outbound', 'from us to them'), ('mutual', 'both ways')], default='inbound', max_length=8),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='touchpoint',
            name='heard',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='touchpoint',
            name='seen',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='touchpoint',
            name='kind',
            field=models.CharField(choices=[('visit', 'visit'), ('guidance', 'guidance session'), ('call', 'phone call'), ('mail', 'mail exchanged'), ('question', 'question to the helpdesk'), ('commission', 'commission meeting'), ('general-assembly', 'general assembly'), ('network-moment', 'network moment'), ('training-attended', 'training attended'), ('training-registered', 'registered for a training'), ('no-show', 'registered, but did not come'), ('survey-answered', 'answered a survey'), ('portal-action', 'did something in the portal'), ('delivered', 'mailing delivered'), ('opened', 'mailing opened'), ('clicked', 'clicked in a mailing'), ('bounced', 'mailing bounced')], max_length=30),
        ),
        migrations.AlterField(
            model_name='touchpoint',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='touchpoints', to='members.person'),
        ),
        migrations.AddField(
            model_name='touchpoint',
            name='theme',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='touchpoints', to='members.theme'),
        ),
        migrations.AddIndex(
            model_name='touchpoint',
            index=models.Index(fields=['municipality', '-occurred_on'], name='ledger_of_a_municipality'),
        ),
        migrations.AddConstraint(
            model_name='touchpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('kind', 'source', 'person'), name='a_source_touches_a_person_once'),
        ),
        migrations.AddConstraint(
            model_name='touchpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', True)), fields=('kind', 'source', 'municipality'), name='a_source_touches_a_municipality_once'),
        ),
        migrations.RunPython(hear_who_answered, migrations.RunPython.noop),
    ]
