"""What somebody must do: apps above ask, and say when it is done; the home page shows it as "Today"."""

from django.utils import timezone

from members.models import Person, Todo
from portal.bilingual import in_both
from portal.pointers import key_of


def ask(whom, *, title, url, source, due=None):
    """Ask a person, or everybody in a role, to do something; asked once while it waits.

    `title` is a lazy translation, so that the list speaks each reader's language.
    """
    spoken = in_both(title)
    addressee = {"person": whom} if isinstance(whom, Person) else {"person": None, "role": whom}
    todo, _created = Todo.objects.get_or_create(
        source=key_of(source),
        done_at=None,
        **addressee,
        defaults={"title_nl": spoken["nl"], "title_en": spoken["en"], "url": url, "due_on": due},
    )
    return todo


def done(*, source):
    """What was asked because of `source` needs doing no more."""
    done_all(sources=[source])


def done_all(*, sources):
    """What was asked because of any of these needs doing no more."""
    _waiting(sources).update(done_at=timezone.now())


def move_all(*, sources, due):
    """What still waits because of any of these is due on another day."""
    _waiting(sources).update(due_on=due)


def _waiting(sources):
    return Todo.objects.filter(source__in=[key_of(source) for source in sources], done_at__isnull=True)
