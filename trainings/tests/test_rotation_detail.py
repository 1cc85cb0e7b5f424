from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.models import Module, RotationPlan, RotationSlot
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:rotation_detail")
YEAR = timezone.localdate().year


@pytest.fixture(autouse=True)
def _no_other_modules():
    Module.objects.all().delete()


def as_staff():
    return visit_as(members.user_with(Role.STAFF))


def write(**answers):
    return as_staff().post(reverse("trainings:rotation_slot_write"), {"note": "", **answers})


def test_each_cell_says_in_words_and_with_an_icon_how_a_module_stands():
    module = trainings.module()
    trainings.held(module, YEAR - 2)
    trainings.held(module, YEAR - 1, state="cancelled")
    trainings.held(module, YEAR + 1)

    text = as_staff().get(ADDRESS).content.decode()
    cells = [cell for cell in text.split('role="cell"') if 'class="slot' in cell]

    words = ("Not this year", "Ran", "Cancelled", f"fell due in {YEAR}", "Planned", "Not this year")
    assert [word in cell for word, cell in zip(words, cells, strict=True)] == [True] * 6
    assert all(cell.count('<svg class="icon"') == cell.count('class="slot is-') for cell in cells)


def test_demand_stands_beside_the_module():
    module = trainings.module()
    trainings.interest(module)
    trainings.interest(module)

    page = as_staff().get(ADDRESS)

    assert [row.demand for row in page.context["matrix"].rows] == [2]


def test_another_year_has_another_suggestion_and_nonsense_shows_next_year():
    trainings.held(trainings.module(), YEAR)
    browser = as_staff()

    chosen = [browser.get(ADDRESS, {"jaar": asked}).context["year"] for asked in (YEAR, "", "nonsense", 1999)]

    assert chosen == [YEAR, YEAR + 1, YEAR + 1, YEAR + 1]


def test_a_planner_without_modules_says_so():
    assert "There are no modules yet" in as_staff().get(ADDRESS).content.decode()


def test_staff_note_a_run_from_before_the_portal_change_it_and_take_it_away():
    module = trainings.module()
    slot = {"module": module.pk, "year": YEAR - 2}

    write(**slot, state="ran", note="In Hasselt")
    write(**slot, state="dropped")
    assert list(RotationSlot.objects.values_list("year", "state", "note")) == [(YEAR - 2, "dropped", "")]

    write(**slot, state="")
    assert RotationSlot.objects.count() == 0


def test_a_year_to_come_cannot_have_run_but_can_be_meant():
    module = trainings.module()

    page = write(module=module.pk, year=YEAR + 1, state="ran")
    assert (page.status_code, RotationSlot.objects.count()) == (200, 0)
    assert "This year is not over yet" in page.content.decode()

    write(module=module.pk, year=YEAR + 1, state="planned")
    assert RotationSlot.objects.count() == 1


def test_staff_change_the_agreements_and_an_impossible_cycle_is_refused():
    address, answers = reverse("trainings:rotation_change"), {"multi_day_per_year": 3, "weeks_between": 0}

    refused = as_staff().post(address, {**answers, "cycle_years": 0})
    assert (refused.status_code, RotationPlan.objects.count()) == (200, 0)

    as_staff().post(address, {**answers, "cycle_years": 4})
    plan = RotationPlan.current()
    assert (plan.cycle_years, plan.multi_day_per_year, plan.weeks_between) == (4, 3, 0)


def test_three_modules_take_as_many_queries_as_one():
    browser = as_staff()

    def one_more():
        module = trainings.module()
        trainings.held(module, YEAR - 1)
        trainings.edition(module=module, first_day=date(YEAR + 1, 3, 1))
        trainings.interest(module)

    one_more()
    with_one = number_of_queries(browser, ADDRESS)
    one_more()
    one_more()

    assert with_one == number_of_queries(browser, ADDRESS) <= 20
