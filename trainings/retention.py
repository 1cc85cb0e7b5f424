"""What trainings keep for a while only: what somebody needs to take part, such as a diet or a wheelchair place."""

from django.utils import timezone

from trainings.models import Registration


class Wishes:
    """The wishes of participants go some days after the last half-day; the registration stays."""

    def past(self, before):
        """The registrations whose edition was over before then and that still hold a wish."""
        over = Registration.objects.past_before(timezone.localdate(before))
        return over.exclude(wishes="")

    def let_go(self, before):
        """Wipe them; returns how many."""
        pks = list(self.past(before).values_list("pk", flat=True))
        return Registration.objects.filter(pk__in=pks).update(wishes="")


wishes = Wishes()
