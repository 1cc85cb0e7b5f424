"""Our own words in a mail: which placeholders stand for what, filled in without ever running a template."""

import re
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.post import actions as post
from trainings.models import MailKind, MailText

PLACEHOLDERS = ("name", "training", "first_day", "place")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def allowed_in(mail):
    """The placeholders of a mail; only an offer has a moment until when the seat is kept."""
    return (*PLACEHOLDERS, "seat_until") if mail == MailKind.OFFERED else PLACEHOLDERS


def refusals(mail, text):
    """Why a text cannot be used: a placeholder that we do not know, or a brace that is not one."""
    allowed = allowed_in(mail)
    known = PLACEHOLDER.sub(lambda found: "" if found[1] in allowed else found[0], text)
    if "{" not in known and "}" not in known:
        return []
    names = ", ".join(f"{{{name}}}" for name in allowed)
    return [format_lazy(_("Braces are for these words only: {names}."), names=names)]


def words_for(mail, language, **facts):
    """Our own subject and opening, filled in for one reader; None when the built-in ones hold."""
    if mail not in MailKind.values:
        return None
    text = MailText.objects.standing(mail, language)
    return text and filled(text, language=language, **facts)


def filled(text, *, language, person, registration, edition, half_days):
    with translation.override(language):
        first = next(iter(half_days), None)
        until = registration.offer_until
        values = {
            "name": person.first_name,
            "training": edition.module.title,
            "first_day": date_format(first.date, "l j F Y") if first else "",
            "place": edition.place,
            "seat_until": date_format(timezone.localtime(until), "l j F Y, H:i") if until else "",
        }
    return {"subject": " ".join(_fill(text.subject, values).split())[:200], "opening": _fill(text.opening, values)}


def _fill(text, values):
    """One pass, so that braces in somebody's name stay what they are; a value never brings a new line."""
    return PLACEHOLDER.sub(lambda found: " ".join(str(values.get(found[1], found[0])).split()), text)


def preview(mail, language, text=None):
    """Subject and text of the whole mail for an invented reader; without `text` the built-in one."""
    day = timezone.localdate() + timedelta(days=21)
    half_days = [
        SimpleNamespace(date=day, starts_at=time(9, 30), ends_at=time(12, 30)),
        SimpleNamespace(date=day, starts_at=time(13, 30), ends_at=time(16, 30)),
    ]
    person = SimpleNamespace(first_name="Sam", full_name="Sam Peeters", language=language, user_id=None)
    titles = {"nl": "Verbindend werken met jongeren", "en": "Connecting with young people"}
    module = SimpleNamespace(title=titles[language])
    edition = SimpleNamespace(module=module, place="De Wervel, Gent", get_absolute_url="/vormingen/1/")
    until = timezone.make_aware(datetime.combine(day - timedelta(days=7), time(12)))
    registration = SimpleNamespace(pk=1, offer_until=until, registered_by_id=None, person=person)
    facts = {"person": person, "registration": registration, "edition": edition, "half_days": half_days}
    context = {
        **facts,
        "words": text and filled(text, language=language, **facts),
        "position": 3,
        "day": day,
        "moved": [(_earlier(half_days[0], day - timedelta(days=7)), half_days[0])],
    }
    return post.compose(person, f"trainings/mail/{mail}", context, language=language)


def _earlier(half_day, on: date):
    return SimpleNamespace(**{**vars(half_day), "date": on})
