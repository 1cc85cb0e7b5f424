"""Who may register colleagues, who these are, and how long a seat waits for a name."""

from datetime import timedelta

from members.models import Person, Role, RoleAssignment
from trainings.models import EditionState, RegistrationGroup, RegistrationState, SeatState
from trainings.rules.planning import is_over
from trainings.rules.queue import state_for_newcomer
from trainings.rules.refusals import Refusal
from trainings.rules.registering import edition_refusals

REGISTERS_COLLEAGUES = (Role.OFFICER, Role.MANAGER)


def colleagues_in(municipalities, *, but=None, today):
    """Whom one may register for one of these: who holds a role there today and can be mailed, by name."""
    held = RoleAssignment.objects.active_on(today).filter(municipality__in=municipalities)
    people = Person.objects.current().filter(pk__in=held.values("person")).exclude(email="")
    return people.exclude(pk=but and but.pk).order_by("sort_name", "pk")


def group_refusals(edition, municipality, *, by, today):
    """Every reason why `by` may not register people of this municipality today."""
    roles = RoleAssignment.objects.active_on(today).granting(*REGISTERS_COLLEAGUES).filter(person__user=by)
    may = municipality is not None and roles.filter(municipality=municipality).exists()
    return [*([] if may else [Refusal.NOT_FOR_COLLEAGUES]), *edition_refusals(edition, today=today, is_own=False)]


def colleague_refusals(edition, person, municipality, *, today):
    """Every reason why somebody who was picked cannot be registered for this municipality."""
    rules = (
        (Refusal.NOT_A_COLLEAGUE, not is_colleague(person, municipality, today=today)),
        (Refusal.NO_ADDRESS, not person.email),
        (Refusal.REGISTERED_ALREADY, edition.registrations.active().filter(person=person).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def newcomer_refusals(edition, person, municipality, *, today):
    """Every reason why who lives at a typed address cannot be registered; it never says whether we know them."""
    is_registered = edition.registrations.active().filter(person=person).exists()
    if is_colleague(person, municipality, today=today):
        return [Refusal.REGISTERED_ALREADY] if is_registered else []
    return [Refusal.NOT_THIS_WAY] if is_registered else []


def is_colleague(person, municipality, *, today):
    return person.roles.active_on(today).filter(municipality=municipality).exists()


def reserve_refusals(edition, municipality, *, today):
    """Every reason why no seat can be kept without a name now; read under the hold."""
    is_free = state_for_newcomer(edition, municipality=municipality, on=today) == RegistrationState.CONFIRMED
    return [] if is_free else [Refusal.NO_SEAT_TO_KEEP]


def proposed_names_by(edition, *, today):
    """A week before registration closes, or the closing day itself when that week has begun."""
    a_week_before = edition.closes_on - timedelta(days=7)
    return a_week_before if a_week_before >= today else edition.closes_on


def names_by_refusals(edition, names_by, *, today):
    """Every reason why names cannot be given until this day."""
    first_half_day = edition.half_days.first()
    too_late = first_half_day is not None and names_by >= first_half_day.date
    return [Refusal.NAMES_TOO_LATE] if names_by < today or too_late else []


def name_refusals(seat, *, by, now):
    """Every reason why `by` cannot let somebody sit on this seat."""
    edition = seat.group.edition
    rules = (
        (Refusal.NOT_YOURS, not RegistrationGroup.objects.visible_to(by).filter(pk=seat.group_id).exists()),
        (Refusal.NOT_KEPT, seat.state != SeatState.KEPT),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]


def confirm_refusals(registration, *, by):
    """Every reason why `by` cannot say "yes, that is me" to this."""
    rules = (
        (Refusal.NOT_YOURS, registration.person.user_id != by.pk),
        (Refusal.NOT_ACTIVE, not registration.is_active),
        (Refusal.NOT_ASKED, not registration.invited_as),
    )
    return [refusal for refusal, applies in rules if applies]
