"""Seats without a person: called vacant, filled, given up; and leaving a seat, with all that stays behind."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import handover, seats
from members.actions.people import end_role
from members.models import Municipality, Vacancy
from members.rules import people as rules
from portal.refused import Refused
from portal.trail import actions as trail


@transaction.atomic
def open_vacancy(role_type, municipality, *, on, by=None, fallback=None, note="", leaving=None):
    """Call a seat vacant from a day on; `leaving` is the role that ends on that day, if any."""
    municipality = Municipality.objects.hold(municipality.pk)
    reasons = rules.vacancy_refusals(role_type, municipality, on=on, fallback=fallback, but=leaving)
    if reasons:
        raise Refused(reasons)
    vacancy = Vacancy.objects.create(
        role_type=role_type,
        municipality=municipality,
        starts_on=on,
        ends_on=municipality.no_later_than_its_end(),
        fallback=fallback,
        note=note,
    )
    if by is not None:
        trail.write(
            _("A seat was called vacant"), by=by, about=municipality, change={"role": [role_type.code, ""]}, reason=note
        )
    return vacancy


@transaction.atomic
def change_vacancy(vacancy, *, fallback, note, by):
    """Say who gets the mail of an empty seat meanwhile."""
    if fallback is not None and not fallback.email:
        raise Refused([rules.Refusal.FALLBACK_ELSEWHERE])
    changed = {"fallback": ["…", "…"]} if vacancy.fallback != fallback else {}  # that it changed, not who it was
    vacancy.fallback, vacancy.note = fallback, note
    vacancy.save(update_fields=["fallback", "note"])
    trail.write(
        _("A vacancy was changed"),
        by=by,
        about=vacancy.municipality,
        change={"role": [vacancy.role_type.code] * 2, **changed},
    )
    return vacancy


@transaction.atomic
def close_vacancy(vacancy, *, today, by):
    """The seat need not be filled any more; a vacancy that has not begun is taken away."""
    Vacancy.objects.filter(pk=vacancy.pk).update(starts_on=F("starts_on"))  # a write first, so others wait
    vacancy = Vacancy.objects.select_related("municipality", "role_type").get(pk=vacancy.pk)
    if vacancy.has_ended_on(today):
        raise Refused([_("This vacancy is closed already.")])
    trail.write(
        _("A vacancy was closed"), by=by, about=vacancy.municipality, change={"role": ["", vacancy.role_type.code]}
    )
    if vacancy.starts_on >= today:
        vacancy.delete()
        return
    vacancy.ends_on = today
    vacancy.save(update_fields=["ends_on"])


@transaction.atomic
def write_to_seat(role_type, municipality, *, subject, text, by, today):
    """Mail a few words to who holds a seat, else to who stands in, who reads why; returns the recipients."""
    recipients = seats.recipients_of(role_type, municipality, day=today)
    if not recipients:
        raise Refused([rules.Refusal.NOBODY_THERE])
    context = {"subject": subject, "text": text, "by": by}
    seats.write_to(role_type, municipality, "members/mail/seat_message", context, day=today)
    trail.write(_("A message was sent to a seat"), by=by, about=municipality, change={"role": ["", role_type.code]})
    return recipients


@transaction.atomic
def leave_seat(assignment, *, on, by, now=None, to=None, matters=(), is_vacant=False, fallback=None):
    """End a role; what was open goes to `to`, or to the fallback contact of the seat that becomes vacant."""
    now = now or timezone.now()
    assignment = end_role(assignment, on=on, by=by)
    if is_vacant:
        open_vacancy(assignment.role_type, assignment.municipality, on=on, by=by, fallback=fallback, leaving=assignment)
    heir = to or (fallback if is_vacant else None)
    if matters and heir is None:
        raise Refused([_("Choose who takes over what is still open, or tick nothing.")])
    if heir == assignment.person:
        raise Refused([_("Choose somebody else to take over: this person leaves.")])
    handed = 0
    if heir:
        handed = handover.hand_over(
            matters, person=assignment.person, to=heir, municipality=assignment.municipality, by=by, now=now
        )
    return handed
