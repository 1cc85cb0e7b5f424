import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.models import Registration
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def address_of(edition, words="vanderelst"):
    return f"{reverse('trainings:participant_add', args=[edition.pk])}?zoek={words}"


def somebody(**fields):
    return members.person(**{"last_name": "Vanderelst", "municipality": members.municipality("Ergens"), **fields})


def test_staff_search_somebody_and_register_them_for_their_municipality(staff):
    edition, person = trainings.edition(self_service="nobody"), somebody()
    place = person.roles.get().municipality

    page = staff.get(address_of(edition))
    staff.post(
        address_of(edition), {"who": f"{person.pk}-{place.pk}", "form_key": page.context["form"]["form_key"].value()}
    )

    registration = Registration.objects.get()
    assert (registration.person, registration.municipality, registration.state) == (person, place, "confirmed")


def test_who_was_not_found_cannot_be_posted(staff):
    edition, person = trainings.edition(), somebody(last_name="Anders")

    page = staff.post(address_of(edition), {"who": f"{person.pk}-{person.roles.get().municipality_id}"})

    assert page.status_code == 200
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(("reason", "number"), [("Agreed by phone.", 1), ("", 0)])
def test_a_seat_beyond_the_number_of_seats_takes_a_reason(staff, reason, number):
    edition, person = trainings.edition(seats=1), somebody()
    trainings.registration(edition)
    form = staff.get(address_of(edition)).context["form"]
    who = form.fields["who"].choices[0][0]

    staff.post(
        address_of(edition),
        {"who": who, "beyond_seats": "on", "reason": reason, "form_key": form["form_key"].value()},
    )

    assert person.registrations.filter(state="confirmed", is_beyond_seats=True).count() == number


def test_somebody_who_works_in_two_municipalities_is_offered_for_each(staff):
    person = somebody()
    members.role(person, "officer", members.municipality("Elders"))

    found = staff.get(address_of(trainings.edition())).context["found"]

    assert [place.name for _person, place in found] == ["Elders", "Ergens"]


def test_staff_who_are_in_touch_with_a_municipality_do_not_come_for_it(staff):
    colleague = somebody(role=Role.STAFF)

    assert staff.get(address_of(trainings.edition())).context["found"] == [(colleague, None)]


def test_nobody_is_shown_before_a_search(staff):
    somebody()

    assert staff.get(address_of(trainings.edition(), words="")).context["found"] == []
