from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions, touchpoints
from members.actions import engagement
from members.models import Province, Role, TouchpointKind
from members.tests import factories as members
from portal import pointers
from portal.models import User

pytestmark = pytest.mark.django_db

MERGED_ON = date(2025, 1, 1)


@pytest.fixture
def shown(client):
    def shown(user, municipality):
        client.force_login(user)
        return client.get(municipality.get_absolute_url())

    return shown


@pytest.fixture
def lier():
    return members.municipality("Lier", nis_code="12021", population=38_123, fte=2)


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_an_unknown_nis_code_is_not_found(client, staff):
    client.force_login(staff)

    assert client.get(reverse("members:municipality_detail", args=["99999"])).status_code == 404


def test_a_visitor_is_asked_to_log_in_and_an_account_without_a_role_is_turned_away(client, shown, lier):
    assert client.get(lier.get_absolute_url()).status_code == 302
    assert shown(User.objects.create_user("nobody@example.org"), lier).status_code == 403


def test_the_facts_stand_there_with_their_dates(shown, staff, lier):
    actions.join(lier, on=date(2021, 3, 1))

    page = shown(staff, lier).text

    for fact in ("12021", "38,123 on 1-1-2020", "Over 30,000", "2 on 1-1-2020", "1 March 2021", "Antwerp"):
        assert fact in page


def test_an_ended_municipality_says_what_it_became_and_the_new_one_where_it_came_from(shown, staff):
    new = members.municipality("Pajottegem", valid_from=MERGED_ON)
    old = members.municipality("Galmaarden", valid_to=MERGED_ON)
    actions.record_merger(new, [old], on=MERGED_ON)

    of_old, of_new = shown(staff, old), shown(staff, new)

    assert [party.municipality for party in of_old.context["successors"]] == [new]
    assert "This municipality no longer exists" in of_old.text
    assert "31 December 2024" in of_old.text
    assert [change.came_in for change in of_new.context["lineage"].changes] == [[old]]
    assert "Galmaarden (until 2024)" in of_new.text
    assert "no longer exists" not in of_new.text


def test_a_change_of_province_is_shown_with_its_date(shown, staff, lier):
    lier.provinces.update(ends_on=MERGED_ON)
    lier.provinces.create(province=Province.LIMBURG, starts_on=MERGED_ON)

    response = shown(staff, lier)

    assert response.context["municipality"].province == Province.LIMBURG
    assert "until 31 December 2024" in response.text


# --- People ----------------------------------------------------------------------------------------


def people(response, group):
    return [role.person.full_name for role in response.context[group]]


def test_staff_see_who_holds_will_hold_and_held_a_role(shown, staff, lier):
    today = timezone.localdate()
    members.person(municipality=lier, first_name="Noor", last_name="Now")
    future, past = (
        members.person(role=None, first_name="Fien", last_name="Future"),
        members.person(role=None, first_name="Piet", last_name="Past"),
    )
    members.role(future, "alderman", lier, on=today + timedelta(days=1))
    members.role(past, Role.OFFICER, lier, until=today)

    response = shown(staff, lier)

    assert people(response, "current_roles") == ["Noor Now", "Fien Future"]
    assert people(response, "former_roles") == ["Piet Past"]
    assert "1 former role" in response.text


def test_an_officer_sees_the_people_of_their_own_municipality(shown, lier):
    officer = members.person(municipality=lier, first_name="Noor", last_name="One")
    members.person(municipality=lier, first_name="Karim", last_name="Two")

    response = shown(officer.user, lier)

    assert people(response, "current_roles") == ["Noor One", "Karim Two"]
    assert "Your municipality" in response.text


def test_an_officer_sees_nobody_of_another_municipality(shown, lier):
    officer = members.person()
    colleague = members.person(municipality=officer.roles.get().municipality)
    members.role(colleague, Role.OFFICER, lier)
    members.person(municipality=lier)

    response = shown(officer.user, lier)

    assert people(response, "current_roles") == []
    assert "Your municipality" not in response.text
    assert colleague.email not in response.text


def test_an_officer_sees_nobody_there_any_more_after_the_role_ended(shown, lier):
    officer = members.person(municipality=lier)
    actions.end_role(officer.roles.get(), on=timezone.localdate())
    members.role(officer, Role.OFFICER, members.municipality())
    members.person(municipality=lier)

    assert people(shown(officer.user, lier), "current_roles") == []


