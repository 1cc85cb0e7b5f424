from django.utils.translation import gettext_lazy as _

from members import access
from portal import doors, navigation
from trainings import audit, folding, handover, held, moments, retention, suggestions, value
from trainings.models import (
    AgendaAddress,
    Attendance,
    Certificate,
    EarlierTraining,
    Edition,
    HalfDay,
    Interest,
    Registration,
    RegistrationGroup,
)
from trainings.territory import Trainings

access.allow("trainings.plan", *access.TEAM)
access.allow("trainings.register", *access.EVERYBODY)

navigation.add(_("Trainings"), "trainings:edition_list", icon="graduation-cap", order=10, for_visitors=True)
navigation.add(_("Calendar"), "trainings:edition_calendar", icon="calendar-days", order=15, right="trainings.plan")
navigation.add_rare(
    _("Invoices for trainings"), "trainings:billing_list", icon="receipt", order=36, right="trainings.plan"
)
navigation.add_rare(
    _("Rotation of the modules"), "trainings:rotation_detail", icon="repeat", order=15, right="trainings.plan"
)
navigation.add_rare(
    _("Training of before"), "trainings:earlier_training_create", icon="award", order=40, right="trainings.plan"
)
navigation.add_rare(_("Texts of mails"), "trainings:mail_text_list", icon="mail", order=38, right="trainings.plan")
navigation.add(_("My trainings"), "trainings:registration_list", icon="ticket", order=20, right="trainings.register")


def point_to_editions(ids):
    editions = Edition.objects.filter(pk__in=ids).select_related("module")
    return {edition.pk: (edition.module.title, edition.get_absolute_url()) for edition in editions}


def point_to_half_days(ids):
    half_days = HalfDay.with_cancelled.filter(pk__in=ids).select_related("edition__module")
    return {each.pk: (each.edition.module.title, each.edition.get_absolute_url()) for each in half_days}


def point_to_registrations(ids):
    registrations = Registration.objects.filter(pk__in=ids).select_related("edition__module")
    return {
        registration.pk: (registration.edition.module.title, registration.edition.get_absolute_url())
        for registration in registrations
    }


def point_to_groups(ids):
    groups = RegistrationGroup.objects.filter(pk__in=ids).select_related("edition__module")
    return {group.pk: (group.edition.module.title, group.get_absolute_url()) for group in groups}


doors.MERGER.add("trainings", Trainings)
doors.POINTER.add("trainings.edition", point_to_editions)
doors.POINTER.add("trainings.halfday", point_to_half_days)
doors.POINTER.add("trainings.registration", point_to_registrations)
doors.POINTER.add("trainings.registrationgroup", point_to_groups)
doors.POINTER.add("trainings.attendance", Attendance.objects.pointed)
doors.POINTER.add("trainings.certificate", Certificate.objects.pointed)
doors.POINTER.add("trainings.earliertraining", EarlierTraining.objects.pointed)
doors.VALUE.add("trainings", value.places)
doors.NETWORK_MOMENT.add("trainings", moments.network_moments)
doors.AUDIT.add("trainings.seats", audit.seats)
doors.AUDIT.add("trainings.cancelled", audit.cancelled)
doors.AUDIT.add("trainings.queues", audit.queues)
doors.PERSON_MERGE.add(
    "trainings",
    folding.Registrations(
        (Registration, "person"),
        (Edition.trainers.through, "person"),
        (AgendaAddress, "person"),
        (Interest, "person"),
        (Certificate, "person"),
        (EarlierTraining, "person"),
    ),
)
doors.AUDIT.add("trainings.billing", audit.billing)
doors.AUDIT.add("trainings.free_places", audit.free_places)
doors.AUDIT.add("trainings.offers", audit.offers)
doors.AUDIT.add("trainings.agendas", audit.agendas)
doors.AUDIT.add("trainings.certificates", audit.certificates)
doors.AUDIT_NOTE.add("trainings.beyond_seats", audit.beyond_seats)
doors.AUDIT.add("trainings.kept_seats", audit.kept_seats)
doors.HANDOVER.add("trainings.registrations", handover.RegistrationsLeft())
doors.SUGGESTION.add("trainings.modules", suggestions.modules)
doors.SUGGESTION.add("trainings.network_moments", suggestions.network_moments)
doors.HELD_DATA.add("trainings.registrations", held.registrations)
doors.HELD_DATA.add("trainings.interests", held.interests)
doors.ERASURE.add("trainings.registrations", held.forget)
doors.ERASURE.add("trainings.interests", held.forget_interests)
doors.HELD_DATA.add("trainings.certificates", held.certificates)
doors.ERASURE.add("trainings.certificates", held.forget_certificates)
doors.RETENTION.add("wishes", retention.wishes)
