from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import actions
from members.models import EventStatus, Municipality, Question, Role, RoleAssignment, TerritorialEvent
from members.tests import factories as members

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)


@pytest.fixture
def three():
    return [members.municipality(name) for name in ("Galmaarden", "Gooik", "Herne")]


@pytest.fixture
def plan(three):
    for place in three:
        members.person(municipality=place)
        actions.join(place, on=members.LONG_AGO)
    members.youth_region("pajottenland", *three[:2])
    return members.merger_plan(*three, name="Pajottegem")


@pytest.fixture
def visit(client):
    def visit(role, view, event, answers=None, municipality=None):
        client.force_login(members.user_with(role, municipality))
        address = reverse(f"members:merger_{view}", args=[event.pk])
        return client.get(address) if answers is None else client.post(address, answers)

    return visit


def test_the_plan_shows_what_it_touches_and_what_is_to_be_decided(visit, plan):
    page = visit(Role.STAFF, "detail", plan)

    assert {str(what): number for what, number in page.context["preview"]} == {
        "roles go to the heir": 3,
        "memberships end or go on": 3,
        "places in youth regions": 2,
    }
    assert "In Pajottenland: Galmaarden, Gooik. Not in it: Herne." in page.text
    assert "still to be decided" in page.text
    assert "Carry out…" not in page.text
    assert "Carry out…" in visit(Role.ADMIN, "detail", plan).text


def test_the_questions_are_answered_and_the_answers_stand_in_the_form(visit, plan):
    region = plan.predecessors[0].youth_regions.get().region_id
    answers = {"membership": "continue", "fee": "old-sum", f"youth-region-{region}": "join", "reason": "The mayors."}

    response = visit(Role.STAFF, "decide", plan, answers)

    assert response.url == plan.get_absolute_url()
    chosen = {each.question: (each.choice, each.note) for each in plan.decisions.exclude(choice="")}
    assert chosen[Question.YOUTH_REGION] == ("join", "The mayors.")
    assert chosen[Question.FEE][0] == "old-sum"
    assert visit(Role.STAFF, "decide", plan).context["form"][f"youth-region-{region}"].value() == "join"


def test_an_answer_that_was_not_offered_is_refused(visit, plan):
    response = visit(Role.STAFF, "decide", plan, {"membership": "perhaps"})

    assert response.status_code == 200
    assert plan.decisions.count() == 0


def test_whose_role_ends_is_marked(visit, plan):
    role = RoleAssignment.objects.order_by("pk").first()

    visit(Role.STAFF, "decide", plan, {"staying": [str(role.pk)]})

    assert visit(Role.STAFF, "decide", plan).context["form"]["staying"].value() == [str(role.pk)]
    assert {str(what): number for what, number in visit(Role.STAFF, "detail", plan).context["preview"]}[
        "roles end"
    ] == 1


def test_nothing_is_carried_out_before_it_is_decided_and_the_page_says_why(visit, plan):
    response = visit(Role.ADMIN, "execute", plan, {})

    assert "Something is still to be decided" in response.text
    assert Municipality.objects.filter(name="Pajottegem").count() == 0


def test_an_administrator_carries_it_out_and_undoes_it(visit, plan):
    region = plan.predecessors[0].youth_regions.get().region_id
    visit(Role.STAFF, "decide", plan, {f"youth-region-{region}": "leave"})

    assert "Yes, carry it out" in visit(Role.ADMIN, "execute", plan).text
    visit(Role.ADMIN, "execute", plan, {})
    assert TerritorialEvent.objects.get().status == EventStatus.EXECUTED
    assert "rows are put back as they were" in visit(Role.ADMIN, "undo", plan).text

    visit(Role.ADMIN, "undo", plan, {"reason": "The decree was withdrawn."})
    assert TerritorialEvent.objects.get().status == EventStatus.REVERTED
    assert Municipality.objects.filter(name="Pajottegem").count() == 0
    assert "This was carried out and undone" in visit(Role.STAFF, "detail", plan).text


def test_what_stands_in_the_way_of_undoing_is_named_on_the_page(visit, three):
    plan = members.merger_plan(*three, name="Pajottegem")
    visit(Role.ADMIN, "execute", plan, {})
    members.person(municipality=Municipality.objects.get(name="Pajottegem"))

    page = visit(Role.ADMIN, "undo", plan, {"reason": "A mistake."})

    assert "Added since, and it hangs on what came out: role assignment (1)." in page.text
    assert TerritorialEvent.objects.get().status == EventStatus.EXECUTED


def test_an_event_of_the_official_tables_shows_which_region_was_not_taken_over(visit):
    wachtebeke, lochristi = (members.municipality(name, valid_to=DAY) for name in ("Wachtebeke", "Lochristi"))
    members.youth_region("meetjesland", wachtebeke, until=DAY)
    event = actions.record_merger(members.municipality("Lochristi", valid_from=DAY), [lochristi, wachtebeke], on=DAY)

    (after,) = visit(Role.STAFF, "detail", event).context["regions"]

    assert (after.region.name, after.inside, after.outside) == ("Meetjesland", [wachtebeke], [lochristi])
    assert (after.is_taken_over, after.decision) == (False, None)


def test_a_head_of_service_comments_on_a_plan_for_their_own_municipality(visit, plan, three):
    visit(Role.MANAGER, "comment", plan, {"text": "Not before summer."}, municipality=three[0])

    assert "Not before summer." in visit(Role.STAFF, "detail", plan).text
    assert visit(Role.MANAGER, "detail", plan, municipality=members.municipality()).status_code == 404


def test_a_plan_is_thrown_away(visit, plan):
    assert visit(Role.STAFF, "drop", plan, {}).url == reverse("members:merger_list")
    assert TerritorialEvent.objects.count() == 0


def test_the_plan_needs_as_many_queries_for_three_people_as_for_one(client, three):
    client.force_login(members.user_with(Role.STAFF))
    plan = members.merger_plan(*three)
    members.person(municipality=three[0])

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(plan.get_absolute_url())
        return len(captured)

    queries()  # the first request asks whether this is demo data, and remembers it
    for_one = queries()
    for _number in range(2):
        members.person(municipality=three[0])

    assert queries() == for_one
