"""Who may register, and what to warn of."""

from members.models import Person, Role
from trainings.models import EditionState, HalfDay, Interest, RegistrationState, SelfService, Stage
from trainings.rules.planning import has_closed
from trainings.rules.refusals import Refusal

MOST_FOUND = 12
OF_MUNICIPALITIES = (Role.OFFICER, Role.MANAGER)  # others are in touch with many, and come for none


def refusals(edition, person, *, today, now=None, by=None, as_staff=False):
    """Every reason why `person` may not register today; an empty list means welcome.

    Without `now` the question is about the day: the hours in which who asked for it goes first do not count.

    `by` is the account that registers them, their own when empty; what staff closed to others stays open `as_staff`.
    """
    is_own = by is None or person is None or person.user_id == by.pk
    is_known = person is not None and person.roles.active_on(today).granting(*Role).exists()
    is_registered = person is not None and edition.registrations.active().filter(person=person).exists()
    goes_after = now is not None and not as_staff and others_go_first(edition, person, now=now)
    return [
        *([] if is_known else [Refusal.UNKNOWN]),
        *edition_refusals(edition, today=today, is_own=is_own, as_staff=as_staff),
        *([Refusal.INTERESTED_FIRST] if goes_after else []),
        *([Refusal.REGISTERED] if is_registered else []),
    ]


def edition_refusals(edition, *, today, is_own=True, as_staff=False):
    """Every reason why nobody may register for this edition today, or nobody for somebody else."""
    first_half_day, last_half_day = edition.half_days.first(), edition.half_days.last()
    rules = (
        (Refusal.NOT_OPEN, edition.state in (EditionState.DRAFT, EditionState.ANNOUNCED)),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.STAFF_REGISTER, not as_staff and edition.self_service == SelfService.NOBODY),
        (Refusal.ONLY_ONESELF, not as_staff and not is_own and edition.self_service == SelfService.OWN),
        (Refusal.CLOSED, not as_staff and (edition.state == EditionState.CLOSED or has_closed(edition, today=today))),
        (Refusal.STARTED, not as_staff and first_half_day is not None and today >= first_half_day.date),
        (Refusal.OVER, as_staff and last_half_day is not None and today > last_half_day.date),
    )
    return [refusal for refusal, applies in rules if applies]


def others_go_first(edition, person, *, now):
    """True in the first hours, for who did not ask to be kept informed before registration opened."""
    if edition.interested_first_until is None or now >= edition.interested_first_until:
        return False
    return not Interest.objects.of(person).filter(module=edition.module_id, since__lte=edition.opened_at).exists()


def interest_refusals(module, person):
    """Every reason why `person` cannot be kept informed of a module."""
    rules = (
        (Refusal.UNKNOWN, person is None),
        (Refusal.NO_LONGER_GIVEN, module.stage == Stage.RETIRED),
    )
    return [refusal for refusal, applies in rules if applies]


def who_can_come(words, *, on):
    """Pairs of a person whom these words find and a municipality for which they come, or None; the first few."""
    if not words.strip():
        return []
    found = Person.objects.current().found_by(words).with_role(*Role, day=on).with_roles_on(on)[:MOST_FOUND]
    pairs = []
    for person in found:
        held = [role for role in person.roles_now if role.municipality and role.is_active_on(on)]
        places = {role.municipality for role in held if role.role_type.grants in OF_MUNICIPALITIES}
        pairs += [(person, place) for place in sorted(places, key=str) or [None]]
    return pairs


def clashes(edition, person, *, half_days=None):
    """The half-days of other editions in which `person` has a seat at the same time: worth a warning, no refusal."""
    if person is None:
        return HalfDay.objects.none()
    half_days = edition.half_days.all() if half_days is None else half_days
    theirs = HalfDay.objects.overlapping(half_days).exclude(edition=edition)
    return theirs.exclude(edition__state=EditionState.CANCELLED).filter(
        edition__registrations__person=person,
        edition__registrations__state__in=RegistrationState.holding_a_seat(),
    )


def change_wishes_refusals(registration, *, by):
    """Every reason why `by` may not change what somebody needs: that is for themselves alone."""
    rules = (
        (Refusal.NOT_YOURS, registration.person.user_id != by.pk),
        (Refusal.NOT_ACTIVE, not registration.is_active),
    )
    return [refusal for refusal, applies in rules if applies]
