"""What whoever writes a document may want to look at again; none of it stands in the way of publishing."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.documents.judging import Finding, unchecked
from surveys.documents.reading import minutes, words

LONG = 15  # minutes
KNOWN = {  # what the register knows: how it is called, and the words by which a question asks for it
    "province": (
        gettext_lazy("the province"),
        r"^(de |jouw |je |jullie )?provincie\b|welke provincie|^(the |your )?province\b|(which|what) province",
    ),
    "population": (
        gettext_lazy("the number of inhabitants"),
        r"(hoeveel|aantal) inwoners|inwoneraantal|inwonersaantal|(how many|number of) (inhabitants|residents)",
    ),
    "fte": (
        gettext_lazy("the FTE of the youth service"),
        r"\bvte\b|\bfte\b|voltijdse? equivalent|full[- ]time equivalent",
    ),
    "youth_region": (
        gettext_lazy("the youth region"),
        r"(welke|jouw|je|jullie) jeugdregio|^jeugdregio\b|(which|what|your) youth region|^youth region\b",
    ),
    "years": (
        gettext_lazy("the years of experience"),
        r"hoe ?lang (werk|ben) je|(hoeveel|aantal) jaar (ervaring|werk|ben)|jaren ervaring|"
        r"years of experience|how (long|many years) (have|has) (you|it) (been|worked)",
    ),
}


def warnings(document: dict) -> Iterator[Finding]:
    """What to look at again: what the register knows already, missing words, a long list of questions."""
    for section in document.get("sections", ()):
        for question in section.get("questions", ()):
            for sentence in (*_asks_what_we_know(question), *_lacks_words(document, question)):
                yield Finding(question.get("code", ""), section.get("code", ""), sentence)
    yield from unchecked(document)
    if document.get("sections") and (length := minutes(document)) > LONG:
        yield Finding(
            "", "", _("This takes about %(minutes)s minutes: many people stop halfway.") % {"minutes": length}
        )


def _asks_what_we_know(question):
    if question.get("type") == "note":
        return
    texts = [text.strip().lower() for text in (question.get("text") or {}).values() if text]
    for subject, (name, asks) in KNOWN.items():
        if question.get("knows") == subject or any(re.search(asks, text) for text in texts):
            yield _("The register knows %(subject)s of who answers: there is no need to ask.") % {"subject": name}


def _lacks_words(document, question):
    labels = [
        question.get("text"),
        *(each.get("label") for part in ("options", "items") for each in question.get(part, ())),
    ]
    if question.get("help"):
        labels.append(question["help"])
    for language in document.get("languages", ()):
        missing = [words(label) for label in labels if label and words(label) and not label.get(language)]
        if missing:
            yield _("Not everything is translated (%(language)s): “%(text)s”.") % {
                "language": language,
                "text": missing[0],
            }
