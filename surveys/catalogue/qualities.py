from surveys.catalogue.templates import DONT_KNOW, Template, both, document, item, option, question, section

MASTERY = [
    option("1", "Nog niet", "Not yet"),
    option("2", "Met hulp", "With help"),
    option("3", "Zelfstandig", "On my own"),
    option("4", "Ik kan het anderen leren", "I can teach it to others"),
]


def battery(code, nl, en, *items):
    """A matrix of qualities by how far one masters them."""
    return question(code, "matrix", nl, en, items=list(items), options=[*MASTERY, DONT_KNOW])


CONTACT = section(
    "contact",
    "In contact met jongeren",
    "In contact with young people",
    battery(
        "q_contact",
        "Hoe ver sta je hiermee?",
        "How far are you with this?",
        item("trust", "Vertrouwen opbouwen", "Building trust"),
        item("listen", "Luisteren zonder oordeel", "Listening without judging"),
        item("limits", "Grenzen stellen", "Setting limits"),
        item("group", "Een groep begeleiden", "Guiding a group"),
        item("conflict", "Met conflicten omgaan", "Handling conflicts"),
        item("outreach", "Jongeren opzoeken waar ze zijn", "Finding young people where they are"),
    ),
)

METHOD = section(
    "method",
    "Methodisch werken",
    "Working with a method",
    battery(
        "q_method",
        "Hoe ver sta je hiermee?",
        "How far are you with this?",
        item("plan", "Een activiteit of traject plannen", "Planning an activity or a series"),
        item("follow", "Opvolgen wat groepen en jongeren doen", "Following up groups and young people"),
        item("participation", "Jongeren laten meebeslissen", "Letting young people decide"),
        item("refer", "Doorverwijzen", "Referring"),
        item("reflect", "Stilstaan bij je eigen werk", "Reflecting on your own work"),
    ),
)

POLICY = section(
    "policy",
    "Beleid en netwerk",
    "Policy and network",
    battery(
        "q_policy",
        "Hoe ver sta je hiermee?",
        "How far are you with this?",
        item("advise", "Het bestuur adviseren", "Advising the board"),
        item("write", "Een nota of plan schrijven", "Writing a memo or a plan"),
        item("partners", "Met partners samenwerken", "Working with partners"),
        item("budget", "Een budget beheren", "Managing a budget"),
        item("signals", "Signalen van jongeren doorgeven", "Passing on what young people say"),
    ),
    question(
        "q_strong",
        "multiple",
        "Waarvoor komen collega’s naar jou?",
        "What do colleagues come to you for?",
        max_choices=2,
        options=[
            option("contact", "Contact met jongeren", "Contact with young people"),
            option("method", "Methodiek", "Methods"),
            option("policy", "Beleid", "Policy"),
            option("network", "Netwerk", "Network"),
            option("practical", "Praktische zaken", "Practical matters"),
            option("none", "Niets van dit alles", "None of these", "none"),
        ],
    ),
    question(
        "q_learn",
        "ranking",
        "Wat wil je eerst leren?",
        "What do you want to learn first?",
        help=both("Wat je niet wil leren, laat je open.", "Leave open what you do not want to learn."),
        options=[
            option("contact", "Contact met jongeren", "Contact with young people"),
            option("method", "Methodisch werken", "Working with a method"),
            option("policy", "Beleid", "Policy"),
            option("network", "Netwerken", "Networking"),
        ],
    ),
    question(
        "q_how",
        "open",
        "Wat helpt je het meest om “{q_learn}” te leren?",
        "What helps you most to learn “{q_learn}”?",
        show_if={"question": "q_learn", "answered": True},
        max_length=1000,
    ),
)

QUALITIES = Template(
    code="qualities",
    fields={
        "title_nl": "Wat kan je, en wat wil je leren?",
        "title_en": "What can you do, and what do you want to learn?",
        "intro_nl": "Een blik op je eigen kwaliteiten als jeugdwerker. We zien alleen het beeld van het hele team.",
        "intro_en": "A look at your own qualities as a youth worker. We only see the picture of the whole team.",
        "unit_of_analysis": "person",
        "confidentiality": "confidential",
    },
    document=document(CONTACT, METHOD, POLICY),
)
