from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import actions
from members.models import Province, Role
from members.tests import factories as members
from portal.models import User

pytestmark = pytest.mark.django_db

MERGED_ON = date(2025, 1, 1)


@pytest.fixture
def shown(client):
    """What somebody sees: `shown(user, zoek="lier")` gives the page, or the names on it as a list."""

    def shown(user, **filters):
        client.force_login(user)
        return client.get(reverse("members:municipality_list"), filters)

    return shown


def names(response):
    return [municipality.name_in_lists for municipality in response.context["page"]]


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.fixture
def pajottegem():
    new = members.municipality("Pajottegem", valid_from=MERGED_ON, nis_code="23106", postal_codes="1540 1570")
    old = members.municipality("Galmaarden", valid_to=MERGED_ON, nis_code="23023")
    actions.record_merger(new, [old], on=MERGED_ON)
    return new


# --- Who comes in ----------------------------------------------------------------------------------


def test_a_visitor_is_asked_to_log_in(client):
    response = client.get(reverse("members:municipality_list"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_the_municipalities(shown, role):
    assert shown(members.user_with(role)).status_code == 200


def test_an_account_without_a_role_is_turned_away(shown):
    assert shown(User.objects.create_user("nobody@example.org")).status_code == 403


# --- Finding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Galmaarden", "galm", "23106", "1570", "pajot"])
def test_a_municipality_is_found_by_old_and_new_name_nis_and_postal_code(shown, staff, pajottegem, words):
    members.municipality("Lier")

    assert names(shown(staff, zoek=words)) == ["Pajottegem"]


def test_one_found_by_an_old_name_says_why(shown, staff, pajottegem):
    assert "Galmaarden is part of it since 1-1-2025" in shown(staff, zoek="Galmaarden").text


def test_one_found_by_its_own_name_needs_no_reason(shown, staff, pajottegem):
    assert "is part of it since" not in shown(staff, zoek="Pajottegem").text


def test_ended_ones_are_shown_when_asked_for_with_their_last_year(shown, staff, pajottegem):
    assert names(shown(staff)) == ["Pajottegem"]
    assert names(shown(staff, beeindigd="on")) == ["Galmaarden (until 2024)", "Pajottegem"]


def test_filters_on_province_and_size_work_together(shown, staff):
    members.municipality("Aalst", province=Province.EAST_FLANDERS, population=90_000)
    members.municipality("Herzele", province=Province.EAST_FLANDERS, population=15_000)
    members.municipality("Boom", province=Province.ANTWERP, population=19_000)
    members.municipality("Unknown", province=Province.EAST_FLANDERS)

    assert names(shown(staff, provincie=Province.EAST_FLANDERS, klasse="15000-30000")) == ["Herzele"]


@pytest.mark.parametrize("filters", [{"provincie": "99999"}, {"klasse": "huge"}, {"pagina": "last?"}])
def test_a_filter_that_makes_no_sense_is_left_out(shown, staff, filters):
    members.municipality("Lier")

    assert names(shown(staff, **filters)) == ["Lier"]


def test_filters_stay_in_the_links_and_in_the_search(shown, staff):
    response = shown(staff, zoek="heist", provincie=Province.ANTWERP)

    assert "?zoek=heist&amp;provincie=10000&amp;klasse=over-30000" in response.text
    assert '<input type="hidden" name="provincie" value="10000">' in response.text


def test_an_empty_result_says_what_to_do(shown, staff):
    response = shown(staff, zoek="Atlantis")

    assert "No municipality fits" in response.text
    assert "choose fewer filters" in response.text


# --- What stands there -----------------------------------------------------------------------------


def test_staff_see_how_many_officers_work_there_and_an_officer_does_not(shown, staff):
    municipality = members.municipality("Lier")
    officer = members.person(municipality=municipality)
    members.role(officer, "combination-officer", municipality)
    members.person(municipality=municipality)
    members.role(members.person(role=None), Role.OFFICER, municipality, until=date(2025, 1, 1))

    assert shown(staff).context["page"][0].holders == 2
    assert "Youth officers" in shown(staff).text
    assert "Youth officers" not in shown(officer.user).text


def test_an_officer_sees_which_municipality_is_theirs(shown, staff):
    officer = members.person(municipality=members.municipality("Lier"))
    members.municipality("Boom")

    assert [municipality.is_own for municipality in shown(officer.user).context["page"]] == [False, True]
    assert "Your municipality" in shown(officer.user).text
    assert "Your municipality" not in shown(staff).text


def test_an_unknown_figure_is_a_dash_and_never_a_zero(shown, staff):
    members.municipality("Lier")

    assert shown(staff).text.count('<td class="number">–</td>') == 2


# --- How much it costs -----------------------------------------------------------------------------


def test_the_page_needs_as_many_queries_for_three_rows_as_for_one(client):
    user = members.person(municipality=members.municipality("Oud Lier", population=1, fte=1)).user
    client.force_login(user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("members:municipality_list"), {"zoek": "Oud"})
        return len(names(response)), len(captured)

    queries()  # the first request asks whether this is demo data, and remembers it
    for_one = queries()
    for number in range(2):
        new = members.municipality(f"Nieuw {number}", population=20_000, fte=2)
        actions.record_merger(new, [members.municipality(f"Oud {number}", valid_to=MERGED_ON)], on=MERGED_ON)
        members.person(municipality=new)

    assert (for_one, queries()) == ((1, 10), (3, 10))
