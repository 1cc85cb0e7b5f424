import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members import actions as member_actions
from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings.models import Registration
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

MINE = reverse("trainings:registration_list")


def address_of(edition):
    return reverse("trainings:edition_register", args=[edition.pk])


def post(edition, person, **answers):
    return visit_as(person.user).post(address_of(edition), {"form_key": uuid.uuid4(), **answers})


# --- What the page shows --------------------------------------------------------------------------


def test_a_visitor_logs_in_first_and_comes_back_to_the_form():
    address = address_of(trainings.edition())

    page = visit_as().get(address)

    assert (page.status_code, page.url) == (302, f"{reverse('account_login')}?next={address}")


def test_an_account_without_a_role_is_forbidden():
    person = members.person(role=None)

    assert visit_as(person.user).get(address_of(trainings.edition())).status_code == 403


@pytest.mark.parametrize("role", Role)
def test_everybody_with_a_role_may_register(role):
    page = visit_as(members.user_with(role)).get(address_of(trainings.edition()))

    assert (page.status_code, page.context["refusals"]) == (200, [])


def test_the_form_knows_who_registers_for_which_municipality_and_at_what_price():
    edition, municipality = trainings.edition(), members.municipality()
    member_actions.join(municipality, on=timezone.localdate())
    person = members.person(municipality=municipality)

    page = visit_as(person.user).get(address_of(edition))

    assert (page.context["person"], page.context["municipality"]) == (person, municipality)
    assert page.context["price"] == (edition.price_member, "member")
    assert list(page.context["form"].fields) == ["wishes", "may_be_listed", "form_key"]


def test_who_works_for_two_municipalities_chooses_and_a_role_that_has_ended_does_not_count():
    here, there, before = (members.municipality() for _ in range(3))
    person = members.person(municipality=here)
    members.role(person, Role.OFFICER, there)
    members.role(person, Role.OFFICER, before, until=timezone.localdate())

    page = visit_as(person.user).get(address_of(trainings.edition()))

    assert set(page.context["form"].fields["municipality"].queryset) == {here, there}


def test_every_form_has_a_key_of_its_own():
    browser, address = visit_as(members.user_with(Role.OFFICER)), address_of(trainings.edition())

    keys = {browser.get(address).context["form"]["form_key"].value() for _ in range(2)}

    assert len(keys) == 2


def test_a_full_edition_says_beforehand_that_one_will_wait():
    edition, browser = trainings.edition(seats=1), visit_as(members.user_with(Role.OFFICER))

    with_a_seat = browser.get(address_of(edition)).context["will_wait"]
    trainings.registration(edition)
    without = browser.get(address_of(edition)).context["will_wait"]

    assert (with_a_seat, without) == (False, True)


def test_reading_the_form_registers_nobody():
    edition = trainings.edition()

    visit_as(members.user_with(Role.OFFICER)).get(address_of(edition))

    assert Registration.objects.count() == Mail.objects.count() == 0


# --- Registering ----------------------------------------------------------------------------------


def test_registering_gives_a_seat_and_leads_to_ones_own_list():
    edition, person = trainings.edition(), members.person()

    page = post(edition, person, wishes="A quiet room")

    registration = Registration.objects.get()
    assert (page.status_code, page.url) == (302, MINE)
    assert (registration.person, registration.edition, registration.state) == (person, edition, "confirmed")
    assert (registration.wishes, registration.registered_by) == ("A quiet room", person.user)


def test_registering_for_a_full_edition_leads_to_the_waiting_list():
    edition, person = trainings.edition(seats=1), members.person()
    trainings.registration(edition)

    page = post(edition, person)

    assert (page.status_code, page.url) == (302, MINE)
    assert Registration.objects.get(person=person).state == "waitlisted"


def test_the_seat_that_was_free_when_the_form_was_opened_may_be_gone_when_it_is_sent():
    edition, person = trainings.edition(seats=1), members.person()
    browser = visit_as(person.user)
    form = browser.get(address_of(edition)).context["form"]
    trainings.registration(edition)

    browser.post(address_of(edition), {"form_key": form["form_key"].value()})

    assert Registration.objects.get(person=person).state == "waitlisted"


def test_a_form_that_is_sent_twice_registers_once_and_says_so_both_times():
    edition, person, form_key = trainings.edition(), members.person(), uuid.uuid4()

    first = post(edition, person, form_key=form_key)
    second = post(edition, person, form_key=form_key)

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, MINE)
    assert (Registration.objects.count(), Mail.objects.count()) == (1, 1)


