"""What the QuerySets of trainings find, when their names are read as English."""

from datetime import date, timedelta

import pytest

from members.actions import record_merger
from members.models import Role
from members.tests import factories as members
from trainings.models import Edition, HalfDay, PartOfDay, Registration
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
A_DAY = timedelta(days=1)


def test_an_edition_is_open_on_a_day_through_its_last_day_to_register():
    edition = trainings.edition(first_day=TODAY + 7 * A_DAY, closes_on=TODAY)

    assert list(Edition.objects.open_on(TODAY)) == [edition]
    assert list(Edition.objects.open_on(TODAY + A_DAY)) == []


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_an_edition_in_another_state_is_open_on_no_day(state):
    trainings.edition(state=state, first_day=TODAY)

    assert list(Edition.objects.open_on(TODAY)) == []


def test_a_registration_is_coming_through_the_last_day_of_its_edition():
    registration = trainings.registration(trainings.edition(first_day=TODAY - A_DAY, half_days=4))

    assert list(Registration.objects.coming(TODAY)) == [registration]
    assert list(Registration.objects.coming(TODAY + A_DAY)) == []


def test_a_half_day_counts_from_its_own_day():
    half_day = trainings.edition(first_day=TODAY, half_days=1).half_days.get()

    assert list(HalfDay.objects.from_day(TODAY)) == [half_day]
    assert list(HalfDay.objects.from_day(TODAY + A_DAY)) == []


def test_half_days_are_taught_by_the_trainers_of_their_edition_unless_it_is_cancelled():
    coach, colleague = (members.person(role=Role.COACH) for _ in range(2))
    edition, cancelled = trainings.edition(half_days=1), trainings.edition(state="cancelled")
    for one in (edition, cancelled):
        one.trainers.add(coach)

    assert list(HalfDay.objects.taught_by(coach)) == list(edition.half_days.all())
    assert list(HalfDay.objects.taught_by(colleague)) == list(HalfDay.objects.taught_by(None)) == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COACH, Role.DIRECTOR])
def test_most_people_see_their_own_registrations(role):
    edition, person = trainings.edition(), members.person(role=role)
    mine, _yours = trainings.registration(edition, person), trainings.registration(edition)

    assert list(Registration.objects.visible_to(person.user)) == [mine]


def test_a_head_of_service_sees_those_of_the_municipality_and_who_plans_all():
    edition, municipality = trainings.edition(), members.municipality()
    here = trainings.registration(edition, members.person(municipality=municipality))
    elsewhere = trainings.registration(edition)

    assert list(Registration.objects.visible_to(members.user_with(Role.MANAGER, municipality))) == [here]
    assert list(Registration.objects.visible_to(members.user_with(Role.STAFF))) == [here, elsewhere]


@pytest.mark.parametrize(
    ("starts_at", "part"),
    [
        ("11:59", PartOfDay.MORNING),
        ("12:00", PartOfDay.AFTERNOON),
        ("16:59", PartOfDay.AFTERNOON),
        ("17:00", PartOfDay.EVENING),
    ],
)
def test_a_half_day_is_named_after_when_it_starts(starts_at, part):
    edition = trainings.edition(half_days=0)
    edition.half_days.create(date=TODAY, starts_at=starts_at, ends_at="23:00")

    assert edition.half_days.get().part == part


def test_the_head_of_a_merged_municipality_sees_what_was_registered_for_those_before_it():
    old, new = members.municipality(), members.municipality()
    registration = trainings.registration(trainings.edition(), members.person(municipality=old))
    head = members.user_with(Role.MANAGER, new)

    assert not Registration.objects.visible_to(head)

    record_merger(new, [old, members.municipality()], on=date(2025, 1, 1))

    assert list(Registration.objects.visible_to(head)) == [registration]
