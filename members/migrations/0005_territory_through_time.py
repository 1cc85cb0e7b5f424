"""Territorial events of every kind, plans for mergers, and what carrying one out did."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def what_stands_was_carried_out(apps, schema_editor):
    """Every event up to now came from the official tables; one on both sides absorbed the others."""
    events = apps.get_model("members", "TerritorialEvent").objects
    events.update(status="executed")
    parties = apps.get_model("members", "TerritorialParty").objects.filter(
        side="predecessor", event__parties__side="successor", event__parties__municipality=F("municipality")
    )
    events.filter(pk__in=parties.values("event")).update(kind="absorption")


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_the_ledger_says_who_was_heard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="MergerDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("membership", "membership"),
                            ("fee", "transition of the fee"),
                            ("youth-region", "youth region"),
                            ("network-area", "network area"),
                            ("role-ends", "who does not go along"),
                            ("comment", "comment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=100)),
                ("choice", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "decision about a territorial event",
                "verbose_name_plural": "decisions about territorial events",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MergerOperation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField()),
                (
                    "verb",
                    models.CharField(
                        choices=[("create", "created"), ("change", "changed"), ("delete", "deleted")], max_length=6
                    ),
                ),
                ("thing", models.CharField(db_index=True, max_length=100)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "step of a territorial event",
                "verbose_name_plural": "steps of a territorial event",
                "ordering": ["event", "order"],
            },
        ),
        migrations.CreateModel(
            name="MunicipalityAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("former", "former name"),
                            ("part", "part of the municipality"),
                            ("spelling", "other spelling"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["kind", "sort_name"],
            },
        ),
        migrations.AlterModelOptions(
            name="territorialevent",
            options={
                "ordering": ["effective_on", "pk"],
                "verbose_name": "territorial event",
                "verbose_name_plural": "territorial events",
            },
        ),
        migrations.AddField(
            model_name="territorialevent",
            name="decided_on",
            field=models.DateField(blank=True, null=True, verbose_name="decided on"),
        ),
        migrations.AddField(
            model_name="territorialevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("merger", "merger"),
                    ("absorption", "absorption"),
                    ("renaming", "renaming"),
                    ("province-change", "change of province"),
                    ("split", "split"),
                ],
                default="merger",
                max_length=15,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="territorialevent",
            name="note",
            field=models.TextField(blank=True, max_length=2000, verbose_name="note"),
        ),
        migrations.AddField(
            model_name="territorialevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("announced", "announced"),
                    ("decided", "decided"),
                    ("executed", "carried out"),
                    ("reverted", "undone"),
                ],
                default="announced",
                max_length=9,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="territorialparty",
            name="new_name",
            field=models.CharField(blank=True, max_length=100, verbose_name="name"),
        ),
        migrations.AddField(
            model_name="territorialparty",
            name="new_nis_code",
            field=models.CharField(blank=True, max_length=5, verbose_name="NIS code"),
        ),
        migrations.AddField(
            model_name="territorialparty",
            name="new_province",
            field=models.CharField(
                blank=True,
                choices=[
                    ("10000", "Antwerp"),
                    ("20001", "Flemish Brabant"),
                    ("30000", "West Flanders"),
                    ("40000", "East Flanders"),
                    ("70000", "Limburg"),
                ],
                max_length=5,
                verbose_name="province",
            ),
        ),
        migrations.AlterField(
            model_name="territorialparty",
            name="municipality",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="territorial_parties",
                to="members.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="territorialevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["merger", "absorption", "renaming", "province-change", "split"])),
                name="territorial_event_has_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="territorialevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["announced", "decided", "executed", "reverted"])),
                name="territorial_event_has_a_known_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="territorialparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("municipality__isnull", False),
                    models.Q(
                        ("side", "successor"),
                        models.Q(("new_nis_code", ""), _negated=True),
                        models.Q(("new_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_party_is_known_or_to_be_made",
            ),
        ),
        migrations.AddField(
            model_name="mergerdecision",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mergerdecision",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="members.territorialevent"
            ),
        ),
        migrations.AddField(
            model_name="mergeroperation",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="operations", to="members.territorialevent"
            ),
        ),
        migrations.AddField(
            model_name="municipalityalias",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="members.municipality"
            ),
        ),
        migrations.AddConstraint(
            model_name="mergerdecision",
            constraint=models.UniqueConstraint(
                fields=("event", "question", "about"), name="a_question_is_decided_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mergeroperation",
            constraint=models.UniqueConstraint(fields=("event", "order"), name="an_operation_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="municipalityalias",
            constraint=models.UniqueConstraint(fields=("municipality", "name"), name="an_alias_is_written_once"),
        ),
        migrations.RunPython(what_stands_was_carried_out, migrations.RunPython.noop),
    ]
