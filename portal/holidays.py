"""The public holidays of Belgium; source: law of 4 January 1974 on public holidays and its royal decree."""

from datetime import date, timedelta

from dateutil.easter import easter
from django.utils.translation import gettext_lazy as _


def public_holidays(year):
    """The ten public holidays of a year, as a dict of date -> name."""
    sunday = easter(year)
    return {
        date(year, 1, 1): _("New Year’s Day"),
        sunday + timedelta(days=1): _("Easter Monday"),
        date(year, 5, 1): _("Labour Day"),
        sunday + timedelta(days=39): _("Ascension Day"),
        sunday + timedelta(days=50): _("Whit Monday"),
        date(year, 7, 21): _("Belgian National Day"),
        date(year, 8, 15): _("Assumption Day"),
        date(year, 11, 1): _("All Saints’ Day"),
        date(year, 11, 11): _("Armistice Day"),
        date(year, 12, 25): _("Christmas Day"),
    }


def holiday_on(day):
    """The name of the public holiday on a day, or None."""
    return public_holidays(day.year).get(day)
