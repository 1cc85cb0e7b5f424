"""How an answer to each type of question is read; a ValueError carries a sentence for the person who answers."""

import re
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys import documents

WRITTEN_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no letters, and no database keeps them all


def one_option(question, given):
    if given not in documents.option_codes(question):
        raise ValueError(_("Choose one of the answers that stand here."))
    return given


def several_options(question, given):
    codes = documents.option_codes(question)
    if not isinstance(given, list) or not all(code in codes for code in given):
        raise ValueError(_("Choose one of the answers that stand here."))
    for alone in documents.options(question, "none", "dont_know"):
        if alone["code"] in given and len(set(given)) > 1:
            raise ValueError(
                _("“%(answer)s” does not go with another answer.") % {"answer": documents.words(alone["label"])}
            )
    chosen = [code for code in codes if code in given]
    if set(chosen) <= set(documents.option_codes(question, "substantive")):
        _count(question, len(chosen))
    return chosen


def _count(question, number):
    """Hold a number of choices against the least and the most that the question takes."""
    least, most = question.get("min_choices") or 1, question.get("max_choices")
    if number < least:
        raise ValueError(
            ngettext("Choose at least %(number)s answer.", "Choose at least %(number)s answers.", least)
            % {"number": least}
        )
    if most and number > most:
        raise ValueError(
            ngettext("Choose at most %(number)s answer.", "Choose at most %(number)s answers.", most) % {"number": most}
        )


def an_option_a_row(question, given):
    return _each_row(question, given, one_option)


def several_options_a_row(question, given):
    return _each_row(question, given, several_options)


def _each_row(question, given, read):
    items = documents.item_codes(question)
    if not isinstance(given, dict) or not all(item in items for item in given):
        raise ValueError(_("Choose one of the answers that stand here."))
    rows = {item: read(question, given[item]) for item in items if given.get(item)}
    if question.get("required") and len(rows) < len(items):
        raise ValueError(_("Please give an answer on every row."))
    return rows or None


def an_order(question, given):
    """A list of options, the first choice first; a form gives {option: place}, and places may be left open."""
    codes = documents.option_codes(question)
    if isinstance(given, dict):
        given = _from_places(codes, given)
    if not isinstance(given, list) or not all(code in codes for code in given) or len(set(given)) < len(given):
        raise ValueError(_("Give each place in the order to one answer."))
    if given:
        _count(question, len(given))
    return given or None


def _from_places(codes, given):
    places = {code: str(place) for code, place in given.items() if place not in (None, "")}
    if not all(re.fullmatch(r"[0-9]{1,3}", place) and 1 <= int(place) <= len(codes) for place in places.values()):
        raise ValueError(_("Choose one of the places that stand here."))
    numbers = {code: int(place) for code, place in places.items()}
    if len(set(numbers.values())) < len(numbers):
        raise ValueError(_("Give each place in the order to one answer."))
    return sorted(numbers, key=numbers.__getitem__)


def zero_to_ten(question, given):
    return int(a_number({"min": 0, "max": 10}, given))


def a_number(question, given):
    text = str(given).strip().replace(" ", "")
    if isinstance(given, bool) or not WRITTEN_NUMBER.fullmatch(text):
        raise ValueError(_("Write a number, with figures only."))
    number, decimals = Decimal(text.replace(",", ".")), question.get("decimals", 0)
    if number != round(number, decimals):
        raise ValueError(
            _("Write a whole number.")
            if not decimals
            else ngettext(
                "Write at most %(number)s figure after the comma.",
                "Write at most %(number)s figures after the comma.",
                decimals,
            )
            % {"number": decimals}
        )
    low, high = question.get("min"), question.get("max")
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        raise ValueError(_bounds(low, high))
    return float(number) if decimals else int(number)


def _bounds(low, high):
    if low is None:
        return _("Write a number of at most %(high)s.") % {"high": high}
    if high is None:
        return _("Write a number of at least %(low)s.") % {"low": low}
    return _("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high}


def own_words(question, given):
    """The text as it was written, without the signs that are none."""
    text = UNREADABLE.sub("", str(given).replace("\r\n", "\n").replace("\r", "\n")).strip()
    most = question.get("max_length") or documents.LONGEST_TEXT
    if len(text) > most:
        raise ValueError(_("Keep it under %(number)s characters.") % {"number": most})
    return text or None


def files(question, given):
    """The ids of files that were added before."""
    if not isinstance(given, list) or not all(map(_is_id, given)):
        raise ValueError(_("Add the file again: it did not come through."))
    if len(set(given)) > documents.MOST_FILES:
        raise ValueError(_("Add at most %(most)s files.") % {"most": documents.MOST_FILES})
    return list(dict.fromkeys(given)) or None


def _is_id(text):
    try:
        return isinstance(text, str) and str(UUID(text)) == text
    except ValueError:
        return False


READERS = {
    "single": one_option,
    "likert": one_option,
    "multiple": several_options,
    "matrix": an_option_a_row,
    "matrix_multiple": several_options_a_row,
    "ranking": an_order,
    "nps": zero_to_ten,
    "number": a_number,
    "open": own_words,
    "file": files,
}
