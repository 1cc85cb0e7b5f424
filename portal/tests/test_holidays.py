from datetime import date

import pytest

from portal.holidays import days_off, holiday_on, is_off, off_on, public_holidays, school_holidays_by_rule
from portal.models import SchoolHoliday


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


@pytest.mark.django_db
def test_what_was_published_is_what_the_rule_says():
    for year in range(2024, 2029):
        rows = SchoolHoliday.objects.filter(school_year=year).values_list("kind", "starts_on", "ends_on")

        assert list(rows) == [period[:3] for period in school_holidays_by_rule(year)]


@pytest.mark.parametrize(
    ("kind", "school_year", "first", "last"),
    [
        ("autumn", 2025, date(2025, 10, 27), date(2025, 11, 2)),
        ("autumn", 2026, date(2026, 11, 2), date(2026, 11, 8)),  # All Saints' on a Sunday
        ("christmas", 2026, date(2026, 12, 21), date(2027, 1, 3)),
        ("christmas", 2027, date(2027, 12, 27), date(2028, 1, 9)),  # Christmas on a Saturday
        ("carnival", 2025, date(2026, 2, 16), date(2026, 2, 22)),
        ("easter", 2025, date(2026, 4, 6), date(2026, 4, 19)),
        ("easter", 2026, date(2027, 3, 29), date(2027, 4, 11)),  # Easter in March
        ("easter", 2024, date(2025, 4, 7), date(2025, 4, 20)),  # Easter after 15 April
        ("easter", 2030, date(2031, 4, 7), date(2031, 4, 20)),  # a first Monday in April with Easter on the 13th
    ],
)
def test_the_rule_of_the_decree_gives_the_school_holidays(kind, school_year, first, last):
    periods = {period.kind: period[1:3] for period in school_holidays_by_rule(school_year)}

    assert periods[kind] == (first, last)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "kinds", "is_day_off"),
    [
        (date(2026, 10, 1), [], False),
        (date(2026, 11, 4), ["school"], True),
        (date(2026, 11, 11), ["public"], True),
        (date(2027, 3, 29), ["public", "school"], True),  # Easter Monday
        (date(2026, 7, 11), ["school", "note"], True),
        (date(2035, 11, 2), ["school"], True),  # not published yet: the rule
    ],
)
def test_a_day_says_why_it_is_off_the_weightiest_first(day, kinds, is_day_off):
    assert [off.kind.value for off in off_on(day)] == kinds
    assert is_off(day) == is_day_off


@pytest.mark.django_db
def test_what_staff_correct_goes_before_the_rule():
    SchoolHoliday.objects.filter(school_year=2026, kind="carnival").update(
        starts_on=date(2027, 2, 15), ends_on=date(2027, 2, 21)
    )

    assert (is_off(date(2027, 2, 10)), is_off(date(2027, 2, 17))) == (False, True)


@pytest.mark.django_db
def test_a_year_of_days_off_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = days_off(date(2026, 1, 1), date(2026, 12, 31))

    assert (len(found), list(found) == sorted(found)) == (111, True)
