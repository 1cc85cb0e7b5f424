"""Demo contact: calls, visits and questions with what members need, an outreach campaign, interests and materials."""

from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from communications.models import Material
from members import competences
from members.actions import contacts, outreach
from members.actions.engagement import take_snapshot
from members.models import (
    Competence,
    ContactMoment,
    MomentForm,
    MomentKind,
    Need,
    Starter,
    TargetState,
    Theme,
    Touchpoint,
    TouchpointKind,
)
from members.rules.contacts import kind_for
from trainings.models import Edition, Registration, RegistrationState

CALLS = {"small": 40, "full": 410}
QUESTIONS = {"small": 24, "full": 640}
SPOKEN_WITH = 0.6  # of the municipalities; the others are for the ledger to keep silent or not
FORMS = {MomentForm.PHYSICAL: 22, MomentForm.DIGITAL: 31, MomentForm.PHONE: 30, MomentForm.MAIL: 17}
BUSY_MONTHS = (1, 9)  # of the helpdesk
WEEKEND = 5

HEARD = (  # what we heard, and the needs in it
    (
        "De jeugdraad telt nog zes leden. Ze zoeken een manier om jongeren van de school erbij te krijgen.",
        ("youth-council-recruits",),
    ),
    (
        "Het beleidsplan moet tegen juni naar de gemeenteraad en niemand heeft er tijd voor.",
        ("policy-plan", "time-and-staff"),
    ),
    (
        "Sinds de dienst opging in vrije tijd is jeugd een kwart van de opdracht. Ze willen dat bespreekbaar maken.",
        ("place-in-cluster",),
    ),
    ("De nieuwe schepen wil kennismaken met wat een jeugddienst kan doen.", ("political-support",)),
    (
        "Ze bereiken vooral wie al in het jeugdwerk zit. De jongeren op het plein kennen hen niet.",
        ("reach-young-people",),
    ),
    (
        "Pas begonnen, de voorganger is al weg. Vraagt wie er in de buurt hetzelfde werk doet.",
        ("first-year", "neighbours"),
    ),
    ("De chirolokalen zijn afgekeurd. Er is geen plan voor de volgende vijf jaar.", ("youth-work-premises",)),
    ("Het subsidiereglement dateert van 2013 en past niet meer bij het jeugdwerk van nu.", ("subsidy-rules",)),
    (
        "Een speelterrein verdwijnt voor een parking. De kinderen werden niet gehoord.",
        ("youth-space", "participation-methods"),
    ),
    ("Jongeren praten over druk en eenzaamheid. De dienst weet niet waar haar taak stopt.", ("well-being",)),
    ("Na de fusie zijn er twee jeugdraden en twee reglementen. Ze zoeken voorbeelden.", ("merger", "subsidy-rules")),
    ("Wil met de buren samen een jeugdhuiswerker betalen en vraagt hoe anderen dat regelen.", ("neighbours",)),
    (
        "De schepen vraagt cijfers over wat jongeren willen; een enquête leverde twaalf antwoorden op.",
        ("participation-methods", "reach-young-people"),
    ),
    ("Eén persoon doet jeugd, sport en evenementen. In de zomer valt al het andere stil.", ("time-and-staff",)),
)
ASKED = (
    "Vanaf welke leeftijd mag iemand in de jeugdraad zetelen?",
    "Is advies van de jeugdraad verplicht bij een nieuw speelterrein?",
    "Hebben jullie een voorbeeld van een afsprakennota met een jeugdhuis?",
    "Welke verzekering heeft een vrijwilliger van de speelpleinwerking nodig?",
    "Hoe pakken andere gemeenten een kinderraad aan?",
    "Kan de jeugdraad een eigen rekening hebben?",
    "Wie kan bij ons een avond over participatie begeleiden?",
    "Bestaat er een model voor een subsidiereglement voor kampvervoer?",
)
ANSWER = "Dat mag, en je bent er vrij in. We stuurden je een voorbeeld van twee gemeenten van jullie grootte."
AGREED = (
    "Wij sturen drie voorbeelden van gemeenten van dezelfde grootte.",
    "We bellen opnieuw na de zomer.",
    "Ze nemen deel aan het volgende netwerkmoment.",
    "We komen langs bij het college.",
)
INTERNAL = (
    "Klinkt moe. Volgende keer eerst vragen hoe het gaat.",
    "Verwacht veel van ons; we spraken af wat kan en wat niet.",
    "Goede spreker voor een netwerkmoment.",
)
TO_DO = ("Voorbeelden opsturen", "Terugbellen", "Voorstel voor begeleiding maken", "In contact brengen met een buur")

