from surveys.catalogue.templates import (
    AGREEMENT,
    DONT_KNOW,
    NO,
    QUALITY,
    SATISFACTION,
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

NOT_USED = option("dk", "Gebruik ik niet", "I do not use it", "dont_know")

CHANNELS = section(
    "channels",
    "Hoe we je bereiken",
    "How we reach you",
    question(
        "q_channels_used",
        "multiple",
        "Langs welke wegen kreeg je het voorbije jaar informatie van ons?",
        "In which ways did you receive information from us over the past year?",
        help=both("Duid alles aan wat klopt.", "Tick everything that applies."),
        options=[
            option("news", "De nieuwsbrief", "The newsletter"),
            option("website", "De website", "The website"),
            option("social", "Sociale media", "Social media"),
            option("mail", "Een persoonlijke mail", "A personal e-mail"),
            option("visit", "Een gesprek of een bezoek", "A conversation or a visit"),
            option("none", "Geen van deze", "None of these", "none"),
        ],
    ),
    question(
        "q_news_read",
        "single",
        "Hoe vaak lees je de nieuwsbrief?",
        "How often do you read the newsletter?",
        show_if=when("q_channels_used", "news"),
        options=[
            option("always", "Elk nummer", "Every issue"),
            option("often", "De meeste nummers", "Most issues"),
            option("sometimes", "Nu en dan", "Now and then"),
            option("rarely", "Zelden of nooit", "Rarely or never"),
        ],
    ),
    question(
        "q_channels_quality",
        "matrix",
        "Wat vind je van de kwaliteit van deze kanalen?",
        "What do you think of the quality of these channels?",
        items=[
            item("news", "De nieuwsbrief", "The newsletter"),
            item("website", "De website", "The website"),
            item("social", "Sociale media", "Social media"),
            item("contact", "Persoonlijk contact", "Personal contact"),
        ],
        options=[*QUALITY, NOT_USED],
    ),
    question(
        "q_channels_for",
        "matrix_multiple",
        "Waarvoor gebruik je die kanalen?",
        "What do you use those channels for?",
        show_if={"question": "q_channels_used", "lacks": ["none"]},
        items=[
            item("news", "De nieuwsbrief", "The newsletter"),
            item("website", "De website", "The website"),
            item("social", "Sociale media", "Social media"),
        ],
        options=[
            option("law", "Regelgeving en subsidies", "Rules and grants"),
            option("offer", "Vormingen en evenementen", "Trainings and events"),
            option("practice", "Voorbeelden van elders", "Examples from elsewhere"),
            option("none", "Ik gebruik het niet", "I do not use it", "none"),
        ],
    ),
    question(
        "q_channels_timely",
        "likert",
        "Onze informatie bereikt je op tijd om er iets mee te doen.",
        "Our information reaches you in time to do something with it.",
        options=[*AGREEMENT, DONT_KNOW],
    ),
)

GUIDANCE = section(
    "guidance",
    "Begeleiding",
    "Guidance",
    question(
        "q_guidance_used",
        "single",
        "Deed je dienst het voorbije jaar een beroep op onze begeleiding?",
        "Did your service make use of our guidance over the past year?",
        help=both(
            "Begeleiding is een traject van meerdere momenten, of een vraag die we samen uitzochten.",
            "Guidance is a series of sessions, or a question that we worked out together.",
        ),
        required=True,
        options=[
            option("several", "Ja, meer dan één keer", "Yes, more than once"),
            option("once", "Ja, één keer", "Yes, once"),
            option("no", "Nee", "No"),
            DONT_KNOW,
        ],
    ),
    question(
        "q_guidance_satisfied",
        "likert",
        "Hoe tevreden ben je over de begeleiding?",
        "How satisfied are you with the guidance?",
        show_if=when("q_guidance_used", "several", "once"),
        options=[*SATISFACTION, DONT_KNOW],
    ),
    question(
        "q_guidance_hours",
        "number",
        "Hoeveel uur begeleiding heeft je dienst per jaar nodig, denk je?",
        "How many hours of guidance do you think your service needs in a year?",
        help=both("Een schatting volstaat.", "An estimate is enough."),
        unit=both("uur per jaar", "hours a year"),
        min=0,
        max=200,
        decimals=0,
    ),
    question(
        "q_guidance_themes",
        "ranking",
        "Rond welke thema’s heb je het liefst begeleiding?",
        "On which themes would you like guidance most?",
        help=both("Zet er hoogstens drie in volgorde.", "Put at most three in order."),
        max_choices=3,
        options=[
            option("participation", "Participatie", "Participation"),
            option("plan", "Een jeugdbeleidsplan", "A youth policy plan"),
            option("well-being", "Mentaal welzijn", "Mental well-being"),
            option("outreach", "Vindplaatsgericht werken", "Outreach work"),
            option("space", "Plaats voor jongeren", "Room for young people"),
        ],
    ),
)

TRAININGS = section(
    "trainings",
    "Vormingen",
    "Trainings",
    question(
        "q_trainings_taken",
        "single",
        "Volgde iemand van je dienst het voorbije jaar een vorming bij ons?",
        "Did anybody of your service take a training with us over the past year?",
        required=True,
        options=[YES, NO, DONT_KNOW],
    ),
    question(
        "q_trainings_people",
        "number",
        "Hoeveel mensen van je dienst volgden een vorming?",
        "How many people of your service took a training?",
        show_if=when("q_trainings_taken", "yes"),
        unit=both("mensen", "people"),
        min=1,
        max=50,
        decimals=0,
    ),
    question(
        "q_trainings_quality",
        "matrix",
        "Wat vond je dienst van de vormingen?",
        "What did your service think of the trainings?",
        show_if=when("q_trainings_taken", "yes"),
        items=[
            item("content", "De inhoud", "The content"),
            item("trainers", "De lesgevers", "The trainers"),
            item("use", "De bruikbaarheid in het werk", "How useful it is at work"),
            item("planning", "De data en de plaatsen", "The dates and the places"),
        ],
        options=[*QUALITY, DONT_KNOW],
    ),
    question(
        "q_trainings_barriers",
        "multiple",
        "Wat maakt het moeilijk om een vorming te volgen?",
        "What makes it difficult to take a training?",
        options=[
            option("time", "Te weinig tijd", "Too little time"),
            option("distance", "De afstand", "The distance"),
            option("price", "De prijs", "The price"),
            option("topics", "De thema’s passen niet", "The topics do not fit"),
            option("late", "We weten het te laat", "We hear of it too late"),
            option("stand-in", "Niemand neemt het werk over", "Nobody takes over the work"),
            option("none", "Niets van dit alles", "None of these", "none"),
        ],
    ),
)

EVENTS = section(
    "events",
    "Evenementen",
    "Events",
    question(
        "q_events_joined",
        "multiple",
        "Waaraan nam je het voorbije jaar deel?",
        "What did you take part in over the past year?",
        options=[
            option("network", "Een netwerkmoment", "A network moment"),
            option("study", "Een studiedag", "A study day"),
            option("congress", "Het congres", "The congress"),
            option("online", "Een online sessie", "An online session"),
            option("none", "Geen van deze", "None of these", "none"),
        ],
    ),
    question(
        "q_events_satisfied",
        "likert",
        "Hoe tevreden ben je over de evenementen waaraan je deelnam?",
        "How satisfied are you with the events that you took part in?",
        show_if=when("q_events_joined", "network", "study", "congress", "online"),
        options=[*SATISFACTION, DONT_KNOW],
    ),
    question(
        "q_events_form",
        "single",
        "Welke vorm heeft je voorkeur voor een netwerkmoment?",
        "Which form do you prefer for a network moment?",
        options=[
            option("nearby", "Samenkomen in de eigen streek", "Meeting in our own region"),
            option("central", "Samenkomen op een centrale plaats", "Meeting in a central place"),
            option("online", "Online", "Online"),
            option("any", "Geen voorkeur", "No preference"),
        ],
    ),
)

PRICES = section(
    "prices",
    "Prijzen",
    "Prices",
    question(
        "q_price_fair",
        "likert",
        "De prijs van onze vormingen staat in verhouding tot wat je ervoor krijgt.",
        "The price of our trainings is in proportion to what you get for it.",
        options=[*AGREEMENT, DONT_KNOW],
    ),
    question(
        "q_price_stand",
        "matrix",
        "Hoe sta je tegenover deze keuzes in onze prijzen?",
        "What do you think of these choices in our prices?",
        items=[
            item("size", "Kleine gemeenten betalen minder", "Small municipalities pay less"),
            item("members", "Leden betalen minder dan wie geen lid is", "Members pay less than others"),
            item("first", "De eerste vorming van een nieuwe collega is gratis", "A newcomer’s first training is free"),
            item("cancel", "Wie laat annuleert, betaalt", "Who cancels late, pays"),
        ],
        options=[*AGREEMENT, DONT_KNOW],
    ),
    question(
        "q_price_model",
        "single",
        "Welke manier om vormingen te betalen heeft je voorkeur?",
        "Which way to pay for trainings do you prefer?",
        options=[
            option("each", "Per vorming", "For each training"),
            option("included", "Inbegrepen in een hoger lidgeld", "Included in a higher membership fee"),
            option("card", "Een beurtenkaart voor de hele dienst", "A card of credits for the whole service"),
            DONT_KNOW,
        ],
    ),
    question(
        "q_recommend",
        "nps",
        "Hoe waarschijnlijk is het dat je ons lidmaatschap aanraadt aan een andere gemeente?",
        "How likely are you to recommend our membership to another municipality?",
    ),
    question(
        "q_keep_or_change",
        "open",
        "Wat moeten we zeker houden, en wat kan anders?",
        "What should we keep, and what could be different?",
        help=both(
            "Schrijf liever geen namen van mensen of gemeenten.", "Please leave out names of people or municipalities."
        ),
    ),
)

MEMBER_SERVICES = Template(
    code="member-services",
    fields={
        "title_nl": "Onze dienstverlening aan leden",
        "title_en": "Our services for members",
        "intro_nl": (
            "Wat hebben lokale jeugddiensten aan ons, en wat kan beter? Met je antwoorden kiezen we waar we volgend "
            "jaar op inzetten: communicatie, begeleiding, vormingen, evenementen en prijzen."
        ),
        "intro_en": (
            "How do local youth services benefit from us, and what could be better? Your answers help us choose what "
            "to work on next year: communication, guidance, trainings, events and prices."
        ),
        "unit_of_analysis": "municipality",
        "confidentiality": "confidential",
    },
    document=document(CHANNELS, GUIDANCE, TRAININGS, EVENTS, PRICES),
)
