from datetime import date

import pytest

from portal.holidays import holiday_on, public_holidays


@pytest.mark.parametrize(
    ("year", "easter_monday", "ascension_day", "whit_monday"),
    [
        (2025, date(2025, 4, 21), date(2025, 5, 29), date(2025, 6, 9)),
        (2026, date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)),
        (2027, date(2027, 3, 29), date(2027, 5, 6), date(2027, 5, 17)),
    ],
)
def test_three_holidays_move_with_easter(year, easter_monday, ascension_day, whit_monday):
    days = public_holidays(year)

    assert len(days) == 10
    assert {easter_monday, ascension_day, whit_monday} < set(days)


def test_an_ordinary_day_is_no_holiday():
    assert (holiday_on(date(2026, 12, 24)), holiday_on(date(2026, 12, 25)) is None) == (None, False)
