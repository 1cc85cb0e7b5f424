"""Network areas, support of youth regions, and the rule that balances them."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0009_contact_moments_and_outreach")]
    operations = [
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
            ],
            options={
                "verbose_name": "plan of a network area",
                "ordering": ["-year"],
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
            name="NetworkAreaMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until (not included)")),
            ],
            options={
                "verbose_name": "place in a network area",
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
            ],
            options={
                "verbose_name": "contact of a youth region",
                "verbose_name_plural": "contacts of youth regions",
                "ordering": ["kind", "person__sort_name", "starts_on"],
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
            ],
            options={
                "verbose_name": "support of a youth region",
                "ordering": ["-starts_on"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="youthregionmembership",
            name="one_youth_region_at_a_time",
        ),
        migrations.AddField(
            model_name="youthregion",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="ended on"),
        ),
        migrations.AddField(
            model_name="youthregion",
            name="founded_on",
            field=models.DateField(blank=True, null=True, verbose_name="founded on"),
        ),
        migrations.AddField(
            model_name="youthregion",
            name="legal_form",
            field=models.CharField(
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
        migrations.AddField(
            model_name="youthregion",
            name="note",
            field=models.TextField(blank=True, max_length=1000, verbose_name="note"),
        ),
        migrations.AddField(
            model_name="youthregion",
            name="website",
            field=models.URLField(blank=True, verbose_name="website"),
        ),
        migrations.AddConstraint(
            model_name="youthregion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("founded_on__isnull", True),
                    ("ended_on__isnull", True),
                    ("ended_on__gt", models.F("founded_on")),
                    _connector="OR",
                ),
                name="youth_region_ends_after_it_was_founded",
            ),
        ),
        migrations.AddConstraint(
            model_name="youthregionmembership",
            constraint=models.UniqueConstraint(
                fields=("region", "municipality", "starts_on"), name="a_place_in_a_youth_region_starts_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="balancerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("max_moments__gte", 1)), name="balance_rule_gives_a_moment"
            ),
        ),
        migrations.AddField(
            model_name="areaplan",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="plans", to="members.networkarea"
            ),
        ),
        migrations.AddField(
            model_name="networkareamembership",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="members.networkarea"
            ),
        ),
        migrations.AddField(
            model_name="networkareamembership",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="network_areas", to="members.municipality"
            ),
        ),
        migrations.AddField(
            model_name="regioncontact",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="region_contacts", to="members.person"
            ),
        ),
        migrations.AddField(
            model_name="regioncontact",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="members.youthregion"
            ),
        ),
        migrations.AddField(
            model_name="regionsupport",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="members.youthregion"
            ),
        ),
        migrations.AddField(
            model_name="regionsupport",
            name="supporter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="regions_supported",
                to="members.person",
                verbose_name="regional supporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="areaplan",
            constraint=models.UniqueConstraint(fields=("area", "year"), name="one_plan_an_area_and_year"),
        ),
        migrations.AddConstraint(
            model_name="networkareamembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="place_in_a_network_area_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="networkareamembership",
            constraint=models.UniqueConstraint(
                fields=("municipality", "starts_on"), name="a_place_in_a_network_area_starts_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="networkareamembership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)),
                fields=("municipality",),
                name="one_open_network_area_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="regioncontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="region_contact_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="regioncontact",
            constraint=models.UniqueConstraint(
                fields=("region", "person", "kind", "starts_on"), name="a_region_contact_starts_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="regionsupport",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="support_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="regionsupport",
            constraint=models.UniqueConstraint(fields=("region", "starts_on"), name="one_level_of_support_at_a_time"),
        ),
        migrations.AddConstraint(
            model_name="regionsupport",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["none", "light", "structural"])), name="support_has_a_known_level"
            ),
        ),
    ]
