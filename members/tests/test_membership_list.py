"""Who is a member against what the decree asks, and who came and went through the years."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions
from members.models import EndReason, Membership, Municipality, Role
from members.rules.memberships import STATUTORY_MINIMUM, MembershipStatus, flow, status_of
from members.tests import factories as members
from portal.trail.models import Line

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_members_are_counted_against_the_minimum_of_the_decree(client):
    members.membership()
    client.force_login(members.user_with(Role.DIRECTOR, language="en"))

    page = client.get(reverse("members:membership_list"))

    assert (page.context["number"], page.context["minimum"], page.context["above"]) == (1, 164, 1 - STATUTORY_MINIMUM)
    assert "at least 164 municipalities must be members" in page.text


def test_joins_and_leaves_add_up_with_their_reasons():
    merged_on = date(2025, 1, 1)
    old, stays, leaves = (members.membership(name=name, on=date(2024, 1, 1)) for name in ("Gooik", "Lier", "Boom"))
    actions.end_membership(old, on=merged_on, reason=EndReason.MERGER)
    actions.end_membership(leaves, on=date(2026, 1, 1), reason=EndReason.BUDGET)
    new = members.municipality("Pajottegem", valid_from=merged_on)
    actions.record_merger(new, [old.municipality], on=merged_on)
    members.membership(new, on=merged_on)

    years = flow(first_year=2024, today=TODAY)

    assert [(row.year, row.joined, row.joined_by_merger, row.left, row.at_end) for row in years] == [
        (2026, 0, 0, 1, 2),
        (2025, 1, 1, 1, 3),
        (2024, 3, 0, 0, 3),
    ]
    assert [reason for _label, reason, _times in years[0].reasons] == ["budget"]
    assert status_of(stays, TODAY) == MembershipStatus.MEMBER


@pytest.mark.parametrize(
    ("wishes", "names"),
    [
        ({}, ["Lier"]),
        ({"wat": "begonnen", "jaar": "2024"}, ["Boom"]),
        ({"wat": "geeindigd", "jaar": "2025"}, ["Boom"]),
        ({"wat": "geeindigd", "jaar": "2025", "reden": "budget"}, ["Boom"]),
        ({"wat": "geeindigd", "jaar": "2025", "reden": "merger"}, []),
        ({"wat": "einde", "jaar": "2024"}, ["Boom", "Lier"]),
        ({"wat": "vertrekt"}, []),
        ({"wat": "begonnen", "jaar": "nonsense"}, ["Lier"]),
    ],
)
def test_each_figure_opens_its_rows(client, wishes, names):
    members.membership(name="Lier")
    gone = members.membership(name="Boom", on=date(2024, 1, 1))
    actions.end_membership(gone, on=date(2025, 7, 1), reason=EndReason.BUDGET)
    client.force_login(members.user_with(Role.STAFF))

    page = client.get(reverse("members:membership_list"), wishes)

    assert [membership.municipality.name for membership in page.context["page"]] == names


def test_the_list_takes_as_many_queries_for_one_member_as_for_three(client):
    client.force_login(members.user_with(Role.STAFF))
    members.membership()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:membership_list"))
        return len(captured)

    queries()
    one = queries()
    members.membership()
    members.membership()

    assert queries() == one


# --- The deeds ---------------------------------------------------------------------------------------


def send(client, municipality, **answers):
    client.force_login(members.user_with(Role.STAFF, language="en"))
    answers = {"on": str(timezone.localdate()), **answers}
    return client.post(reverse("members:membership_edit", args=[municipality.nis_code]), answers)


def test_a_municipality_joins(client):
    municipality = members.municipality()

    assert send(client, municipality, deed="join").status_code == 302
    assert Membership.objects.of(municipality).count() == 1


def test_a_member_asks_to_leave_and_stays_one_until_it_ends(client):
    membership = members.membership()

    send(client, membership.municipality, deed="ask")

    membership.refresh_from_db()
    assert status_of(membership, timezone.localdate()) == MembershipStatus.LEAVING
    assert membership.is_active_on(timezone.localdate())


def test_a_member_that_will_merge_did_not_ask_to_leave(client):
    today = timezone.localdate()
    membership = members.membership()
    actions.end_membership(membership, on=today + timedelta(days=40), reason=EndReason.MERGER)
    client.force_login(members.user_with(Role.STAFF))

    page = client.get(reverse("members:membership_list"), {"wat": "eindigt"})

    assert status_of(membership, today) == MembershipStatus.ENDING
    assert (page.context["leaving"], page.context["ending"]) == (0, 1)
    assert list(page.context["page"]) == [membership]


def test_the_trail_tells_which_end_stood_there_before():
    membership = members.membership()
    actions.end_membership(membership, on=date(2026, 7, 1), reason=EndReason.BUDGET)

    actions.end_membership(membership, on=date(2026, 4, 1), reason=EndReason.OFFER)

    assert [line.change for line in Line.objects.filter(title_en="Membership ends").order_by("pk")] == [
        {"ends_on": [None, "2026-07-01"], "end_reason": ["", "budget"]},
        {"ends_on": ["2026-07-01", "2026-04-01"], "end_reason": ["budget", "offer"]},
    ]


def test_a_deed_leaves_the_name_of_the_municipality_as_somebody_else_changed_it():
    membership = members.membership(name="Gooik")
    other = Municipality.objects.get()
    other.name = "Pajottegem"
    other.save()

    actions.ask_to_leave(membership, on=TODAY)

    assert Municipality.objects.get().sort_name == other.sort_name


def test_a_member_that_asked_to_leave_may_stay(client):
    membership = members.membership()
    send(client, membership.municipality, deed="ask")

    send(client, membership.municipality, deed="stay")

    membership.refresh_from_db()
    assert membership.cancel_requested_on is None


def test_an_end_needs_its_reason(client):
    membership = members.membership()

    refused = send(client, membership.municipality, deed="end")
    send(client, membership.municipality, deed="end", reason="budget")

    membership.refresh_from_db()
    assert "Say why it leaves" in refused.text
    assert (membership.end_reason, membership.ends_on) == ("budget", timezone.localdate())


def test_a_membership_does_not_end_before_it_began(client):
    membership = members.membership()

    refused = send(client, membership.municipality, deed="end", reason="budget", on="2019-01-01")

    assert "A membership cannot end before it has started." in refused.text
    assert Membership.objects.get().ends_on is None
