"""Taking a list along: exactly the rows and columns that the reader sees, and a line in the trail."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Province, Role
from members.tests import factories as members
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db


def taken(client, user, view, *args, **filters):
    """The lines of the CSV that this user takes along."""
    client.force_login(user)
    response = client.get(reverse(f"members:{view}", args=args), {"formaat": "csv", **filters})
    return response.content.decode("utf-8-sig").splitlines()


def test_a_filtered_list_holds_the_rows_of_the_filter_alone(client):
    staff = members.user_with(Role.STAFF, language="en")
    members.municipality("Aalst", province=Province.EAST_FLANDERS, population=90_000, fte=2)
    members.municipality("Boom", province=Province.ANTWERP)

    header, *rows = taken(client, staff, "municipality_list", provincie=Province.EAST_FLANDERS)

    assert header == "NIS code;Municipality;Province;Postal codes;Inhabitants;Size;FTE for youth;Youth officers"
    assert [row.split(";")[1:3] for row in rows] == [["Aalst", "East Flanders"]]


def test_two_municipalities_of_one_name_are_told_apart_in_every_list(client):
    admin, today = members.user_with(Role.ADMIN, language="en"), timezone.localdate()
    ending = members.municipality("Hasselt", nis_code="71022", population=80_000, valid_to=date(today.year + 1, 1, 1))
    members.youth_region("hageland", ending)
    members.membership(ending)
    members.locked_fee_year(today.year)
    row = f"71022;Hasselt (until {today.year})"

    assert taken(client, admin, "youth_region_detail", "hageland")[1].startswith(row)
    assert taken(client, admin, "municipality_balance_list")[1].startswith(row)
    assert taken(client, admin, "municipality_map")[1].startswith(row)
    assert row in taken(client, admin, "fee_list", today.year)[1]


def test_an_officer_takes_the_columns_along_that_they_see(client):
    officer = members.user_with(Role.OFFICER, language="en")

    header, *_rows = taken(client, officer, "municipality_list")

    assert "Youth officers" not in header


def test_an_officer_gets_no_list_of_people_and_staff_do(client):
    person = members.person(last_name="=HYPERLINK()", language="en")
    client.force_login(person.user)

    refused = client.get(reverse("members:person_list"), {"formaat": "csv"})
    rows = taken(client, members.user_with(Role.STAFF, language="en"), "person_list")

    assert refused.status_code == 403
    assert [row for row in rows if row.startswith("'=HYPERLINK()")]


def test_a_member_takes_the_shared_contacts_of_their_own_place_along(client):
    own = members.person(language="en")
    place = own.roles.get().municipality
    members.contact(place, heard="Ours", internal_note="hidden")
    members.contact(place, heard="Not shared", is_shared=False)
    members.contact(heard="Elsewhere", by=members.person(role=Role.STAFF))

    of_member = "\n".join(taken(client, own.user, "contact_list"))
    of_staff = "\n".join(taken(client, members.user_with(Role.STAFF, language="en"), "contact_list"))

    assert [word for word in ("Ours", "Not shared", "Elsewhere", "hidden") if word in of_member] == ["Ours"]
    assert [word for word in ("Ours", "Not shared", "Elsewhere", "hidden") if word in of_staff] == [
        "Ours",
        "Not shared",
        "Elsewhere",
    ]


@pytest.mark.parametrize(
    "view", ["municipality_list", "person_list", "contact_list", "silent_list", "vacancy_list", "claim_list"]
)
def test_every_list_that_is_taken_along_stands_in_the_trail(client, view):
    members.municipality("Lier", valid_from=date(2019, 1, 1))
    staff = members.user_with(Role.STAFF, language="en")

    taken(client, staff, view)

    line = Line.objects.get()
    assert (line.kind, line.by, line.change) == (LineKind.EXPORT, staff, {"formaat": [None, "csv"]})


def test_the_targets_of_a_campaign_are_taken_along(client):
    target = members.target(members.municipality("Lier"))

    _header, *rows = taken(client, members.user_with(Role.STAFF, language="en"), "outreach_detail", target.campaign_id)

    assert [row.split(";")[0] for row in rows] == ["Lier"]


def test_vacancies_claims_and_a_timeline_are_taken_along_as_they_are_shown(client):
    staff, lier = members.user_with(Role.STAFF, language="en"), members.municipality("Lier", nis_code="12021")
    members.vacancy(lier, fallback=members.person(first_name="Ann", last_name="Aerts"))
    members.claim(lier)
    for day, kind in ((date(2026, 2, 3), "call"), (date(2026, 3, 4), "visit")):
        members.touchpoint(kind, lier, on=day)

    vacancies, claims = taken(client, staff, "vacancy_list"), taken(client, staff, "claim_list")
    everything = taken(client, staff, "municipality_timeline", "12021")
    calls = taken(client, staff, "municipality_timeline", "12021", raakpunt="call")

    assert vacancies[1].split(";")[:5] == ["12021", "Lier", "Alderman for youth", "2020-01-01", "Ann Aerts"]
    assert claims[1].split(";")[3] == "Lier"
    assert [row.split(";")[1] for row in everything[1:]] == ["visit", "phone call"]
    assert [row.split(";")[1] for row in calls[1:]] == ["phone call"]
