"""What somebody who leaves leaves behind, and handing it to who comes after: every app says what is open with it."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from members.models import Todo
from portal.bilingual import Words
from portal.doors import HANDOVER


class Matter(NamedTuple):
    """Something open with a person; `key` means something to the app that supplied it alone."""

    key: str
    title: Words
    url: str = ""


def open_matters(person, *, municipality, today):
    """All that is open with `person`, as (key, matter) pairs; the key goes to `hand_over`.

    `municipality` leaves out what is open for another one; None means everywhere.
    """
    return [
        (f"{name}|{matter.key}", matter)
        for name, supply in HANDOVER.items()
        for matter in supply.open_of(person, municipality=municipality, today=today)
    ]


@transaction.atomic
def hand_over(keys, *, person, to, municipality, by, now):
    """Give the matters with these keys to somebody else; a key that is not open with `person` is left out."""
    known = {key for key, _matter in open_matters(person, municipality=municipality, today=timezone.localdate(now))}
    handed = [key for key in keys if key in known]
    for key in handed:
        name, _bar, inner = key.partition("|")
        HANDOVER.get(name).hand_over(inner, person=person, to=to, by=by, now=now)
    return len(handed)


class TodosLeft:
    """What the person was asked to do; a to-do has no place, so it is open for each of theirs."""

    def open_of(self, person, *, municipality, today):
        waiting = Todo.objects.waiting_for(person, roles=()).filter(person=person)
        return [Matter(str(todo.pk), todo.title, todo.url) for todo in waiting]

    def hand_over(self, key, *, person, to, by, now):
        todo = Todo.objects.get(pk=key, person=person)
        if Todo.objects.filter(person=to, source=todo.source, done_at__isnull=True).exists():
            todo.done_at = now  # the other was asked the same
        else:
            todo.person = to
        todo.save(update_fields=["person", "done_at"])
