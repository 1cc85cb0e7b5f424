from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from members.tests import factories as members
from trainings import actions, rotation
from trainings.models import Module, RotationPlan, RotationSlot
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
A_MOMENT = datetime(2026, 6, 15, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_other_modules():
    Module.objects.all().delete()
    with translation.override("en"):
        yield


def cells_of(module):
    """{year: what stands in the cell}, of the matrix on TODAY."""
    found = rotation.matrix(rotation.staff_history(today=TODAY), today=TODAY)
    row = next(row for row in found.rows if row.module == module)
    return {
        cell.year: [happening.status.value for happening, _icon in cell.happenings]
        + ([f"{cell.gap.value} {cell.due_in or ''}".strip()] if cell.gap else [])
        for cell in row.cells
    }


def findings_of(kind, *years, today=TODAY):
    history = rotation.staff_history(today=today)
    return [each.text for each in rotation.findings(history, years=years, today=today) if each.kind == kind]


def suggested(year, today=TODAY):
    return rotation.suggestions(rotation.staff_history(today=today), year)


# --- The matrix -----------------------------------------------------------------------------------


def test_the_matrix_tells_what_ran_is_planned_and_was_called_off():
    module = trainings.module()
    trainings.held(module, 2024)
    trainings.held(module, 2025, state="cancelled")
    trainings.edition(module=module, first_day=date(2026, 10, 1))
    trainings.edition(module=module, first_day=date(2027, 3, 1), state="draft")

    assert cells_of(module) == {
        2023: ["not-this-year"],
        2024: ["ran"],
        2025: ["cancelled"],
        2026: ["planned"],
        2027: ["draft"],
        2028: ["not-this-year"],
    }


def test_a_missing_module_is_named_with_the_year_in_which_it_fell_due():
    module = trainings.module()
    trainings.held(module, 2023)

    cells = cells_of(module)

    assert (cells[2024], cells[2025], cells[2026]) == (["not-this-year"], ["missing 2025"], ["missing 2025"])
    assert cells[2027] == ["due"]  # a year to come can still be filled


def test_what_is_called_off_leaves_its_year_missing():
    module = trainings.module()
    trainings.held(module, 2024)
    trainings.held(module, 2026, state="cancelled")

    assert cells_of(module)[2026] == ["cancelled", "missing 2026"]


def test_a_draft_that_nobody_opened_in_time_did_not_run():
    module = trainings.module()
    trainings.held(module, 2026, state="draft")

    assert cells_of(module)[2026][0] == "cancelled"


def test_a_run_from_before_the_portal_counts_and_a_year_left_out_moves_the_debt():
    ran, left_out = trainings.module(), trainings.module()
    for module in (ran, left_out):
        RotationSlot.objects.create(module=module, year=2024, state="ran")
    RotationSlot.objects.create(module=left_out, year=2026, state="dropped")

    assert (cells_of(ran)[2026], cells_of(left_out)[2026]) == (["missing 2026"], ["dropped"])
    assert cells_of(left_out)[2027] == ["due"]


def test_an_announcement_counts_until_its_year_is_over():
    module = trainings.module()
    trainings.held(module, 2023)
    trainings.announced(module, year=2025)
    in_time = trainings.module()
    trainings.announced(in_time, year=2026)

    assert (cells_of(module)[2025], cells_of(in_time)[2026]) == (["announced", "missing 2025"], ["announced"])


def test_a_starter_course_is_due_every_year():
    starter = trainings.module(kind="starter")
    trainings.held(starter, 2025)

    assert cells_of(starter)[2026] == ["missing 2026"]


# --- What stands out ------------------------------------------------------------------------------


def test_a_module_that_does_not_run_within_the_cycle_stands_out():
    late, in_time = trainings.module(title_en="Late"), trainings.module()
    trainings.held(late, 2023)
    trainings.held(in_time, 2025)

    assert findings_of("not-within-the-cycle", 2026) == ["“Late” is not planned in 2026: it fell due in 2025."]


def test_a_longer_cycle_gives_a_module_more_time():
    trainings.held(trainings.module(), 2023)
    actions.change_rotation(cycle_years=4, multi_day_per_year=2, weeks_between=2)

    assert findings_of("not-within-the-cycle", 2026) == []
    assert RotationPlan.objects.count() == 1


def test_twice_in_a_year_stands_out_only_while_another_module_is_due():
    twice, other = trainings.module(title_en="Twice"), trainings.module(title_en="Other")
    trainings.held(twice, 2026, day=3)
    trainings.held(twice, 2026, day=24)
    trainings.held(other, 2024)

    assert findings_of("planned-twice", 2026) == ["“Twice” stands twice in 2026, while “Other” is due."]

    trainings.held(other, 2026)
    assert findings_of("planned-twice", 2026) == []


def test_not_exactly_two_multi_day_modules_stands_out():
    one, two, three = (trainings.module() for _number in range(3))
    trainings.held(one, 2026)
    assert len(findings_of("not-the-right-number", 2026)) == 1

    trainings.held(two, 2026)
    assert findings_of("not-the-right-number", 2026) == []

    trainings.held(three, 2026)
    assert len(findings_of("not-the-right-number", 2026)) == 1


@pytest.mark.parametrize("kind", ["starter", "two-day"])
def test_what_comes_every_year_stands_out_when_it_is_missing(kind):
    fixed = trainings.module(kind=kind, title_en="Fixed")
    assert findings_of("no-fixed-value", 2026) == ["“Fixed” is missing in 2026; it comes every year."]

    trainings.edition(module=fixed, first_day=date(2026, 10, 1), state="draft")
    assert findings_of("no-fixed-value", 2026) == []


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2026, 10, 8), []),
        (date(2026, 11, 11), ["Armistice Day"]),
        (date(2026, 11, 4), ["Autumn holiday"]),
        (date(2026, 10, 10), ["weekend"]),
        (date(2027, 2, 9), ["Carnival holiday"]),
    ],
)
def test_a_half_day_on_a_day_off_stands_out_once_a_day(day, reasons):
    trainings.edition(module=trainings.module(kind="network-moment"), first_day=day, half_days=2)

    found = findings_of("on-a-day-off", 2026, 2027)

    assert [text.rpartition(": ")[2].rstrip(".") for text in found] == reasons


