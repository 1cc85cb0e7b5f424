"""The pages of a campaign: begin it, propose a list, plan, swap."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members import actions as register
from members.models import OutreachCampaign, OutreachTarget, Role, TargetState
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def staff():
    return members.person(role=Role.STAFF)


@pytest.fixture
def browser(staff):
    return visit_as(staff.user)


def silent_member(name=""):
    place = members.municipality(name, population=9_000)
    register.join(place, on=members.LONG_AGO)
    return place


def test_a_campaign_begins_with_a_name_a_goal_and_two_days(browser, today):
    answers = {
        "title": "Silent ones",
        "goal": "25",
        "starts_on": today.isoformat(),
        "last_day": (today + timedelta(days=100)).isoformat(),
        "eligible": "silent",
        "spreads_provinces": "on",
    }

    browser.post(reverse("members:outreach_create"), answers)

    campaign = OutreachCampaign.objects.get()
    assert (campaign.seed, campaign.last_day, campaign.spread) == (
        "Silent ones",
        today + timedelta(days=100),
        ("province",),
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"goal": "0"}, "goal"),
        ({"goal": "x"}, "goal"),
        ({"title": ""}, "title"),
        ({"last_day": "2020-01-01"}, "last_day"),
    ],
)
def test_a_campaign_that_makes_no_sense_is_refused(browser, today, change, field):
    answers = {"title": "x", "goal": "5", "starts_on": today.isoformat(), "last_day": today.isoformat()}

    response = browser.post(reverse("members:outreach_create"), answers | {"eligible": "silent"} | change)

    assert (field in response.context["form"].errors, OutreachCampaign.objects.count()) == (True, 0)


def test_one_button_proposes_the_list_with_a_reason_beside_each(browser):
    silent_member("Lier")
    campaign = members.campaign()

    html = browser.post(reverse("members:outreach_propose", args=[campaign.pk]), follow=True).text

    assert ("Lier" in html, "Never heard or seen so far." in html) == (True, True)


def test_with_nobody_silent_it_says_so(browser):
    campaign = members.campaign()

    assert (
        "No municipality can be chosen"
        in browser.post(reverse("members:outreach_propose", args=[campaign.pk]), follow=True).text
    )


def shown(browser, campaign, **filters):
    page = browser.get(campaign.get_absolute_url(), filters).context["page"]
    return [target.municipality.name for target in page]


def test_the_list_is_narrowed_by_state_and_province_and_keeps_swapped_ones_apart(browser):
    campaign = members.campaign()
    members.target(members.municipality("Held"), of=campaign, state="held", province="10000")
    members.target(members.municipality("Waits"), of=campaign, province="70000")
    members.target(members.municipality("Gone"), of=campaign, state="swapped", swap_reason="x")

    assert shown(browser, campaign) == ["Held", "Waits"]
    assert shown(browser, campaign, stand="swapped") == ["Gone"]
    assert shown(browser, campaign, provincie="70000") == ["Waits"]
    assert shown(browser, campaign, stand="nonsense", provincie="x") == ["Held", "Waits"]


def test_a_campaign_asks_the_database_as_often_for_three_as_for_one(browser, staff):
    campaign = members.campaign()
    members.target(of=campaign, staff=staff)
    once = number_of_queries(browser, campaign.get_absolute_url())
    members.target(of=campaign, staff=staff)
    members.target(of=campaign, staff=staff)

    assert number_of_queries(browser, campaign.get_absolute_url()) == once


def test_a_visit_is_planned_on_site_or_online(browser, staff, today):
    target = members.target()
    answers = {"state": "planned", "planned_on": today.isoformat(), "form": "digital", "staff": staff.pk}

    browser.post(target.get_absolute_url(), answers)

    target.refresh_from_db()
    assert (target.state, target.form, target.staff) == (TargetState.PLANNED, "digital", staff)


@pytest.mark.parametrize("missing", ["planned_on", "form", "staff"])
def test_a_plan_that_lacks_something_is_refused_with_a_sentence(browser, staff, today, missing):
    target = members.target()
    answers = {"state": "planned", "planned_on": today.isoformat(), "form": "digital", "staff": staff.pk}

    response = browser.post(target.get_absolute_url(), answers | {missing: ""})

    assert len(response.context["form"].non_field_errors()) == 1
    target.refresh_from_db()
    assert target.state == TargetState.PROPOSED


def test_who_only_reads_cannot_plan(today):
    target = members.target()
    reader = visit_as(members.user_with(Role.COMMUNICATIONS))

    reader.post(target.get_absolute_url(), {"state": "invited"})

    target.refresh_from_db()
    assert target.state == TargetState.PROPOSED


def test_a_swap_asks_why(browser):
    campaign = members.campaign()
    target = members.target(silent_member(), of=campaign)
    other = silent_member("Other")
    address = reverse("members:outreach_swap", args=[target.pk])

    assert "reason" in browser.post(address, {"wanted": ""}).context["form"].errors
    assert "wanted" in browser.post(address, {"reason": "x", "wanted": "Nowhere"}).context["form"].errors
    browser.post(address, {"reason": "They move house", "wanted": ""})

    assert OutreachTarget.objects.on_the_list().get().municipality == other


def test_a_member_never_sees_a_campaign():
    target = members.target()
    member = visit_as(members.user_with(Role.OFFICER, target.municipality))

    assert [member.get(page).status_code for page in (target.get_absolute_url(), "/leden/bezoeken/")] == [403, 403]


def test_a_list_that_falls_short_says_so_and_names_whom_another_campaign_visits(browser, staff, today):
    running = {"starts_on": today, "ends_on": today + timedelta(days=90)}
    silent_member("Vrij")
    members.target(silent_member("Bezet"), of=members.campaign(title="Ronde één", **running))
    campaign = members.campaign(goal=2, **running)

    said = browser.post(reverse("members:outreach_propose", args=[campaign.pk]), follow=True)

    assert [str(message) for message in said.context["messages"]] == ["1 of 2: no more municipalities can be chosen."]
    assert said.context["falls_short"] is True
    assert [target.municipality.name for target in said.context["elsewhere"]] == ["Bezet"]

    campaign.goal = 1
    campaign.save()

    assert browser.get(campaign.get_absolute_url()).context["falls_short"] is False
