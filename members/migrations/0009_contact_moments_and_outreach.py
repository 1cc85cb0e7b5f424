"""Contact moments with needs and agreements, outreach campaigns, evidence of competences and interests."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# code, Dutch title, English title, code of the theme that it belongs to
NEEDS = (
    ("reach-young-people", "Jongeren bereiken die we nu niet bereiken", "Reaching young people whom we do not reach now", "participation"),
    ("youth-council-recruits", "Nieuwe jongeren voor de jeugdraad", "New young people for the youth council", "youth-council"),
    ("participation-methods", "Werkvormen om jongeren te laten meebeslissen", "Work forms that let young people decide", "participation"),
    ("policy-plan", "Een beleidsplan of nota die gedragen wordt", "A policy plan or note that people stand behind", "leisure"),
    ("place-in-cluster", "Onze plaats in de cluster vrije tijd", "Our place in the leisure cluster", "leisure"),
    ("political-support", "Steun van schepen en college", "Support from the alderman and the college", "organisation"),
    ("time-and-staff", "Te weinig tijd en mensen", "Too little time and staff", "organisation"),
    ("first-year", "Houvast in het eerste jaar", "A hold in the first year", "organisation"),
    ("youth-space", "Ruimte voor kinderen en jongeren", "Space for children and young people", "play-and-space"),
    ("youth-work-premises", "Lokalen van het jeugdwerk", "Premises of youth work", "play-and-space"),
    ("well-being", "Mentaal welzijn van jongeren", "Mental well-being of young people", "well-being"),
    ("subsidy-rules", "Subsidiereglement vernieuwen", "Renewing the subsidy rules", "youth-work"),
    ("neighbours", "Samenwerken met de buren", "Working together with the neighbours", "organisation"),
    ("merger", "De fusie doen slagen", "Making the merger succeed", "organisation"),
)


def add_needs(apps, schema_editor):
    themes = dict(apps.get_model("members", "Theme").objects.values_list("code", "pk"))
    for order, (code, title_nl, title_en, theme) in enumerate(NEEDS, start=1):
        apps.get_model("members", "Need").objects.get_or_create(
            code=code,
            defaults={"title_nl": title_nl, "title_en": title_en, "theme_id": themes.get(theme), "order": order},
        )


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0008_engagement'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompetenceEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(db_index=True, max_length=100)),
                ('on', models.DateField(verbose_name='date')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawal_reason', models.CharField(blank=True, max_length=200, verbose_name='why it was taken back')),
            ],
            options={
                'verbose_name': 'evidence of a competence',
                'verbose_name_plural': 'evidence of competences',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ContactMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='date')),
                ('form', models.CharField(choices=[('phone', 'By phone'), ('physical', 'On site'), ('digital', 'Online'), ('mail', 'By mail'), ('event', 'At an event'), ('portal', 'Through the portal')], max_length=10, verbose_name='how')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('call', 'Phone call'), ('mail', 'Mail'), ('visit', 'Visit or talk'), ('guidance', 'Guidance')], max_length=10, verbose_name='what it was')),
                ('started_by', models.CharField(choices=[('member', 'They did'), ('team', 'We did')], default='member', max_length=6, verbose_name='who started')),
                ('heard', models.TextField(max_length=4000, verbose_name='what we heard')),
                ('agreements', models.TextField(blank=True, max_length=2000, verbose_name='what we agreed')),
                ('internal_note', models.TextField(blank=True, max_length=4000, verbose_name='note for the team')),
                ('is_shared', models.BooleanField(default=True, verbose_name='the youth service may read it')),
                ('travel_minutes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of travel')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('form_key', models.UUIDField(editable=False, null=True, unique=True)),
                ('recorded_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'contact moment',
                'verbose_name_plural': 'contact moments',
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ContactNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urgency', models.CharField(choices=[('later', 'Can wait'), ('year', 'This year'), ('now', 'Now')], default='year', max_length=5, verbose_name='how urgent')),
                ('own_words', models.CharField(blank=True, max_length=300, verbose_name='in their own words')),
            ],
            options={
                'verbose_name': 'need of a member',
                'verbose_name_plural': 'needs of members',
                'ordering': ['need__order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DismissedSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=100)),
                ('until', models.DateField()),
            ],
            options={
                'verbose_name': 'dismissed suggestion',
                'verbose_name_plural': 'dismissed suggestions',
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='what is to be done')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='before')),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'follow-up',
                'verbose_name_plural': 'follow-ups',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
            ],
            options={
                'verbose_name': 'interest',
                'verbose_name_plural': 'interests',
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(unique=True)),
                ('title_nl', models.CharField(max_length=120, verbose_name='Dutch title')),
                ('title_en', models.CharField(blank=True, max_length=120, verbose_name='English title')),
                ('is_retired', models.BooleanField(default=False, verbose_name='no longer noted')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='OutreachCampaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('goal', models.PositiveSmallIntegerField(default=25, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='how many visits')),
                ('eligible', models.CharField(choices=[('silent', 'Silent members'), ('members', 'All members')], default='silent', max_length=8, verbose_name='whom we choose from')),
                ('spreads_provinces', models.BooleanField(default=True, verbose_name='spread over the provinces')),
                ('spreads_sizes', models.BooleanField(default=True, verbose_name='spread over small and large')),
                ('spreads_experience', models.BooleanField(default=True, verbose_name='spread over new and experienced officers')),
                ('seed', models.CharField(max_length=40, verbose_name='seed of the draw')),
                ('capacity_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='hours that we can give')),
            ],
            options={
                'verbose_name': 'outreach campaign',
                'verbose_name_plural': 'outreach campaigns',
                'ordering': ['-starts_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OutreachTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('invited', 'Invited'), ('planned', 'Planned'), ('held', 'Held'), ('declined', 'Declined'), ('unreachable', 'Not reached'), ('swapped', 'Swapped for another')], default='proposed', max_length=11, verbose_name='state')),
                ('chosen_on', models.DateField()),
                ('reason_nl', models.CharField(max_length=300)),
                ('reason_en', models.CharField(max_length=300)),
                ('province', models.CharField(blank=True, choices=[('10000', 'Antwerp'), ('20001', 'Flemish Brabant'), ('30000', 'West Flanders'), ('40000', 'East Flanders'), ('70000', 'Limburg')], max_length=5)),
                ('size_band', models.SlugField(blank=True)),
                ('experience_band', models.SlugField(blank=True)),
                ('form', models.CharField(blank=True, choices=[('physical', 'On site'), ('digital', 'Online visit')], max_length=8, verbose_name='how')),
                ('planned_on', models.DateField(blank=True, null=True, verbose_name='on')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note for the team')),
                ('swap_reason', models.CharField(blank=True, max_length=300, verbose_name='why')),
            ],
            options={
                'verbose_name': 'municipality of a campaign',
                'verbose_name_plural': 'municipalities of a campaign',
                'ordering': ['municipality__sort_name', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='competenceevidence',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='competenceevidence',
            name='competence',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='members.competence'),
        ),
        migrations.AddField(
            model_name='competenceevidence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='competence_evidence', to='members.person'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='answered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions_asked', to='members.person'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_moments', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='participants',
            field=models.ManyToManyField(blank=True, related_name='contact_moments', to='members.person', verbose_name='who of them'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='staff',
            field=models.ManyToManyField(related_name='contacts_had', to='members.person', verbose_name='who of us'),
        ),
        migrations.AddField(
            model_name='contactmoment',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_moments', to='members.theme'),
        ),
        migrations.AddField(
            model_name='contactneed',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='members.contactmoment'),
        ),
        migrations.AddField(
            model_name='dismissedsuggestion',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_suggestions', to='members.person'),
        ),
        migrations.AddField(
            model_name='followup',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='members.contactmoment'),
        ),
        migrations.AddField(
            model_name='followup',
            name='done_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='followup',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='members.person', verbose_name='by whom'),
        ),
        migrations.AddField(
            model_name='interest',
            name='competence',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='members.competence'),
        ),
        migrations.AddField(
            model_name='interest',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='members.person'),
        ),
        migrations.AddField(
            model_name='interest',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='interests', to='members.theme'),
        ),
        migrations.AddField(
            model_name='need',
            name='theme',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='needs', to='members.theme'),
        ),
        migrations.AddField(
            model_name='contactneed',
            name='need',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contact_needs', to='members.need'),
        ),
        migrations.AddField(
            model_name='outreachcampaign',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='outreachtarget',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='members.outreachcampaign'),
        ),
        migrations.AddField(
            model_name='outreachtarget',
            name='contact',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='outreach_target', to='members.contactmoment'),
        ),
        migrations.AddField(
            model_name='outreachtarget',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outreach_targets', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='outreachtarget',
            name='staff',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outreach_targets', to='members.person', verbose_name='who'),
        ),
        migrations.AddField(
            model_name='outreachtarget',
            name='swapped_for',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='came_for', to='members.outreachtarget'),
        ),
        migrations.AddConstraint(
            model_name='competenceevidence',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('person', 'competence', 'source'), name='a_source_shows_a_competence_once'),
        ),
        migrations.AddConstraint(
            model_name='competenceevidence',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='evidence_taken_back_says_why'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(fields=['municipality', '-on'], name='contacts_of_a_municipality'),
        ),
        migrations.AddIndex(
            model_name='contactmoment',
            index=models.Index(fields=['-on', '-id'], name='contacts_by_date'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('form__in', ['phone', 'physical', 'digital', 'mail', 'event', 'portal'])), name='contact_has_a_known_form'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['question', 'call', 'mail', 'visit', 'guidance'])), name='contact_has_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('started_by__in', ['member', 'team'])), name='contact_has_a_known_starter'),
        ),
        migrations.AddConstraint(
            model_name='contactmoment',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='an_answered_question_has_its_answer'),
        ),
        migrations.AddConstraint(
            model_name='dismissedsuggestion',
            constraint=models.UniqueConstraint(fields=('person', 'key'), name='a_suggestion_is_dismissed_once'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('competence__isnull', False), ('theme__isnull', True)), models.Q(('competence__isnull', True), ('theme__isnull', False)), _connector='OR'), name='an_interest_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('theme__isnull', True)), fields=('person', 'competence'), name='an_interest_in_a_competence_once'),
        ),
        migrations.AddConstraint(
            model_name='interest',
            constraint=models.UniqueConstraint(condition=models.Q(('competence__isnull', True)), fields=('person', 'theme'), name='an_interest_in_a_theme_once'),
        ),
        migrations.AddConstraint(
            model_name='contactneed',
            constraint=models.CheckConstraint(condition=models.Q(('need__isnull', False), models.Q(('own_words', ''), _negated=True), _connector='OR'), name='a_need_says_something'),
        ),
        migrations.AddConstraint(
            model_name='contactneed',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['later', 'year', 'now'])), name='a_need_has_a_known_urgency'),
        ),
        migrations.AddConstraint(
            model_name='contactneed',
            constraint=models.UniqueConstraint(condition=models.Q(('need__isnull', False)), fields=('contact', 'need'), name='a_need_once_a_contact_moment'),
        ),
        migrations.AddConstraint(
            model_name='outreachcampaign',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='campaign_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='outreachcampaign',
            constraint=models.CheckConstraint(condition=models.Q(('goal__gte', 1)), name='campaign_has_a_goal'),
        ),
        migrations.AddConstraint(
            model_name='outreachcampaign',
            constraint=models.CheckConstraint(condition=models.Q(('eligible__in', ['silent', 'members'])), name='campaign_chooses_from_somebody'),
        ),
        migrations.AddConstraint(
            model_name='outreachtarget',
            constraint=models.UniqueConstraint(fields=('campaign', 'municipality'), name='a_campaign_chooses_a_municipality_once'),
        ),
        migrations.AddConstraint(
            model_name='outreachtarget',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'invited', 'planned', 'held', 'declined', 'unreachable', 'swapped'])), name='target_has_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='outreachtarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'planned'), _negated=True), ('planned_on__isnull', False), _connector='OR'), name='a_planned_visit_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='outreachtarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'swapped'), _negated=True), models.Q(('swap_reason', ''), _negated=True), _connector='OR'), name='a_swap_has_a_reason'),
        ),
        migrations.RunPython(add_needs, migrations.RunPython.noop),  # backwards: rows may be in use, so they stay
    ]
