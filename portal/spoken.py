"""Figures as the reader writes them: made when they are read, in the language of that moment."""

from django.utils.formats import date_format, number_format


class Spoken:
    """A text that is made when it is read, in the language of that moment."""

    def __init__(self, make):
        self.make = make

    def __str__(self):
        return self.make()


def euro(amount):
    """An amount as the reader writes it: € 1.150,00."""
    return Spoken(lambda: f"€ {number_format(amount, 2, use_l10n=True, force_grouping=True)}")


def number(quantity):
    """A whole number as the reader writes it: 15.093."""
    return Spoken(lambda: number_format(quantity, use_l10n=True, force_grouping=True))


def share_in_words(share):
    """A share between 0 and 1 as a percentage: 50 %."""
    return Spoken(lambda: f"{number_format((share * 100).normalize() + 0, use_l10n=True)} %")


def day_of(day):
    """A day in figures: 1-7-2026."""
    return Spoken(lambda: date_format(day, "j-n-Y"))
