"""Seats, vacancies, youth services and councils, claims, confirmations and pairs of records for one human."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# code, Dutch title, English title
FUNCTIONS = [
    ("manager", "Leidinggevende", "Manager"),
    ("policy-officer", "Beleidsmedewerker", "Policy officer"),
    ("networker", "Netwerker", "Networker"),
    ("youth-worker", "Jeugdwerker of organisator", "Youth worker or organiser"),
    ("administrative-support", "Administratieve kracht", "Administrative support"),
]
WATCHED = ("youth-officer", "alderman", "youth-council-chair")


def put_in(apps, schema_editor):
    OfficerFunction, RoleType = (apps.get_model("members", name) for name in ("OfficerFunction", "RoleType"))
    OfficerFunction.objects.bulk_create(
        OfficerFunction(code=code, title_nl=title_nl, title_en=title_en, order=order)
        for order, (code, title_nl, title_en) in enumerate(FUNCTIONS, start=1)
    )
    RoleType.objects.filter(code__in=WATCHED).update(is_watched=True)


def take_out(apps, schema_editor):
    apps.get_model("members", "OfficerFunction").objects.filter(code__in=[code for code, *_rest in FUNCTIONS]).delete()


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("members", "0005_territory_through_time"),
    ]
    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_name', models.CharField(max_length=80, verbose_name='first name')),
                ('last_name', models.CharField(max_length=80, verbose_name='last name')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='anything that helps us to recognise you')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('approved', 'approved'), ('refused', 'refused')], default='waiting', max_length=8, verbose_name='state')),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'claim',
                'verbose_name_plural': 'claims',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConfirmationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('notes', models.JSONField(default=list)),
                ('missing', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'verbose_name': 'request to confirm',
                'verbose_name_plural': 'requests to confirm',
            },
        ),
        migrations.CreateModel(
            name='ConfirmationRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('closes_on', models.DateField(verbose_name='last day to answer')),
            ],
            options={
                'verbose_name': 'confirmation round',
                'verbose_name_plural': 'confirmation rounds',
                'ordering': ['-opened_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'pair that is two people',
                'verbose_name_plural': 'pairs that are two people',
            },
        ),
        migrations.CreateModel(
            name='OfficerFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('title_nl', models.CharField(max_length=80, verbose_name='Dutch title')),
                ('title_en', models.CharField(blank=True, max_length=80, verbose_name='English title')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'function of an officer',
                'verbose_name_plural': 'functions of officers',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='PersonEmail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('address', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('is_verified', models.BooleanField(default=False, verbose_name='proved to be theirs')),
            ],
            options={
                'verbose_name': 'other e-mail address',
                'verbose_name_plural': 'other e-mail addresses',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('moved', models.JSONField(default=dict)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'merge of people',
                'verbose_name_plural': 'merges of people',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Vacancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'verbose_name': 'vacancy',
                'verbose_name_plural': 'vacancies',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='YouthCouncil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('active', 'active'), ('renewing', 'renewing itself'), ('dormant', 'dormant')], default='active', max_length=8, verbose_name='state')),
                ('recognised_on', models.DateField(blank=True, null=True, verbose_name='recognised on')),
                ('youngest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from this age')),
                ('oldest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='up to this age')),
                ('website', models.URLField(blank=True, verbose_name='website')),
            ],
            options={
                'verbose_name': 'youth council',
                'verbose_name_plural': 'youth councils',
            },
        ),
        migrations.CreateModel(
            name='YouthService',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('form', models.CharField(choices=[('separate', 'separate youth service'), ('cluster', 'leisure cluster'), ('other', 'another form')], max_length=8, verbose_name='form of organisation')),
                ('mailbox', models.EmailField(blank=True, max_length=254, verbose_name='mailbox of the service')),
            ],
            options={
                'verbose_name': 'youth service',
                'verbose_name_plural': 'youth services',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='person',
            name='birth_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of birth'),
        ),
        migrations.AddField(
            model_name='person',
            name='erased_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='guardian_consent_on',
            field=models.DateField(blank=True, null=True, verbose_name='a guardian agreed on'),
        ),
        migrations.AddField(
            model_name='person',
            name='is_listed',
            field=models.BooleanField(default=False, verbose_name='other municipalities may see this person'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_away', to='members.person'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True, verbose_name='confirmed on'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='source',
            field=models.CharField(blank=True, choices=[('self', 'the person'), ('municipality', 'the municipality'), ('import', 'an import'), ('staff', 'our team')], max_length=12, verbose_name='known from'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='working_time',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True, verbose_name='share of a full-time job'),
        ),
        migrations.AddField(
            model_name='roletype',
            name='is_watched',
            field=models.BooleanField(default=False, help_text='Municipalities where nobody holds it stand among the vacancies.', verbose_name='a seat that ought to be filled'),
        ),
        migrations.AddField(
            model_name='staffingfigure',
            name='heads',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='people'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), models.Q(('birth_year__gte', 1900), ('birth_year__lte', 2100)), _connector='OR'), name='birth_year_is_a_year'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='nobody_is_merged_into_themselves'),
        ),
        migrations.AddField(
            model_name='claim',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='claim',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='members.municipality', verbose_name='municipality'),
        ),
        migrations.AddField(
            model_name='claim',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='members.person'),
        ),
        migrations.AddField(
            model_name='claim',
            name='role_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='members.roletype', verbose_name='role'),
        ),
        migrations.AddField(
            model_name='claim',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confirmationrequest',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation_requests', to='members.person'),
        ),
        migrations.AddField(
            model_name='confirmationrequest',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmation_requests', to='members.municipality'),
        ),
        migrations.AddConstraint(
            model_name='confirmationround',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opened_on'))), name='round_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='confirmationround',
            constraint=models.UniqueConstraint(fields=('opened_on',), name='one_round_opens_a_day'),
        ),
        migrations.AddField(
            model_name='confirmationrequest',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='members.confirmationround'),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person'),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person'),
        ),
        migrations.AddField(
            model_name='roleassignment',
            name='functions',
            field=models.ManyToManyField(blank=True, related_name='assignments', to='members.officerfunction', verbose_name='what this person does'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('person', 'role_type', 'municipality'), name='one_open_role_of_a_kind_a_place'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('municipality__isnull', True)), fields=('person', 'role_type'), name='one_open_role_of_a_kind_without_a_place'),
        ),
        migrations.AddConstraint(
            model_name='roleassignment',
            constraint=models.CheckConstraint(condition=models.Q(('working_time__isnull', True), models.Q(('working_time__gt', 0), ('working_time__lte', 1)), _connector='OR'), name='working_time_is_a_share'),
        ),
        migrations.AddField(
            model_name='personemail',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_emails', to='members.person'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='gone',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_by', to='members.person'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='kept',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='members.person'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='fallback',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands_in_for', to='members.person', verbose_name='who gets the mail meanwhile'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='members.municipality', verbose_name='municipality'),
        ),
        migrations.AddField(
            model_name='vacancy',
            name='role_type',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vacancies', to='members.roletype', verbose_name='role'),
        ),
        migrations.AddField(
            model_name='youthcouncil',
            name='municipality',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='youth_council', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='youthservice',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='youth_services', to='members.municipality'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('user',), name='one_waiting_claim_per_account'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'approved', 'refused'])), name='claim_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='a_decided_claim_says_when'),
        ),
        migrations.AddConstraint(
            model_name='confirmationrequest',
            constraint=models.UniqueConstraint(fields=('round', 'municipality'), name='a_municipality_is_asked_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='a_pair_of_two_people_has_an_order'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='two_people_are_told_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='personemail',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='address_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='personemail',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('address'), condition=models.Q(('ends_on__isnull', True)), name='an_address_leads_to_one_person'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='nobody_merges_with_themselves'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='somebody_is_merged_away_once'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='vacancy_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='vacancy',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('municipality', 'role_type'), name='a_seat_is_vacant_once'),
        ),
        migrations.AddConstraint(
            model_name='youthcouncil',
            constraint=models.CheckConstraint(condition=models.Q(('youngest__isnull', True), ('oldest__isnull', True), ('oldest__gte', models.F('youngest')), _connector='OR'), name='youth_council_ages_go_up'),
        ),
        migrations.AddConstraint(
            model_name='youthcouncil',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['active', 'renewing', 'dormant'])), name='youth_council_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='youthservice',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='youth_service_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='youthservice',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('municipality',), name='one_open_youth_service_a_place'),
        ),
        migrations.AddConstraint(
            model_name='youthservice',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['separate', 'cluster', 'other'])), name='youth_service_has_a_known_form'),
        ),
        migrations.RunPython(put_in, take_out),
    ]
