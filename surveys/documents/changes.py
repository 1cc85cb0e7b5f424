"""What an edit does to the meaning of answers that came before it."""

from django.utils.translation import gettext as _

from surveys.documents.judging import Finding, listed
from surveys.documents.reading import WITH_ITEMS, item_codes, option_codes, options, questions, words

SCALES = ("likert", "matrix")  # types whose options have an order that counts


def semantic_edits(before, after):
    """The edits of questions that would make an answer mean something else than when it was given, as Findings.

    New words, new options, new questions and questions that go do not; they keep or need no code.
    """
    known = {question["code"]: question for question in questions(before)}
    for section in after["sections"]:
        for question in section["questions"]:
            if question["code"] in known:
                for sentence in _edits(known[question["code"]], question):
                    yield Finding(question["code"], section["code"], sentence)


def _edits(old, new):
    if old["type"] != new["type"]:
        yield _("The kind of question changed. Give it a new code, so that old and new answers stay apart.")
        return
    removed = [option for option in options(old) if option["code"] not in option_codes(new)]
    if removed:
        yield _(
            "An answer that people could give is gone: %(answers)s. Put it back, or give the question a new code."
        ) % {"answers": listed(words(option["label"]) for option in removed)}
    kinds = {option["code"]: option.get("kind", "substantive") for option in options(new)}
    if any(
        kinds.get(each["code"], kind) != kind for each in options(old) for kind in [each.get("kind", "substantive")]
    ):
        yield _("An answer counts otherwise than before. Give the question a new code.")
    if old["type"] in SCALES and not removed and option_codes(old, "substantive") != option_codes(new, "substantive"):
        yield _("The scale has other steps, or another order. Give the question a new code.")
    elif moved := list(_moved_words(old, new)):
        yield _("The words of one answer went to another: %(answers)s. Give the question a new code.") % {
            "answers": listed(moved)
        }
    if old["type"] in WITH_ITEMS and (gone := [each for each in old["items"] if each["code"] not in item_codes(new)]):
        yield _("A row that people answered is gone: %(rows)s. Put it back, or give the question a new code.") % {
            "rows": listed(words(item["label"]) for item in gone)
        }
    if old["type"] == "number" and (old.get("unit") or {}) != (new.get("unit") or {}):
        yield _("The number counts in another unit. Give the question a new code.")


def _moved_words(old, new):
    """The labels that now stand at another code: a scale that was turned around in words."""
    for part in ("options", "items"):
        before = {each["code"]: each["label"] for each in old.get(part, ())}
        after = {each["code"]: each["label"] for each in new.get(part, ())}
        for code, label in after.items():
            for language, text in label.items():
                was = [other for other, others in before.items() if others.get(language) == text and text]
                if was and code in before and code not in was:
                    yield words(label)
                    break
