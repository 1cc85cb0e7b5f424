"""Changing the rule and the bands of a draft."""

import pytest
from django.urls import reverse

from members.models import FeeSchedule, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db


def sent(*rows, **fields):
    """What the form sends for these bands."""
    data = {"rule": "bands", "population_on": "2025-01-01", "index_factor": "1", **fields}
    data |= {"bands-TOTAL_FORMS": len(rows), "bands-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name, value in zip(("starts_at", "up_to", "amount"), row, strict=True):
            data[f"bands-{number}-{name}"] = value
    return data


@pytest.fixture
def post(client):
    members.fee_year(2026)
    client.force_login(members.user_with(Role.STAFF, language="en"))
    return lambda data: client.post(reverse("members:fee_year_edit", args=[2026]), data)


def test_bands_without_a_gap_are_saved(post):
    response = post(sent(("0", "9999", "400"), ("10000", "", "700.50"), ("", "", "")))

    assert response.status_code == 302
    assert list(FeeSchedule.objects.get().bands.values_list("starts_at", "up_to", "amount")) == [
        (0, 9999, 400),
        (10_000, None, 700.5),
    ]


def test_a_gap_is_named_and_nothing_is_saved(post):
    response = post(sent(("0", "9999", "400"), ("12000", "", "700")))

    assert response.status_code == 200
    assert "From 10,000 to 11,999 there is no band." in response.text
    assert FeeSchedule.objects.get().bands.first().amount == 350


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("", "9999", "400"), "Say where this band begins."),
        (("0", "9999", ""), "Say what this band costs."),
        (("500", "400", "1"), "A band cannot end before it begins."),
    ],
)
def test_half_a_band_is_refused(post, row, sentence):
    assert sentence in post(sent(row)).text


def test_a_flat_fee_needs_its_amount_and_no_bands(post):
    assert "Give the amount that the rule needs." in post(sent(rule="flat")).text
    assert post(sent(rule="flat", base="500")).status_code == 302

    schedule = FeeSchedule.objects.get()
    assert (schedule.rule, schedule.base, schedule.bands.count()) == ("flat", 500, 0)


def test_the_highest_fee_is_not_below_the_lowest(post):
    response = post(sent(("0", "", "400"), minimum="500", maximum="400"))

    assert "The highest fee cannot be below the lowest." in response.text


def test_a_negative_index_is_refused(post):
    assert post(sent(("0", "", "400"), index_factor="-1")).status_code == 200
    assert FeeSchedule.objects.get().index_factor == 1


def test_a_locked_year_is_not_changed(client):
    members.fee(2025)
    client.force_login(members.user_with(Role.STAFF, language="en"))

    response = client.post(reverse("members:fee_year_edit", args=[2025]), sent(("0", "", "400")))

    assert "This fee year is locked." in response.text


def test_a_number_stands_in_the_form_as_the_reader_writes_it(client):
    schedule = members.fee_year(2026)
    FeeSchedule.objects.filter(pk=schedule.pk).update(index_factor="1.025")
    client.force_login(members.user_with(Role.STAFF, language="nl"))

    html = client.get(reverse("members:fee_year_edit", args=[2026]), headers={"accept-language": "nl"}).text

    assert '<input type="text" name="index_factor" value="1,0250"' in html
