"""Lines of the trail as somebody without technical knowledge reads them: names, things and values, looked up now."""

import re
from datetime import date, datetime
from functools import cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import pointers
from portal.doors import TRAIL_WORDS
from portal.models import User
from portal.privacy import our_models

NAMES = {  # of what no field is called; another one is shown as it was written, without its underscores
    "formaat": gettext_lazy("file"),
    "moment": gettext_lazy("moment"),
    "clashes": gettext_lazy("clashes"),
    "rows": gettext_lazy("rows"),
    "zoek": gettext_lazy("looked for"),
    "provincie": gettext_lazy("province"),
    "klasse": gettext_lazy("size"),
    "soort": gettext_lazy("kind"),
    "van": gettext_lazy("from"),
    "tot": gettext_lazy("until"),
    "stand": gettext_lazy("state"),
    "thema": gettext_lazy("theme"),
    "wie": gettext_lazy("who"),
    "gemeente": gettext_lazy("municipality"),
    "rol": gettext_lazy("role"),
    "fee": gettext_lazy("fee"),
    "rule": gettext_lazy("rule"),
    "starts_on": gettext_lazy("from"),
    "ends_on": gettext_lazy("until"),
    "role": gettext_lazy("role"),
    "roles": gettext_lazy("roles"),
    "place": gettext_lazy("place"),
    "record": gettext_lazy("record"),
    "total": gettext_lazy("total"),
    "members": gettext_lazy("members"),
    "bands": gettext_lazy("bands"),
    "list": gettext_lazy("municipalities on the list"),
    "invoiced": gettext_lazy("invoiced"),
    "paid": gettext_lazy("paid"),
    "reminders": gettext_lazy("reminders"),
    "letters": gettext_lazy("letters"),
    "audience": gettext_lazy("audience"),
    "answers": gettext_lazy("answers"),
    "version": gettext_lazy("version"),
    "title": gettext_lazy("title"),
    "invitations": gettext_lazy("invitations"),
    "mails": gettext_lazy("mails"),
    "drafts": gettext_lazy("unfinished answers"),
    "links": gettext_lazy("links"),
    "closed": gettext_lazy("closed surveys"),
    "purchase_order": gettext_lazy("purchase order"),
    "municipality": gettext_lazy("municipality"),
    "date": gettext_lazy("day"),
    "fallback": gettext_lazy("who gets the mail meanwhile"),
    "pair": gettext_lazy("records"),
    "right": gettext_lazy("confirmed"),
    "wrong": gettext_lazy("no longer there"),
}
OF_A_YEAR = re.compile(r"(\w+?)_(\d{4})")  # "purchase_order_2027"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([+-]\d{2}:\d{2})?)?")


def told(lines):
    """Each line with `who`, `pointed` and `changes`, in as many queries for a hundred as for one."""
    lines = list(lines)
    keys = [line.about for line in lines] + [f"portal.user:{line.by_id}" for line in lines if line.by_id]
    pointed, words = pointers.resolve(keys), _words_for(lines)
    for line in lines:
        line.pointed = pointed.get(line.about)
        line.sentence = line.title.rstrip(".")
        line.who = _who(line, pointed)
        line.changes = [_told(name, _pair(pair), words, about=line.about) for name, pair in line.change.items()]
    return lines


def names_of(user_ids):
    """[(id, name)] of these accounts by name; of an account without a person, its address."""
    users = User.objects.filter(pk__in=list(user_ids))
    pointed = pointers.resolve(f"portal.user:{user.pk}" for user in users)
    named = [
        (str(user.pk), pointed[key].title if (key := f"portal.user:{user.pk}") in pointed else user.email)
        for user in users
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _who(line, pointed):
    if line.by is None:
        return _("the portal itself")
    if person := pointed.get(f"portal.user:{line.by_id}"):
        return person.title
    return line.by.email if line.by.is_active else _("somebody who was forgotten")


def _pair(pair):
    return pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)


def _told(name, pair, words, *, about):
    """(name, before, after) in plain words; the models and the apps say how a field and its codes are called."""
    labels = _labels_of(name, _kind_of(about), pair)
    labels = {**{code: spoken for (named, code), spoken in words.items() if named == name}, **labels}
    return (labels.get("") or name_of(name, about=about), *(shown(value, labels) for value in pair))


def _words_for(lines):
    """What the apps call the names and codes of these lines; each is asked once."""
    named = {
        (str(name), str(value))
        for line in lines
        for name, pair in line.change.items()
        for side in _pair(pair)
        for value in (side if isinstance(side, list) else [side])
        if not isinstance(value, dict)
    }
    words = {}
    for _key, supply in TRAIL_WORDS.items() if named else ():
        words |= supply(named)
    return words


def name_of(name, *, about=""):
    """What people call a field of `about`, a pointer key: of its model, else as NAMES or a neighbour has it."""
    kind, name = _kind_of(about), str(name)
    own = [field for label, field in _fields_called(name) if label == kind]
    near = [field for label, field in _fields_called(name) if label.split(".")[0] == kind.split(".")[0] or not kind]
    for field in own:
        if _has_words(field):
            return str(field.verbose_name)
    if name in NAMES:
        return str(NAMES[name])
    for field in near:
        if _has_words(field):
            return str(field.verbose_name)
    if of_a_year := OF_A_YEAR.fullmatch(name):
        return f"{name_of(of_a_year[1], about=about)} {of_a_year[2]}"
    return name.replace("_", " ")


def _kind_of(about):
    return about.partition(":")[0]


def _has_words(field):
    """False for a name that Django made of the field's own: it is English and nobody translates it."""
    return isinstance(field.verbose_name, Promise)


@cache
def _fields_called(name):
    """[(label of a model, field)] of every field of ours with this name, in the order of the apps."""
    return [
        (model._meta.label_lower, field)
        for model in our_models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.name == name
    ]


def _labels_of(name, kind, values):
    """{code: words} of the choices that hold these values: of the model of the line, else of one of its app."""
    codes = {str(each) for value in values for each in (value if isinstance(value, list) else [value]) if each}
    fields = _fields_called(str(name))
    for same in (lambda label: label == kind, lambda label: label.split(".")[0] == kind.split(".")[0] or not kind):
        for label, field in fields:
            labels = {str(code): words for code, words in field.flatchoices}
            if same(label) and codes and codes <= set(labels):
                return labels
    return {}


def shown(value, labels=None):
    """A plain value as people say it; `labels` says how its codes are called."""
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(shown(each, labels) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{name_of(name)}: {shown(each)}" for name, each in value.items())
    return str((labels or {}).get(str(value), _as_day(str(value))))


def _as_day(text):
    """A day or a moment as people write it; another text as it is."""
    if not MOMENT.fullmatch(text):
        return text
    try:
        if len(text) == len("2027-01-01"):
            return date_format(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:  # it only looked like one
        return text
    return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "DATETIME_FORMAT")
