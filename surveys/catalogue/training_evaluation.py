from surveys.catalogue.templates import (
    AGREEMENT,
    DONT_KNOW,
    Template,
    both,
    document,
    item,
    low,
    option,
    question,
    section,
)

NOT_FOR_ME = option("dk", "Niet van toepassing", "Does not apply", "dont_know")

CONTENT = section(
    "content",
    "De vorming",
    "The training",
    question(
        "q_overall",
        "matrix",
        "Hoe sta je tegenover deze uitspraken over de vorming?",
        "How do you feel about these statements on the training?",
        items=[
            item("expected", "De inhoud was wat ik ervan verwachtte.", "The content was what I expected."),
            item("level", "Het niveau paste bij wat ik al kon.", "The level matched what I could do already."),
            item("practice", "Er was genoeg tijd om te oefenen.", "There was enough time to practise."),
            item("examples", "De voorbeelden kwamen uit mijn werk.", "The examples came from my kind of work."),
            item("material", "Het materiaal kan ik later gebruiken.", "I can use the material later on."),
        ],
        options=[*AGREEMENT, NOT_FOR_ME],
    ),
    question(
        "q_trainer",
        "matrix",
        "En over wie de vorming gaf?",
        "And about who gave the training?",
        items=[
            item("knows", "Kende het jeugdwerk en het beleid.", "Knew youth work and policy."),
            item("clear", "Legde helder uit.", "Explained clearly."),
            item("safe", "Zorgde dat iedereen durfde te praten.", "Made sure that everybody dared to speak."),
        ],
        options=[*AGREEMENT, NOT_FOR_ME],
    ),
    question(
        "q_pace",
        "single",
        "Hoe was het tempo?",
        "How was the pace?",
        options=[
            option("slow", "Te traag", "Too slow"),
            option("right", "Goed", "Right"),
            option("fast", "Te snel", "Too fast"),
        ],
    ),
)

USE = section(
    "use",
    "Wat je ermee doet",
    "What you do with it",
    question(
        "q_apply",
        "single",
        "Kan je wat je leerde gebruiken in je werk?",
        "Can you use what you learned at work?",
        required=True,
        options=[
            option("now", "Ja, meteen", "Yes, right away"),
            option("later", "Ja, later dit jaar", "Yes, later this year"),
            option("partly", "Deels", "Partly"),
            option("no", "Nee", "No"),
            DONT_KNOW,
        ],
    ),
    question(
        "q_first_step",
        "open",
        "Wat is het eerste wat je anders gaat doen?",
        "What is the first thing that you will do differently?",
        help=both("Schrijf geen namen van mensen of gemeenten.", "Leave out names of people or municipalities."),
        show_if={"question": "q_apply", "has": ["now", "later", "partly"]},
        max_length=1000,
    ),
    question(
        "q_in_the_way",
        "multiple",
        "Wat staat in de weg?",
        "What is in the way?",
        show_if={"question": "q_apply", "has": ["partly", "no"]},
        max_choices=3,
        options=[
            option("time", "Geen tijd", "No time"),
            option("support", "Geen steun van mijn dienst of bestuur", "No support from my service or board"),
            option("fit", "Het past niet bij mijn opdracht", "It does not fit my job"),
            option("practice", "Ik moet eerst meer oefenen", "I need more practice first"),
            option("money", "Geen budget", "No budget"),
            option("none", "Niets van dit alles", "None of these", "none"),
        ],
    ),
)

PRACTICAL = section(
    "practical",
    "Praktisch",
    "Practical matters",
    question(
        "q_practical",
        "matrix_multiple",
        "Wat was in orde, en wat kan beter? Je mag meer dan één vakje aanduiden.",
        "What was fine, and what could be better? You may tick more than one box.",
        items=[
            item("place", "De plaats", "The place"),
            item("hours", "De uren", "The hours"),
            item("info", "De informatie vooraf", "The information beforehand"),
            item("meal", "Eten en drinken", "Food and drinks"),
        ],
        options=[
            option("fine", "In orde", "Fine"),
            option("better", "Kan beter", "Could be better"),
            option("access", "Moeilijk toegankelijk", "Hard to access"),
            option("dk", "Niet van toepassing", "Does not apply", "dont_know"),
        ],
    ),
    question(
        "q_recommend",
        "nps",
        "Hoe waarschijnlijk is het dat je deze vorming aanraadt aan een collega?",
        "How likely are you to recommend this training to a colleague?",
    ),
    question(
        "q_why",
        "open",
        "Wat moet er veranderen opdat je meer dan {q_recommend} zou geven?",
        "What should change for you to give more than {q_recommend}?",
        show_if=low("q_recommend", 6),
        max_length=1000,
    ),
    question(
        "q_more",
        "open",
        "Wil je nog iets kwijt?",
        "Is there anything else?",
        max_length=2000,
    ),
)

TRAINING_EVALUATION = Template(
    code="training-evaluation",
    fields={
        "title_nl": "Hoe was de vorming?",
        "title_en": "How was the training?",
        "intro_nl": "Enkele vragen over de vorming die je volgde. Met je antwoorden maken we de volgende beter.",
        "intro_en": "A few questions about the training that you took. Your answers make the next one better.",
        "unit_of_analysis": "person",
        "confidentiality": "anonymous",
    },
    document=document(CONTENT, USE, PRACTICAL),
)
