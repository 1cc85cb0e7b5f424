"""Scores as the sum of stored contributions; the weights, the themes and the contact person that a portal starts with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# kind, points of one touchpoint today, at most altogether; what is not here is weighed by nobody yet
WEIGHTS = [
    ("visit", "10", "30"),
    ("guidance", "10", "30"),
    ("commission", "5", "15"),
    ("training-attended", "5", "20"),
    ("call", "5", "15"),
    ("network-moment", "4", "16"),
    ("question", "4", "16"),
    ("survey-answered", "4", "8"),
    ("general-assembly", "4", "4"),
    ("mail", "3", "9"),
    ("training-registered", "1", "3"),
    ("portal-action", "1", "3"),
    ("clicked", "0.5", "4"),
    ("opened", "0", "0"),
    ("delivered", "0", "0"),
    ("bounced", "0", "0"),
    ("no-show", "-1", "-5"),
]

# code, Dutch title, English title
THEMES = [
    ("youth-council", "Jeugdraad", "Youth council"),
    ("participation", "Participatie en inspraak", "Participation and having a say"),
    ("youth-work", "Jeugdwerk en jeugdhuizen", "Youth work and youth centres"),
    ("play-and-space", "Spelen en publieke ruimte", "Play and public space"),
    ("child-friendly", "Kindvriendelijk beleid", "Child-friendly policy"),
    ("leisure", "Vrijetijdsbeleid", "Leisure policy"),
    ("well-being", "Welzijn en kwetsbare jongeren", "Well-being and vulnerable young people"),
    ("organisation", "Organisatie van de jeugddienst", "Organisation of the youth service"),
]
CONTACT_PERSON = "contact-person"


def put_in(apps, schema_editor):
    weights = apps.get_model("members", "EngagementWeight").objects
    weights.bulk_create(weights.model(kind=kind, points=points, cap=cap) for kind, points, cap in WEIGHTS)
    themes = apps.get_model("members", "Theme").objects
    for order, (code, title_nl, title_en) in enumerate(THEMES, start=1):
        themes.get_or_create(code=code, defaults={"title_nl": title_nl, "title_en": title_en, "order": order})
    apps.get_model("members", "RoleType").objects.get_or_create(
        code=CONTACT_PERSON,
        defaults={
            "title_nl": "Vaste contactpersoon",
            "title_en": "Contact person with us",
            "core_player": "internal",
            "grants": "",
        },
    )


BATCH = 1000


def say_who_it_was(apps, schema_editor):
    """Fill the core player of lines written before the ledger kept it, from the roles held on that day.

    Of several roles the one in that municipality says it, else the first one; who held none stays unsaid.
    """
    assignments, ledger = (apps.get_model("members", name).objects for name in ("RoleAssignment", "Touchpoint"))
    unsaid = ledger.filter(person__isnull=False, core_player="")
    if not unsaid.exists():
        return
    roles = {}
    for role in assignments.filter(person__in=unsaid.values("person")).select_related("role_type"):
        roles.setdefault(role.person_id, []).append(role)
    lines = {}
    for line in unsaid.iterator(BATCH):
        active = [
            role
            for role in roles.get(line.person_id, ())
            if role.starts_on <= line.occurred_on and (role.ends_on is None or line.occurred_on < role.ends_on)
        ]
        here_first = min(active, key=lambda role: (role.municipality_id != line.municipality_id, role.pk), default=None)
        if here_first:
            lines.setdefault(here_first.role_type.core_player, []).append(line.pk)
    for core_player, pks in lines.items():
        for start in range(0, len(pks), BATCH):
            ledger.filter(pk__in=pks[start : start + BATCH]).update(core_player=core_player)


def take_out(apps, schema_editor):
    apps.get_model("members", "RoleType").objects.filter(code=CONTACT_PERSON, assignments=None).delete()
    codes = [code for code, *_titles in THEMES]
    apps.get_model("members", "Theme").objects.filter(code__in=codes, touchpoints=None).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0007_fees'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EngagementContribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visit', 'visit'), ('guidance', 'guidance session'), ('call', 'phone call'), ('mail', 'mail exchanged'), ('question', 'question to the helpdesk'), ('commission', 'commission meeting'), ('general-assembly', 'general assembly'), ('network-moment', 'network moment'), ('training-attended', 'training attended'), ('training-registered', 'registered for a training'), ('no-show', 'registered, but did not come'), ('survey-answered', 'answered a survey'), ('portal-action', 'did something in the portal'), ('delivered', 'mailing delivered'), ('opened', 'mailing opened'), ('clicked', 'clicked in a mailing'), ('bounced', 'mailing bounced')], max_length=30)),
                ('month', models.DateField()),
                ('number', models.PositiveIntegerField()),
                ('worth', models.DecimalField(decimal_places=2, max_digits=7)),
                ('points', models.DecimalField(decimal_places=2, max_digits=5)),
            ],
            options={
                'verbose_name': 'contribution to a score',
                'verbose_name_plural': 'contributions to a score',
                'ordering': ['kind', '-month'],
            },
        ),
        migrations.CreateModel(
            name='EngagementDisclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('disclosed_on', models.DateField(null=True, verbose_name='disclosed on')),
                ('readable_until', models.DateField(null=True, verbose_name='readable until (not included)')),
            ],
            options={
                'verbose_name': 'disclosure of a score',
            },
        ),
        migrations.CreateModel(
            name='EngagementSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='computed for')),
                ('score', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='engagement score')),
                ('score_a_year_before', models.DecimalField(decimal_places=2, max_digits=5)),
                ('band', models.CharField(blank=True, choices=[('active', 'active'), ('steady', 'steady'), ('fading', 'fading'), ('silent', 'silent')], max_length=6, verbose_name='engagement')),
                ('last_heard', models.DateField(null=True, verbose_name='last heard')),
                ('last_seen', models.DateField(null=True, verbose_name='last seen')),
                ('silent_since', models.DateField(null=True, verbose_name='silent since')),
                ('last_official', models.DateField(null=True)),
                ('last_politician', models.DateField(null=True)),
                ('last_young_person', models.DateField(null=True)),
                ('is_one_legged', models.BooleanField(default=False, verbose_name='on one leg')),
            ],
            options={
                'verbose_name': 'engagement on a day',
                'ordering': ['-day', 'municipality'],
            },
        ),
        migrations.CreateModel(
            name='EngagementWeight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visit', 'visit'), ('guidance', 'guidance session'), ('call', 'phone call'), ('mail', 'mail exchanged'), ('question', 'question to the helpdesk'), ('commission', 'commission meeting'), ('general-assembly', 'general assembly'), ('network-moment', 'network moment'), ('training-attended', 'training attended'), ('training-registered', 'registered for a training'), ('no-show', 'registered, but did not come'), ('survey-answered', 'answered a survey'), ('portal-action', 'did something in the portal'), ('delivered', 'mailing delivered'), ('opened', 'mailing opened'), ('clicked', 'clicked in a mailing'), ('bounced', 'mailing bounced')], max_length=30, unique=True, verbose_name='kind of touchpoint')),
                ('points', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='points')),
                ('cap', models.DecimalField(decimal_places=1, max_digits=4, verbose_name='at most, altogether')),
            ],
            options={
                'verbose_name': 'engagement weight',
                'verbose_name_plural': 'engagement weights',
                'ordering': ['-points', 'kind'],
            },
        ),
        migrations.AddIndex(
            model_name='touchpoint',
            index=models.Index(condition=models.Q(('heard', True), ('seen', True), _connector='OR'), fields=['municipality', '-occurred_on'], name='ledger_of_heard_and_seen'),
        ),
        migrations.AddField(
            model_name='engagementdisclosure',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='engagementdisclosure',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='engagement_disclosures', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='engagementsnapshot',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='engagement', to='members.municipality'),
        ),
        migrations.AddField(
            model_name='engagementcontribution',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='members.engagementsnapshot'),
        ),
        migrations.AddConstraint(
            model_name='engagementweight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cap__gte', 0), ('points__gte', 0)), models.Q(('cap__lte', 0), ('points__lte', 0)), _connector='OR'), name='cap_lies_on_the_side_of_its_points'),
        ),
        migrations.AddConstraint(
            model_name='engagementweight',
            constraint=models.CheckConstraint(condition=models.Q(('cap__range', (-100, 100)), ('points__range', (-100, 100))), name='weight_fits_a_score_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='engagementdisclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('disclosed_on__isnull', True), ('readable_until__isnull', True)), models.Q(('by__isnull', False), ('readable_until__gt', models.F('disclosed_on'))), _connector='OR'), name='what_is_disclosed_is_readable_for_a_while'),
        ),
        migrations.AddConstraint(
            model_name='engagementdisclosure',
            constraint=models.UniqueConstraint(condition=models.Q(('disclosed_on__isnull', True)), fields=('municipality',), name='a_member_asks_once'),
        ),
        migrations.AddIndex(
            model_name='engagementsnapshot',
            index=models.Index(fields=['day', 'band'], name='engagement_by_day_and_band'),
        ),
        migrations.AddConstraint(
            model_name='engagementsnapshot',
            constraint=models.UniqueConstraint(fields=('municipality', 'day'), name='one_engagement_a_day'),
        ),
        migrations.AddConstraint(
            model_name='engagementsnapshot',
            constraint=models.CheckConstraint(condition=models.Q(('score__gte', 0), ('score__lte', 100)), name='score_lies_between_0_and_100'),
        ),
        migrations.AddConstraint(
            model_name='engagementsnapshot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('band', 'silent'), ('silent_since__isnull', False)), models.Q(models.Q(('band', 'silent'), _negated=True), ('silent_since__isnull', True)), _connector='OR'), name='the_silent_know_since_when'),
        ),
        migrations.AddConstraint(
            model_name='engagementcontribution',
            constraint=models.UniqueConstraint(fields=('snapshot', 'kind', 'month'), name='one_contribution_a_kind_and_month'),
        ),
        migrations.RunPython(put_in, take_out),
        migrations.RunPython(say_who_it_was, migrations.RunPython.noop),
    ]