MATERIALS = (  # Dutch title, English title, Dutch summary, English summary, address, themes
    (
        "Draaiboek jongeren in de jeugdraad",
        "Handbook: young people in the youth council",
        "Tien manieren om nieuwe leden te vinden en te houden.",
        "Ten ways to find new members and keep them.",
        "jeugdraad",
        ("youth-council",),
    ),
    (
        "Meebeslissen: twaalf werkvormen",
        "Deciding together: twelve work forms",
        "Van een gesprek op het plein tot een burgerbudget, met wat het kost.",
        "From a talk on the square to a citizens' budget, with what it costs.",
        "werkvormen",
        ("participation",),
    ),
    (
        "Voorbeelden van subsidiereglementen",
        "Examples of subsidy rules",
        "Reglementen van gemeenten van elke grootte, met uitleg bij de keuzes.",
        "Rules of municipalities of every size, with the choices explained.",
        "reglementen",
        ("youth-work",),
    ),
    (
        "Kinderen aan tafel bij een speelterrein",
        "Children at the table for a playground",
        "Zo betrek je hen in drie namiddagen.",
        "How to involve them in three afternoons.",
        "speelterrein",
        ("play-and-space", "participation"),
    ),
    (
        "Je eerste honderd dagen",
        "Your first hundred days",
        "Wie je opzoekt, wat je leest en wat je laat liggen.",
        "Whom to look up, what to read and what to leave.",
        "honderd-dagen",
        ("organisation",),
    ),
    (
        "Jeugd in de cluster vrije tijd",
        "Youth in the leisure cluster",
        "Hoe je de plaats van jeugd bewaakt in een grotere dienst.",
        "How to guard the place of youth in a larger service.",
        "cluster",
        ("leisure", "organisation"),
    ),
    (
        "Signalen van wie het moeilijk heeft",
        "Signs of somebody who struggles",
        "Wat een jeugddienst kan doen, en wie er verder helpt.",
        "What a youth service can do, and who helps further.",
        "welzijn",
        ("well-being",),
    ),
    (
        "Kindvriendelijk plannen: een checklist",
        "Planning with children in mind: a checklist",
        "Twaalf vragen om naast elk dossier te leggen.",
        "Twelve questions to lay beside every file.",
        "kindvriendelijk",
        ("child-friendly",),
    ),
)
SHELF = "https://example.org/materiaal/"


def seed(scene):
    """What members told us over the past year, what their officers can and wish, and the shelf of materials."""
    random = Random("werfportaal contacts")  # noqa: S311 - no secret, the same talks every time
    put_materials_on_the_shelf(scene)
    hold_talks(scene, random)
    speak_with_home(scene)
    show_and_wish(scene, random)


# --- Talks and questions ---------------------------------------------------------------------------


