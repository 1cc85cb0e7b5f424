"""Reminders, links to hand over, the spool of anonymous answers, and how long drafts and tokens are kept."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import surveys.models.sealed


def populations_were_everybody(apps, schema_editor):
    """Surveys that opened before an audience could be chosen were for every municipality."""
    everybody = {"members_only": False}
    apps.get_model("surveys", "Survey").objects.exclude(state="draft").update(audience=everybody)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_imports_and_privacy"),
        ("surveys", "0002_what_a_survey_can_ask"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("invitation", "Invitation"), ("reminder", "Reminder")], max_length=10),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("number", models.PositiveIntegerField(verbose_name="mails")),
            ],
            options={
                "verbose_name": "mailing of a survey",
                "verbose_name_plural": "mailings of surveys",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MailRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
            ],
            options={
                "verbose_name": "refusal of mail about surveys",
                "verbose_name_plural": "refusals of mail about surveys",
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "receipt of an anonymous answer",
                "verbose_name_plural": "receipts of anonymous answers",
            },
        ),
        migrations.CreateModel(
            name="SpooledResponse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("content", surveys.models.sealed.SealedField()),
            ],
            options={
                "verbose_name": "anonymous answer that waits",
                "verbose_name_plural": "anonymous answers that wait",
            },
        ),
        migrations.RemoveConstraint(
            model_name="populationunit",
            name="a_municipality_counts_once",
        ),
        migrations.AddField(
            model_name="invitation",
            name="code_hash",
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="link_seed",
            field=models.CharField(blank=True, max_length=43),
        ),
        migrations.AddField(
            model_name="invitation",
            name="hand_overs",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="invitation",
            name="mailed_on",
            field=models.DateField(null=True, verbose_name="last mail"),
        ),
        migrations.AddField(
            model_name="populationunit",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person"
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="audience",
            field=models.JSONField(blank=True, default=dict, verbose_name="audience"),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="draft",
            field=surveys.models.sealed.SealedField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="token_hash",
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="populationunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person", None)),
                fields=("snapshot", "municipality"),
                name="a_municipality_counts_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="populationunit",
            constraint=models.UniqueConstraint(fields=("snapshot", "person"), name="a_person_counts_once"),
        ),
        migrations.AddField(
            model_name="mailing",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mailings", to="surveys.survey"
            ),
        ),
        migrations.AddField(
            model_name="mailrefusal",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="surveys.survey"
            ),
        ),
        migrations.AddField(
            model_name="spooledresponse",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spooled", to="surveys.survey"
            ),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["invitation", "reminder"])), name="mailing_is_of_a_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="a_mailing_has_mails"),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(fields=("survey", "code"), name="an_invitation_is_received_once"),
        ),
        migrations.RunPython(populations_were_everybody, migrations.RunPython.noop, elidable=True),
    ]
