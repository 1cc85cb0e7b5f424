from surveys.catalogue.templates import (
    AGREEMENT,
    DONT_KNOW,
    NO,
    YES,
    Template,
    both,
    document,
    item,
    option,
    question,
    section,
    when,
)

NEED = [
    option("1", "Niet nodig", "Not needed"),
    option("2", "Een beetje", "A little"),
    option("3", "Redelijk", "Fairly"),
    option("4", "Sterk", "Strongly"),
    option("5", "Zeer sterk", "Very strongly"),
]

WORK = section(
    "work",
    "Jullie werk vandaag",
    "Your work today",
    question(
        "q_need",
        "matrix",
        "Waarbij kan je dienst volgend jaar hulp gebruiken?",
        "What could your service use help with next year?",
        items=[
            item("participation", "Jongeren laten meebeslissen", "Letting young people take part in decisions"),
            item("policy", "Een jeugdbeleidsplan schrijven", "Writing a youth policy plan"),
            item("space", "Plaats voor jongeren", "Room for young people"),
            item("well-being", "Mentaal welzijn", "Mental well-being"),
        ],
        options=[*NEED, DONT_KNOW],
    ),
    question(
        "q_alone",
        "likert",
        "Ik sta er in mijn dienst vaak alleen voor.",
        "In my service I often have to manage on my own.",
        options=[*AGREEMENT, DONT_KNOW],
    ),
    question(
        "q_region",
        "single",
        "Werken jullie samen met andere gemeenten?",
        "Do you work together with other municipalities?",
        required=True,
        options=[YES, NO, DONT_KNOW],
    ),
    question(
        "q_region_for",
        "multiple",
        "Waarvoor werken jullie samen?",
        "What do you work together on?",
        show_if=when("q_region", "yes"),
        options=[
            option("offer", "Activiteiten voor jongeren", "Activities for young people"),
            option("staff", "Personeel", "Staff"),
            option("training", "Vorming", "Training"),
            option("material", "Materiaal", "Equipment"),
            option("none", "Geen van deze", "None of these", "none"),
        ],
    ),
)

LEARNING = section(
    "learning",
    "Bijleren",
    "Learning",
    question(
        "q_days",
        "number",
        "Hoeveel dagen kan je per jaar aan vorming besteden?",
        "How many days a year can you spend on training?",
        help=both("Een halve dag schrijf je als 0,5.", "Write half a day as 0.5."),
        unit=both("dagen per jaar", "days a year"),
        min=0,
        max=60,
        decimals=1,
    ),
    question(
        "q_form",
        "single",
        "Hoe leer je het liefst bij?",
        "How do you prefer to learn?",
        options=[
            option("group", "In een groep, ter plaatse", "In a group, on site"),
            option("online", "Online", "Online"),
            option("coach", "Met een begeleider in mijn dienst", "With a coach in my service"),
            option("peer", "Van collega’s elders", "From colleagues elsewhere"),
        ],
    ),
    question(
        "q_recommend",
        "nps",
        "Hoe waarschijnlijk is het dat je onze vormingen aanraadt aan een collega?",
        "How likely are you to recommend our trainings to a colleague?",
    ),
    question(
        "q_topic",
        "open",
        "Welk thema mist in ons aanbod?",
        "Which topic is missing from what we offer?",
    ),
)

LEARNING_NEEDS = Template(
    code="learning-needs",
    fields={
        "title_nl": "Wat heb je volgend jaar nodig?",
        "title_en": "What do you need next year?",
        "intro_nl": "Enkele vragen over je werk en wat je wil bijleren. Zo plannen we vormingen waar je iets aan hebt.",
        "intro_en": "A few questions about your work and what you want to learn. So we plan trainings that help you.",
        "unit_of_analysis": "municipality",
        "confidentiality": "confidential",
    },
    document=document(WORK, LEARNING),
)
