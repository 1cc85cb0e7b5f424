from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Role, SupportLevel
from members.tests import factories as members
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    def shown(user, **filters):
        client.force_login(user)
        return client.get(reverse("members:region_list"), filters)

    return shown


def codes(response):
    return [region.code for region in response.context["page"]]


def test_the_list_tells_form_members_and_support(shown):
    region = members.youth_region("neteland", members.municipality(), members.municipality())
    members.youth_region("neteland", members.municipality(), until=date(2021, 1, 1))
    members.support(region, SupportLevel.STRUCTURAL)

    (found,) = shown(members.user_with(Role.STAFF)).context["page"]

    assert (found.member_count, found.support, found.get_legal_form_display()) == (
        2,
        "structural",
        "informal cooperation",
    )


def test_a_level_of_support_narrows_the_list_and_an_unknown_one_does_not(shown):
    staff = members.user_with(Role.STAFF)
    members.support(members.youth_region("a"), SupportLevel.LIGHT)
    members.youth_region("b")

    assert codes(shown(staff, steun="light")) == ["a"]
    assert codes(shown(staff, steun="none")) == ["b"]
    assert codes(shown(staff, steun="much")) == ["a", "b"]


def test_network_areas_are_the_other_kind(shown):
    members.youth_region("neteland")
    members.network_area("kempen", members.municipality())

    (found,) = shown(members.user_with(Role.STAFF), soort="netwerkregio").context["page"]

    assert (found.code, found.member_count) == ("kempen", 1)


@pytest.mark.parametrize("kind", ["jeugdregio", "netwerkregio"])
def test_an_officer_sees_the_regions_of_their_own_municipality_alone(shown, kind):
    own, other = members.municipality(), members.municipality()
    members.youth_region("own", own)
    members.youth_region("other", other)
    members.youth_region("left", own, until=date(2025, 1, 1))
    members.network_area("own", own)
    members.network_area("other", other)

    assert codes(shown(members.user_with(Role.OFFICER, own), soort=kind)) == ["own"]


def test_a_region_that_ended_is_not_in_the_list(shown):
    region = members.youth_region("gone")
    region.ended_on = date(2025, 1, 1)
    region.save()

    assert "No region to show" in shown(members.user_with(Role.STAFF)).text


def test_only_who_may_edit_is_offered_a_new_region(shown):
    assert reverse("members:youth_region_create") in shown(members.user_with(Role.STAFF)).text
    assert reverse("members:youth_region_create") not in shown(members.user_with(Role.DIRECTOR)).text


def test_the_list_can_be_taken_along_and_the_trail_says_so(shown):
    members.youth_region("neteland")

    response = shown(members.user_with(Role.STAFF), formaat="csv")

    assert "Neteland;informal cooperation;0;no support" in response.content.decode("utf-8-sig")
    assert Line.objects.get().kind == LineKind.EXPORT


def test_the_page_needs_as_many_queries_for_three_regions_as_for_one(client):
    client.force_login(members.user_with(Role.STAFF))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:region_list"))
        return len(captured)

    members.youth_region("a", members.municipality())
    queries()
    for_one = queries()
    for code in "bc":
        members.support(members.youth_region(code, members.municipality()), SupportLevel.LIGHT)

    assert queries() == for_one <= 8