def test_trainings_close_together_stand_out_and_three_weeks_apart_they_do_not():
    one, other = trainings.module(title_en="One"), trainings.module(title_en="Other")
    trainings.edition(module=one, first_day=date(2026, 9, 1))
    close = trainings.edition(module=other, first_day=date(2026, 9, 14))
    assert findings_of("too-close", 2026) == ["Less than 2 weeks between “One” and “Other” (14 September)."]

    close.half_days.update(date=date(2026, 9, 15))
    assert findings_of("too-close", 2026) == []


def test_each_finding_leads_to_where_it_can_be_put_right():
    late = trainings.module()
    trainings.held(late, 2023)
    weekend = trainings.edition(module=trainings.module(kind="starter"), first_day=date(2026, 10, 10))

    history = rotation.staff_history(today=TODAY)
    found = {each.kind: each.url for each in rotation.findings(history, years=[2026], today=TODAY)}

    assert found["not-within-the-cycle"] == f"/vormingen/nieuw/{late.code}/"
    assert found["on-a-day-off"] == f"/vormingen/dagdelen/{weekend.half_days.first().pk}/verplaatsen/"


# --- What to plan ---------------------------------------------------------------------------------


def test_who_did_not_run_for_longest_goes_first_and_then_what_most_people_ask_for():
    recent, asked, longest, quiet = (trainings.module() for _number in range(4))
    trainings.held(recent, 2026)
    for module in (asked, quiet):
        trainings.held(module, 2025)
    trainings.held(longest, 2023)
    trainings.interest(asked)

    found = suggested(2027)

    assert [each.module for each in found] == [longest, asked, quiet, recent]
    assert [each.is_pick for each in found] == [True, True, False, False]


def test_a_cancelled_edition_makes_the_module_overdue_next_year_and_a_run_does_not():
    module = trainings.module()
    trainings.held(module, 2024)
    edition = trainings.edition(module=module, first_day=date(2026, 10, 1))
    (before,) = suggested(2027)

    actions.cancel_edition(edition, by=members.person().user, now=A_MOMENT)
    (after,) = suggested(2027)

    assert (before.is_overdue, before.years_since) == (False, 1)
    assert (after.is_overdue, after.years_since) == (True, 3)
    assert "The edition of 2026 was called off, so it did not run." in after.reasons


def test_even_a_module_that_ran_last_year_owes_what_was_called_off():
    module = trainings.module()
    trainings.held(module, 2025)
    trainings.held(module, 2026, state="cancelled")

    assert suggested(2027)[0].is_overdue

    trainings.edition(module=module, first_day=date(2026, 11, 5))
    assert not suggested(2027)[0].is_overdue


def test_what_is_planned_takes_its_place_among_the_two_of_the_year():
    planned, longest, other = (trainings.module() for _number in range(3))
    trainings.edition(module=planned, first_day=date(2027, 3, 1))
    trainings.held(longest, 2023)
    trainings.held(other, 2024)

    found = {each.module: each for each in suggested(2027)}

    assert [found[module].is_pick for module in (planned, longest, other)] == [False, True, False]
    assert found[planned].is_planned


def test_demand_is_who_found_no_seat_since_they_asked():
    module = trainings.module()
    asked = timezone.now() - timedelta(days=10)
    served, waiting, cancelled = (trainings.interest(module, since=asked) for _number in range(3))
    edition = trainings.edition(module=module)
    trainings.registration(edition, served.person)
    trainings.registration(edition, waiting.person, state="waitlisted")
    trainings.registration(edition, cancelled.person, state="cancelled-by-organiser")

    assert [interest.person for interest in module.interests.unserved()] == [waiting.person, cancelled.person]
