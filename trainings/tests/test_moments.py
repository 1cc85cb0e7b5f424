"""Network moments as the balance of regions counts them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Role
from members.rules import balance
from members.tests import factories as members
from trainings.models import Edition, EditionState, ModuleKind, RegistrationState
from trainings.moments import network_moments
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


def moment_module():
    return trainings.module(kind=ModuleKind.NETWORK_MOMENT)


def network_moment(area, first_day=DAY, **fields):
    return trainings.edition(module=moment_module(), network_area=area, first_day=first_day, half_days=1, **fields)


def test_who_has_a_seat_is_counted_with_their_municipality():
    area, lier = members.network_area("kempen"), members.municipality()
    edition = network_moment(area)
    for _number in range(2):
        trainings.registration(edition, municipality=lier)
    trainings.registration(edition, municipality=None)
    trainings.registration(edition, state=RegistrationState.WAITLISTED)

    (moment,) = network_moments(2026)

    assert (moment.area_id, moment.day, moment.is_sure) == (area.pk, DAY, True)
    assert (moment.people, moment.municipalities) == (3, {lier.pk})
    assert moment.url == edition.get_absolute_url()


def test_only_network_moments_of_an_area_in_that_year_that_were_not_called_off_count():
    area = members.network_area("kempen")
    network_moment(area, first_day=date(2025, 12, 31))
    network_moment(None)
    network_moment(area, state=EditionState.CANCELLED)
    trainings.edition(network_area=area, first_day=DAY)
    draft = network_moment(area, state=EditionState.DRAFT)

    (moment,) = network_moments(2026)

    assert (moment.url, moment.is_sure) == (draft.get_absolute_url(), False)


def test_three_moments_take_as_many_queries_as_one():
    area = members.network_area("kempen")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            network_moments(2026)
        return len(captured)

    network_moment(area)
    for_one = queries()
    for _number in range(2):
        trainings.registration(network_moment(area))

    assert (for_one, queries()) == (2, 2)


def test_the_balance_of_regions_finds_them_through_the_door():
    area = members.network_area("kempen", members.municipality())
    network_moment(area)

    (found,) = balance.balance_of([area], 2026, today=date(2026, 6, 1))

    assert [moment.day for moment in found.held] == [DAY]


# --- Choosing the area in the form of an edition -----------------------------------------------------


@pytest.fixture
def staff(client):
    client.force_login(members.user_with(Role.STAFF))
    return client


def test_only_the_form_of_a_network_moment_asks_for_an_area(staff):
    def fields(module):
        return staff.get(reverse("trainings:edition_create", args=[module.code])).context["form"].fields

    assert "network_area" in fields(moment_module())
    assert "network_area" not in fields(trainings.module())


def test_the_chosen_area_is_saved_and_nobody_is_mailed(staff, mailoutbox):
    area = members.network_area("kempen")
    edition = network_moment(None, first_day=date(2126, 3, 3))
    answers = {"seats": 12, "city": "Gent", "venue": "De Wervel", "price_member": 0, "price_other": 0}

    response = staff.post(
        reverse("trainings:edition_edit", args=[edition.pk]), {**answers, "network_area": area.pk, "trainers": []}
    )

    assert response.status_code == 302
    assert Edition.objects.get().network_area == area
    assert mailoutbox == []


def test_an_area_that_does_not_exist_is_refused(staff):
    edition = network_moment(None)
    answers = {"seats": 12, "city": "Gent", "price_member": 0, "price_other": 0, "network_area": 999_999}

    response = staff.post(reverse("trainings:edition_edit", args=[edition.pk]), answers)

    assert list(response.context["form"].errors) == ["network_area"]
    assert Edition.objects.get().network_area is None
