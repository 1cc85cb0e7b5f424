"""What the first nine migrations of trainings come to, in one go, for an empty database.

A database that has those stays as it is. What they changed in rows that stood is left out: here none stand.
"""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import trainings.models.certificates
from django.conf import settings
from django.db import migrations, models

earlier = {
    name[:4]: import_module(f"trainings.migrations.{name}")
    for name in (
        "0002_modules_that_alternate",
        "0004_prices_terms_and_billing_lines",
        "0008_rotation_and_interest",
        "0009_attendance_and_certificates",
    )
}


class Migration(migrations.Migration):
    replaces = [
        ("trainings", "0001_initial"),
        ("trainings", "0002_modules_that_alternate"),
        ("trainings", "0003_network_area_of_an_edition"),
        ("trainings", "0004_prices_terms_and_billing_lines"),
        ("trainings", "0005_offers_spread_and_approval"),
        ("trainings", "0006_registration_groups"),
        ("trainings", "0007_half_days_that_agendas_follow"),
        ("trainings", "0008_rotation_and_interest"),
        ("trainings", "0009_attendance_and_certificates"),
    ]

    initial = True

    dependencies = [
        ("communications", "0002_materials"),
        ("members", "0013_bookings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("surveys", "0003_asking_and_promising"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "numbers of certificates",
                "verbose_name_plural": "numbers of certificates",
            },
        ),
        migrations.CreateModel(
            name="FreePlaces",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("places", models.PositiveSmallIntegerField(verbose_name="free places a member")),
            ],
            options={
                "verbose_name": "free places of members",
                "verbose_name_plural": "free places of members",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="AgendaAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seed", models.CharField(max_length=43)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="made on")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agenda_address", to="members.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "address of an agenda",
                "verbose_name_plural": "addresses of agendas",
            },
        ),
        migrations.CreateModel(
            name="BillingExport",
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
            ],
            options={
                "verbose_name": "export to bookkeeping",
                "verbose_name_plural": "exports to bookkeeping",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CancellationPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name_nl", models.CharField(max_length=80, verbose_name="Dutch name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
                ("is_default", models.BooleanField(default=False, verbose_name="for editions that name no other")),
            ],
            options={
                "verbose_name": "cancellation policy",
                "verbose_name_plural": "cancellation policies",
                "ordering": ["-is_default", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("is_default",),
                        name="one_default_cancellation_policy",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("announced", "Announced"),
                            ("open", "Open"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("is_online", models.BooleanField(default=False, verbose_name="online")),
                ("venue", models.CharField(blank=True, max_length=120, verbose_name="venue")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="seats"
                    ),
                ),
                ("price_member", models.DecimalField(decimal_places=2, max_digits=7, verbose_name="price for members")),
                ("price_other", models.DecimalField(decimal_places=2, max_digits=7, verbose_name="price for others")),
                ("closes_on", models.DateField(null=True, verbose_name="last day to register")),
                ("kept_above_seats", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("turn", models.PositiveBigIntegerField(default=0, editable=False)),
                ("free_exit_until", models.DateField(editable=False, null=True)),
                ("asks_approval", models.BooleanField(default=False, verbose_name="the municipality approves first")),
                (
                    "promotion",
                    models.CharField(
                        choices=[
                            ("direct", "give it to who is next"),
                            ("offer", "offer it to who is next, who has two working days to answer"),
                        ],
                        default="direct",
                        max_length=10,
                        verbose_name="a seat that comes free",
                    ),
                ),
                (
                    "promotion_stops_hours",
                    models.PositiveSmallIntegerField(
                        default=24, verbose_name="hours before the start without automatic seats"
                    ),
                ),
                (
                    "queue_limit",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="longest waiting list"),
                ),
                ("request_holds_seat", models.BooleanField(default=False, verbose_name="a request holds a seat")),
                (
                    "seats_per_municipality",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="seats for one municipality at most",
                    ),
                ),
                (
                    "self_service",
                    models.CharField(
                        choices=[
                            ("everybody", "people themselves, and colleagues for them"),
                            ("own", "people themselves only"),
                            ("nobody", "staff only"),
                        ],
                        default="everybody",
                        max_length=10,
                        verbose_name="who registers",
                    ),
                ),
                ("spread_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("form_key", models.UUIDField(editable=False, null=True, unique=True)),
                ("expected_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expected in")),
                ("interested_first_until", models.DateTimeField(editable=False, null=True)),
                ("opened_at", models.DateTimeField(editable=False, null=True)),
                ("completed_on", models.DateField(blank=True, editable=False, null=True, verbose_name="completed on")),
                (
                    "min_half_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="half-days for a certificate"),
                ),
                (
                    "min_hours_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percentage of the hours for a certificate",
                    ),
                ),
                (
                    "cancellation_policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trainings.cancellationpolicy",
                        verbose_name="cancellation policy",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="surveys.survey",
                    ),
                ),
                (
                    "network_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="members.networkarea",
                        verbose_name="network area",
                    ),
                ),
                (
                    "trainers",
                    models.ManyToManyField(
                        blank=True, related_name="editions_taught", to="members.person", verbose_name="trainers"
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="edition_has_a_seat"),
                    models.CheckConstraint(
                        condition=models.Q(("price_member__gte", 0), ("price_other__gte", 0)),
                        name="edition_price_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seats_per_municipality__isnull", True), ("spread_until__isnull", True)),
                            models.Q(("seats_per_municipality__gte", 1), ("spread_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="spread_has_a_number_and_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__isnull", False), ("state__in", ["announced", "cancelled"]), _connector="OR"
                        ),
                        name="edition_closes_unless_only_announced",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "announced"), _negated=True),
                            ("expected_year__isnull", False),
                            _connector="OR",
                        ),
                        name="announced_edition_says_the_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "announced", "open", "closed", "cancelled"])),
                        name="edition_has_a_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HalfDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="date")),
                ("starts_at", models.TimeField(verbose_name="from")),
                ("ends_at", models.TimeField(verbose_name="to")),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("scheduled", "Scheduled"), ("cancelled", "Cancelled")],
                        default="scheduled",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("is_mandatory", models.BooleanField(default=False, verbose_name="needed for the certificate")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="half_days", to="trainings.edition"
                    ),
                ),
            ],
            options={
                "verbose_name": "half-day",
                "verbose_name_plural": "half-days",
                "ordering": ["date", "starts_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="half_day_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["scheduled", "cancelled"])), name="half_day_has_a_known_state"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "scheduled")),
                        fields=("edition", "date", "starts_at"),
                        name="an_edition_starts_a_half_day_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_for_before", models.BooleanField(default=False, verbose_name="to read beforehand")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handouts", to="trainings.edition"
                    ),
                ),
                (
                    "half_day",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="handouts",
                        to="trainings.halfday",
                        verbose_name="half-day",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handouts",
                        to="communications.material",
                        verbose_name="material",
                    ),
                ),
            ],
            options={
                "verbose_name": "handout",
                "verbose_name_plural": "handouts",
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "material"), name="a_handout_once_an_edition")
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("turn", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="members.municipality"
                    ),
                ),
            ],
            options={
                "verbose_name": "year of a member",
                "verbose_name_plural": "years of members",
                "constraints": [models.UniqueConstraint(fields=("municipality", "year"), name="a_year_once_a_member")],
            },
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rotating", "Multi-day module"),
                            ("starter", "Starter course"),
                            ("two-day", "Two-day training"),
                            ("network-moment", "Network moment"),
                            ("commission", "Commission"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("title_nl", models.CharField(max_length=120, verbose_name="Dutch title")),
                ("title_en", models.CharField(blank=True, max_length=120, verbose_name="English title")),
                ("summary_nl", models.TextField(blank=True, verbose_name="Dutch summary")),
                ("summary_en", models.TextField(blank=True, verbose_name="English summary")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("petrol", "petrol"),
                            ("coral", "coral"),
                            ("sky", "sky blue"),
                            ("raspberry", "raspberry"),
                            ("violet", "violet"),
                            ("leaf", "leaf green"),
                        ],
                        max_length=10,
                        verbose_name="colour",
                    ),
                ),
                (
                    "half_day_count",
                    models.PositiveSmallIntegerField(
                        default=2, validators=[django.core.validators.MaxValueValidator(28)], verbose_name="half-days"
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        default=16, validators=[django.core.validators.MinValueValidator(1)], verbose_name="seats"
                    ),
                ),
                (
                    "price_member",
                    models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name="price for members"),
                ),
                (
                    "price_other",
                    models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name="price for others"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "vat_percent",
                    models.DecimalField(decimal_places=2, default=0, max_digits=4, verbose_name="VAT in percent"),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("development", "In development"),
                            ("offered", "On offer"),
                            ("retired", "No longer given"),
                        ],
                        default="offered",
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                (
                    "mandatory_half_days",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Their numbers, such as [1, 4].",
                        verbose_name="half-days that nobody may miss",
                    ),
                ),
                (
                    "min_half_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: this is not asked.",
                        null=True,
                        verbose_name="half-days for a certificate",
                    ),
                ),
                (
                    "min_hours_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=75,
                        help_text="Empty in both: no certificate is given.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="percentage of the hours for a certificate",
                    ),
                ),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Raise it when what is taught changes; certificates name it.",
                        verbose_name="version",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="predecessors",
                        to="trainings.module",
                        verbose_name="successor",
                    ),
                ),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
                "ordering": ["order", "code"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="module_proposes_a_seat"),
                    models.CheckConstraint(
                        condition=models.Q(("price_member__gte", 0), ("price_other__gte", 0)),
                        name="module_price_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["development", "offered", "retired"])),
                        name="module_has_a_known_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", models.F("id")), _negated=True),
                        name="module_does_not_succeed_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(verbose_name="since")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="module_interests",
                        to="members.person",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interests", to="trainings.module"
                    ),
                ),
            ],
            options={
                "verbose_name": "interest",
                "verbose_name_plural": "interests",
                "ordering": ["since", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "module"), name="one_interest_per_person_and_module")
                ],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="module",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="trainings.module",
                verbose_name="module",
            ),
        ),
        migrations.CreateModel(
            name="EarlierTraining",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="finished on")),
                ("proof", models.CharField(max_length=200, verbose_name="how we know")),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "attested_by",
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
                        related_name="earlier_trainings",
                        to="members.person",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trainings.module",
                        verbose_name="module",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier training",
                "verbose_name_plural": "earlier trainings",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("proof", ""), _negated=True), name="an_earlier_training_says_how_we_know"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("person", "module"),
                        name="an_earlier_training_is_attested_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ModuleCompetence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(default=1, verbose_name="level")),
                ("learning_goal_nl", models.CharField(blank=True, max_length=250, verbose_name="Dutch learning goal")),
                (
                    "learning_goal_en",
                    models.CharField(blank=True, max_length=250, verbose_name="English learning goal"),
                ),
                (
                    "competence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="module_competences",
                        to="members.competence",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="module_competences",
                        to="trainings.module",
                    ),
                ),
            ],
            options={
                "verbose_name": "competence of a module",
                "verbose_name_plural": "competences of a module",
                "ordering": ["competence__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("module", "competence"), name="a_competence_once_a_module"),
                    models.CheckConstraint(
                        condition=models.Q(("level__gte", 1), ("level__lte", 3)), name="level_is_one_to_three"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="module",
            name="competences",
            field=models.ManyToManyField(
                related_name="modules", through="trainings.ModuleCompetence", to="members.competence"
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("municipality_name", models.CharField(blank=True, max_length=100)),
                ("municipality_nis", models.CharField(blank=True, max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Waiting for approval"),
                            ("waitlisted", "On the waiting list"),
                            ("offered", "Seat offered"),
                            ("confirmed", "Registered"),
                            ("declined", "Not approved"),
                            ("offer-lapsed", "Offer lapsed"),
                            ("cancelled-by-participant", "Cancelled"),
                            ("cancelled-by-organiser", "Cancelled by the organiser"),
                            ("replaced", "Replaced by a colleague"),
                        ],
                        max_length=25,
                        verbose_name="state",
                    ),
                ),
                ("priority", models.SmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField(null=True)),
                ("price", models.DecimalField(decimal_places=2, max_digits=7, verbose_name="price")),
                (
                    "tariff",
                    models.CharField(
                        choices=[
                            ("member", "member price"),
                            ("other", "price for non-members"),
                            ("free", "free"),
                            ("free-place", "free place as a member"),
                        ],
                        max_length=10,
                        verbose_name="tariff",
                    ),
                ),
                (
                    "wishes",
                    models.TextField(blank=True, max_length=1000, verbose_name="what this person needs to take part"),
                ),
                ("form_key", models.UUIDField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "left_for",
                    models.DecimalField(decimal_places=2, default=0, max_digits=7, verbose_name="cost of leaving"),
                ),
                ("terms", models.JSONField(default=list)),
                ("holds_seat_meanwhile", models.BooleanField(default=False)),
                ("is_beyond_seats", models.BooleanField(default=False)),
                ("offer_until", models.DateTimeField(null=True)),
                ("offers_made", models.PositiveSmallIntegerField(default=0)),
                ("invited_as", models.CharField(blank=True, max_length=120)),
                (
                    "may_be_listed",
                    models.BooleanField(default=False, verbose_name="the other participants may see my name"),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="trainings.edition",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="members.municipality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="members.person"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="trainings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["registered_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["requested", "waitlisted", "offered", "confirmed"])),
                        fields=("edition", "person"),
                        name="one_active_registration_per_person",
                    ),
                    models.UniqueConstraint(fields=("edition", "person", "form_key"), name="one_registration_a_form"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "requested",
                                    "waitlisted",
                                    "offered",
                                    "confirmed",
                                    "declined",
                                    "offer-lapsed",
                                    "cancelled-by-participant",
                                    "cancelled-by-organiser",
                                    "replaced",
                                ],
                            )
                        ),
                        name="registration_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waitlisted"), _negated=True),
                            ("queued_at__isnull", False),
                            _connector="OR",
                        ),
                        name="who_waits_knows_since_when",
                    ),
                    models.CheckConstraint(condition=models.Q(("left_for__gte", 0)), name="leaving_never_earns"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            ("offer_until__isnull", False),
                            _connector="OR",
                        ),
                        name="an_offer_knows_until_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("valid", "Valid"), ("replaced", "Replaced"), ("revoked", "Revoked")],
                        default="valid",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "code",
                    models.CharField(
                        default=trainings.models.certificates.new_code, editable=False, max_length=43, unique=True
                    ),
                ),
                ("holder", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("facts", models.JSONField(default=dict)),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("ended_on", models.DateField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("flagged_at", models.DateTimeField(null=True)),
                (
                    "issued_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="members.person"
                    ),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="trainings.certificate",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="trainings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "number"), name="a_certificate_number_once_a_year"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "valid")),
                        fields=("registration",),
                        name="one_valid_certificate_a_registration",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["valid", "replaced", "revoked"])),
                        name="certificate_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("state", "valid")),
                            models.Q(
                                models.Q(("state", "valid"), _negated=True),
                                ("ended_on__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_certificate_that_ended_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("seat", "seat"), ("leaving", "cancellation cost"), ("credit", "credit")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="amount")),
                (
                    "vat_percent",
                    models.DecimalField(decimal_places=2, default=0, max_digits=4, verbose_name="VAT in percent"),
                ),
                ("organisation_name", models.CharField(blank=True, max_length=100)),
                ("organisation_nis", models.CharField(blank=True, max_length=5)),
                ("purchase_order", models.CharField(blank=True, max_length=50, verbose_name="purchase order")),
                ("at", models.DateTimeField()),
                (
                    "export",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="trainings.billingexport",
                    ),
                ),
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
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billing_lines",
                        to="trainings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "billing line",
                "verbose_name_plural": "billing lines",
                "ordering": ["organisation_name", "at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="a_billing_line_has_an_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["seat", "leaving", "credit"])),
                        name="billing_line_has_a_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("unknown", "To fill in"),
                            ("present", "Present"),
                            ("partial", "Partly there"),
                            ("excused", "Excused"),
                            ("absent", "Absent"),
                            ("exempt", "Exempt"),
                        ],
                        default="unknown",
                        max_length=8,
                        verbose_name="attendance",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("marked_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "half_day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="trainings.halfday"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="trainings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["half_day__date", "half_day__starts_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("registration", "half_day"), name="one_attendance_a_half_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presence__in", ["unknown", "present", "partial", "excused", "absent", "exempt"])
                        ),
                        name="attendance_is_a_known_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("minutes__isnull", False), ("presence", "partial")),
                            models.Q(models.Q(("presence", "partial"), _negated=True), ("minutes", None)),
                            _connector="OR",
                        ),
                        name="who_was_there_partly_has_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("requested", "Waiting for approval"),
                            ("waitlisted", "On the waiting list"),
                            ("offered", "Seat offered"),
                            ("confirmed", "Registered"),
                            ("declined", "Not approved"),
                            ("offer-lapsed", "Offer lapsed"),
                            ("cancelled-by-participant", "Cancelled"),
                            ("cancelled-by-organiser", "Cancelled by the organiser"),
                            ("replaced", "Replaced by a colleague"),
                        ],
                        max_length=25,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("requested", "Waiting for approval"),
                            ("waitlisted", "On the waiting list"),
                            ("offered", "Seat offered"),
                            ("confirmed", "Registered"),
                            ("declined", "Not approved"),
                            ("offer-lapsed", "Offer lapsed"),
                            ("cancelled-by-participant", "Cancelled"),
                            ("cancelled-by-organiser", "Cancelled by the organiser"),
                            ("replaced", "Replaced by a colleague"),
                        ],
                        max_length=25,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("priority", models.SmallIntegerField(null=True)),
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
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="trainings.registration"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a registration",
                "verbose_name_plural": "steps of a registration",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RegistrationGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purchase_order", models.CharField(blank=True, max_length=50, verbose_name="purchase order")),
                ("contact", models.CharField(blank=True, max_length=150, verbose_name="whom we ask about this")),
                ("form_key", models.UUIDField(unique=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="trainings.edition"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.municipality"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "group registration",
                "verbose_name_plural": "group registrations",
                "ordering": ["registered_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="registration",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="trainings.registrationgroup",
            ),
        ),
        migrations.CreateModel(
            name="ReservedSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "Name to follow"),
                            ("named", "Name given"),
                            ("lapsed", "Lapsed: no name came in time"),
                            ("given-back", "Given back"),
                            ("cancelled", "Cancelled by the organiser"),
                        ],
                        default="kept",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("names_by", models.DateField(verbose_name="last day to give a name")),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reserved_seats",
                        to="trainings.registrationgroup",
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reserved_seat",
                        to="trainings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat without a name",
                "verbose_name_plural": "seats without a name",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["kept", "named", "lapsed", "given-back", "cancelled"])),
                        name="reserved_seat_has_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("registration__isnull", False), ("state", "named")),
                            models.Q(models.Q(("state", "named"), _negated=True), ("registration__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_named_seat_knows_who_sits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RotationPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cycle_years",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="years in which each module runs once",
                    ),
                ),
                (
                    "multi_day_per_year",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="multi-day modules a year",
                    ),
                ),
                (
                    "weeks_between",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MaxValueValidator(26)],
                        verbose_name="weeks between two trainings",
                    ),
                ),
            ],
            options={
                "verbose_name": "rotation",
                "verbose_name_plural": "rotation",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cycle_years__gte", 1)), name="a_cycle_lasts_a_year_or_more"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RotationSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1990),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Meant for this year"),
                            ("ran", "Ran before the portal"),
                            ("dropped", "Left out on purpose"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="trainings.module",
                        verbose_name="module",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "remark on a year",
                "verbose_name_plural": "remarks on a year",
                "ordering": ["year", "module"],
                "constraints": [
                    models.UniqueConstraint(fields=("module", "year"), name="one_remark_per_module_and_year"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "ran", "dropped"])), name="slot_has_a_known_state"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CancellationStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="0 is until the day of the start itself; empty is without a limit.",
                        null=True,
                        verbose_name="until so many days before",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(100)], verbose_name="percent of the price"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="trainings.cancellationpolicy",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a cancellation policy",
                "verbose_name_plural": "steps of a cancellation policy",
                "ordering": [models.OrderBy(models.F("days"), descending=True, nulls_last=True), "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("policy", "days"), name="a_limit_once_a_policy"),
                    models.UniqueConstraint(
                        condition=models.Q(("days__isnull", True)),
                        fields=("policy",),
                        name="without_a_limit_once_a_policy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("percent__lte", 100)), name="leaving_costs_at_most_the_price"
                    ),
                ],
            },
        ),
        migrations.RunPython(earlier["0002"].add, migrations.RunPython.noop),
        migrations.RunPython(earlier["0004"].add_the_usual_policy, migrations.RunPython.noop),
        migrations.RunPython(earlier["0008"].add_a_commission, migrations.RunPython.noop),
        migrations.RunPython(earlier["0009"].start_with_three_quarters_of_the_hours, migrations.RunPython.noop),
    ]
