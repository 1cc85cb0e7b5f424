from surveys.catalogue.templates import (
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

STAGE = [
    option("1", "Doen we niet", "We do not do it"),
    option("2", "Staat in de steigers", "Being set up"),
    option("3", "Loopt, maar kan beter", "Runs, but could be better"),
    option("4", "Loopt goed", "Runs well"),
]

OFFER = section(
    "offer",
    "Wat er is voor jongeren",
    "What there is for young people",
    question(
        "q_note",
        "note",
        "Overloop het aanbod in je hele gemeente, ook dat van verenigingen. Een ruwe inschatting volstaat.",
        "Think of everything in your municipality, also what associations offer. A rough idea is enough.",
    ),
    question(
        "q_forms",
        "matrix",
        "Hoe ver staan jullie met deze vormen van jeugdwerk?",
        "How far are you with these forms of youth work?",
        items=[
            item("playgrounds", "Speelpleinwerking", "Playground work"),
            item("associations", "Jeugdverenigingen", "Youth associations"),
            item("houses", "Jeugdhuizen", "Youth centres"),
            item("outreach", "Vindplaatsgericht werken", "Outreach work"),
            item("vulnerable", "Werking met jongeren in een kwetsbare positie", "Work with vulnerable young people"),
            item("culture", "Jeugdcultuur", "Youth culture"),
            item("online", "Online jeugdwerk", "Online youth work"),
        ],
        options=[*STAGE, DONT_KNOW],
    ),
    question(
        "q_reached",
        "matrix_multiple",
        "Welke leeftijden bereiken jullie daarmee?",
        "Which ages do you reach with it?",
        items=[
            item("playgrounds", "Speelpleinwerking", "Playground work"),
            item("houses", "Jeugdhuizen", "Youth centres"),
            item("outreach", "Vindplaatsgericht werken", "Outreach work"),
        ],
        options=[
            option("kids", "Tot 11 jaar", "Up to 11"),
            option("teens", "12 tot 15 jaar", "12 to 15"),
            option("youth", "16 tot 18 jaar", "16 to 18"),
            option("adults", "19 tot 25 jaar", "19 to 25"),
            option("none", "Niemand", "Nobody", "none"),
        ],
    ),
)

POLICY = section(
    "policy",
    "Beleid en participatie",
    "Policy and participation",
    question(
        "q_council",
        "single",
        "Heeft je gemeente een jeugdraad die samenkomt?",
        "Does your municipality have a youth council that meets?",
        required=True,
        options=[YES, NO, DONT_KNOW],
    ),
    question(
        "q_council_meets",
        "number",
        "Hoe vaak kwam de jeugdraad het voorbije jaar samen?",
        "How often did the youth council meet over the past year?",
        show_if=when("q_council", "yes"),
        unit=both("keer", "times"),
        min=0,
        max=60,
    ),
    question(
        "q_participation",
        "multiple",
        "Hoe beslissen jongeren mee?",
        "How do young people take part in decisions?",
        options=[
            option("council", "In de jeugdraad", "In the youth council"),
            option("projects", "In projecten, van begin tot einde", "In projects, from start to end"),
            option("budget", "Met een eigen budget", "With a budget of their own"),
            option("schools", "Langs scholen", "Through schools"),
            option("street", "Op straat en op pleinen", "In streets and squares"),
            option("online", "Online", "Online"),
            option("none", "Niet", "They do not", "none"),
        ],
    ),
    question(
        "q_alone",
        "likert",
        "Andere diensten denken aan jongeren bij wat ze beslissen.",
        "Other departments think of young people in what they decide.",
        options=[
            option("1", "Nooit", "Never"),
            option("2", "Zelden", "Rarely"),
            option("3", "Soms", "Sometimes"),
            option("4", "Vaak", "Often"),
            option("5", "Altijd", "Always"),
            DONT_KNOW,
        ],
    ),
)

MEANS = section(
    "means",
    "Middelen en voorrang",
    "Means and priorities",
    question(
        "q_rooms",
        "single",
        "Zijn er genoeg plaatsen waar jongeren binnen kunnen samenkomen?",
        "Are there enough places where young people can meet indoors?",
        options=[
            option("enough", "Genoeg", "Enough"),
            option("few", "Te weinig", "Too few"),
            option("none-at-all", "Geen", "None"),
            DONT_KNOW,
        ],
    ),
    question(
        "q_rooms_where",
        "open",
        "Waar zijn de noden het grootst?",
        "Where is the need the greatest?",
        show_if={"any": [when("q_rooms", "few"), when("q_rooms", "none-at-all")]},
        max_length=1000,
    ),
    question(
        "q_priorities",
        "ranking",
        "Waar wil je dienst de komende drie jaar eerst op inzetten?",
        "What does your service want to work on first over the next three years?",
        help=both("Zet er drie in volgorde.", "Put three in order."),
        min_choices=1,
        max_choices=3,
        options=[
            option("participation", "Inspraak en participatie", "Participation"),
            option("well-being", "Mentaal welzijn", "Mental well-being"),
            option("space", "Plaats voor jongeren", "Room for young people"),
            option("vulnerable", "Jongeren in een kwetsbare positie", "Vulnerable young people"),
            option("associations", "Ondersteuning van verenigingen", "Support of associations"),
            option("leisure", "Vrijetijdsaanbod", "Leisure offer"),
        ],
    ),
    question(
        "q_help",
        "open",
        "Waarbij kan een begeleider van buitenaf helpen?",
        "What could a coach from outside help with?",
        max_length=2000,
    ),
)

QUICKSCAN = Template(
    code="quickscan",
    fields={
        "title_nl": "Quickscan van het lokale jeugdwerk",
        "title_en": "Quickscan of local youth work",
        "intro_nl": (
            "Waar staat je gemeente met jeugdwerk, beleid en participatie? De quickscan is het begin van een gesprek, "
            "geen rapport."
        ),
        "intro_en": (
            "Where does your municipality stand with youth work, policy and participation? The quickscan starts a "
            "conversation, it is not a verdict."
        ),
        "unit_of_analysis": "municipality",
        "confidentiality": "confidential",
    },
    document=document(OFFER, POLICY, MEANS),
)
