"""What every form from elsewhere comes down to: a document, what it says of the survey, and what was left out."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from members.workbooks import FAILED, FileRefused
from surveys import documents
from surveys.documents.judging import is_code

CARRIED = ("intro_nl", "intro_en", "confidentiality", "unit_of_analysis", "min_cell")  # of a survey, in our own forms
LONGEST_LABEL = 4_000
LONGEST_CODE = 40
MOST_QUESTIONS = 500
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control signs, bidi marks, zero width, private use
UNSURE = re.compile(
    r"(dat )?weet (ik |je )?(het )?niet|ik weet het niet|geen idee|(i )?(don.?t|do not) know|not sure", re.IGNORECASE
)
NOTHING = re.compile(r"geen (van (deze|dit)|enkele?)( .*)?|none( of (these|the above|them))?", re.IGNORECASE)


class Left(NamedTuple):
    """Something of the form that has no place here: where it stands, what it is, and why."""

    place: str
    subject: str
    reason: str


@dataclass
class Foreign:
    """A form as a document, with `fields` of the survey; `renamed` holds (what it was called, its code)."""

    fields: dict = field(default_factory=dict)
    document: dict = field(default_factory=lambda: {"languages": [], "sections": []})
    left: list[Left] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def questions(self):
        return documents.questions(self.document)

    def leave(self, place, subject, reason):
        self.left.append(Left(str(place), subject[:200], reason))


class Codes:
    """Gives names from elsewhere a code of ours, each once; `renamed` remembers which ones changed."""

    def __init__(self):
        self.taken, self.renamed = set(), []

    def of(self, name, otherwise="q"):
        wanted = code_of(name) or otherwise
        code, number = wanted, 2
        while code in self.taken:
            code, number = f"{wanted[: LONGEST_CODE - 4].rstrip('-_')}-{number}", number + 1
        self.taken.add(code)
        if name and code != name:
            self.renamed.append((name, code))
        return code


def code_of(name):
    """A name as a code: small letters, digits, hyphens and single underscores; empty when nothing is left of it."""
    if is_code(name):
        return name
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9_-]+", "-", plain)
    return re.sub("_{2,}", "_", plain).strip("-_")[:LONGEST_CODE].rstrip("-_")


def cleaned(text, place):
    """A label as we keep it: in NFC, ordinary spaces, no sign that cannot be seen; FileRefused when it is too long."""
    if FAILED in text:
        raise FileRefused(_("%(place)s holds a formula without a result. Write the text itself.") % {"place": place})
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = re.sub("[\u00a0\u2007\u202f\t]", " ", text)
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in UNSEEN).strip()
    if len(text) > LONGEST_LABEL:
        raise FileRefused(
            _("%(place)s holds a text of %(signs)s characters. Keep texts under %(most)s.")
            % {"place": place, "signs": len(text), "most": LONGEST_LABEL}
        )
    return text


def kind_by_words(label, *, takes_several):
    """Whether the words of an option say that it is no answer like the others."""
    texts = [text.strip(" .!") for text in label.values() if text]
    if any(UNSURE.fullmatch(text) for text in texts):
        return "dont_know"
    if takes_several and any(NOTHING.fullmatch(text) for text in texts):
        return "none"
    return "substantive"


def finished(foreign):
    """The same form, or FileRefused when nothing can be asked; sections without questions fall away."""
    foreign.document["sections"] = [each for each in foreign.document["sections"] if each["questions"]]
    if not any(each["type"] != "note" for each in foreign.questions):
        raise FileRefused(_("No question of this form can be asked here."))
    if len(foreign.questions) > MOST_QUESTIONS:
        raise FileRefused(_("The form has more than %(most)s questions. Split it.") % {"most": MOST_QUESTIONS})
    return foreign
