from django.utils.translation import gettext_lazy as _

from members import access
from members.repointing import Repointed
from portal import doors, navigation
from trainings import audit, handover, held, moments, retention, suggestions, value
from trainings.models import Attendance, Certificate, EarlierTraining, Edition, Registration
from trainings.territory import Trainings

access.allow("trainings.plan", *access.TEAM)
access.allow("trainings.register", *access.EVERYBODY)

navigation.add(_("Trainings"), "trainings:edition_list", icon="graduation-cap", order=10, for_visitors=True)
navigation.add(_("Calendar"), "trainings:edition_calendar", icon="calendar-days", order=15, right="trainings.plan")
navigation.add_rare(
    _("Training of before"), "trainings:earlier_training_create", icon="award", order=40, right="trainings.plan"
)
navigation.add(_("My trainings"), "trainings:registration_list", icon="ticket", order=20, right="trainings.register")


def point_to_editions(ids):
    editions = Edition.objects.filter(pk__in=ids).select_related("module")
    return {edition.pk: (edition.module.title, edition.get_absolute_url()) for edition in editions}


def point_to_registrations(ids):
    registrations = Registration.objects.filter(pk__in=ids).select_related("edition__module")
    return {
        registration.pk: (registration.edition.module.title, registration.edition.get_absolute_url())
        for registration in registrations
    }


doors.MERGER.add("trainings", Trainings)
doors.POINTER.add("trainings.edition", point_to_editions)
doors.POINTER.add("trainings.registration", point_to_registrations)
doors.POINTER.add("trainings.attendance", Attendance.objects.pointed)
doors.POINTER.add("trainings.certificate", Certificate.objects.pointed)
doors.POINTER.add("trainings.earliertraining", EarlierTraining.objects.pointed)
doors.VALUE.add("trainings", value.places)
doors.NETWORK_MOMENT.add("trainings", moments.network_moments)
doors.AUDIT.add("trainings.seats", audit.seats)
doors.AUDIT.add("trainings.cancelled", audit.cancelled)
doors.AUDIT.add("trainings.queues", audit.queues)
doors.AUDIT.add("trainings.certificates", audit.certificates)
doors.PERSON_MERGE.add(
    "trainings",
    Repointed(
        (Registration, "person"),
        (Edition.trainers.through, "person"),
        (Certificate, "person"),
        (EarlierTraining, "person"),
    ),
)
doors.HANDOVER.add("trainings.registrations", handover.RegistrationsLeft())
doors.SUGGESTION.add("trainings.modules", suggestions.modules)
doors.SUGGESTION.add("trainings.network_moments", suggestions.network_moments)
doors.HELD_DATA.add("trainings.registrations", held.registrations)
doors.ERASURE.add("trainings.registrations", held.forget)
doors.HELD_DATA.add("trainings.certificates", held.certificates)
doors.ERASURE.add("trainings.certificates", held.forget_certificates)
doors.RETENTION.add("wishes", retention.wishes)
