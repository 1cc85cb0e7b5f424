"""What each field of ours says of people, why we hold it, and how to take somebody's name out of it.

Every app says it in `privacy.toml` beside its models; a field that it forgets fails a test. The register of processing,
the privacy statement, "what do you hold on me" and erasing all read the same files. No app is named here.

    nothing    says nothing of anybody           personal  about somebody        sensitive  with extra care
    text       own words that may name people    internal  the same, of the team alone
    kept       stays as it was written, because something above the wish of one person says so
"""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import JSONField, ManyToManyField, Q, TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language

CLASSES = ("nothing", "personal", "sensitive", "text", "internal", "kept")
ABOUT_SOMEBODY = ("personal", "sensitive", "text")
OWN_WORDS = ("text", "internal")
GONE = "[…]"
FIELD_NAMES = {  # of those whose model has no words for them
    "about": _("about"),
    "added_at": _("added on"),
    "answered_at": _("answered on"),
    "answers": _("answers"),
    "asked_at": _("asked on"),
    "asked_by": _("asked by"),
    "at": _("on"),
    "attachments": _("attachments"),
    "by": _("by"),
    "core_player": _("core player"),
    "created_at": _("written on"),
    "decided_at": _("decided on"),
    "done_at": _("done on"),
    "draft": _("unfinished answers"),
    "due_on": _("before"),
    "ended_on": _("ended on"),
    "erased_at": _("forgotten on"),
    "facts": _("what it says"),
    "from_state": _("was"),
    "gone": _("the other record"),
    "heard": _("heard"),
    "invited_as": _("as a colleague wrote it"),
    "kept": _("the record that was kept"),
    "key": _("what it was about"),
    "kind": _("kind"),
    "locked_by": _("locked by"),
    "made_by": _("made by"),
    "missing": _("who is missing"),
    "name": _("name"),
    "notes": _("notes"),
    "occurred_on": _("on"),
    "offer_until": _("seat offered until"),
    "queued_at": _("on the waiting list since"),
    "reason": _("reason"),
    "recorded_at": _("written on"),
    "registered_at": _("registered on"),
    "seen": _("seen"),
    "sent_at": _("sent on"),
    "since": _("since"),
    "source": _("where it comes from"),
    "subject": _("subject"),
    "submitted_on": _("sent in on"),
    "text": _("text"),
    "title_en": _("title in English"),
    "title_nl": _("title in Dutch"),
    "to_email": _("to address"),
    "to_name": _("to"),
    "to_state": _("became"),
    "until": _("until"),
    "user": _("account"),
    "withdrawn_on": _("taken back on"),
    "year": _("year"),
}


class Processing:
    """One thing that we do with data of people, as article 30 wants it told; texts in the reader's language."""

    def __init__(self, told, app):
        self.app, self.code, self.order = app, told["code"], told.get("order", 50)
        self.__dict__.update({key: text for key, text in told.items() if key.endswith(("_nl", "_en"))})

    def __getattr__(self, name):
        if f"{name}_nl" in self.__dict__:
            return in_readers_language(self, name)
        raise AttributeError(name)


class Spot(NamedTuple):
    """A field in which own words stand."""

    model: type
    field: str


@cache
def files():
    """What the privacy.toml of each app of ours says, by app label."""
    found = {}
    for config in apps.get_app_configs():
        file = Path(config.path) / "privacy.toml"
        if is_ours(config) and file.exists():
            found[config.label] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def is_ours(config):
    path = Path(config.path)
    return path.is_relative_to(settings.BASE_DIR) and not path.relative_to(settings.BASE_DIR).parts[0].startswith(".")


def our_models():
    for config in apps.get_app_configs():
        if is_ours(config):
            yield from config.get_models()


def fields_of(model):
    """The fields that ask for a class: all but the number of the row."""
    return [field for field in (*model._meta.fields, *model._meta.many_to_many) if not field.primary_key]


@cache
def classes_of(model):
    """{field: class} as the app's file says."""
    told = files().get(model._meta.app_label, {}).get("fields", {}).get(model._meta.model_name, {})
    return {name: kind for kind, names in told.items() for name in names.split()}


def faults():
    """Fields without a class, and classes for what is not there, as sentences."""
    sentences = []
    for model in our_models():
        told = files().get(model._meta.app_label, {}).get("fields", {}).get(model._meta.model_name, {})
        classed = [name for names in told.values() for name in names.split()]
        there = {field.name for field in fields_of(model)}
        label = model._meta.label
        sentences += [f"{label}.{name} has no class in privacy.toml." for name in sorted(there - set(classed))]
        sentences += [f"{label}.{name} is in privacy.toml but not in the model." for name in set(classed) - there]
        sentences += [f"{label}.{name} is there twice." for name in set(classed) if classed.count(name) > 1]
        sentences += [f"{label}: {kind} is no class." for kind in told if kind not in CLASSES]
    known = {(model._meta.app_label, model._meta.model_name) for model in our_models()}
    for app, told in files().items():
        sentences += [f"{app}.{name} is no model." for name in told.get("fields", {}) if (app, name) not in known]
    return sentences


def register():
    """Everything that we do with data of people, in order."""
    told = [Processing(each, app) for app, file in files().items() for each in file.get("processing", ())]
    return sorted(told, key=lambda processing: (processing.order, processing.code))


