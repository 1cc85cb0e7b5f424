from datetime import date

import pytest

from trainings.models import Module
from trainings.proposals import proposed_days

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "first", "days"),
    [
        ("rotating", date(2027, 3, 2), [date(2027, 3, 2), date(2027, 3, 9), date(2027, 3, 16)]),
        (
            "rotating",
            date(2027, 5, 10),
            [date(2027, 5, 10), date(2027, 5, 24), date(2027, 5, 31)],
        ),  # Whit Monday between
        ("rotating", date(2027, 3, 6), [date(2027, 3, 6), date(2027, 3, 13), date(2027, 3, 20)]),  # Saturdays
        ("two-day", date(2027, 3, 4), [date(2027, 3, 4), date(2027, 3, 5), date(2027, 3, 8)]),  # over a weekend
        ("rotating", date(2027, 5, 17), [date(2027, 5, 17), date(2027, 5, 24), date(2027, 5, 31)]),  # as was asked
    ],
)
def test_a_module_proposes_its_weekday_or_the_next_day_and_skips_days_off(kind, first, days):
    assert proposed_days(Module(kind=kind, half_day_count=6), first) == days
