from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from portal.spoken import day_of, euro, number, share_in_words


@pytest.mark.parametrize(
    ("language", "written"),
    [("nl", ["€ 1.150,00", "15.093", "12,5 %", "1-7-2026"]), ("en", ["€ 1,150.00", "15,093", "12.5 %", "1-7-2026"])],
)
def test_a_figure_is_written_in_the_language_of_the_moment_that_it_is_read(language, written):
    figures = [euro(Decimal("1150")), number(15_093), share_in_words(Decimal("0.125")), day_of(date(2026, 7, 1))]

    with translation.override(language):
        assert [str(figure) for figure in figures] == written
