from django.db import models
from django.utils.translation import gettext_lazy


class Refusal(models.TextChoices):
    """Why a deed is not possible, as a sentence for the person who tried."""

    NOT_DRAFT = "not-draft", gettext_lazy("This survey has been opened before.")
    NOT_OPEN = "not-open", gettext_lazy("This survey is not in the field.")
    CLOSED = "closed", gettext_lazy("This survey is closed.")
    NOT_READY = "not-ready", gettext_lazy("The questions are not ready: have them looked at first.")
    CLOSES_IN_THE_PAST = "closes-in-the-past", gettext_lazy("The last day to answer is over. Choose a later one.")
    NO_TITLE = "no-title", gettext_lazy("Give the survey a title in Dutch first.")
    ANSWERED_FOR = "answered-for", gettext_lazy("A colleague has answered for your municipality already. Thank you!")
    NO_FILES = "no-files", gettext_lazy("This question takes no files.")
    SENT_ALREADY = "sent-already", gettext_lazy("The answers were sent already.")
    ONES_OWN = "ones-own", gettext_lazy("You are asked for yourself, so nobody can answer in your place.")
    TOO_OFTEN = "too-often", gettext_lazy("This question was handed over too often. Call us, we help you.")
    INVITED_ALREADY = "invited-already", gettext_lazy("They were asked for another municipality already.")
    WORKS_ELSEWHERE = "works-elsewhere", gettext_lazy("The register says that they work elsewhere.")
    WANTS_NO_MAIL = "wants-no-mail", gettext_lazy("They want no mail about surveys.")
    OWN_ADDRESS = (
        "own-address",
        gettext_lazy("That is the address that you were asked at. Fill in that of a colleague."),
    )
    NOBODY_IN_IT = (
        "nobody-in-it",
        gettext_lazy("Nobody is in the audience today. Choose a wider one under “Who is it for?”, then open it."),
    )
    NOT_SENT = "not-sent", gettext_lazy("No mail was sent there, or it was answered.")
    ARRIVED = "arrived", gettext_lazy("A mail is there or on its way already, or it was answered.")
    NO_ADDRESS = "no-address", gettext_lazy("The register has no address of them. Fill one in first.")
    NO_REST = "no-rest", gettext_lazy("They had a mail about another survey these days. Wait until a week has passed.")
    ANSWERED_FOR_THEM = "answered-for-them", gettext_lazy("A colleague of theirs has answered already.")
    NOT_LATER = "not-later", gettext_lazy("Choose a day after the last one, and not in the past.")
    NOBODY = "nobody", gettext_lazy("This audience holds nobody. Choose a wider one.")
    NO_CHANGE = "no-change", gettext_lazy("There is no edited version to ask.")
    NO_POPULATION = "no-population", gettext_lazy("This survey has no population yet: bring it into the field first.")
    ASKS_PEOPLE = "asks-people", gettext_lazy("This survey asks people: it takes no answers for municipalities.")
    ANONYMOUS = "anonymous", gettext_lazy("This survey is anonymous: it takes no answers by municipality.")
    STALE = (
        "stale",
        gettext_lazy(
            "A colleague changed this meanwhile, and that is kept. Look at how it stands now, then try again."
        ),
    )
    NO_LONGER_THERE = "no-longer-there", gettext_lazy("A colleague took this out meanwhile.")
    THERE_AGAIN = "there-again", gettext_lazy("This question stands in the survey again already.")
    HOLDS_QUESTIONS = "holds-questions", gettext_lazy("This section still holds questions. Move or remove those first.")
    PROMISED = (
        "promised",
        gettext_lazy(
            "People were invited or answered under this promise, so it stays as it is. "
            "Copy the survey to promise something else."
        ),
    )
    NO_KEY = (
        "no-key",
        gettext_lazy("We cannot take answers right now: something is wrong at our end. Nothing is lost. Call us."),
    )
    IN_THE_FIELD = "in-the-field", gettext_lazy("This survey is in the field. Close it first.")