def hold_talks(scene, random):
    """Talks and helpdesk questions, in bulk; a few of the talks ask for something to be done."""
    home = scene.officers[0].place
    places = random.sample([place for place in scene.municipalities if place != home], int(285 * SPOKEN_WITH))
    officers = {officer.place: officer for officer in scene.officers}
    needs = {need.code: need for need in Need.objects.select_related("theme")}
    number = CALLS[scene.size]
    talks = [a_talk(scene, random, random.choice(places), officers, needs) for _number in range(number)]
    questions = [a_question(scene, random, random.choice(places), officers) for _number in range(QUESTIONS[scene.size])]
    saved = contacts.record_many_contacts([*talks, *questions])
    for contact in saved[: number // 4 : 2]:
        contacts.add_follow_up(
            contact,
            title=random.choice(TO_DO),
            owner=scene.team["staff"],
            due_on=scene.today + timedelta(days=random.randrange(2, 40)),
            today=scene.today,
        )


def a_talk(scene, random, place, officers, needs):
    heard, codes = random.choice(HEARD)
    on = a_working_day(random, scene.today, place)
    form = random.choices(list(FORMS), FORMS.values())[0]
    guided = form == MomentForm.PHYSICAL and random.random() < 0.3
    moment = a_moment(
        place,
        on,
        form,
        kind=MomentKind.GUIDANCE if guided else kind_for(form),
        theme=needs[codes[0]].theme,
        heard=heard,
        agreements=random.choice(AGREED) if random.random() < 0.5 else "",
        internal_note=random.choice(INTERNAL) if random.random() < 0.3 else "",
        travel_minutes=random.randrange(30, 150, 10) if form == MomentForm.PHYSICAL else None,
        started_by=random.choice(list(Starter)),
    )
    wanted = [{"need": needs[code], "urgency": random.choice(("later", "year", "year", "now"))} for code in codes]
    staff = [scene.team[random.choice(("staff", "staff", "comms"))]]
    return moment, who_was_there(officers.get(place), on), staff, wanted


def a_question(scene, random, place, officers):
    on = a_working_day(random, scene.today, place)
    if on.month not in BUSY_MONTHS and random.random() < 0.35:
        on = a_working_day(random, scene.today, place)
    theme = Theme.objects.filter(code="youth-council").first() if random.random() < 0.35 else None
    moment = a_moment(place, on, MomentForm.PHONE, kind=MomentKind.QUESTION, theme=theme, heard=random.choice(ASKED))
    return moment, who_was_there(officers.get(place), on), [scene.team["staff"]], []


def a_moment(place, on, form, **facts):
    recorded_at = timezone.make_aware(datetime.combine(on, time(16)))
    return ContactMoment(municipality=place, on=on, form=form, recorded_at=recorded_at, **facts)


def who_was_there(officer, on):
    return [officer] if officer and officer.since <= on else []


def a_working_day(random, today, place):
    day = today - timedelta(days=random.randrange(1, 360))
    day = max(day, place.valid_from or day)
    return day - timedelta(days=max(0, day.weekday() - WEEKEND + 1)) if day.weekday() >= WEEKEND else day


def speak_with_home(scene):
    """What the demo officer finds: a visit, a question with its answer, and one that waits."""
    officer, staff, today = scene.officers[0], scene.team["staff"], scene.today
    contacts.record_contact(
        officer.place,
        by=staff.user,
        on=today - timedelta(days=34),
        today=today,
        form=MomentForm.PHYSICAL,
        heard="De jeugdraad wil jonger worden. Ze denken aan een jongerenpanel per deelgemeente.",
        agreements="Wij zoeken twee gemeenten die dat al deden. Na nieuwjaar spreken we weer af.",
        internal_note="Sterk team. Vragen of ze willen spreken op een netwerkmoment.",
        travel_minutes=60,
        theme=Theme.objects.get(code="youth-council"),
        participants=[officer],
        staff=[staff],
        needs=[{"need": Need.objects.get(code="youth-council-recruits"), "urgency": "year"}],
        follow_ups=[
            {"title": "Twee voorbeelden zoeken", "owner": staff, "due_on": today + timedelta(days=6)},
        ],
    )
    asked = contacts.ask_question(officer, officer.place, text=ASKED[0], today=today - timedelta(days=20))
    answered = timezone.make_aware(datetime.combine(today - timedelta(days=18), time(11)))
    contacts.answer_question(asked, answer=ANSWER, by=staff.user, now=answered, person=staff)
    contacts.ask_question(officer, officer.place, text=ASKED[2], today=today - timedelta(days=1))


# --- Officers and the shelf ------------------------------------------------------------------------


def show_and_wish(scene, random):
    """Who finished a training has shown what it works on; a third of the officers ticked what interests them."""
    finished = Edition.objects.with_dates().filter(last_day__lt=scene.today)
    seats = Registration.objects.filter(edition__in=finished.values("pk"), state=RegistrationState.CONFIRMED)
    days = dict(finished.values_list("pk", "last_day"))
    for registration in seats.select_related("person", "edition__module").order_by("pk"):
        for competence in registration.edition.module.competences.all():
            competences.evidence(registration.person, competence, source=registration, on=days[registration.edition_id])
    all_competences, all_themes = list(Competence.objects.all()), list(Theme.objects.all())
    by_code = {each.code: each for each in (*all_competences, *all_themes)}
    home, *others = scene.officers
    competences.choose_interests(
        home,
        competences=[by_code["participation"], by_code["convincing"]],
        themes=[by_code["youth-council"]],
        today=scene.today,
    )
    for officer in random.sample(others, len(others) // 3):
        competences.choose_interests(
            officer,
            competences=random.sample(all_competences, random.randrange(1, 3)),
            themes=random.sample(all_themes, random.randrange(0, 3)),
            today=scene.today,
        )


def put_materials_on_the_shelf(scene):
    themes = {theme.code: theme for theme in Theme.objects.all()}
    for number, (title_nl, title_en, summary_nl, summary_en, address, codes) in enumerate(MATERIALS):
        material = Material.objects.create(
            title_nl=title_nl,
            title_en=title_en,
            summary_nl=summary_nl,
            summary_en=summary_en,
            url=f"{SHELF}{address}/",
            published_on=scene.today - timedelta(days=20 + 45 * number),
        )
        material.themes.set([themes[code] for code in codes])


# --- The campaign ----------------------------------------------------------------------------------

STARTED = 42  # days ago
HELD, PLANNED, INVITED = 18, 3, 1  # the others declined, were not reached, or wait


def visit_silent_members(scene):
    """A campaign that runs: a list of 25, one swapped, most visited. Needs the ledger, as it chooses who is silent."""
    random = Random("werfportaal outreach")  # noqa: S311 - no secret, the same visits every time
    staff, started = scene.team["staff"], scene.today - timedelta(days=STARTED)
    campaign = outreach.start_campaign(
        by=staff.user,
        title=f"Stille leden {started.year}",
        starts_on=started,
        ends_on=started + timedelta(days=150),
    )
    outreach.propose_targets(campaign, by=staff.user, today=started)
    readers = set(
        Touchpoint.objects.filter(kind=TouchpointKind.OPENED, occurred_on__gt=started - timedelta(days=400))
        .values_list("municipality", flat=True)
        .distinct()
    )
    targets = list(campaign.targets.select_related("municipality").order_by("municipality__nis_code"))
    random.shuffle(targets)
    # Readers stay silent: they read, and no more. Province by province, so that some have enough visits to be shown.
    targets.sort(key=lambda target: (target.municipality_id in readers, target.province))
    needs = {need.code: need for need in Need.objects.all()}
    for number, target in enumerate(targets):
        go_there(scene, random, target, needs, number=number, started=started)
    take_snapshot(scene.today)


def go_there(scene, random, target, needs, *, number, started):
    """What became of one municipality of the list."""
    staff, today = scene.team["staff"], scene.today
    by = {"by": staff.user, "staff": staff}
    form = "physical" if number % 7 < 3 else "digital"
    if number < HELD:
        day = started + timedelta(days=7 + number * (STARTED - 8) // HELD)
        outreach.move_target(target, TargetState.PLANNED, today=started, planned_on=day, form=form, **by)
        heard, codes = HEARD[(number * 5) % len(HEARD)]
        outreach.hold_visit(
            target,
            by=staff.user,
            today=today,
            municipality=target.municipality,
            on=day,
            form=form,
            heard=heard,
            agreements=random.choice(AGREED),
            started_by=Starter.TEAM,
            staff=[staff],
            travel_minutes=80 if form == "physical" else None,
            needs=[{"need": needs[code], "urgency": random.choice(("year", "now"))} for code in codes],
            follow_ups=[{"title": TO_DO[number % 4], "owner": staff, "due_on": today + timedelta(days=5 + number)}]
            if number % 4 == 0
            else [],
        )
    elif number < HELD + PLANNED:
        day = today + timedelta(days=4 + 3 * (number - HELD))
        outreach.move_target(target, TargetState.PLANNED, today=today, planned_on=day, form=form, **by)
    elif number < HELD + PLANNED + INVITED:
        outreach.move_target(target, TargetState.INVITED, today=today, **by)
    elif number == HELD + PLANNED + INVITED:
        outreach.move_target(target, TargetState.DECLINED, today=today, note="Geen tijd dit jaar.", **by)
    elif number == HELD + PLANNED + INVITED + 1:
        outreach.move_target(target, TargetState.UNREACHABLE, today=today, note="Drie keer gebeld.", **by)
    else:
        swap(target, staff, today=started)


def swap(target, staff, *, today):
    """One is swapped, when another is left to come instead."""
    pool = outreach.pool_of(target.campaign, today=today)
    known = {place.nis_code for place in outreach.places_on(target.campaign)}
    if set(pool.candidates) - known:
        outreach.swap_target(target, by=staff.user, reason="De dienst zit midden in een verhuis.", today=today)