# --- What we hold on somebody ------------------------------------------------------------------------


def links_to(model, *targets):
    """The fields of `model` that lead to one of these models and say something of whom they lead to."""
    classes = classes_of(model)
    return [
        field
        for field in fields_of(model)
        if field.related_model in targets and classes.get(field.name) in ABOUT_SOMEBODY
    ]


def as_plain(row, *, about=None):
    """What a row says of people, as {name of the field: plain value}; notes of the team are left out.

    With `about`, a saved row, other rows of its kind are not named: what we hold on you says nothing of others.
    """
    classes = classes_of(row._meta.model)
    told = {}
    links = links_to(row._meta.model, about._meta.model) if about is not None else ()
    for field in fields_of(row._meta.model):
        if classes.get(field.name) not in ABOUT_SOMEBODY or (len(links) == 1 and field in links):
            continue  # what is held on somebody need not say on whom
        value = _whether_it_is(row, field, about) if _leads_to_its_kind(field, about) else _plain(row, field)
        if value not in (None, "", [], {}):
            told[name_of(field)] = value
    return told


def name_of(field):
    """What people call a field: as its model says, else the thing that it leads to, else as FIELD_NAMES has it."""
    if isinstance(field.verbose_name, Promise):
        return str(field.verbose_name)
    if field.name in FIELD_NAMES:
        return str(FIELD_NAMES[field.name])
    related = field.related_model and field.related_model._meta.verbose_name
    return str(related if isinstance(related, Promise) else field.verbose_name)


def _leads_to_its_kind(field, about):
    return about is not None and field.related_model is about._meta.model


def _whether_it_is(row, field, about):
    """Who a row leads to, when that is `about`: nobody else is named."""
    if isinstance(field, ManyToManyField):
        return str(about) if any(each.pk == about.pk for each in getattr(row, field.name).all()) else ""
    return str(about) if getattr(row, field.attname) == about.pk else ""


def _plain(row, field):
    if isinstance(field, ManyToManyField):
        return [str(each) for each in getattr(row, field.name).all()]
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def rows_that_lead_to(thing, model):
    """The rows of `model` that say something of `thing`, a saved row; None when the model never does."""
    links = links_to(model, thing._meta.model)
    if not links:
        return None
    asked = Q()
    for link in links:
        asked |= Q(**{link.name: thing.pk})
    classes = classes_of(model)
    foreign = [field.name for field in model._meta.fields if field.many_to_one and field.name in classes]
    many = [field.name for field in model._meta.many_to_many if classes.get(field.name) in ABOUT_SOMEBODY]
    return model._base_manager.filter(asked).select_related(*foreign).prefetch_related(*many).order_by("-pk").distinct()


def rows_about(thing, app_label, *, besides=()):
    """[(model, its rows as plain dicts)] of one app about a saved row such as a person, empty ones left out."""
    found = []
    for model in apps.get_app_config(app_label).get_models():
        rows = None if model in besides else rows_that_lead_to(thing, model)
        if rows is not None and (plain := [as_plain(row, about=thing) for row in rows]):
            found.append((model, plain))
    return found


# --- Taking somebody's name out ----------------------------------------------------------------------


def spots(classes=OWN_WORDS):
    """Every field of ours with own words."""
    for model in our_models():
        for name, kind in classes_of(model).items():
            field = model._meta.get_field(name)
            if kind in classes and not field.is_relation and field.get_internal_type() in HOLDS_WORDS:
                yield Spot(model, name)


HOLDS_WORDS = ("CharField", "TextField", "JSONField", "EmailField", "URLField")


def scrub(words, *, near=None, spots_of=spots):
    """Put […] where one of these words stands in own words; returns {"members.ContactMoment": how many rows}.

    `near` maps a model to the condition for its rows that are looked at; without it, all rows are.
    """
    words = sorted({word for word in words if len(word.strip()) > 2}, key=len, reverse=True)
    if not words:
        return {}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)
    counts = {}
    for model, name in spots_of():
        rows = model._base_manager.all()
        if near is not None:
            condition = near(model)
            if condition is None:
                continue
            rows = rows.filter(condition)
        changed = _scrub_field(rows, model, name, words, pattern)
        if changed:
            counts[model._meta.label] = counts.get(model._meta.label, 0) + changed
    return counts


def _scrub_field(rows, model, name, words, pattern):
    is_json = isinstance(model._meta.get_field(name), JSONField)
    if is_json:
        rows = rows.annotate(_told=Cast(name, TextField()))
    holds = Q()
    for word in words:
        holds |= Q(**{f"{'_told' if is_json else name}__icontains": word})
        if is_json and not word.isascii():
            holds |= Q(_told__icontains=json.dumps(word)[1:-1])
    changed = 0
    for pk, value in list(rows.filter(holds).values_list("pk", name).distinct()):
        cleaned = without(value, pattern)
        if cleaned != value:
            changed += model._base_manager.filter(pk=pk).update(**{name: cleaned})
    return changed


def without(value, pattern):
    """A text, or plain JSON, in which nothing fits the pattern any more."""
    if isinstance(value, str):
        return pattern.sub(GONE, value)
    if isinstance(value, list):
        return [without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {key: without(each, pattern) for key, each in value.items()}
    return value
