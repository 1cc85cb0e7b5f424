"""Who came from where in one year: a row an edition, and a row a municipality. Aggregated, so without names."""

from collections import Counter, defaultdict

import tablib
from django.utils.translation import gettext as _

from portal.housestyle import workbooks
from trainings.models import Edition, EditionState, HalfDay, Registration, Tariff


def years():
    """The years in which a training is held, the latest first."""
    return [day.year for day in HalfDay.objects.dates("date", "year", order="DESC")]


def write(year, *, on_progress):
    """The bytes of a workbook about the editions that start in `year`; calls `on_progress(done, total, step)`."""
    editions = editions_of(year)
    of_municipality = defaultdict(Counter)
    by_edition = tablib.Dataset(headers=edition_headers(), title=_("Editions"))
    for done, edition in enumerate(editions):
        on_progress(done, len(editions) + 1, edition.module.title)
        seated = list(Registration.objects.holding_a_seat().filter(edition=edition))
        by_edition.append(edition_row(edition, seated))
        for registration in seated:
            place = (registration.municipality_nis, registration.municipality_name)
            of_municipality[place][edition.module_id] += 1

    on_progress(len(editions), len(editions) + 1, _("Writing the file"))
    by_municipality = tablib.Dataset(headers=municipality_headers(), title=_("Municipalities"))
    for (nis_code, name), modules in sorted(of_municipality.items(), key=lambda item: (item[0][1], item[0][0])):
        by_municipality.append((nis_code, name or _("No municipality"), modules.total(), len(modules)))
    title = _("Participants of the trainings in {year}").format(year=year)
    return workbooks.as_workbook(by_edition, by_municipality, title=title)


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
