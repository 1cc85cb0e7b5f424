from datetime import date, timedelta

import pytest

from members import actions
from members.models import YouthService
from members.tests import factories as members
from portal.refused import Refused

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
LATER = date(2026, 9, 1)


def told(place):
    rows = YouthService.objects.of(place).order_by("starts_on")
    return [(row.form, row.starts_on, row.ends_on) for row in rows]


def test_another_form_of_organisation_ends_the_one_before():
    place = members.municipality()

    actions.describe_youth_service(place, on=DAY, form="separate")
    actions.describe_youth_service(place, on=LATER, form="cluster")

    assert told(place) == [("separate", DAY, LATER), ("cluster", LATER, None)]


def test_the_same_said_again_changes_nothing_and_for_the_same_day_it_is_put_right():
    place = members.municipality()

    actions.describe_youth_service(place, on=DAY, form="separate")
    actions.describe_youth_service(place, on=LATER, form="separate")
    actions.describe_youth_service(place, on=DAY, form="other")

    assert told(place) == [("other", DAY, None)]


def test_something_older_than_what_we_know_is_refused():
    place = members.municipality()
    actions.describe_youth_service(place, on=LATER, form="separate")

    with pytest.raises(Refused):
        actions.describe_youth_service(place, on=LATER - timedelta(days=1), form="cluster")

    assert told(place) == [("separate", LATER, None)]


def test_the_staffing_counts_heads_beside_fte():
    place = members.municipality()

    actions.describe_youth_service(place, on=DAY, form="separate", fte=2, heads=3)

    figure = place.staffing_figures.get()
    assert (figure.fte, figure.heads, figure.reference_date) == (2, 3, DAY)
