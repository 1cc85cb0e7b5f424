import uuid

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.models import Registration, RegistrationGroup
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def officer(lier):
    return members.person(municipality=lier)


def register(officer, edition, **answers):
    address = reverse("trainings:edition_register", args=[edition.pk])
    return visit_as(officer.user).post(address, {"form_key": uuid.uuid4(), **answers})


def test_one_form_registers_oneself_a_colleague_somebody_new_and_a_seat(officer, lier):
    colleague = members.person(municipality=lier)
    new = {"new-0-first_name": "Nele", "new-0-last_name": "Nieuw", "new-0-email": "nele@example.org"}

    page = register(officer, trainings.edition(), wishes="Quiet", colleagues=[colleague.pk], unnamed="1", **new)

    group = RegistrationGroup.objects.get()
    assert page.url == group.get_absolute_url()
    assert [(each.shown_name, each.wishes) for each in group.registrations.all()] == [
        (officer.full_name, "Quiet"),
        (colleague.full_name, ""),
        ("Nele Nieuw", ""),
    ]
    assert group.reserved_seats.kept().count() == 1


def test_the_colleague_sees_all_and_their_states_and_who_was_refused_with_the_reason(officer, lier):
    edition = trainings.edition(seats=1)
    first, second = (members.person(municipality=lier) for _ in range(2))
    trainings.registration(edition, first, state="cancelled-by-participant")
    trainings.registration(edition, second)

    browser, address = visit_as(officer.user), reverse("trainings:edition_register", args=[edition.pk])
    answers = {"form_key": uuid.uuid4(), "colleagues": [first.pk, second.pk], "without_me": "on"}
    page = browser.post(address, answers, follow=True)

    assert [(each.person, each.state) for each in page.context["running"]] == [(first, "waitlisted")]
    assert f"{second.full_name}: Is registered for this edition already." in page.text


def test_who_is_registered_already_may_still_register_colleagues(officer, lier):
    edition, colleague = trainings.edition(), members.person(municipality=lier)
    trainings.registration(edition, officer)

    page = visit_as(officer.user).get(reverse("trainings:edition_register", args=[edition.pk]))
    register(officer, edition, colleagues=[colleague.pk])

    assert (page.context["refusals"], page.context["colleagues"].is_open) == ([], True)
    assert Registration.objects.filter(person=colleague).exists()


def test_staff_without_a_municipality_find_no_fold_for_colleagues():
    page = visit_as(members.user_with(Role.STAFF)).get(
        reverse("trainings:edition_register", args=[trainings.edition().pk])
    )

    assert page.context["colleagues"] is None


def test_somebody_of_another_municipality_cannot_be_picked(officer, lier):
    members.person(municipality=lier)

    page = register(officer, trainings.edition(), colleagues=[members.person().pk])

    assert (page.status_code, list(page.context["colleagues"].errors)) == (200, ["colleagues"])
    assert not Registration.objects.exists()


def test_half_a_newcomer_is_asked_again(officer):
    page = register(officer, trainings.edition(), **{"new-0-first_name": "Nele"})

    assert page.status_code == 200
    assert set(page.context["colleagues"].newcomers[0].errors) == {"last_name", "email"}
    assert not Registration.objects.exists()


def test_the_name_of_a_kept_seat_is_given_and_a_seat_given_back_by_post(officer, lier):
    group = trainings.group(trainings.edition(), officer.user)
    first, second = (trainings.kept_seat(group) for _ in range(2))
    colleague, browser = members.person(municipality=lier), visit_as(officer.user)

    browser.post(reverse("trainings:seat_name", args=[first.pk]), {"person": colleague.pk})
    browser.post(reverse("trainings:seat_give_back", args=[second.pk]))

    assert [seat.state for seat in group.reserved_seats.all()] == ["named", "given-back"]
    assert group.registrations.get().person == colleague


@pytest.mark.parametrize(("role", "status"), [(Role.MANAGER, 200), (Role.OFFICER, 404)])
def test_the_head_of_service_sees_a_group_of_the_municipality_and_another_colleague_does_not(
    officer, lier, role, status
):
    group = trainings.group(trainings.edition(), officer.user)

    assert visit_as(members.user_with(role, lier)).get(group.get_absolute_url()).status_code == status


def test_a_group_of_three_asks_the_database_as_often_as_one_of_one(officer, lier):
    numbers = []
    for size in (1, 3):
        people = [members.person(municipality=lier) for _ in range(size)]
        group = trainings.group(trainings.edition(), officer.user, people=people)
        for _ in range(size):
            trainings.kept_seat(group)
        numbers.append(number_of_queries(visit_as(officer.user), group.get_absolute_url()))

    assert numbers[0] == numbers[1] <= 14
