"""What the first four migrations of surveys come to, in one go, for an empty database.

A database that has those stays as it is. What they changed in rows that stood is left out: here none stand.
"""

import django.core.validators
import django.db.models.deletion
import surveys.models.constraints
import surveys.models.files
import surveys.models.sealed
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("surveys", "0001_initial"),
        ("surveys", "0002_what_a_survey_can_ask"),
        ("surveys", "0003_asking_and_promising"),
        ("surveys", "0004_attributes_wait_for_the_end"),
    ]

    initial = True

    dependencies = [
        ("members", "0011_imports_and_privacy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PopulationSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_on", models.DateField(verbose_name="taken on")),
            ],
            options={
                "verbose_name": "population",
                "verbose_name_plural": "populations",
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("bounced", "Did not arrive"),
                            ("started", "Started"),
                            ("submitted", "Answered"),
                            ("opted-out", "Wants no more mail"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reminder_count", models.PositiveSmallIntegerField(default=0, verbose_name="reminders")),
                ("draft", surveys.models.sealed.SealedField(blank=True, default=dict)),
                ("draft_page", models.PositiveSmallIntegerField(default=0)),
                ("code_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("link_seed", models.CharField(blank=True, max_length=43)),
                ("hand_overs", models.PositiveSmallIntegerField(default=0)),
                ("mailed_on", models.DateField(null=True, verbose_name="last mail")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "sent", "bounced", "started", "submitted", "opted-out"])
                        ),
                        name="invitation_has_a_known_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(max_length=40)),
                ("file", models.FileField(max_length=200, upload_to=surveys.models.files.somewhere)),
                ("name", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=4)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="surveys.invitation"
                    ),
                ),
            ],
            options={
                "verbose_name": "file with an answer",
                "verbose_name_plural": "files with answers",
            },
        ),
        migrations.CreateModel(
            name="MailRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "refusal of mail about surveys",
                "verbose_name_plural": "refusals of mail about surveys",
            },
        ),
        migrations.CreateModel(
            name="PopulationUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nis_code", models.CharField(max_length=5)),
                ("name", models.CharField(max_length=100)),
                (
                    "province",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10000", "Antwerp"),
                            ("20001", "Flemish Brabant"),
                            ("30000", "West Flanders"),
                            ("40000", "East Flanders"),
                            ("70000", "Limburg"),
                        ],
                        max_length=5,
                    ),
                ),
                ("youth_region", models.CharField(blank=True, max_length=50)),
                ("population", models.PositiveIntegerField(null=True)),
                ("population_band", models.SlugField(blank=True)),
                ("fte", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("fte_band", models.SlugField(blank=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.municipality"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.person"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="surveys.populationsnapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "municipality in a population",
                "verbose_name_plural": "municipalities in a population",
                "ordering": ["name", "nis_code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("snapshot", "municipality"),
                        name="a_municipality_counts_once",
                    ),
                    models.UniqueConstraint(fields=("snapshot", "person"), name="a_person_counts_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="invitations",
                to="surveys.populationunit",
            ),
        ),
        migrations.CreateModel(
            name="RegisterRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=1000, verbose_name="what is wrong")),
                ("made_on", models.DateField(verbose_name="written on")),
                ("handled_on", models.DateField(null=True, verbose_name="handled on")),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on the register",
                "verbose_name_plural": "remarks on the register",
                "ordering": ["-made_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title_nl", models.CharField(max_length=150, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=150, verbose_name="English title")),
                ("intro_nl", models.TextField(blank=True, verbose_name="Dutch introduction")),
                ("intro_en", models.TextField(blank=True, verbose_name="English introduction")),
                (
                    "unit_of_analysis",
                    models.CharField(
                        choices=[("municipality", "municipality"), ("person", "person")],
                        default="municipality",
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("identified", "By name"),
                            ("confidential", "Confidential"),
                            ("anonymous", "Anonymous"),
                        ],
                        default="confidential",
                        max_length=12,
                        verbose_name="confidentiality",
                    ),
                ),
                (
                    "min_cell",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[django.core.validators.MinValueValidator(3)],
                        verbose_name="smallest group that is shown",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "In the field"), ("closed", "Closed")],
                        default="draft",
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="in the field from")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="last day to answer")),
                ("results_visible_from", models.DateField(blank=True, null=True, verbose_name="results visible from")),
                ("audience", models.JSONField(blank=True, default=dict, verbose_name="audience")),
            ],
            options={
                "verbose_name": "survey",
                "verbose_name_plural": "surveys",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "closed"])), name="survey_has_a_known_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_of_analysis__in", ["municipality", "person"])),
                        name="survey_has_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidentiality__in", ["identified", "confidential", "anonymous"])),
                        name="survey_makes_a_known_promise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("min_cell__gte", 3)), name="survey_shows_no_group_under_three"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on__isnull", True),
                            ("closes_on__isnull", True),
                            ("closes_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="survey_closes_after_it_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("opens_on__isnull", False), _connector="OR"),
                        name="survey_in_the_field_has_opened",
                    ),
                    models.UniqueConstraint(fields=("id", "confidentiality"), name="survey_and_its_promise"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpooledResponse",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("content", surveys.models.sealed.SealedField()),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spooled", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "anonymous answer that waits",
                "verbose_name_plural": "anonymous answers that wait",
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipts", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt of an anonymous answer",
                "verbose_name_plural": "receipts of anonymous answers",
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "code"), name="an_invitation_is_received_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="populationsnapshot",
            name="survey",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="snapshot", to="surveys.survey"
            ),
        ),
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mailings", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "mailing of a survey",
                "verbose_name_plural": "mailings of surveys",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["invitation", "reminder"])), name="mailing_is_of_a_known_kind"
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="a_mailing_has_mails"),
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="surveys.survey"
            ),
        ),
        migrations.CreateModel(
            name="SurveyVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("document", models.JSONField()),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="surveys.survey"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a survey",
                "verbose_name_plural": "versions of a survey",
                "ordering": ["survey", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "number"), name="one_version_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True),
                            models.Q(("content_hash", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="published_version_has_a_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Response",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "confidentiality",
                    models.CharField(
                        choices=[
                            ("identified", "By name"),
                            ("confidential", "Confidential"),
                            ("anonymous", "Anonymous"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("asked", models.JSONField(default=list)),
                (
                    "province",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("10000", "Antwerp"),
                            ("20001", "Flemish Brabant"),
                            ("30000", "West Flanders"),
                            ("40000", "East Flanders"),
                            ("70000", "Limburg"),
                        ],
                        max_length=5,
                    ),
                ),
                ("youth_region", models.CharField(blank=True, max_length=50)),
                ("population", models.PositiveIntegerField(null=True)),
                ("population_band", models.SlugField(blank=True)),
                ("fte", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("fte_band", models.SlugField(blank=True)),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("years_band", models.SlugField(blank=True)),
                ("language", models.CharField(choices=[("nl", "Dutch"), ("en", "English")], max_length=2)),
                ("is_test", models.BooleanField(default=False)),
                ("submitted_on", models.DateField(null=True)),
                ("sealed", models.TextField(blank=True)),
                (
                    "invitation",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="response",
                        to="surveys.invitation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="responses",
                        to="surveys.populationunit",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="surveys.survey"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="surveys.surveyversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "response",
                "verbose_name_plural": "responses",
                "constraints": [
                    surveys.models.constraints.SameAsParent(
                        fields=("survey", "confidentiality"), name="response_keeps_the_promise_of_its_survey"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidentiality", "anonymous"), _negated=True),
                            models.Q(
                                ("invitation__isnull", True), ("submitted_on__isnull", True), ("unit__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="anonymous_response_leads_to_nobody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidentiality", "anonymous"), _negated=True),
                            models.Q(
                                ("fte__isnull", True),
                                ("population__isnull", True),
                                ("years__isnull", True),
                                ("years_band", ""),
                            ),
                            _connector="OR",
                        ),
                        name="anonymous_response_has_no_exact_attribute",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidentiality", "anonymous"), ("submitted_on__isnull", False), _connector="OR"
                        ),
                        name="other_response_knows_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidentiality", "anonymous"), ("sealed", ""), _connector="OR"),
                        name="other_response_has_nothing_sealed",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("survey", "person"), name="a_person_is_invited_once"),
        ),
    ]
