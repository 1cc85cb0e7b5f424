"""Writing who was there, and completing an edition."""

from typing import NamedTuple

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo, touchpoints
from members.models import Role, TouchpointKind
from portal.refused import Refused
from portal.trail import actions as trail
from trainings.models import Attendance, Certificate, Edition, EditionState, HalfDay, ModuleKind, Presence
from trainings.rules import attendance as rules

CODE_SALT = "trainings.check-in"
A_CODE_LIVES = 15 * 60  # seconds: the screen shows a new one every half minute, and logging in takes a while


class Mark(NamedTuple):
    """What somebody fills in for a registration in a half-day, both by pk."""

    registration: int
    half_day: int
    presence: str
    minutes: int | None = None


@transaction.atomic
def mark(edition, marks, *, by, now, reason=""):
    """Write these marks, all or none; the same marks again change nothing. Returns how many changed."""
    edition = Edition.objects.hold(edition.pk)
    half_days = {each.pk: each for each in edition.half_days.all()}
    people = {each.pk: each for each in rules.sheet(edition).select_related("person", "municipality")}
    if reasons := rules.mark_refusals(
        edition, marks, half_days=half_days.values(), registrations=people.values(), reason=reason
    ):
        raise Refused(reasons)

    standing = Attendance.objects.filter(registration__edition=edition)
    standing = {(row.registration_id, row.half_day_id): row for row in standing}
    changed = 0
    for each in marks:
        registration, half_day = people[each.registration], half_days[each.half_day]
        row = standing.get((registration.pk, half_day.pk))
        changed += write(row, each, registration, half_day, edition=edition, by=by, now=now, reason=reason.strip())
    return changed


def write(row, mark, registration, half_day, *, edition, by, now, reason):
    """Write one mark where it says something new, with what it means for the ledger and the certificate."""
    before = (row.presence, row.minutes) if row else (Presence.UNKNOWN, None)
    after = (mark.presence, mark.minutes if mark.presence == Presence.PARTIAL else None)
    if before == after:
        return False
    row = row or Attendance(registration=registration, half_day=half_day)
    row.presence, row.minutes = after
    row.marked_by, row.marked_at, row.reason = by, now, reason[:200]
    row.save()
    tell_the_ledger(row, registration, half_day, edition)
    if edition.completed_on:
        trail.write(
            _("Attendance was corrected after the edition was completed"),
            by=by,
            about=registration,
            change={"presence": [before[0], after[0]]},
            reason=reason,
        )
        flag_certificate(registration, now=now)
    return True


def tell_the_ledger(row, registration, half_day, edition):
    """Who was there was seen; a mark that is corrected takes that back."""
    if row.presence not in Presence.there():
        touchpoints.withdraw(source=row)
        return
    is_network_moment = edition.module.kind == ModuleKind.NETWORK_MOMENT
    touchpoints.record(
        TouchpointKind.NETWORK_MOMENT if is_network_moment else TouchpointKind.TRAINING_ATTENDED,
        person=registration.person,
        municipality=registration.municipality,
        source=row,
        on=half_day.date,
    )


def flag_certificate(registration, *, now):
    """Ask staff to look at a certificate whose attendance was corrected: nothing changes by itself."""
    for certificate in Certificate.objects.valid().filter(registration=registration):
        certificate.flagged_at = now
        certificate.save(update_fields=["flagged_at"])
        todo.ask(
            Role.STAFF,
            title=_("Look at a certificate: the attendance was corrected"),
            url=certificate.get_absolute_url(),
            source=certificate,
        )


def all_present(edition, half_day, *, by, now, reason=""):
    """Mark everybody present who is still to fill in; what stands there stays."""
    filled_in = set(half_day.attendance.filled_in().values_list("registration", flat=True))
    people = [each.pk for each in rules.sheet(edition) if each.pk not in filled_in]
    return mark(edition, [Mark(pk, half_day.pk, Presence.PRESENT) for pk in people], by=by, now=now, reason=reason)


# --- Checking oneself in ----------------------------------------------------------------------------


def check_in_code(half_day):
    """What the screen in the room shows now: signed, so that nobody makes one, and soon too old."""
    return signing.dumps(half_day.pk, salt=CODE_SALT)


def half_day_of(code):
    """The half-day for which a code was shown; refused when it is too old or not ours."""
    try:
        pk = signing.loads(code, salt=CODE_SALT, max_age=A_CODE_LIVES)
    except signing.BadSignature:
        raise Refused([rules.AttendanceRefusal.OLD_CODE]) from None
    half_day = HalfDay.objects.select_related("edition__module").filter(pk=pk).first()
    if half_day is None:  # called off meanwhile
        raise Refused([rules.AttendanceRefusal.OLD_CODE])
    return half_day


@transaction.atomic
def check_in(half_day, user, *, now):
    """Let somebody say that they are here; what the trainer filled in stands."""
    edition = Edition.objects.hold(half_day.edition_id)
    registration = edition.registrations.of(user).holding_a_seat().select_related("person", "municipality").first()
    if reasons := rules.check_in_refusals(half_day, registration, now=now):
        raise Refused(reasons)
    row = Attendance.objects.filter(registration=registration, half_day=half_day).first()
    if row is None or row.presence == Presence.UNKNOWN:
        here = Mark(registration.pk, half_day.pk, Presence.PRESENT)
        write(row, here, registration, half_day, edition=edition, by=user, now=now, reason="")
    return registration


# --- Completing -------------------------------------------------------------------------------------


@transaction.atomic
def complete_edition(edition, *, by, now):
    """The edition is over and its attendance stands: a later change needs a reason."""
    edition = Edition.objects.hold(edition.pk)
    if reasons := rules.complete_refusals(edition, now=now):
        raise Refused(reasons)
    edition.completed_on, edition.state = timezone.localdate(now), EditionState.CLOSED
    edition.save(update_fields=["completed_on", "state"])
    todo.done(source=edition)
    trail.write(_("An edition was completed"), by=by, about=edition)
    return edition


def ask_to_complete(*, today):
    """Ask, once an edition is over, to fill in who was there and to evaluate it; asked once while it waits."""
    for edition in Edition.objects.to_complete(today).select_related("module"):
        todo.ask(
            Role.STAFF,
            title=format_lazy(_("Complete the attendance and evaluate: {edition}"), edition=edition.module.title_nl),
            url=reverse("trainings:attendance_edit", args=[edition.pk]),
            source=edition,
        )
