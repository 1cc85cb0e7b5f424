"""What one cell of an import file means: each function takes its text and returns a value, or says what is wrong.

The text comes from `reading`: in NFC, trimmed, never blank. A ValueError carries a sentence for whoever made the file.
"""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Province
from portal.models import normal_email

MOST_INHABITANTS = 2_000_000
EARLIEST_START = date(1950, 1, 1)
BELGIUM_BEGAN, FURTHEST_BORDER = date(1830, 10, 4), date(2100, 1, 1)
FURTHEST_AHEAD = timedelta(days=366)
DUTCH_PROVINCES = {
    "antwerpen": Province.ANTWERP,
    "vlaamsbrabant": Province.FLEMISH_BRABANT,
    "westvlaanderen": Province.WEST_FLANDERS,
    "oostvlaanderen": Province.EAST_FLANDERS,
    "limburg": Province.LIMBURG,
}
ENGLISH_PROVINCES = {province.name.replace("_", "").lower(): province for province in Province}
PROVINCES = {**DUTCH_PROVINCES, **ENGLISH_PROVINCES, **{province.value: province for province in Province}}


def bare(text):
    """Letters and digits alone, in lower case: "Oost-Vlaanderen" and "oost vlaanderen" are one word."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def words(text):
    """Words with at least one letter: an invisible or empty-looking name is none."""
    if not any(unicodedata.category(sign).startswith("L") for sign in text):
        raise ValueError(_("%(text)s holds no letters. Write a name.") % {"text": text})
    return text


def code(text, *, pattern, sentence):
    """A code of digits; a spreadsheet may have written 11002 as "11002.0"."""
    text = re.sub(r"[.,]0+$", "", text)
    if not re.fullmatch(pattern, text):
        raise ValueError(sentence % {"text": text})
    return text


def nis_code(text):
    return code(
        text, pattern="[1-9][0-9]{4}", sentence=_("%(text)s is not a NIS code. A NIS code has five digits, like 11002.")
    )


def postal_code(text):
    return code(
        text,
        pattern="[1-9][0-9]{3}",
        sentence=_("%(text)s is not a Belgian postal code. A postal code has four digits, from 1000 to 9999."),
    )


def postal_codes(text):
    return " ".join(postal_code(part) for part in re.split(r"[ ,;]+", text))


def province(text):
    """The NIS code of a province, from its Dutch or English name or the code itself."""
    try:
        return PROVINCES[bare(re.sub(r"\.0+$", "", text))].value
    except KeyError:
        raise ValueError(
            _("%(text)s is not one of the five Flemish provinces: %(names)s.")
            % {"text": text, "names": ", ".join(str(label) for label in Province.labels)}
        ) from None


def inhabitants(text):
    """A whole number; thousands may stand apart by a point or a space: 562.002."""
    if not re.fullmatch(r"[0-9]{1,7}|[0-9]{1,3}([. ][0-9]{3}){1,2}", text):
        raise ValueError(
            _("%(text)s is not a number of inhabitants. Write a whole number, like 15093.") % {"text": text}
        )
    number = int(re.sub("[. ]", "", text))
    if number > MOST_INHABITANTS:
        raise ValueError(_("%(text)s inhabitants is more than any municipality has.") % {"text": text})
    return number


def fte(text):
    """Full-time equivalents with a comma or a point; three decimals could be thousands, so they are refused."""
    if not re.fullmatch(r"[0-9]{1,3}([.,][0-9]{1,2})?", text):
        raise ValueError(_("%(text)s is not a number of FTE. Write at most two decimals, like 1,5.") % {"text": text})
    return Decimal(text.replace(",", "."))


def coordinate(text):
    """Degrees, positive because Belgium lies north and east."""
    if not re.fullmatch(r"[0-9]{1,2}([.,][0-9]{1,15})?", text):
        raise ValueError(_("%(text)s is not a coordinate. Write degrees, like 51.05.") % {"text": text})
    return round(Decimal(text.replace(",", ".")), 5)


def day(text):
    """A date as Belgians write it (1/2/2025 is 1 February) or as 2025-02-01."""
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        year, month, number = found.groups()
    elif found := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", text):
        number, _separator, month, year = found.groups()
    else:
        raise ValueError(
            _("%(text)s is not a date. Write the day, the month and the year: 31/12/2025.") % {"text": text}
        )
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise ValueError(_("%(text)s does not exist. Write the day first, then the month.") % {"text": text}) from None


def border_day(text):
    """A day on which a municipality began or ended: since Belgium is there, and not absurdly far ahead."""
    border = day(text)
    if not BELGIUM_BEGAN <= border <= FURTHEST_BORDER:
        raise ValueError(
            _("%(text)s is too long ago or too far ahead. Write a date from %(first)s to %(last)s.")
            % {
                "text": text,
                "first": date_format(BELGIUM_BEGAN, "d/m/Y"),
                "last": date_format(FURTHEST_BORDER, "d/m/Y"),
            }
        )
    return border


def start_day(text, *, today):
    """A day on which a role can start: not absurdly long ago, at most a year ahead."""
    start, last = day(text), today + FURTHEST_AHEAD
    if not EARLIEST_START <= start <= last:
        raise ValueError(
            _("%(text)s is too long ago or too far ahead. Write a date from %(first)s to %(last)s.")
            % {"text": text, "first": date_format(EARLIEST_START, "d/m/Y"), "last": date_format(last, "d/m/Y")}
        )
    return start


def email(text):
    """An address in its one normal form; letters outside ASCII are refused, because they can imitate others."""
    address = normal_email(text)
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address.isascii() or not address:
        raise ValueError(_("%(text)s is not an e-mail address. Write one like name@example.org.") % {"text": text})
    return address
