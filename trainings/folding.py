"""Two records of one human become one: who was registered twice for an edition is registered once, the better way."""

from django.core import serializers
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import touchpoints
from members.models import Touchpoint
from members.repointing import Repointed
from portal.pointers import key_of
from trainings.actions.registrations import free_seats, move_to
from trainings.models import Edition, Registration, RegistrationState

BEST_FIRST = (  # a seat goes before an offer, and that before a place in the queue
    RegistrationState.CONFIRMED,
    RegistrationState.OFFERED,
    RegistrationState.WAITLISTED,
    RegistrationState.REQUESTED,
)


class Registrations(Repointed):
    """Our part of making two records one, as the person_merge door asks for it."""

    def preview(self, kept, gone):
        twice = (gettext_lazy("registrations that are there twice and become one"), len(_twice(kept, gone)))
        return [*super().preview(kept, gone), twice]

    def do(self, kept, gone):
        folded, now = [], timezone.now()
        for edition in _twice(kept, gone):
            Edition.objects.hold(edition)
            _best, *others = _best_first(Registration.objects.active().filter(edition=edition, person__in=[kept, gone]))
            folded += [_fold(each, now=now) for each in others]
        moved = {**super().do(kept, gone), "folded": folded}
        for edition in _editions_of(folded):
            free_seats(Edition.objects.hold(edition), now=now)
        return moved

    def undo(self, kept, gone, moved):
        super().undo(kept, gone, moved)
        for facts in moved.get("folded", ()):
            _unfold(facts, now=timezone.now())
        for edition in _editions_of(moved.get("folded", ())):
            _keep_above_seats(Edition.objects.hold(edition))


def _twice(kept, gone):
    """The ids of the editions for which both are registered, in their order: two merges never wait for each other."""
    active = Registration.objects.active()
    theirs = active.filter(person=gone).values("edition")
    editions = active.filter(person=kept, edition__in=theirs).order_by("edition")
    return list(editions.values_list("edition", flat=True))


def _best_first(registrations):
    """A seat before a place in the queue; of two places the one with priority, then the one that was first."""

    def place(registration):
        since = registration.queued_at or registration.registered_at
        return BEST_FIRST.index(registration.state), -registration.priority, since, registration.pk

    return sorted(registrations, key=place)


def _fold(registration, *, now):
    """End a registration, and tell what is needed to bring it back."""
    state = registration.state
    move_to(
        registration,
        RegistrationState.CANCELLED_BY_ORGANISER,
        by=None,
        now=now,
        reason=_("This person stood in the register twice; the other registration stays."),
    )
    written = Touchpoint.objects.filter(source=key_of(registration))
    facts = {
        "registration": registration.pk,
        "edition": registration.edition_id,
        "state": state,
        "event": registration.events.latest("pk").pk,
        "touchpoints": serializers.serialize("json", written),
    }
    touchpoints.withdraw(source=registration)
    return facts


def _unfold(facts, *, now):
    """Bring a registration back, unless somebody changed it since or the edition was called off."""
    was_folded = Registration.objects.filter(pk=facts["registration"], state=RegistrationState.CANCELLED_BY_ORGANISER)
    registration = was_folded.exclude(edition__state="cancelled").first()
    if registration is None or registration.events.latest("pk").pk != facts["event"]:
        return
    move_to(registration, facts["state"], by=None, now=now, reason=_("The two records were told apart again."))
    for written in serializers.deserialize("json", facts["touchpoints"]):
        written.save()


def _editions_of(folded):
    return sorted({facts["edition"] for facts in folded})


def _keep_above_seats(edition):
    """Who gets a seat back keeps it, also when somebody else was seated meanwhile."""
    edition.kept_above_seats = max(0, edition.count_seats_held() - edition.seats)
    edition.save(update_fields=["kept_above_seats"])
