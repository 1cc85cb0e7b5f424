from django.db import models
from django.utils.translation import gettext_lazy as _


class RotationRefusal(models.TextChoices):
    """Why a deed of the planner is not possible, as a sentence for who plans."""

    YEAR_IS_OVER = "year-is-over", _("This year is over. Choose this year or a later one.")
    ANNOUNCED_ALREADY = "announced-already", _("This module has been announced for that year already.")
    NOT_ON_OFFER = "not-on-offer", _("This module is not on offer, so it cannot be announced.")
    NOT_ANNOUNCED = "not-announced", _("This edition is not waiting for its dates.")
    NOTHING_TO_COPY = "nothing-to-copy", _("Nothing of that year is left to copy.")
    CHANGED_MEANWHILE = (
        "changed-meanwhile",
        _("The planning changed since you looked, so nothing was saved. Look again: below stands how it is now."),
    )
    RAN_LATER = "ran-later", _("This year is not over yet, so the module cannot have run before the portal.")