# --- How we stand, for the team --------------------------------------------------------------------


def entries(response):
    return [entry for block in response.context["blocks"] for entry in block.entries]


def test_staff_see_the_newest_of_the_timeline_with_a_link_to_what_it_was_about(shown, staff, lier):
    about = members.municipality("Boom")
    touchpoints.record(TouchpointKind.TRAINING_REGISTERED, source=about, on=MERGED_ON, municipality=lier)

    response = shown(staff, lier)

    assert [entry.pointed for entry in entries(response)] == [pointers.Pointed("Boom", about.get_absolute_url())]


def test_staff_see_when_we_last_heard_and_saw_them_by_themselves_or_a_predecessor(shown, staff, lier):
    old = members.municipality("Koningshooikt", valid_to=MERGED_ON)
    actions.record_merger(lier, [old], on=MERGED_ON)
    members.touchpoint(TouchpointKind.CALL, lier, on=date(2025, 3, 1), core_player="official")
    members.touchpoint(TouchpointKind.TRAINING_ATTENDED, old, on=date(2024, 3, 1), core_player="politician")
    members.touchpoint(TouchpointKind.OPENED, lier, on=date(2025, 5, 1), core_player="young-person")

    context = shown(staff, lier).context

    assert (context["last_heard"], context["last_seen"]) == (date(2025, 3, 1), date(2024, 3, 1))
    assert [corner.last_on for corner in context["corners"]] == [date(2025, 3, 1), date(2024, 3, 1), None]


def test_staff_see_the_band_of_last_night_with_a_link_to_what_it_is_counted_from(shown, staff, lier):
    actions.join(lier, on=date(2021, 3, 1))
    engagement.take_snapshot(timezone.localdate())

    response = shown(staff, lier)

    assert response.context["snapshot"].band == "silent"
    assert reverse("members:engagement_detail", args=[lier.nis_code]) in response.text
    assert "What does this mean?" in response.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_others_than_the_team_see_neither_timeline_nor_engagement(shown, lier, role):
    touchpoints.record(TouchpointKind.VISIT, source=lier, on=MERGED_ON, municipality=lier)
    engagement.take_snapshot(timezone.localdate())

    response = shown(members.user_with(role, lier if role in (Role.OFFICER, Role.MANAGER) else None), lier)

    assert {"blocks", "snapshot", "last_heard"}.isdisjoint(response.context.keys())
    assert "How we stand" not in response.text


def test_the_contact_person_with_us_stands_apart_from_their_own_people(shown, staff, lier):
    officer = members.person(municipality=lier, first_name="Noor", last_name="Now")
    members.role(staff.person, "contact-person", lier)

    of_staff, of_officer = shown(staff, lier), shown(officer.user, lier)

    assert of_officer.context["contact_people"] == of_staff.context["contact_people"] == [staff.person]
    assert people(of_staff, "current_roles") == ["Noor Now"]
    assert "Your municipality" in of_officer.text
    assert "Your municipality" not in of_staff.text


def test_its_own_people_find_what_we_hold_on_their_engagement_and_people_from_elsewhere_do_not(shown, lier):
    own, other = members.user_with(Role.MANAGER, lier), members.user_with(Role.MANAGER)
    address = reverse("members:engagement_detail", args=[lier.nis_code])

    assert address in shown(own, lier).text
    assert address not in shown(other, lier).text


def test_its_own_people_see_what_they_received_and_people_from_elsewhere_do_not(shown, lier):
    own, other = members.user_with(Role.OFFICER, lier), members.user_with(Role.OFFICER)

    assert shown(own, lier).context["value_sheet"] is not None
    assert shown(other, lier).context["value_sheet"] is None


# --- How much it costs -----------------------------------------------------------------------------


def test_the_page_needs_as_many_queries_for_three_people_and_touchpoints_as_for_one(client, staff, lier):
    client.force_login(staff)

    def add_one():
        person = members.person(municipality=lier)
        touchpoints.record(TouchpointKind.TRAINING_REGISTERED, source=person, on=MERGED_ON, municipality=lier)
        old = members.municipality(valid_to=MERGED_ON)
        actions.record_merger(lier, [old], on=MERGED_ON)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(lier.get_absolute_url())
        return len(response.context["current_roles"]), len(captured)

    add_one()
    queries()  # the first request asks whether this is demo data, and remembers it
    (one, for_one) = queries()
    add_one()
    add_one()

    assert (one, queries()) == (1, (3, for_one))
