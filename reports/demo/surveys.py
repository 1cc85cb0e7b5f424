"""Demo surveys: one that is closed, with 89 responses, and one in the field; invented answers that hang together."""

from datetime import timedelta
from math import log
from random import Random

from surveys import actions, documents, rules
from surveys.actions import Entry
from surveys.catalogue import LEARNING_NEEDS, MEMBER_SERVICES

RESPONSES = 89
BOUNCED, OPTED_OUT = 2, 1
ANSWERED, HALFWAY = 14, 4  # of those who are invited to the one in the field

LEANING = {  # how much better or worse than 3.5 people find this on a scale of five
    "q_channels_timely": -0.3,
    "q_guidance_satisfied": 0.6,
    "q_events_satisfied": 0.4,
    "q_price_fair": -0.5,
    "q_alone": 0.1,
    "news": 0.4,
    "website": -0.4,
    "social": -0.1,
    "contact": 0.9,
    "content": 0.4,
    "trainers": 0.7,
    "use": 0.2,
    "planning": -0.7,
    "participation": 0.3,
    "policy": -0.2,
    "space": -0.4,
    "well-being": 0.5,
}
POPULAR = {  # the chance that somebody gives this answer; of a question with one answer, its weight
    "news": 0.82, "website": 0.55, "social": 0.38, "mail": 0.46, "visit": 0.2,
    "always": 3, "often": 4, "sometimes": 3, "rarely": 1,
    "time": 0.66, "distance": 0.3, "price": 0.34, "topics": 0.16, "late": 0.22, "stand-in": 0.41,
    "network": 0.52, "study": 0.31, "congress": 0.24, "online": 0.37,
    "each": 4, "included": 3, "card": 2, "dk": 0.7,
    "nearby": 5, "central": 2, "any": 1.5,
    "offer": 0.6, "staff": 0.3, "training": 0.35, "material": 0.4,
    "group": 4, "coach": 2, "peer": 3,
}  # fmt: skip
WORDS = (
    "De netwerkmomenten zeker houden: daar leer ik het meest van collega’s.",
    "Meer vormingen in Limburg en West-Vlaanderen, het is nu telkens ver rijden.",
    "De nieuwsbrief is goed maar lang. Een overzicht bovenaan zou helpen.",
    "Data vroeger bekendmaken, dan kan ik ze nog in de planning krijgen.",
    "De begeleiding bij ons beleidsplan was heel waardevol.",
    "Een korte online reeks over participatie, op een vast moment.",
    "Voor een kleine dienst is de prijs van een tweedaagse hoog.",
    "Houden zoals het is: bereikbaar, vriendelijk en deskundig.",
    "Op de website vind ik moeilijk terug wat er vorig jaar stond.",
    "Graag meer voorbeelden van gemeenten van onze grootte.",
)


def seed(*, officer, today):
    """Put both surveys in place; `officer` is invited to the one in the field and has not answered yet."""
    random = Random("werfportaal surveys")  # noqa: S311 - no secret, the same answers every time
    hold_closed_survey(random, today=today)
    hold_survey_in_the_field(random, officer=officer, today=today)


def hold_closed_survey(random, *, today):
    """In the field for five weeks, this year; large municipalities answered more often."""
    opened = max(today - timedelta(days=75), today.replace(month=1, day=1))
    last = min(opened + timedelta(days=35), today)
    survey = actions.create_survey(MEMBER_SERVICES, closes_on=last, audience={"members_only": False})  # of all 285
    survey = actions.open_survey(survey, today=opened)
    units = list(survey.snapshot.units.select_related("municipality"))
    chosen = sorted(units, key=lambda unit: random.random() ** (1 / eagerness(unit)), reverse=True)[:RESPONSES]
    entries = [an_entry(random, survey.version.document, unit) for unit in chosen]
    days = {entry.unit.pk: opened + timedelta(days=a_day(random, (last - opened).days)) for entry in entries}
    actions.record_many(survey, entries, on=lambda entry: days[entry.unit.pk])
    actions.close_survey(survey, today=last)


def eagerness(unit):
    return max(0.3, log(unit.population or 10_000) - 8.2) + (1.5 if unit.youth_region else 0)


def a_day(random, last):
    """Most answer in the days after the mail, some on the last day."""
    return last if random.random() < 0.08 else min(last, int(random.expovariate(1 / 7)))


def an_entry(random, document, unit):
    years = min(int(random.gammavariate(1.3, 6.56)), 38)
    return Entry(unit, some_answers(random, document, unit, years=years), years)


