from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.rules import Availability
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:edition_list")
A_DAY = timedelta(days=1)


def editions_shown(user=None, **query):
    return list(visit_as(user).get(ADDRESS, query).context["page"])


def test_a_visitor_sees_what_is_on_offer_without_logging_in():
    edition = trainings.edition()

    assert editions_shown() == [edition]


def test_only_who_plans_sees_drafts():
    draft = trainings.edition(state="draft")

    assert editions_shown(members.user_with(Role.STAFF)) == [draft]
    assert editions_shown(members.user_with(Role.OFFICER)) == editions_shown() == []


def test_the_first_to_start_is_on_top_and_what_has_no_dates_yet_comes_last():
    today = timezone.localdate()
    undated = trainings.edition(half_days=0)
    later = trainings.edition(first_day=today + 2 * A_DAY)
    sooner = trainings.edition(first_day=today + A_DAY)

    assert editions_shown() == [sooner, later, undated]


def test_an_edition_is_shown_through_its_last_day():
    yesterday = timezone.localdate() - A_DAY
    trainings.edition(first_day=yesterday, half_days=2)
    ends_today = trainings.edition(first_day=yesterday, half_days=4)

    assert editions_shown() == [ends_today]


def test_one_kind_of_training_can_be_chosen():
    trainings.edition(module=trainings.module(kind="rotating"))
    starter = trainings.edition(module=trainings.module(kind="starter"))

    assert editions_shown(soort="starter") == [starter]


@pytest.mark.parametrize("query", [{"soort": "nonsense"}, {"pagina": "nonsense"}, {"pagina": "-1"}, {"pagina": "99"}])
def test_a_choice_that_makes_no_sense_shows_all(query):
    edition = trainings.edition()

    assert editions_shown(**query) == [edition]


def test_each_edition_says_how_it_stands():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)

    (shown,) = editions_shown()

    assert (shown.availability, shown.seats_left, shown.mine) == (Availability.FULL, 0, None)


def test_who_registered_sees_that_on_the_list_and_others_do_not():
    registration = trainings.registration(trainings.edition())

    (mine,) = editions_shown(registration.person.user)
    (yours,) = editions_shown(members.user_with(Role.OFFICER))

    assert (mine.mine, yours.mine) == (registration, None)


def test_who_cancelled_no_longer_sees_a_registration():
    registration = trainings.registration(trainings.edition(), state="cancelled-by-participant")

    (shown,) = editions_shown(registration.person.user)

    assert shown.mine is None


def test_an_empty_list_says_so_and_offers_a_next_step_to_who_plans():
    of_a_visitor = visit_as().get(ADDRESS).content.decode()
    of_staff = visit_as(members.user_with(Role.STAFF)).get(ADDRESS).content.decode()

    assert "Nothing is planned here yet" in of_a_visitor
    assert ("Plan an edition" in of_a_visitor, "Plan an edition" in of_staff) == (False, True)


def test_the_list_cannot_be_posted_to():
    assert visit_as().post(ADDRESS).status_code == 405


def test_three_editions_take_as_many_queries_as_one():
    browser = visit_as(members.user_with(Role.OFFICER))

    trainings.registration(trainings.edition())
    with_one = number_of_queries(browser, ADDRESS)
    trainings.registration(trainings.edition())
    trainings.registration(trainings.edition())
    with_three = number_of_queries(browser, ADDRESS)

    assert with_one == with_three <= 8
