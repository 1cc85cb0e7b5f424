from surveys.catalogue.templates import DONT_KNOW, Template, both, document, item, option, question, section

SEVERITY = [
    option("1", "Geen last van", "No trouble"),
    option("2", "Een beetje", "A little"),
    option("3", "Geregeld", "Regularly"),
    option("4", "Zwaar", "A lot"),
    option("5", "Het werk loopt vast", "Work gets stuck"),
]


def battery(code, nl, en, *items):
    """A matrix of bottlenecks by how heavy they weigh."""
    return question(code, "matrix", nl, en, items=list(items), options=[*SEVERITY, DONT_KNOW])


WORK = section(
    "work",
    "Het werk",
    "The work",
    battery(
        "q_work",
        "Hoe zwaar wegen deze knelpunten in je team?",
        "How heavily do these bottlenecks weigh in your team?",
        item("load", "Te veel werk voor te weinig mensen", "Too much work for too few people"),
        item("roles", "Onduidelijk wie wat doet", "Unclear who does what"),
        item("adhoc", "Altijd blussen, nooit plannen", "Always fighting fires, never planning"),
        item("admin", "Administratie en verslagen", "Paperwork and reports"),
        item("hours", "Avond- en weekendwerk", "Evening and weekend work"),
        item("tools", "Geen goed materiaal of software", "No good equipment or software"),
    ),
)

TEAM = section(
    "team",
    "Het team en de organisatie",
    "The team and the organisation",
    battery(
        "q_team",
        "En deze, in het team en de organisatie?",
        "And these, in the team and the organisation?",
        item("vision", "Geen gedeelde visie op jeugdwerk", "No shared view on youth work"),
        item("talk", "Weinig overleg", "Little consultation"),
        item("conflict", "Spanningen die blijven hangen", "Tensions that linger"),
        item("turnover", "Mensen die vertrekken", "People who leave"),
        item("lead", "Te weinig steun van de leiding", "Too little support from management"),
        item("board", "Een bestuur dat andere keuzes maakt", "A board that chooses otherwise"),
    ),
)

YOUTH = section(
    "youth",
    "Jongeren en partners",
    "Young people and partners",
    battery(
        "q_youth",
        "En deze, in het werk met jongeren en partners?",
        "And these, in the work with young people and partners?",
        item("reach", "Groepen die we niet bereiken", "Groups that we do not reach"),
        item("behaviour", "Gedrag waar we geen antwoord op hebben", "Behaviour that we have no answer to"),
        item("safety", "Ons niet veilig voelen", "Not feeling safe"),
        item("schools", "Moeizame samenwerking met scholen", "Difficult cooperation with schools"),
        item("welfare", "Moeizame samenwerking met welzijn", "Difficult cooperation with welfare services"),
    ),
    question(
        "q_first",
        "ranking",
        "Wat pakken jullie best eerst aan?",
        "What had you best tackle first?",
        help=both("Zet er hoogstens drie in volgorde.", "Put at most three in order."),
        max_choices=3,
        options=[
            option("load", "De werkdruk", "The workload"),
            option("roles", "Rollen en taken", "Roles and tasks"),
            option("vision", "De visie", "The vision"),
            option("talk", "Het overleg", "How we consult"),
            option("reach", "Wie we bereiken", "Whom we reach"),
            option("partners", "De partners", "The partners"),
        ],
    ),
    question(
        "q_works",
        "open",
        "Wat loopt wel goed en moet zeker blijven?",
        "What does run well and should stay?",
        help=both("Schrijf geen namen van mensen.", "Leave out names of people."),
        max_length=2000,
    ),
)

BOTTLENECKS = Template(
    code="bottlenecks",
    fields={
        "title_nl": "Knelpunten in het team",
        "title_en": "Bottlenecks in the team",
        "intro_nl": "Iedereen in het team vult dit apart in. Samen bekijken we wat het zwaarst weegt.",
        "intro_en": "Everybody in the team fills this in alone. Together we look at what weighs most.",
        "unit_of_analysis": "person",
        "confidentiality": "confidential",
    },
    document=document(WORK, TEAM, YOUTH),
)