def hold_survey_in_the_field(random, *, officer, today):
    """Open since ten days, for two weeks more: some have answered, some are halfway, most have yet to begin."""
    opened = today - timedelta(days=10)
    survey = actions.create_survey(LEARNING_NEEDS, closes_on=today + timedelta(days=14))
    survey = actions.open_survey(survey, today=opened)
    home = officer.roles.active_on(today).get().municipality
    actions.invite(survey, [(officer, survey.snapshot.units.get(municipality=home))], today=opened)
    invitations = actions.invite_everybody(survey, today=opened)
    document = survey.version.document
    for number, invitation in enumerate(random.sample(invitations, ANSWERED + HALFWAY)):
        answers, day = some_answers(random, document, invitation.unit), opened + timedelta(days=number % 10)
        if number < ANSWERED:
            actions.submit(invitation, answers=answers, today=day, language="nl")
        else:
            codes = [question["code"] for question in document["sections"][0]["questions"]]
            actions.save_draft(invitation, codes, answers, page=2, today=day)
    waiting = list(survey.invitations.that_can_be_reminded().exclude(person=officer).order_by("pk"))
    for invitation in waiting[:BOUNCED]:
        actions.mark_bounced(invitation, by=None)
    for invitation in waiting[BOUNCED : BOUNCED + OPTED_OUT]:
        actions.opt_out(invitation, today=opened + timedelta(days=1))
    actions.remind(survey, None, today - timedelta(days=2))


# --- What somebody answers -------------------------------------------------------------------------


def some_answers(random, document, unit, *, years=5):
    """Answers of one service: who is content with one thing is with others; a larger one joins in more."""
    mood, size = random.gauss(0.15 if years < 6 else -0.05, 0.7), log((unit.population or 10_000) / 15_000)
    answers = {}
    for question in documents.questions(document):
        is_skipped = not question["required"] and random.random() < (0.62 if question["type"] == "open" else 0.03)
        if question["type"] not in ("note", "file") and documents.is_shown(question, answers) and not is_skipped:
            answers[question["code"]] = an_answer(random, question, mood=mood, size=size)
    return rules.possible(document, answers)


def an_answer(random, question, *, mood, size):
    match question["type"]:
        case "likert":
            return a_grade(random, question, question["code"], mood)
        case "matrix":
            return {item: a_grade(random, question, item, mood) for item in documents.item_codes(question)}
        case "matrix_multiple":
            rows = {item: some_options(random, question, size) for item in documents.item_codes(question)}
            return {item: ticked for item, ticked in rows.items() if ticked}
        case "ranking":
            wanted = sorted(documents.option_codes(question), key=lambda code: random.random() ** (1 / weight_of(code)))
            return wanted[::-1][: random.randint(1, question.get("max_choices") or len(wanted))]
        case "multiple":
            return some_options(random, question, size)
        case "nps":
            return max(0, min(10, round(7.3 + 1.6 * mood + random.gauss(0, 1.1))))
        case "number":
            return a_number(random, question, size)
        case "open":
            return random.choice(WORDS)
        case _:
            return a_choice(random, question, size)


def some_options(random, question, size):
    wanted = documents.option_codes(question, "substantive")
    ticked = [code for code in wanted if random.random() < POPULAR.get(code, 0.3) + 0.05 * size]
    return ticked or documents.option_codes(question, "none")


def weight_of(code):
    return max(0.2, POPULAR.get(code, 1) + LEANING.get(code, 0))


def a_grade(random, question, about, mood):
    """A place on the scale, or now and then "I don't know"."""
    unknown = documents.option_codes(question, "dont_know")
    if unknown and random.random() < 0.07:
        return unknown[0]
    scale = documents.option_codes(question, "substantive")
    place = round(3.5 + LEANING.get(about, 0) + 0.8 * mood + random.gauss(0, 0.65))
    return scale[max(1, min(len(scale), place)) - 1]


def a_number(random, question, size):
    low, high = question.get("min", 0), question.get("max", 50)
    typical = (1 + size / 3) * (12 if high > 100 else 3)
    number = min(high, max(low, random.gammavariate(2, max(0.5, typical / 2))))
    return round(number * 2) / 2 if question.get("decimals") else round(number)


def a_choice(random, question, size):
    """More often "yes" and "more than once" the larger the service."""
    codes = documents.option_codes(question)
    joins = {"yes": 1.6 + size, "several": 0.9 + size, "once": 1, "no": 1.2, "dk": 0.12, "online": 2.2}
    weights = [max(0.1, joins.get(code, POPULAR.get(code, 1))) for code in codes]
    return random.choices(codes, weights)[0]
