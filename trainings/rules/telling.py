"""How the waiting list of an edition works, in sentences that staff and who waits read alike."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.rules.spread import spread_holds


def queue_rules(edition, *, today):
    """The rules of this waiting list, the one that always counts first."""
    told = [_("Who came first goes first, unless staff gave somebody priority for a reason.")]
    if edition.offers_seats:
        told.append(
            _("A seat that comes free is offered by mail: you have two working days to answer, or one near the start.")
        )
    else:
        told.append(_("A seat that comes free is given at once; you get a mail."))
    if spread_holds(edition, on=today):
        told.append(spread_rule(edition))
    told.append(
        ngettext(
            "From %(hours)s hour before the start nobody gets a seat automatically: we phone.",
            "From %(hours)s hours before the start nobody gets a seat automatically: we phone.",
            edition.promotion_stops_hours,
        )
        % {"hours": edition.promotion_stops_hours}
    )
    return told


def spread_rule(edition):
    """The spread rule in a sentence."""
    return ngettext(
        "Until %(day)s at most %(seats)s seat goes to one municipality; what is left then is for everybody.",
        "Until %(day)s at most %(seats)s seats go to one municipality; what is left then is for everybody.",
        edition.seats_per_municipality,
    ) % {"seats": edition.seats_per_municipality, "day": date_format(edition.spread_until, "j F Y")}
