"""What the first ten migrations of members come to, in one go, for an empty database.

A database that has those stays as it is. What they changed in rows that stood is left out: here none stand.
"""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import members.models.billing
from django.conf import settings
from django.db import migrations, models

earlier = {
    name[:4]: import_module(f"members.migrations.{name}")
    for name in (
        "0002_what_every_portal_starts_with",
        "0006_people_and_their_seats",
        "0007_fees",
        "0008_engagement",
        "0009_contact_moments_and_outreach",
    )
}


class Migration(migrations.Migration):
    replaces = [
        ("members", "0001_initial"),
        ("members", "0002_what_every_portal_starts_with"),
        ("members", "0003_youth_regions"),
        ("members", "0004_the_ledger_says_who_was_heard"),
        ("members", "0005_territory_through_time"),
        ("members", "0006_people_and_their_seats"),
        ("members", "0007_fees"),
        ("members", "0008_engagement"),
        ("members", "0009_contact_moments_and_outreach"),
        ("members", "0010_regions_that_balance"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=120, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="English title")),
                ("description_nl", models.TextField(blank=True, verbose_name="Dutch description")),
                ("description_en", models.TextField(blank=True, verbose_name="English description")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "competence",
                "verbose_name_plural": "competences",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=120, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="English title")),
                ("is_retired", models.BooleanField(default=False, verbose_name="no longer noted")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="NetworkArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "province",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "network area",
                "verbose_name_plural": "network areas",
                "ordering": ["province", "name"],
            },
        ),
        migrations.CreateModel(
            name="OfficerFunction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=80, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=80, verbose_name="English title")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "function of an officer",
                "verbose_name_plural": "functions of officers",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="RoleType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=80, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=80, verbose_name="English title")),
                (
                    "core_player",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("politician", "politician"),
                            ("young-person", "young person"),
                            ("partner", "partner"),
                            ("internal", "own team"),
                        ],
                        max_length=12,
                        verbose_name="core player",
                    ),
                ),
                (
                    "grants",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("officer", "Youth officer"),
                            ("manager", "Head of service"),
                            ("staff", "Staff"),
                            ("communications", "Communications director"),
                            ("coach", "Trainer and coach"),
                            ("director", "Director"),
                            ("admin", "Administrator"),
                        ],
                        max_length=14,
                        verbose_name="role in the portal",
                    ),
                ),
                (
                    "is_watched",
                    models.BooleanField(
                        default=False,
                        help_text="Municipalities where nobody holds it stand among the vacancies.",
                        verbose_name="a seat that ought to be filled",
                    ),
                ),
            ],
            options={
                "verbose_name": "role type",
                "verbose_name_plural": "role types",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("title_nl", models.CharField(max_length=100, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=100, verbose_name="English title")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="BalanceRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                (
                    "max_moments",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="most network moments an area",
                    ),
                ),
            ],
            options={
                "verbose_name": "balance rule",
                "ordering": [models.OrderBy(models.F("year"), descending=True)],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("max_moments__gte", 1)), name="balance_rule_gives_a_moment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BandSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("population", "Population"),
                            ("fte", "FTE of the youth service"),
                            ("experience", "Years of experience"),
                        ],
                        max_length=12,
                        verbose_name="what is cut",
                    ),
                ),
                ("title_nl", models.CharField(max_length=100, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=100, verbose_name="English title")),
                ("is_default", models.BooleanField(default=False, verbose_name="used by default")),
            ],
            options={
                "verbose_name": "band set",
                "verbose_name_plural": "band sets",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("subject",),
                        name="one_default_band_set_a_subject",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfirmationRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closes_on", models.DateField(verbose_name="last day to answer")),
            ],
            options={
                "verbose_name": "confirmation round",
                "verbose_name_plural": "confirmation rounds",
                "ordering": ["-opened_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opened_on"))),
                        name="round_closes_after_it_opens",
                    ),
                    models.UniqueConstraint(fields=("opened_on",), name="one_round_opens_a_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementWeight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("guidance", "guidance session"),
                            ("call", "phone call"),
                            ("mail", "mail exchanged"),
                            ("question", "question to the helpdesk"),
                            ("commission", "commission meeting"),
                            ("general-assembly", "general assembly"),
                            ("network-moment", "network moment"),
                            ("training-attended", "training attended"),
                            ("training-registered", "registered for a training"),
                            ("no-show", "registered, but did not come"),
                            ("survey-answered", "answered a survey"),
                            ("portal-action", "did something in the portal"),
                            ("delivered", "mailing delivered"),
                            ("opened", "mailing opened"),
                            ("clicked", "clicked in a mailing"),
                            ("bounced", "mailing bounced"),
                        ],
                        max_length=30,
                        unique=True,
                        verbose_name="kind of touchpoint",
                    ),
                ),
                ("points", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="points")),
                ("cap", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="at most, altogether")),
            ],
            options={
                "verbose_name": "engagement weight",
                "verbose_name_plural": "engagement weights",
                "ordering": ["-points", "kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cap__gte", 0), ("points__gte", 0)),
                            models.Q(("cap__lte", 0), ("points__lte", 0)),
                            _connector="OR",
                        ),
                        name="cap_lies_on_the_side_of_its_points",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap__range", (-100, 100)), ("points__range", (-100, 100))),
                        name="weight_fits_a_score_of_a_hundred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        unique=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="fee year",
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("bands", "An amount for each band of inhabitants"),
                            ("base", "A base, and an amount for each inhabitant"),
                            ("flat", "One amount for everybody"),
                        ],
                        default="bands",
                        max_length=5,
                        verbose_name="rule",
                    ),
                ),
                ("population_on", models.DateField(verbose_name="inhabitants on")),
                (
                    "base",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="base, or the one amount"
                    ),
                ),
                (
                    "per_inhabitant",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=7, null=True, verbose_name="for each inhabitant"
                    ),
                ),
                (
                    "minimum",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="at least"),
                ),
                (
                    "maximum",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="at most"),
                ),
                (
                    "index_factor",
                    models.DecimalField(
                        decimal_places=4,
                        default=1,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="index",
                    ),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, null=True, verbose_name="decided by the general assembly on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("asked", "Lock asked"), ("locked", "Locked")],
                        default="draft",
                        max_length=6,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("locked_at", models.DateTimeField(null=True)),
                ("turn", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "fee schedule",
                "verbose_name_plural": "fee schedules",
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "locked"), _negated=True),
                            models.Q(
                                ("asked_by__isnull", False), ("locked_at__isnull", False), ("locked_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_locked_fee_year_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("locked_by__isnull", True),
                            models.Q(("locked_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_lock_a_fee_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__isnull", True),
                            ("maximum__isnull", True),
                            ("maximum__gte", models.F("minimum")),
                            _connector="OR",
                        ),
                        name="the_highest_fee_is_not_below_the_lowest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.PositiveIntegerField(verbose_name="from")),
                ("up_to", models.PositiveIntegerField(blank=True, null=True, verbose_name="up to and including")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=9,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="members.feeschedule"
                    ),
                ),
            ],
            options={
                "verbose_name": "fee band",
                "verbose_name_plural": "fee bands",
                "ordering": ["starts_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("schedule", "starts_at"), name="one_fee_band_a_start"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("up_to__isnull", True), ("up_to__gte", models.F("starts_at")), _connector="OR"
                        ),
                        name="fee_band_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nis_code", models.CharField(max_length=5, unique=True, verbose_name="NIS code")),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_fr", models.CharField(blank=True, max_length=100, verbose_name="French name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=100)),
                ("postal_code", models.CharField(blank=True, max_length=4, verbose_name="postal code")),
                ("postal_codes", models.CharField(blank=True, max_length=200, verbose_name="all postal codes")),
                ("latitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("longitude", models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True)),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="exists since")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="existed until (not included)")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["sort_name", "nis_code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nis_code__regex", "^[1-9][0-9]{4}$")), name="nis_code_has_five_digits"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="municipality_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                ("cancel_requested_on", models.DateField(blank=True, null=True, verbose_name="asked to leave on")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merger", "merged into another municipality"),
                            ("budget", "no budget for it"),
                            ("offer", "our offer does not fit"),
                            ("other", "another reason"),
                        ],
                        max_length=10,
                        verbose_name="why it ends",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="membership_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("municipality", "starts_on"), name="one_membership_a_start"),
                    models.CheckConstraint(
                        condition=models.Q(("end_reason", ""), ("ends_on__isnull", False), _connector="OR"),
                        name="only_a_membership_that_ends_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeAssessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("assessment", "assessment"), ("credit", "credit note")],
                        default="assessment",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("assessed", "To be invoiced"),
                            ("invoiced", "Invoiced"),
                            ("paid", "Paid"),
                            ("credited", "Credited"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("population", models.PositiveIntegerField(null=True, verbose_name="inhabitants")),
                ("population_on", models.DateField(null=True, verbose_name="inhabitants on")),
                ("band_from", models.PositiveIntegerField(null=True)),
                ("band_up_to", models.PositiveIntegerField(null=True)),
                ("computed", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="by the rule")),
                (
                    "old_sum",
                    models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="sum of the old fees"),
                ),
                (
                    "correction",
                    models.DecimalField(decimal_places=2, default=0, max_digits=9, verbose_name="correction"),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9, verbose_name="amount")),
                ("explanation", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("made_at", models.DateTimeField()),
                ("invoiced_on", models.DateField(null=True, verbose_name="invoiced on")),
                ("paid_on", models.DateField(null=True, verbose_name="paid on")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="members.feeassessment",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="members.feeschedule",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="members.membership"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fee_assessments",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "fee assessment",
                "verbose_name_plural": "fee assessments",
                "ordering": ["-schedule__year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "assessment"), models.Q(("state", "credited"), _negated=True)),
                        fields=("schedule", "municipality"),
                        name="one_standing_assessment_a_member_and_year",
                    ),
                    models.UniqueConstraint(fields=("replaces", "kind"), name="an_assessment_is_replaced_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gte", 0), ("kind", "assessment")),
                            models.Q(("amount__lte", 0), ("kind", "credit"), ("replaces__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_credit_note_takes_an_assessment_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", 0), ("replaces__isnull", True)),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_correction_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="computed for")),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="engagement score")),
                ("score_a_year_before", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("active", "active"),
                            ("steady", "steady"),
                            ("fading", "fading"),
                            ("silent", "silent"),
                        ],
                        max_length=6,
                        verbose_name="engagement",
                    ),
                ),
                ("last_heard", models.DateField(null=True, verbose_name="last heard")),
                ("last_seen", models.DateField(null=True, verbose_name="last seen")),
                ("silent_since", models.DateField(null=True, verbose_name="silent since")),
                ("last_official", models.DateField(null=True)),
                ("last_politician", models.DateField(null=True)),
                ("last_young_person", models.DateField(null=True)),
                ("is_one_legged", models.BooleanField(default=False, verbose_name="on one leg")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagement",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement on a day",
                "ordering": ["-day", "municipality"],
                "indexes": [models.Index(fields=["day", "band"], name="engagement_by_day_and_band")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "day"), name="one_engagement_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 100)), name="score_lies_between_0_and_100"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("band", "silent"), ("silent_since__isnull", False)),
                            models.Q(models.Q(("band", "silent"), _negated=True), ("silent_since__isnull", True)),
                            _connector="OR",
                        ),
                        name="the_silent_know_since_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementDisclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("disclosed_on", models.DateField(null=True, verbose_name="disclosed on")),
                ("readable_until", models.DateField(null=True, verbose_name="readable until (not included)")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="engagement_disclosures",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "disclosure of a score",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("by__isnull", True), ("disclosed_on__isnull", True), ("readable_until__isnull", True)
                            ),
                            models.Q(("by__isnull", False), ("readable_until__gt", models.F("disclosed_on"))),
                            _connector="OR",
                        ),
                        name="what_is_disclosed_is_readable_for_a_while",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("disclosed_on__isnull", True)),
                        fields=("municipality",),
                        name="a_member_asks_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactMoment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="date")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("phone", "By phone"),
                            ("physical", "On site"),
                            ("digital", "Online"),
                            ("mail", "By mail"),
                            ("event", "At an event"),
                            ("portal", "Through the portal"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Question"),
                            ("call", "Phone call"),
                            ("mail", "Mail"),
                            ("visit", "Visit or talk"),
                            ("guidance", "Guidance"),
                        ],
                        max_length=10,
                        verbose_name="what it was",
                    ),
                ),
                (
                    "started_by",
                    models.CharField(
                        choices=[("member", "They did"), ("team", "We did")],
                        default="member",
                        max_length=6,
                        verbose_name="who started",
                    ),
                ),
                ("heard", models.TextField(max_length=4000, verbose_name="what we heard")),
                ("agreements", models.TextField(blank=True, max_length=2000, verbose_name="what we agreed")),
                ("internal_note", models.TextField(blank=True, max_length=4000, verbose_name="note for the team")),
                ("is_shared", models.BooleanField(default=True, verbose_name="the youth service may read it")),
                (
                    "travel_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="minutes of travel",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=4000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("recorded_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_moments",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact moment",
                "verbose_name_plural": "contact moments",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["municipality", "-on"], name="contacts_of_a_municipality"),
                    models.Index(fields=["-on", "-id"], name="contacts_by_date"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["phone", "physical", "digital", "mail", "event", "portal"])),
                        name="contact_has_a_known_form",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["question", "call", "mail", "visit", "guidance"])),
                        name="contact_has_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("started_by__in", ["member", "team"])), name="contact_has_a_known_starter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="an_answered_question_has_its_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "company_number",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[members.models.billing.check_company_number],
                        verbose_name="company number (KBO)",
                    ),
                ),
                (
                    "peppol_id",
                    models.CharField(
                        blank=True,
                        max_length=60,
                        validators=[members.models.billing.check_peppol_id],
                        verbose_name="Peppol address",
                    ),
                ),
                ("invoice_email", models.EmailField(blank=True, max_length=254, verbose_name="mail for invoices")),
                ("attention", models.CharField(blank=True, max_length=120, verbose_name="for the attention of")),
                (
                    "needs_purchase_order",
                    models.BooleanField(default=False, verbose_name="wants a purchase-order number on invoices"),
                ),
                (
                    "officers_see_amounts",
                    models.BooleanField(default=True, verbose_name="youth officers see the amounts"),
                ),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="billing", to="members.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "billing details",
                "verbose_name_plural": "billing details",
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
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="members.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["kind", "sort_name"],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "name"), name="an_alias_is_written_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="MunicipalityProvince",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "province",
                    models.CharField(
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
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provinces", to="members.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "province of a municipality",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="province_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("municipality", "starts_on"), name="one_province_at_a_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "urgency",
                    models.CharField(
                        choices=[("later", "Can wait"), ("year", "This year"), ("now", "Now")],
                        default="year",
                        max_length=5,
                        verbose_name="how urgent",
                    ),
                ),
                ("own_words", models.CharField(blank=True, max_length=300, verbose_name="in their own words")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="members.contactmoment"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_needs",
                        to="members.need",
                    ),
                ),
            ],
            options={
                "verbose_name": "need of a member",
                "verbose_name_plural": "needs of members",
                "ordering": ["need__order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("need__isnull", False), models.Q(("own_words", ""), _negated=True), _connector="OR"
                        ),
                        name="a_need_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("urgency__in", ["later", "year", "now"])), name="a_need_has_a_known_urgency"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("need__isnull", False)),
                        fields=("contact", "need"),
                        name="a_need_once_a_contact_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "planned",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(24)],
                        verbose_name="planned network moments",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="members.networkarea"
                    ),
                ),
            ],
            options={
                "verbose_name": "plan of a network area",
                "ordering": ["-year"],
                "constraints": [models.UniqueConstraint(fields=("area", "year"), name="one_plan_an_area_and_year")],
            },
        ),
        migrations.CreateModel(
            name="NetworkAreaMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="members.networkarea",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="network_areas",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in a network area",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="place_in_a_network_area_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("municipality", "starts_on"), name="a_place_in_a_network_area_starts_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("municipality",),
                        name="one_open_network_area_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutreachCampaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "goal",
                    models.PositiveSmallIntegerField(
                        default=25,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                        verbose_name="how many visits",
                    ),
                ),
                (
                    "eligible",
                    models.CharField(
                        choices=[("silent", "Silent members"), ("members", "All members")],
                        default="silent",
                        max_length=8,
                        verbose_name="whom we choose from",
                    ),
                ),
                ("spreads_provinces", models.BooleanField(default=True, verbose_name="spread over the provinces")),
                ("spreads_sizes", models.BooleanField(default=True, verbose_name="spread over small and large")),
                (
                    "spreads_experience",
                    models.BooleanField(default=True, verbose_name="spread over new and experienced officers"),
                ),
                ("seed", models.CharField(max_length=40, verbose_name="seed of the draw")),
                (
                    "capacity_hours",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours that we can give"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "outreach campaign",
                "verbose_name_plural": "outreach campaigns",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="campaign_ends_after_it_starts",
                    ),
                    models.CheckConstraint(condition=models.Q(("goal__gte", 1)), name="campaign_has_a_goal"),
                    models.CheckConstraint(
                        condition=models.Q(("eligible__in", ["silent", "members"])),
                        name="campaign_chooses_from_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                ("last_name", models.CharField(max_length=80, verbose_name="last name")),
                ("sort_name", models.CharField(db_index=True, editable=False, max_length=165)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year of birth")),
                ("erased_at", models.DateTimeField(editable=False, null=True)),
                ("guardian_consent_on", models.DateField(blank=True, null=True, verbose_name="a guardian agreed on")),
                (
                    "is_listed",
                    models.BooleanField(default=False, verbose_name="other municipalities may see this person"),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_away",
                        to="members.person",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["sort_name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="one_person_per_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True),
                            models.Q(("birth_year__gte", 1900), ("birth_year__lte", 2100)),
                            _connector="OR",
                        ),
                        name="birth_year_is_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_is_merged_into_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutreachTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("invited", "Invited"),
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("declined", "Declined"),
                            ("unreachable", "Not reached"),
                            ("swapped", "Swapped for another"),
                        ],
                        default="proposed",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                ("chosen_on", models.DateField()),
                ("reason_nl", models.CharField(max_length=300)),
                ("reason_en", models.CharField(max_length=300)),
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
                ("size_band", models.SlugField(blank=True)),
                ("experience_band", models.SlugField(blank=True)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[("physical", "On site"), ("digital", "Online visit")],
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="on")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note for the team")),
                ("swap_reason", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="members.outreachcampaign",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="outreach_target",
                        to="members.contactmoment",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outreach_targets",
                        to="members.municipality",
                    ),
                ),
                (
                    "swapped_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="came_for",
                        to="members.outreachtarget",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outreach_targets",
                        to="members.person",
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "municipality of a campaign",
                "verbose_name_plural": "municipalities of a campaign",
                "ordering": ["municipality__sort_name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "municipality"), name="a_campaign_chooses_a_municipality_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "invited", "planned", "held", "declined", "unreachable", "swapped"],
                            )
                        ),
                        name="target_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "planned"), _negated=True),
                            ("planned_on__isnull", False),
                            _connector="OR",
                        ),
                        name="a_planned_visit_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "swapped"), _negated=True),
                            models.Q(("swap_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_swap_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
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
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "pair that is two people",
                "verbose_name_plural": "pairs that are two people",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="a_pair_of_two_people_has_an_order"
                    ),
                    models.UniqueConstraint(fields=("first", "second"), name="two_people_are_told_apart_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150, verbose_name="what is to be done")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="before")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="members.contactmoment",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="members.person",
                        verbose_name="by whom",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DismissedSuggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100)),
                ("until", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dismissed_suggestions",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "dismissed suggestion",
                "verbose_name_plural": "dismissed suggestions",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="a_suggestion_is_dismissed_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="contactmoment",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions_asked",
                to="members.person",
            ),
        ),
        migrations.AddField(
            model_name="contactmoment",
            name="participants",
            field=models.ManyToManyField(
                blank=True, related_name="contact_moments", to="members.person", verbose_name="who of them"
            ),
        ),
        migrations.AddField(
            model_name="contactmoment",
            name="staff",
            field=models.ManyToManyField(related_name="contacts_had", to="members.person", verbose_name="who of us"),
        ),
        migrations.CreateModel(
            name="ConfirmationRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("notes", models.JSONField(default=list)),
                ("missing", models.CharField(blank=True, max_length=500)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="members.confirmationround",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation_requests",
                        to="members.municipality",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation_requests",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "request to confirm",
                "verbose_name_plural": "requests to confirm",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "municipality"), name="a_municipality_is_asked_once_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CompetenceEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(db_index=True, max_length=100)),
                ("on", models.DateField(verbose_name="date")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "withdrawal_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it was taken back"),
                ),
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
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="members.competence"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competence_evidence",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence of a competence",
                "verbose_name_plural": "evidence of competences",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("person", "competence", "source"),
                        name="a_source_shows_a_competence_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on__isnull", True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evidence_taken_back_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEmail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                ("address", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("is_verified", models.BooleanField(default=False, verbose_name="proved to be theirs")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="other_emails", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "other e-mail address",
                "verbose_name_plural": "other e-mail addresses",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="address_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        condition=models.Q(("ends_on__isnull", True)),
                        name="an_address_leads_to_one_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("moved", models.JSONField(default=dict)),
                ("undone_at", models.DateTimeField(null=True)),
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
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merged_by", to="members.person"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of people",
                "verbose_name_plural": "merges of people",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone")), _negated=True),
                        name="nobody_merges_with_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("gone",),
                        name="somebody_is_merged_away_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference_date", models.DateField(verbose_name="on")),
                ("inhabitants", models.PositiveIntegerField(verbose_name="inhabitants")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="source")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="population_figures",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "population figure",
                "ordering": ["-reference_date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "reference_date"), name="one_population_figure_a_date"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PurchaseOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="fee year")),
                ("number", models.CharField(max_length=50, verbose_name="purchase-order number")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="purchase_orders",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "purchase order",
                "verbose_name_plural": "purchase orders",
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "year"), name="one_purchase_order_a_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "the person"),
                            ("municipality", "the municipality"),
                            ("import", "an import"),
                            ("staff", "our team"),
                        ],
                        max_length=12,
                        verbose_name="known from",
                    ),
                ),
                (
                    "working_time",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=3, null=True, verbose_name="share of a full-time job"
                    ),
                ),
                (
                    "functions",
                    models.ManyToManyField(
                        blank=True,
                        related_name="assignments",
                        to="members.officerfunction",
                        verbose_name="what this person does",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="members.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="members.person"
                    ),
                ),
                (
                    "role_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="members.roletype"
                    ),
                ),
            ],
            options={
                "verbose_name": "role assignment",
                "verbose_name_plural": "role assignments",
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="role_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "role_type", "municipality", "starts_on"), name="one_role_a_place_and_day"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", True)),
                        fields=("person", "role_type", "starts_on"),
                        name="one_role_without_a_place_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("person", "role_type", "municipality"),
                        name="one_open_role_of_a_kind_a_place",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True), ("municipality__isnull", True)),
                        fields=("person", "role_type"),
                        name="one_open_role_of_a_kind_without_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("working_time__isnull", True),
                            models.Q(("working_time__gt", 0), ("working_time__lte", 1)),
                            _connector="OR",
                        ),
                        name="working_time_is_a_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                ("last_name", models.CharField(max_length=80, verbose_name="last name")),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="anything that helps us to recognise you"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("approved", "approved"), ("refused", "refused")],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="members.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claims",
                        to="members.person",
                    ),
                ),
                (
                    "role_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="members.roletype",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("user",), name="one_waiting_claim_per_account"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "approved", "refused"])),
                        name="claim_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decided_claim_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffingFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference_date", models.DateField(verbose_name="on")),
                ("fte", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="FTE for youth")),
                ("source", models.CharField(blank=True, max_length=100, verbose_name="source")),
                ("heads", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="people")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staffing_figures",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "staffing figure",
                "ordering": ["-reference_date"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "reference_date"), name="one_staffing_figure_a_date"
                    ),
                    models.CheckConstraint(condition=models.Q(("fte__gte", 0)), name="staffing_is_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritorialEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("effective_on", models.DateField(verbose_name="takes effect on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "kind",
                    models.CharField(
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "status",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "territorial event",
                "ordering": ["effective_on", "pk"],
                "verbose_name_plural": "territorial events",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["merger", "absorption", "renaming", "province-change", "split"])
                        ),
                        name="territorial_event_has_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["announced", "decided", "executed", "reverted"])),
                        name="territorial_event_has_a_known_status",
                    ),
                ],
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
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="operations",
                        to="members.territorialevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a territorial event",
                "verbose_name_plural": "steps of a territorial event",
                "ordering": ["event", "order"],
                "constraints": [models.UniqueConstraint(fields=("event", "order"), name="an_operation_has_its_place")],
            },
        ),
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
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="members.territorialevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a territorial event",
                "verbose_name_plural": "decisions about territorial events",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "question", "about"), name="a_question_is_decided_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FeeTransition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("at-once", "The new rule at once"),
                            ("old-sum", "The sum of the old fees, for a number of years"),
                            ("gradual", "From the sum of the old fees to the new rule, step by step"),
                        ],
                        default="gradual",
                        max_length=7,
                        verbose_name="transition",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=50,
                        max_digits=5,
                        verbose_name="percentage of the difference that goes each year",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        default=2, verbose_name="number of years at the sum of the old fees"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fee_transition",
                        to="members.territorialevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "fee transition",
                "verbose_name_plural": "fee transitions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)),
                        name="a_fee_transition_gets_there",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritorialParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("predecessor", "predecessor"), ("successor", "successor")], max_length=11
                    ),
                ),
                ("new_name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("new_nis_code", models.CharField(blank=True, max_length=5, verbose_name="NIS code")),
                (
                    "new_province",
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
                        verbose_name="province",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="members.territorialevent",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="territorial_parties",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "party to a territorial event",
                "constraints": [
                    models.UniqueConstraint(fields=("event", "municipality", "side"), name="a_party_is_on_a_side_once"),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.AddField(
            model_name="need",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="needs",
                to="members.theme",
            ),
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                (
                    "competence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interests",
                        to="members.competence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interests", to="members.person"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interests",
                        to="members.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "interest",
                "verbose_name_plural": "interests",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("competence__isnull", False), ("theme__isnull", True)),
                            models.Q(("competence__isnull", True), ("theme__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_interest_is_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("theme__isnull", True)),
                        fields=("person", "competence"),
                        name="an_interest_in_a_competence_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("competence__isnull", True)),
                        fields=("person", "theme"),
                        name="an_interest_in_a_theme_once",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="contactmoment",
            name="theme",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_moments",
                to="members.theme",
            ),
        ),
        migrations.CreateModel(
            name="Todo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("officer", "Youth officer"),
                            ("manager", "Head of service"),
                            ("staff", "Staff"),
                            ("communications", "Communications director"),
                            ("coach", "Trainer and coach"),
                            ("director", "Director"),
                            ("admin", "Administrator"),
                        ],
                        max_length=14,
                    ),
                ),
                ("title_nl", models.CharField(max_length=200)),
                ("title_en", models.CharField(max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("url", models.CharField(max_length=300)),
                ("source", models.CharField(db_index=True, max_length=100)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="todos",
                        to="members.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "to-do",
                "verbose_name_plural": "to-dos",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("role", "")),
                            models.Q(("person__isnull", True), models.Q(("role", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="todo_is_for_a_person_or_a_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("person__isnull", False)),
                        fields=("source", "person"),
                        name="a_person_is_asked_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True), ("person__isnull", True)),
                        fields=("source", "role"),
                        name="a_role_is_asked_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touchpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("guidance", "guidance session"),
                            ("call", "phone call"),
                            ("mail", "mail exchanged"),
                            ("question", "question to the helpdesk"),
                            ("commission", "commission meeting"),
                            ("general-assembly", "general assembly"),
                            ("network-moment", "network moment"),
                            ("training-attended", "training attended"),
                            ("training-registered", "registered for a training"),
                            ("no-show", "registered, but did not come"),
                            ("survey-answered", "answered a survey"),
                            ("portal-action", "did something in the portal"),
                            ("delivered", "mailing delivered"),
                            ("opened", "mailing opened"),
                            ("clicked", "clicked in a mailing"),
                            ("bounced", "mailing bounced"),
                        ],
                        max_length=30,
                    ),
                ),
                ("occurred_on", models.DateField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("source", models.CharField(db_index=True, max_length=100)),
                (
                    "core_player",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("official", "official"),
                            ("politician", "politician"),
                            ("young-person", "young person"),
                            ("partner", "partner"),
                            ("internal", "own team"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("inbound", "from them to us"),
                            ("outbound", "from us to them"),
                            ("mutual", "both ways"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heard", models.BooleanField(default=False)),
                ("seen", models.BooleanField(default=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="touchpoints",
                        to="members.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="touchpoints",
                        to="members.person",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="touchpoints",
                        to="members.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "touchpoint",
                "verbose_name_plural": "touchpoints",
                "ordering": ["-occurred_on", "-pk"],
                "indexes": [
                    models.Index(fields=["municipality", "-occurred_on"], name="ledger_of_a_municipality"),
                    models.Index(
                        condition=models.Q(("heard", True), ("seen", True), _connector="OR"),
                        fields=["municipality", "-occurred_on"],
                        name="ledger_of_heard_and_seen",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("kind", "source", "person"),
                        name="a_source_touches_a_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", True)),
                        fields=("kind", "source", "municipality"),
                        name="a_source_touches_a_municipality_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "fallback",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stands_in_for",
                        to="members.person",
                        verbose_name="who gets the mail meanwhile",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="members.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "role_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancies",
                        to="members.roletype",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "vacancy",
                "verbose_name_plural": "vacancies",
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="vacancy_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("municipality", "role_type"),
                        name="a_seat_is_vacant_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YouthCouncil",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "active"), ("renewing", "renewing itself"), ("dormant", "dormant")],
                        default="active",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="recognised on")),
                ("youngest", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="from this age")),
                ("oldest", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="up to this age")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="youth_council",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "youth council",
                "verbose_name_plural": "youth councils",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("youngest__isnull", True),
                            ("oldest__isnull", True),
                            ("oldest__gte", models.F("youngest")),
                            _connector="OR",
                        ),
                        name="youth_council_ages_go_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["active", "renewing", "dormant"])),
                        name="youth_council_has_a_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YouthRegion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("informal", "informal cooperation"),
                            ("agreement", "cooperation agreement"),
                            ("interlocal", "interlocal association"),
                            ("project", "project association"),
                            ("service", "service association"),
                        ],
                        default="informal",
                        max_length=10,
                        verbose_name="form",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("website", models.URLField(blank=True, verbose_name="website")),
            ],
            options={
                "verbose_name": "youth region",
                "verbose_name_plural": "youth regions",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded_on__isnull", True),
                            ("ended_on__isnull", True),
                            ("ended_on__gt", models.F("founded_on")),
                            _connector="OR",
                        ),
                        name="youth_region_ends_after_it_was_founded",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionSupport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "no support"),
                            ("light", "light support"),
                            ("structural", "structural support"),
                        ],
                        max_length=10,
                        verbose_name="support",
                    ),
                ),
                ("hours_a_year", models.PositiveSmallIntegerField(default=0, verbose_name="hours a year")),
                (
                    "supporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regions_supported",
                        to="members.person",
                        verbose_name="regional supporter",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="members.youthregion"
                    ),
                ),
            ],
            options={
                "verbose_name": "support of a youth region",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="support_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(fields=("region", "starts_on"), name="one_level_of_support_at_a_time"),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["none", "light", "structural"])),
                        name="support_has_a_known_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coordinator", "coordinator"),
                            ("board", "board member"),
                            ("adviser", "adviser of the board"),
                        ],
                        max_length=11,
                        verbose_name="as",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="region_contacts", to="members.person"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="members.youthregion"
                    ),
                ),
            ],
            options={
                "verbose_name": "contact of a youth region",
                "verbose_name_plural": "contacts of youth regions",
                "ordering": ["kind", "person__sort_name", "starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="region_contact_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("region", "person", "kind", "starts_on"), name="a_region_contact_starts_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YouthRegionMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="youth_regions",
                        to="members.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="members.youthregion",
                    ),
                ),
            ],
            options={
                "verbose_name": "place in a youth region",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="place_in_a_youth_region_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("region", "municipality", "starts_on"), name="a_place_in_a_youth_region_starts_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YouthService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("separate", "separate youth service"),
                            ("cluster", "leisure cluster"),
                            ("other", "another form"),
                        ],
                        max_length=8,
                        verbose_name="form of organisation",
                    ),
                ),
                ("mailbox", models.EmailField(blank=True, max_length=254, verbose_name="mailbox of the service")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="youth_services",
                        to="members.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "youth service",
                "verbose_name_plural": "youth services",
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"
                        ),
                        name="youth_service_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("municipality",),
                        name="one_open_youth_service_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["separate", "cluster", "other"])),
                        name="youth_service_has_a_known_form",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Band",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField()),
                ("title_nl", models.CharField(max_length=60, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=60, verbose_name="English title")),
                (
                    "over",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="more than"
                    ),
                ),
                (
                    "up_to",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="at most"),
                ),
                (
                    "band_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bands", to="members.bandset"
                    ),
                ),
            ],
            options={
                "verbose_name": "band",
                "verbose_name_plural": "bands",
                "ordering": [models.OrderBy(models.F("over"), nulls_first=True)],
                "constraints": [
                    models.UniqueConstraint(fields=("band_set", "code"), name="one_band_a_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("over__isnull", True),
                            ("up_to__isnull", True),
                            ("up_to__gt", models.F("over")),
                            _connector="OR",
                        ),
                        name="band_ends_above_its_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EngagementContribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visit", "visit"),
                            ("guidance", "guidance session"),
                            ("call", "phone call"),
                            ("mail", "mail exchanged"),
                            ("question", "question to the helpdesk"),
                            ("commission", "commission meeting"),
                            ("general-assembly", "general assembly"),
                            ("network-moment", "network moment"),
                            ("training-attended", "training attended"),
                            ("training-registered", "registered for a training"),
                            ("no-show", "registered, but did not come"),
                            ("survey-answered", "answered a survey"),
                            ("portal-action", "did something in the portal"),
                            ("delivered", "mailing delivered"),
                            ("opened", "mailing opened"),
                            ("clicked", "clicked in a mailing"),
                            ("bounced", "mailing bounced"),
                        ],
                        max_length=30,
                    ),
                ),
                ("month", models.DateField()),
                ("number", models.PositiveIntegerField()),
                ("worth", models.DecimalField(decimal_places=2, max_digits=7)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="members.engagementsnapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution to a score",
                "verbose_name_plural": "contributions to a score",
                "ordering": ["kind", "-month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("snapshot", "kind", "month"), name="one_contribution_a_kind_and_month"
                    )
                ],
            },
        ),
        migrations.RunPython(earlier["0007"].guard, earlier["0007"].let_go),
        migrations.RunPython(earlier["0002"].put_in, earlier["0002"].take_out),
        migrations.RunPython(earlier["0006"].put_in, earlier["0006"].take_out),
        migrations.RunPython(earlier["0008"].put_in, earlier["0008"].take_out),
        migrations.RunPython(earlier["0009"].add_needs, migrations.RunPython.noop),
    ]
