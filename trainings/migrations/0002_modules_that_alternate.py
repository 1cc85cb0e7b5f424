from django.db import migrations

COMPETENCES = (
    ("policy-work", "Beleidsmatig werken", "Working on policy", "Je vertaalt wat jongeren nodig hebben naar beleid dat iemand opneemt.", "You turn what young people need into policy that somebody takes up."),
    ("participation", "Jongeren betrekken", "Involving young people", "Je geeft jongeren een echte stem, van eerste idee tot beslissing.", "You give young people a real voice, from first idea to decision."),
    ("directing", "Regie voeren", "Directing", "Je brengt aanbieders samen en bewaakt wat er voor wie is.", "You bring providers together and watch over what there is for whom."),
    ("convincing", "Overtuigen", "Convincing", "Je brengt een boodschap zo dat collega’s en bestuur meegaan.", "You bring a message so that colleagues and politicians come along."),
    ("networking", "Netwerken", "Networking", "Je kent de juiste mensen, en zij kennen jou.", "You know the right people, and they know you."),
    ("organising", "Organiseren", "Organising", "Je krijgt plannen op tijd en binnen budget gedaan.", "You get plans done in time and within budget."),
)

# code, kind, title nl, title en, summary nl, summary en, colour, half-days, seats
MODULES = (
    ("beleidsparticipatie", "rotating", "Beleidsparticipatie", "Policy participation", "Vier dagdelen over hoe je jongeren laat meebeslissen: van het eerste gesprek tot wat je terugkoppelt. Je oefent op een vraagstuk uit je eigen gemeente.", "Four half-days on letting young people decide: from the first conversation to what you report back. You practise on a question from your own municipality.", "coral", 4, 16),
    ("regie-vrijetijdsaanbod", "rotating", "Regie vrijetijdsaanbod", "Directing the leisure offer", "Wie biedt wat aan, voor wie, en wat ontbreekt? Je maakt een kaart van het aanbod en voert er het gesprek over met partners.", "Who offers what, for whom, and what is missing? You map the offer and hold the conversation about it with partners.", "sky", 4, 16),
    ("overtuigend-communiceren", "rotating", "Overtuigend communiceren", "Communicating convincingly", "Een nota, een pitch en een moeilijk gesprek: je schrijft en spreekt zo dat het college en je collega’s meegaan.", "A note, a pitch and a difficult conversation: you write and speak so that aldermen and colleagues come along.", "raspberry", 4, 16),
    ("netwerken-en-lobbyen", "rotating", "Netwerken en lobbyen", "Networking and lobbying", "Je brengt in kaart wie er beslist, bouwt aan je netwerk en leert een dossier op tafel te krijgen.", "You map who decides, build your network and learn to get a file on the table.", "violet", 4, 16),
    ("startcursus", "starter", "Startcursus jeugdambtenaar", "Starter course for youth officers", "Nieuw op de jeugddienst? In vier dagdelen leer je het lokaal jeugdbeleid, de kerndriehoek en je eerste honderd dagen kennen.", "New in the youth service? In four half-days you get to know local youth policy, the core triangle and your first hundred days.", "petrol", 4, 22),
    ("vormingstweedaagse", "two-day", "Vormingstweedaagse", "Two-day training", "Twee dagen met collega’s uit heel Vlaanderen: sessies naar keuze, en tijd om van elkaar te leren.", "Two days with colleagues from all over Flanders: sessions of your choice, and time to learn from each other.", "leaf", 4, 160),
    ("netwerkmoment", "network-moment", "Netwerkmoment", "Network moment", "Een halve dag met de jeugddiensten uit je buurt: wat speelt er, wat werkt, en wie kan je helpen?", "Half a day with the youth services around you: what is going on, what works, and who can help?", "petrol", 1, 24),
)

# module -> (competence, level, learning goal nl, learning goal en)
GOALS = {
    "beleidsparticipatie": (
        ("participation", 3, "Je zet een participatietraject op dat past bij de vraag en bij de jongeren.", "You set up a participation process that fits the question and the young people."),
        ("policy-work", 2, "Je laat zien wat er met hun inbreng gebeurt.", "You show what happens with their input."),
    ),
    "regie-vrijetijdsaanbod": (
        ("directing", 3, "Je leest het vrijetijdsaanbod en benoemt de gaten.", "You read the leisure offer and name the gaps."),
        ("networking", 2, "Je maakt afspraken met aanbieders die elkaar nog niet kennen.", "You make agreements with providers who do not know each other yet."),
    ),
    "overtuigend-communiceren": (
        ("convincing", 3, "Je brengt een voorstel in drie minuten, op maat van wie luistert.", "You bring a proposal in three minutes, fitted to who listens."),
        ("policy-work", 2, "Je schrijft een nota die gelezen wordt.", "You write a note that is read."),
    ),
    "netwerken-en-lobbyen": (
        ("networking", 3, "Je kent de spelers rond een dossier en hun belang.", "You know the players around a file and what they want."),
        ("convincing", 2, "Je kiest wie je wanneer aanspreekt.", "You choose whom you approach when."),
    ),
    "startcursus": (
        ("policy-work", 1, "Je weet hoe lokaal jeugdbeleid in elkaar zit.", "You know how local youth policy is put together."),
        ("organising", 1, "Je maakt een plan voor je eerste honderd dagen.", "You make a plan for your first hundred days."),
    ),
}


def add(apps, schema_editor):
    competences = {}
    for order, (code, nl, en, text_nl, text_en) in enumerate(COMPETENCES, start=1):
        competences[code], _ = apps.get_model("members", "Competence").objects.get_or_create(
            code=code,
            defaults={"title_nl": nl, "title_en": en, "description_nl": text_nl, "description_en": text_en, "order": order},
        )
    for order, (code, kind, nl, en, text_nl, text_en, category, half_days, seats) in enumerate(MODULES, start=1):
        module, _ = apps.get_model("trainings", "Module").objects.get_or_create(
            code=code,
            defaults={
                "kind": kind, "title_nl": nl, "title_en": en, "summary_nl": text_nl, "summary_en": text_en,
                "category": category, "half_day_count": half_days, "seats": seats,
                "order": order,
            },
        )
        for competence, level, goal_nl, goal_en in GOALS.get(code, ()):
            module.module_competences.get_or_create(
                competence=competences[competence],
                defaults={"level": level, "learning_goal_nl": goal_nl, "learning_goal_en": goal_en},
            )


class Migration(migrations.Migration):
    dependencies = [("trainings", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]  # backwards: rows may be in use, so they stay
