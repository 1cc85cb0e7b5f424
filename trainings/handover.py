"""What stays behind in trainings when somebody leaves: coming editions for which they are registered."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.handover import Matter
from trainings import actions
from trainings.models import Registration


class RegistrationsLeft:
    """Registrations for the municipality that somebody leaves; who takes over takes the seat."""

    def open_of(self, person, *, municipality, today):
        coming = Registration.objects.active().coming(today).filter(person=person)
        here = Q(municipality=municipality) | Q(municipality__isnull=True)
        theirs = coming.filter(here) if municipality else coming
        return [
            Matter(
                str(registration.pk),
                _("%(training)s on %(day)s")
                % {
                    "training": registration.edition.module.title,
                    "day": date_format(registration.first_day, "j F Y"),
                },
                registration.edition.get_absolute_url(),
            )
            for registration in theirs.select_related("edition__module")
        ]

    def hand_over(self, key, *, person, to, by, now):
        actions.replace(Registration.objects.get(pk=key, person=person), to, by=by, now=now)
