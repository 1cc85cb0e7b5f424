"""What trainings hold on somebody, and how they forget it."""

from django.utils.translation import gettext_lazy as _

from portal import privacy
from trainings.models import (
    AgendaAddress,
    Attendance,
    Certificate,
    EarlierTraining,
    Edition,
    Interest,
    Registration,
    RegistrationEvent,
)


def registrations(person):
    """The registrations of a person with every step, and the editions that they teach, as plain dicts."""
    rows = Registration.objects.filter(person=person).select_related("edition__module", "municipality")
    told = []
    for row in rows.prefetch_related("events").order_by("-pk"):
        steps = [
            f"{event.at:%Y-%m-%d}: {event.get_to_state_display()} {event.reason}".strip() for event in row.events.all()
        ]
        told.append({**privacy.as_plain(row, about=person), str(_("Steps")): steps})
    taught = Edition.objects.filter(trainers=person).select_related("module")
    told += [privacy.as_plain(address, about=person) for address in AgendaAddress.objects.of(person)]
    return told + [{str(_("You teach")): str(edition)} for edition in taught]


registrations.title = _("Trainings")  # type: ignore[attr-defined]


def forget(person):
    """Wipe what a person wished and why they cancelled, and their agenda; the registrations stay, as numbers."""
    AgendaAddress.objects.of(person).delete()
    rows = Registration.objects.filter(person=person)
    rows.exclude(invited_as="").update(invited_as="")
    rows.update(may_be_listed=False)
    Attendance.objects.filter(registration__in=rows).exclude(reason="").update(reason="")
    RegistrationEvent.objects.filter(registration__in=rows).exclude(reason="").update(reason="")
    return rows.exclude(wishes="").update(wishes="")


forget.title = _("wishes and reasons at trainings")  # type: ignore[attr-defined]


def interests(person):
    """The modules of which a person wants to hear, as plain dicts."""
    rows = Interest.objects.of(person).in_order().select_related("module")
    return [privacy.as_plain(row, about=person) for row in rows]


interests.title = _("Modules you want to hear of")  # type: ignore[attr-defined]


def forget_interests(person):
    """Forget of which modules somebody wanted to hear."""
    number, _per_model = Interest.objects.of(person).delete()
    return number


forget_interests.title = _("modules somebody wants to hear of")  # type: ignore[attr-defined]


def certificates(person):
    """The certificates of a person and the trainings of before, as plain dicts."""
    rows = [privacy.as_plain(row, about=person) for row in Certificate.objects.filter(person=person)]
    earlier = EarlierTraining.objects.filter(person=person).select_related("module")
    return rows + [privacy.as_plain(row, about=person) for row in earlier]


certificates.title = _("Certificates and trainings of before")  # type: ignore[attr-defined]


def forget_certificates(person):
    """Take the name off certificates: who checks one still reads what was followed, no longer by whom."""
    EarlierTraining.objects.filter(person=person).exclude(proof="-").update(proof="-")
    return Certificate.objects.filter(person=person).exclude(holder="").update(holder="")


forget_certificates.title = _("the name on certificates")  # type: ignore[attr-defined]
