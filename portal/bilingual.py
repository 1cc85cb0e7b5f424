"""Content in two languages: a Dutch and an English column, and the reader's one with a fallback."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

Words = str | Promise  # a text, or a translation that waits for its reader


def in_readers_language(thing, field):
    """`thing.<field>_nl` or `thing.<field>_en`, whichever the reader asked for; the other when it is empty."""
    language = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    order = ("en", "nl") if language == "en" else ("nl", "en")
    return next((text for code in order if (text := getattr(thing, f"{field}_{code}"))), "")


def in_both(text):
    """A lazy translation as `{"nl": …, "en": …}`, for rows that people of either language will read."""
    spoken = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            spoken[code] = str(text)
    return spoken
