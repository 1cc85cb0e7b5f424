from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Role
from members.tests import factories as members
from portal import demo
from portal.trail.models import Line, LineKind
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

HEADERS = ("Last name", "First name", "E-mail", "Municipality", "State", "Tariff", "Price", "Wishes")
STAMP = "Demo data: the people are invented."


def address_of(edition):
    return reverse("trainings:participant_export", args=[edition.pk])


def download(edition):
    return visit_as(members.user_with(Role.STAFF)).get(address_of(edition))


def sheet_of(edition):
    """The sheet as a spreadsheet program opens it."""
    return load_workbook(BytesIO(download(edition).content)).active


def people_in(sheet):
    """The rows below the title, the stamp, an empty row and the headers."""
    return list(sheet.iter_rows(min_row=5, values_only=True))


def test_the_file_is_a_workbook_to_keep():
    edition = trainings.edition()

    page = download(edition)

    assert page["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert page["Content-Disposition"] == f'attachment; filename="deelnemers-{edition.pk}.xlsx"'


def test_each_participant_is_a_row_under_a_header():
    edition = trainings.edition(price_other=140)
    person = members.person(
        first_name="Noor", last_name="Peeters", email="noor@example.org", municipality=members.municipality("Deurne")
    )
    trainings.registration(edition, person, wishes="A quiet room")

    sheet = sheet_of(edition)

    assert next(sheet.iter_rows(min_row=4, max_row=4, values_only=True)) == HEADERS
    assert people_in(sheet) == [
        (
            "Peeters",
            "Noor",
            "noor@example.org",
            "Deurne",
            "Registered",
            "price for non-members",
            140,
            "A quiet room",
        )
    ]


def test_who_waits_is_there_and_who_is_gone_is_not():
    edition = trainings.edition()
    for last_name, state in (("C", "confirmed"), ("B", "waitlisted"), ("A", "cancelled-by-participant")):
        trainings.registration(edition, members.person(last_name=last_name), state=state)

    rows = people_in(sheet_of(edition))

    assert [(row[0], row[4]) for row in rows] == [("B", "On the waiting list"), ("C", "Registered")]


def test_prices_are_numbers_to_add_up():
    edition = trainings.edition(price_other="12.50")
    trainings.registration(edition)

    (price,) = (row[6] for row in people_in(sheet_of(edition)))

    assert price == 12.5


@pytest.mark.parametrize(
    "last_name",
    [
        '=HYPERLINK("https://example.org","Click")',
        "==1+1",
        "@SUM(A1)",
        "+1",
        "-1",
        "{=1+1}",
        "https://example.org",
        "007",
    ],
)
def test_a_name_that_looks_like_a_formula_a_link_or_a_number_stays_text(last_name):
    edition = trainings.edition()
    trainings.registration(edition, members.person(last_name=last_name))

    cell = sheet_of(edition)["A5"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (last_name, "s", None)


def test_an_edition_without_participants_is_a_file_with_headers_only():
    sheet = sheet_of(trainings.edition())

    assert [cell.value for cell in sheet[4]] == list(HEADERS)
    assert [value for row in people_in(sheet) for value in row if value] == []


def test_demo_data_says_so_and_real_data_does_not():
    edition = trainings.edition()

    of_real_data = sheet_of(edition)["A2"].value
    demo.mark(seeded_on=timezone.localdate(), size="small")
    of_demo_data = sheet_of(edition)["A2"].value

    assert (of_real_data, of_demo_data) == (None, STAMP)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    assert visit_as(members.user_with(role)).get(address_of(trainings.edition())).status_code == 403


def test_who_takes_the_participants_along_stands_in_the_trail(client):
    edition = trainings.edition()
    trainings.registration(edition)
    staff = members.user_with(Role.STAFF)
    client.force_login(staff)

    client.get(reverse("trainings:participant_export", args=[edition.pk]))

    line = Line.objects.get(kind=LineKind.EXPORT)
    assert (line.by, line.about) == (staff, f"trainings.edition:{edition.pk}")
