from datetime import date

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.holidays import is_off
from portal.refused import Refused
from trainings import actions, rotation
from trainings.models import Edition, Module, RotationPlan
from trainings.rotation import RotationRefusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
YEAR, LATER = 2026, 2028


@pytest.fixture(autouse=True)
def _no_other_modules():
    Module.objects.all().delete()


def copy(year=YEAR, *, seen=None):
    _later, copied = rotation.copies(year, today=TODAY)
    return actions.copy_cycle(year, seen=rotation.seal(copied) if seen is None else seen, today=TODAY)


def days_of(edition):
    return sorted({half_day.date for half_day in edition.half_days.all()})


def test_the_copy_stands_on_the_same_weekday_of_the_same_week_two_years_on():
    trainings.edition(first_day=date(2026, 10, 1), half_days=4)

    (draft,) = copy()

    assert (draft.state, days_of(draft)) == ("draft", [date(2028, 10, 5), date(2028, 10, 6)])
    assert [day.isocalendar()[1:] for day in days_of(draft)] == [(40, 4), (40, 5)]


@pytest.mark.parametrize(
    ("day", "copied"),
    [
        (date(2026, 2, 9), date(2028, 2, 14)),  # the same week, though its date is another
        (date(2026, 2, 24), date(2028, 3, 7)),  # carnival holiday: a week later goes before a week earlier
        (date(2026, 4, 1), date(2028, 3, 29)),  # Easter holiday of two weeks: a week earlier is nearer
        (date(2026, 10, 27), date(2028, 11, 7)),  # autumn holiday
        (date(2026, 5, 21), date(2028, 6, 1)),  # Ascension Day
        (date(2026, 12, 29), date(2028, 12, 19)),  # a 53rd week, in the Christmas holiday
    ],
)
def test_no_copy_stands_on_a_public_or_a_school_holiday_and_the_weekday_stays(day, copied):
    trainings.edition(first_day=day, half_days=1)

    (draft,) = copy()

    (found,) = days_of(draft)
    assert (is_off(found), found.weekday()) == (False, day.weekday())
    assert found == copied


def test_all_days_of_a_training_move_together():
    edition = trainings.edition(first_day=date(2026, 10, 27), half_days=1)
    starts_at, ends_at = trainings.AFTERNOON
    edition.half_days.create(date=date(2026, 11, 3), starts_at=starts_at, ends_at=ends_at)

    (draft,) = copy()

    first, second = days_of(draft)
    assert ((second - first).days, is_off(first), is_off(second)) == (7, False, False)


def test_what_was_called_off_announced_or_no_longer_given_is_not_copied():
    trainings.held(trainings.module(), YEAR, state="cancelled")
    trainings.announced(trainings.module(), year=YEAR)
    trainings.held(trainings.module(stage="retired"), YEAR)
    trainings.held(trainings.module(kind="network-moment"), YEAR)
    kept = trainings.held(trainings.module(), YEAR)

    drafts = copy()

    assert [draft.module for draft in drafts] == [kept.module]


def test_copying_twice_makes_no_second_draft():
    trainings.held(trainings.module(), YEAR)
    copy()

    with pytest.raises(Refused) as refused:
        copy()

    assert (refused.value.reasons, Edition.objects.count()) == ([RotationRefusal.NOTHING_TO_COPY], 2)


def test_what_changed_since_it_was_seen_is_not_saved_at_all():
    trainings.held(trainings.module(), YEAR, day=3)
    _later, copied = rotation.copies(YEAR, today=TODAY)
    trainings.held(trainings.module(), YEAR, day=24)

    with pytest.raises(Refused) as refused:
        copy(seen=rotation.seal(copied))

    assert (refused.value.reasons, Edition.objects.count()) == ([RotationRefusal.CHANGED_MEANWHILE], 2)


def test_a_longer_cycle_copies_further():
    trainings.held(trainings.module(), YEAR)
    RotationPlan.objects.create(cycle_years=3)

    assert days_of(copy()[0])[0].year == 2029


def test_the_page_shows_the_difference_and_saves_it_only_after_the_button():
    trainings.held(trainings.module(title_en="Convincing"), YEAR, day=10)
    browser, address = visit_as(members.user_with(Role.STAFF)), reverse("trainings:cycle_copy", args=[YEAR])

    page = browser.get(address)
    assert (Edition.objects.count(), page.context["number_of_new"]) == (1, 1)
    assert "Tue 14 mar 2028" in page.content.decode()

    answer = browser.post(address, {"seen": page.context["form"].initial["seen"]})
    assert (answer.url, Edition.objects.filter(state="draft").count()) == (reverse("trainings:rotation_detail"), 1)


def test_an_old_preview_shows_the_new_one_and_says_why():
    trainings.held(trainings.module(), YEAR)
    address = reverse("trainings:cycle_copy", args=[YEAR])

    page = visit_as(members.user_with(Role.STAFF)).post(address, {"seen": "of-yesterday"})

    assert (page.status_code, Edition.objects.count()) == (200, 1)
    assert "nothing was saved" in page.content.decode()
