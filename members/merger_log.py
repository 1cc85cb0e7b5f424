"""The log of carrying out a territorial event: every row that it touches, so that each can be put back."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from members.models import EngagementContribution, EngagementSnapshot, MergerOperation, Verb
from portal.pointers import key_of
from portal.refused import Refused

DERIVED = (EngagementSnapshot, EngagementContribution)  # counted again every night: nobody's work, it goes along
PLAIN = (bool, int, str, dict, list, type(None))


def row_of(thing):
    """All columns of a model instance as plain JSON: {attribute: value}."""
    row = {}
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        row[field.attname] = value if isinstance(value, PLAIN) else field.value_to_string(thing)
    return row


class Log:
    """Writes rows for one event, and what it wrote: the only way in which a merger may change anything."""

    def __init__(self, event):
        self.event = event
        self._order = event.operations.count()

    def create(self, model, **fields):
        """A new row of `model`."""
        thing = model.objects.create(**fields)
        thing.refresh_from_db()
        self._write(Verb.CREATE, key_of(thing), before={}, after=row_of(thing))
        return thing

    def change(self, thing, **fields):
        """The row of `thing` with these values; nothing when it has them already."""
        before = row_of(thing)
        for name, value in fields.items():
            setattr(thing, name, value)
        if row_of(thing) == before:
            return thing
        thing.save()
        thing.refresh_from_db()
        self._write(Verb.CHANGE, key_of(thing), before=before, after=row_of(thing))
        return thing

    def delete(self, thing):
        """The row of `thing` no more; refused when something else would go with it."""
        for link, ours in links_of(thing):
            for row in link.objects.filter(**{ours: thing}):
                self.delete(row)
        key, before = key_of(thing), row_of(thing)
        number, _by_model = thing.delete()
        if number > 1:
            raise Refused([_("Something hangs on a row that would only start later. Take it away first.")])
        self._write(Verb.DELETE, key, before=before, after={})

    def copy(self, thing, **fields):
        """A new row like `thing`, but with these values; what it points at with many-to-many goes along."""
        return self._create_like(thing, row_of(thing), **fields)

    def move(self, period, *, on, closing=None, **fields):
        """Close a period at `on` and open one like it with these values; one that starts later moves as it is.

        `closing` holds values for the one that is closed. Returns the period that holds from `on`.
        """
        if period.starts_on >= on:
            return self.change(period, **fields)
        row = row_of(period)
        self.close(period, on=on, **(closing or {}))
        return self._create_like(period, row, starts_on=on, **fields)

    def close(self, period, *, on, **fields):
        """End a period at `on`; one that would only start then or later never was."""
        if period.starts_on >= on:
            return self.delete(period)
        return self.change(period, ends_on=on, **fields)

    def _create_like(self, thing, row, **fields):
        model = type(thing)
        own = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        given = {model._meta.get_field(name).attname for name in fields}
        kept = {name: as_stored(field, row[name]) for name, field in own.items() if name not in given}
        made = self.create(model, **kept, **fields)
        for link, ours in links_of(thing):
            for linked in link.objects.filter(**{ours: thing}):
                self.copy(linked, **{ours: made})
        return made

    def _write(self, verb, thing, *, before, after):
        self._order += 1
        MergerOperation.objects.create(
            event=self.event, order=self._order, verb=verb, thing=thing, before=before, after=after
        )


def links_of(thing):
    """(model, name of the key to us) of each many-to-many of a row."""
    return [(field.remote_field.through, field.m2m_field_name()) for field in thing._meta.many_to_many]


# --- Putting back -----------------------------------------------------------------------------------


def model_and_id(thing):
    label, _colon, pk = thing.partition(":")
    return apps.get_model(label), int(pk)


def present_rows(operations):
    """{thing: the model instance as it is now}, without those that are gone; a query for each kind of thing."""
    ids = {}
    for operation in operations:
        model, pk = model_and_id(operation.thing)
        ids.setdefault(model, set()).add(pk)
    return {key_of(thing): thing for model, pks in ids.items() for thing in model._base_manager.filter(pk__in=pks)}


def changed_since(operations):
    """The things that are no longer as these operations left them: (the name of its kind, the operation)."""
    present, last = present_rows(operations), {operation.thing: operation for operation in operations}
    for thing, operation in last.items():
        row = present.get(thing)
        if (row_of(row) if row else {}) != operation.after:
            yield model_and_id(thing)[0]._meta.verbose_name, operation


def hangs_on(operations):
    """What was added since and points at a row that these operations created: (the name of its kind, how many).

    What the portal derives by itself does not count: it is deleted with the row (`put_back`).
    """
    touched, created = {}, {}
    for operation in operations:
        model, pk = model_and_id(operation.thing)
        touched.setdefault(model, set()).add(pk)
        if operation.verb == Verb.CREATE:
            created.setdefault(model, set()).add(pk)
    for model, pks in created.items():
        for other, name in pointing_at(model):
            if other in DERIVED:
                continue
            added = other._base_manager.filter(**{f"{name}__in": pks}).exclude(pk__in=touched.get(other, ()))
            if number := added.count():
                yield other._meta.verbose_name, number


def pointing_at(model):
    """(model, name of its key to us) of everything that can point at a row of `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.name


def put_back(operations):
    """Undo these operations, the last one first; the caller has made sure that nothing changed since."""
    for operation in reversed(operations):
        model, pk = model_and_id(operation.thing)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        before = {name: as_stored(fields[name], value) for name, value in operation.before.items() if name in fields}
        if operation.verb == Verb.CREATE:
            for other, name in pointing_at(model):
                if other in DERIVED:
                    other._base_manager.filter(**{name: pk}).delete()
            model._base_manager.filter(pk=pk).delete()
        elif operation.verb == Verb.CHANGE:
            before.pop(model._meta.pk.attname)
            model._base_manager.filter(pk=pk).update(**before)
        else:
            model._base_manager.bulk_create([model(**before)])


def as_stored(field, value):
    return value if value is None or isinstance(value, dict | list) else field.to_python(value)