def test_who_is_registered_already_is_told_so():
    edition, person = trainings.edition(), members.person()
    post(edition, person)

    page = post(edition, person)

    assert (page.status_code, page.context["refusals"]) == (200, [Refusal.REGISTERED])
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(("state", "refusal"), [("closed", Refusal.CLOSED), ("cancelled", Refusal.CANCELLED)])
def test_posting_to_an_edition_that_takes_nobody_is_refused(state, refusal):
    page = post(trainings.edition(state=state), members.person())

    assert (page.status_code, page.context["refusals"]) == (200, [refusal])
    assert Registration.objects.count() == 0


def test_posting_after_the_last_day_is_refused():
    edition = trainings.edition(closes_on=timezone.localdate() - timedelta(days=1))

    page = post(edition, members.person())

    assert (page.status_code, page.context["refusals"]) == (200, [Refusal.CLOSED])
    assert Registration.objects.count() == 0


def test_posting_to_a_draft_finds_nothing_unless_one_plans():
    draft = trainings.edition(state="draft")

    by_an_officer = post(draft, members.person())
    by_staff = post(draft, members.person(role=Role.STAFF))

    assert by_an_officer.status_code == 404
    assert (by_staff.status_code, by_staff.context["refusals"]) == (200, [Refusal.NOT_OPEN])
    assert Registration.objects.count() == 0


# --- Forms that somebody has meddled with ---------------------------------------------------------


def test_who_may_choose_registers_for_a_municipality_of_ones_own():
    here, there = members.municipality(), members.municipality()
    person = members.person(municipality=here)
    members.role(person, Role.OFFICER, there)

    post(trainings.edition(), person, municipality=there.pk)

    assert Registration.objects.get().municipality == there


def test_a_municipality_that_is_not_yours_is_refused():
    here, there, not_mine = (members.municipality() for _ in range(3))
    person = members.person(municipality=here)
    members.role(person, Role.OFFICER, there)

    page = post(trainings.edition(), person, municipality=not_mine.pk)

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["municipality"])
    assert Registration.objects.count() == 0


def test_who_has_nothing_to_choose_registers_for_the_only_one_whatever_is_sent():
    member = members.municipality()
    member_actions.join(member, on=timezone.localdate())
    person = members.person()

    post(trainings.edition(), person, municipality=member.pk)

    registration = Registration.objects.get()
    assert registration.municipality == person.roles.get().municipality
    assert registration.tariff == "other"


def test_the_price_does_not_listen_to_what_is_sent():
    edition = trainings.edition()

    post(edition, members.person(), price="0", tariff="free", state="confirmed", priority="9")

    registration = Registration.objects.get()
    assert (registration.price, registration.tariff, registration.priority) == (edition.price_other, "other", 0)


@pytest.mark.parametrize("form_key", ["", "nonsense"])
def test_a_form_without_its_key_is_asked_again(form_key):
    page = post(trainings.edition(), members.person(), form_key=form_key)

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["form_key"])
    assert Registration.objects.count() == 0


def test_wishes_that_are_too_long_are_asked_again():
    page = post(trainings.edition(), members.person(), wishes="x" * 1001)

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["wishes"])
    assert Registration.objects.count() == 0


# --- What the edition leaves to staff -------------------------------------------------------------


def test_a_form_that_is_posted_all_the_same_registers_nobody_where_only_staff_do():
    edition, person = trainings.edition(self_service="nobody"), members.person()

    page = post(edition, person)

    assert page.context["refusals"] == [Refusal.STAFF_REGISTER]
    assert Registration.objects.count() == 0


def test_a_full_waiting_list_is_said_before_somebody_tries():
    edition = trainings.edition(seats=1, queue_limit=0)
    trainings.registration(edition)

    page = visit_as(members.person().user).get(address_of(edition))

    assert page.context["refusals"] == [Refusal.QUEUE_FULL]


def test_who_has_to_ask_their_head_of_service_reads_so_before():
    place = members.municipality()
    person = members.person(municipality=place)
    texts = [
        visit_as(person.user).get(address_of(trainings.edition(asks_approval=asks))).text for asks in (True, False)
    ]

    assert ["Your head of service agrees first" in text for text in texts] == [True, False]
