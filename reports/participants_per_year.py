"""Who came from where in one year: a row an edition, and a row a municipality. Aggregated, so without names.

Municipalities stand there twice: with the borders of then, and with those of today. Both add up to the same total.
"""

from collections import Counter, defaultdict

import tablib
from django.utils.translation import gettext as _

from members.borders import Border, Borders
from portal.housestyle import workbooks
from trainings.models import Edition, EditionState, HalfDay, Registration, Tariff


def years():
    """The years in which a training is held, the latest first."""
    return [day.year for day in HalfDay.objects.dates("date", "year", order="DESC")]


def write(year, *, today, on_progress):
    """The bytes of a workbook about the editions that start in `year`; calls `on_progress(done, total, step)`."""
    editions = editions_of(year)
    of_municipality, of_heir = defaultdict(Counter), defaultdict(Counter)
    borders = Borders(Border.TODAY, today=today)
    by_edition = tablib.Dataset(headers=edition_headers(), title=_("Editions"))
    for done, edition in enumerate(editions):
        on_progress(done, len(editions) + 1, edition.module.title)
        seated = list(Registration.objects.holding_a_seat().filter(edition=edition))
        by_edition.append(edition_row(edition, seated))
        for registration in seated:
            place = (registration.municipality_nis, registration.municipality_name)
            of_municipality[place][edition.module_id] += 1
            heir = borders.municipality(registration.municipality_id)
            of_heir[(heir.nis_code, heir.name) if heir else place][edition.module_id] += 1

    on_progress(len(editions), len(editions) + 1, _("Writing the file"))
    title = _("Participants of the trainings in {year}").format(year=year)
    return workbooks.as_workbook(
        by_edition,
        municipality_sheet(_("Municipalities"), of_municipality),
        municipality_sheet(_("Borders of today"), of_heir),
        title=title,
    )


def municipality_sheet(title, counted):
    """A row for each (NIS code, name), by name; `counted` holds {place: Counter of modules}."""
    sheet = tablib.Dataset(headers=municipality_headers(), title=title)
    for (nis_code, name), modules in sorted(counted.items(), key=lambda item: (item[0][1], item[0][0])):
        sheet.append((nis_code, name or _("No municipality"), modules.total(), len(modules)))
    return sheet


def editions_of(year):
    held = Edition.objects.starting_in(year).exclude(state__in=[EditionState.DRAFT, EditionState.CANCELLED])
    return list(held.with_seats_taken().select_related("module").order_by("first_day", "pk"))


def edition_headers():
    return [
        _("Training"),
        _("First day"),
        _("Place"),
        _("Seats"),
        _("Participants"),
        _("On the waiting list"),
        _("Municipalities"),
        _("At the member price"),
        _("Income"),
    ]


def edition_row(edition, seated):
    return (
        edition.module.title,
        edition.first_day,
        str(edition.short_place),
        edition.seats,
        len(seated),
        edition.people_waiting,
        len({registration.municipality_nis for registration in seated if registration.municipality_nis}),
        sum(registration.tariff == Tariff.MEMBER for registration in seated),
        sum(registration.price for registration in seated),
    )


def municipality_headers():
    return [_("NIS code"), _("Municipality"), _("Participants"), _("Different trainings")]
