"""Imports with their history, erasures and how long things are kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import members.models.imports

RULES = (("idle-accounts", 730), ("import-files", 30), ("mails", 365), ("deliveries", 730))


def start_with_these_rules(apps, schema_editor):
    rules = apps.get_model("members", "RetentionRule").objects
    for code, days in RULES:
        rules.get_or_create(code=code, defaults={"days": days})


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("members", "0010_regions_that_balance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("idle-accounts", "People without a role who no longer log in"),
                            ("import-files", "Files that were imported"),
                            ("mails", "Mails that were sent"),
                            ("deliveries", "Who got, opened and clicked a mailing"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("days", models.PositiveIntegerField(verbose_name="days")),
                ("is_on", models.BooleanField(default=True, verbose_name="at work")),
                ("last_run_at", models.DateTimeField(null=True)),
                ("last_count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "retention rule",
                "verbose_name_plural": "retention rules",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="what_is_kept_is_kept_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("code__in", ["idle-accounts", "import-files", "mails", "deliveries"])),
                        name="retention_rule_has_a_known_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a decision"),
                            ("announced", "Announced to the person"),
                            ("done", "Erased"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked on")),
                ("due_on", models.DateField(null=True, verbose_name="not before")),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("counts", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure_requests",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to be forgotten",
                "verbose_name_plural": "requests to be forgotten",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "announced"])),
                        fields=("person",),
                        name="one_open_erasure_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "announced", "done", "refused", "withdrawn"])),
                        name="erasure_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refused_erasure_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("options", models.JSONField(default=dict)),
                (
                    "file",
                    models.FileField(blank=True, max_length=200, upload_to=members.models.imports.place_of_import),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being read"),
                            ("ready", "Waits for your decision"),
                            ("saved", "Imported"),
                            ("refused", "Refused"),
                            ("discarded", "Thrown away"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("state_seen", models.CharField(blank=True, max_length=64)),
                ("added", models.PositiveIntegerField(default=0, verbose_name="new")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.PositiveIntegerField(default=0, verbose_name="unchanged")),
                ("rejected", models.PositiveIntegerField(default=0, verbose_name="refused")),
                ("file_error", models.CharField(blank=True, max_length=500)),
                ("report", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(verbose_name="when")),
                ("decided_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="jobs.job"
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["checking", "ready", "saved", "refused", "discarded"])),
                        name="import_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("file_error", ""), ("rejected", 0)),
                            _connector="OR",
                        ),
                        name="only_a_fine_file_waits_for_a_decision",
                    ),
                ],
            },
        ),
        migrations.RunPython(start_with_these_rules, migrations.RunPython.noop),
    ]
