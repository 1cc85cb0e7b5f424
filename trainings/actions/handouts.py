"""Giving participants something to read, before or after."""

from django.db import transaction

from trainings.models import Handout


@transaction.atomic
def hand_out(edition, material, *, half_day=None, is_for_before=False):
    """Give a material to the participants of an edition, or of one half-day; once, the last choice stands."""
    handout, _created = Handout.objects.update_or_create(
        edition=edition, material=material, defaults={"half_day": half_day, "is_for_before": is_for_before}
    )
    return handout


@transaction.atomic
def take_back(handout):
    """Give it no longer; the material stays on the shelf."""
    handout.delete()
