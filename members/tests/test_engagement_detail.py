from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members import actions
from members.actions import engagement
from members.models import Role, TouchpointKind
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lier(today):
    lier = members.municipality("Lier")
    actions.join(lier, on=members.LONG_AGO)
    for days, kind in ((0, TouchpointKind.VISIT), (200, TouchpointKind.CALL), (201, TouchpointKind.NO_SHOW)):
        members.touchpoint(kind, lier, on=today - timedelta(days=days))
    engagement.take_snapshot(today)
    return lier


@pytest.fixture
def shown(client):
    def shown(user, municipality):
        client.force_login(user)
        return client.get(reverse("members:engagement_detail", args=[municipality.nis_code]))

    return shown


def test_staff_see_every_contribution_and_their_sum_is_the_score(shown, lier):
    response = shown(members.user_with(Role.STAFF), lier)

    snapshot, contributions = response.context["snapshot"], response.context["contributions"]
    assert {each.kind for each in contributions} == {"visit", "call", "no-show"}
    assert sum(each.points for each in contributions) == snapshot.score
    assert sum(each.points for each in response.context["by_kind"]) == snapshot.score
    assert f"<strong>{snapshot.score}</strong>" in response.text
    assert "What does this mean?" in response.text


def test_every_figure_leads_to_the_touchpoints_that_it_was_counted_from(shown, client, lier, today):
    response = shown(members.user_with(Role.STAFF), lier)

    address = f"{reverse('members:municipality_timeline', args=[lier.nis_code])}?raakpunt=visit"
    assert f"{address}&amp;van=" in response.text
    blocks = client.get(address, {"raakpunt": "visit", "tot": today.isoformat()}).context["blocks"]
    assert [entry.title for block in blocks for entry in block.entries] == ["visit"]


def test_before_the_first_night_the_page_says_so(shown):
    assert "Not computed yet" in shown(members.user_with(Role.STAFF), members.municipality()).text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_its_own_people_read_what_we_hold_but_not_the_score(shown, lier, role):
    response = shown(members.user_with(role, lier), lier)

    assert response.status_code == 200
    assert (response.context["snapshot"], response.context["contributions"]) == (None, [])
    assert "What we hold" in response.text


def test_once_disclosed_the_head_of_service_reads_it_and_an_officer_and_others_do_not(shown, lier, today):
    engagement.disclose(lier, by=members.user_with(Role.STAFF), today=today)

    head, officer, elsewhere = (
        shown(members.user_with(role, place), lier)
        for role, place in ((Role.MANAGER, lier), (Role.OFFICER, lier), (Role.MANAGER, members.municipality()))
    )

    assert head.context["snapshot"] is not None
    assert officer.context["snapshot"] is None
    assert elsewhere.status_code == 404


def test_after_thirty_days_it_is_closed_again(shown, lier, today):
    head = members.user_with(Role.MANAGER, lier)
    engagement.disclose(lier, by=members.user_with(Role.STAFF), today=today - timedelta(days=30))

    assert shown(head, lier).context["snapshot"] is None


@pytest.mark.parametrize("role", [Role.COACH, Role.DIRECTOR])
def test_for_others_the_page_does_not_exist(shown, lier, role):
    assert shown(members.user_with(role), lier).status_code == 404
