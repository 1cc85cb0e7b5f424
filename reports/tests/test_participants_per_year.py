from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from members import actions
from members.models import Role
from members.tests import factories as members
from portal.jobs.models import Job
from reports import participants_per_year, tasks
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("reports:participants_per_year")
MARCH = date(2026, 3, 10)
TODAY = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English, the language of the code."""
    with translation.override("en"):
        yield


def sheets_of(year, on_progress=lambda *_: None):
    """The rows below the headers of each sheet, as a spreadsheet program opens them."""
    workbook = load_workbook(BytesIO(participants_per_year.write(year, today=TODAY, on_progress=on_progress)))
    return {
        sheet.title: [row for row in sheet.iter_rows(min_row=5, values_only=True) if any(row)] for sheet in workbook
    }


# --- The workbook ----------------------------------------------------------------------------------


def test_each_edition_is_a_row_with_its_figures():
    member, other = members.municipality("Deurne"), members.municipality("Mol")
    module = trainings.module(title_en="Youth council")
    edition = trainings.edition(module=module, first_day=MARCH, seats=12, city="Gent")
    for place in (member, member, other):
        trainings.registration(edition, members.person(municipality=place), price=90, tariff="member")
    trainings.registration(edition, members.person(municipality=other), state="waitlisted")
    trainings.registration(edition, members.person(municipality=other), state="cancelled-by-participant")

    (row,) = sheets_of(2026)["Editions"]

    assert (row[0], row[1].date(), *row[2:]) == ("Youth council", MARCH, "Gent", 12, 3, 1, 2, 3, 270)


def test_each_municipality_is_a_row_by_name():
    deurne, aalst = members.municipality("Deurne"), members.municipality("Aalst")
    first, second = (trainings.edition(first_day=MARCH) for _ in range(2))
    for edition, place in ((first, deurne), (second, deurne), (first, aalst)):
        trainings.registration(edition, members.person(municipality=place))

    rows = sheets_of(2026)["Municipalities"]

    assert rows == [(aalst.nis_code, "Aalst", 1, 1), (deurne.nis_code, "Deurne", 2, 2)]


def test_with_the_borders_of_today_predecessors_count_for_their_heir_and_the_total_stays():
    old, other = members.municipality("Galmaarden", valid_to=TODAY), members.municipality("Gooik", valid_to=TODAY)
    new = members.municipality("Pajottegem", valid_from=TODAY)
    edition = trainings.edition(first_day=MARCH)
    for place in (old, old, other):
        trainings.registration(edition, members.person(municipality=place))
    actions.record_merger(new, [old, other], on=TODAY)

    sheets = sheets_of(2026)

    assert [row[1:3] for row in sheets["Municipalities"]] == [("Galmaarden", 2), ("Gooik", 1)]
    assert sheets["Borders of today"] == [(new.nis_code, "Pajottegem", 3, 1)]


@pytest.mark.parametrize(
    ("first_day", "state", "is_there"),
    [
        (date(2026, 1, 1), "open", True),
        (date(2026, 12, 31), "closed", True),
        (date(2025, 12, 31), "open", False),
        (date(2027, 1, 1), "open", False),
        (MARCH, "draft", False),
        (MARCH, "cancelled", False),
    ],
)
def test_an_edition_counts_in_the_year_in_which_it_starts_when_it_is_held(first_day, state, is_there):
    trainings.edition(first_day=first_day, state=state)

    assert (len(sheets_of(2026)["Editions"]) == 1) == is_there


def test_no_name_of_a_person_is_in_it():
    edition = trainings.edition(first_day=MARCH)
    trainings.registration(edition, members.person(last_name="Vandersteen"))

    assert "Vandersteen" not in str(sheets_of(2026))


def test_a_name_that_looks_like_a_formula_stays_text():
    trainings.edition(first_day=MARCH, module=trainings.module(title_en="=1+1"))

    assert sheets_of(2026)["Editions"][0][0] == "=1+1"


def test_a_year_without_trainings_is_a_file_with_headers_only():
    assert sheets_of(2026) == {"Editions": [], "Municipalities": [], "Borders of today": []}


def test_it_says_how_far_it_is():
    for title in ("One", "Two"):
        trainings.edition(first_day=MARCH, module=trainings.module(title_en=title))
    told = []

    participants_per_year.write(2026, today=TODAY, on_progress=lambda *so_far: told.append(so_far))

    assert told == [(0, 3, "One"), (1, 3, "Two"), (2, 3, "Writing the file")]


# --- Asking for it ---------------------------------------------------------------------------------


def test_who_asks_sees_how_far_it_is_and_gets_the_file_in_their_language():
    trainings.edition(first_day=MARCH)
    browser = visit_as(members.user_with(Role.DIRECTOR))

    page = browser.post(ADDRESS, {"year": "2026"})
    job = Job.objects.get()
    tasks.write_participants_per_year(job.pk)
    file = browser.get(f"{job.get_absolute_url()}bestand/")

    workbook = load_workbook(BytesIO(b"".join(file.streaming_content)))
    assert page.url == job.get_absolute_url()
    assert file["Content-Disposition"] == 'attachment; filename="participants-2026.xlsx"'
    assert workbook.active["A1"].value == "Participants of the trainings in 2026"
    assert (job.right, job.keep_days) == ("reports.ask", 30)


def test_two_clicks_are_one_report():
    trainings.edition(first_day=MARCH)
    browser = visit_as(members.user_with(Role.STAFF))

    pages = [browser.post(ADDRESS, {"year": "2026"}) for _ in range(2)]

    assert (Job.objects.count(), pages[0].url) == (1, pages[1].url)


def test_a_year_without_trainings_is_refused():
    trainings.edition(first_day=MARCH)

    page = visit_as(members.user_with(Role.STAFF)).post(ADDRESS, {"year": "1999"})

    assert (page.status_code, Job.objects.count()) == (200, 0)
    assert "1999 is not one of the available choices" in page.text


def test_without_any_training_there_is_nothing_to_ask():
    assert "No training is planned yet" in visit_as(members.user_with(Role.STAFF)).get(ADDRESS).text
