"""What a merger of municipalities means for trainings: nothing is rewritten, the heir sees what is open."""

from django.utils.translation import gettext_lazy as _

from trainings.models import Registration, RegistrationState


class Trainings:
    """Our part of a merger, as the merger door asks for it.

    A registration is a fact: it keeps its place in the queue, its price and the municipality of the moment. The head
    of service of the heir sees those of coming editions, because `visible_to` looks at what came before.
    """

    @staticmethod
    def preview(event):
        coming = Registration.objects.active().filter(municipality__in=event.ending).coming(event.effective_on)
        waiting = coming.filter(state=RegistrationState.WAITLISTED).count()
        return [
            (_("registrations for coming editions keep their seat and price"), coming.count() - waiting),
            (_("people on a waiting list keep their place"), waiting),
        ]

    @staticmethod
    def do(event, log):
        """Nothing moves: see above."""
