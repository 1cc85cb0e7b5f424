"""Paid registrations that the municipality approves first."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from members.models import Role, Todo
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, rules
from trainings.rules import Refusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))


def an_edition(**fields):
    return trainings.edition(**{"first_day": date(2027, 3, 1), "asks_approval": True, **fields})


class Place:
    """A municipality with a head of service and somebody who wants to come."""

    def __init__(self):
        self.municipality = members.municipality("Ergens")
        self.head = members.person(role=Role.MANAGER, municipality=self.municipality)
        self.person = members.person(municipality=self.municipality)

    def asks(self, edition, **answers):
        answers = {"by": self.person.user, "municipality": self.municipality, **answers}
        return actions.register(edition, self.person, today=TODAY, now=NOW, **answers)


def mails_to(person):
    kinds = Mail.objects.filter(to_email=person.email).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("trainings/mail/") for kind in kinds]


def test_a_request_waits_for_the_head_of_service_who_is_asked_by_mail_and_on_their_list():
    place, edition = Place(), an_edition()

    registration = place.asks(edition)

    assert registration.state == "requested"
    assert (mails_to(place.person), mails_to(place.head)) == (["requested"], ["approval_asked"])
    assert [todo.person for todo in Todo.objects.filter(done_at=None)] == [place.head]


@pytest.mark.parametrize(
    "fields", [{"asks_approval": False}, {"price_member": 0, "price_other": 0}], ids=["not asked", "free"]
)
def test_what_needs_no_approval_is_confirmed_at_once(fields):
    assert Place().asks(an_edition(**fields)).state == "confirmed"


def test_a_head_of_service_who_registers_a_colleague_agrees_by_doing_so():
    place = Place()

    assert place.asks(an_edition(), by=place.head.user).state == "confirmed"


def test_without_a_head_of_service_staff_get_it_on_their_list():
    place = Place()
    place.head.roles.all().delete()

    place.asks(an_edition())

    assert [todo.role for todo in Todo.objects.filter(done_at=None)] == [Role.STAFF]


def test_the_head_of_service_approves_and_the_person_has_a_seat():
    place = Place()
    registration = place.asks(an_edition())

    actions.approve(registration, by=place.head.user, now=NOW)

    registration.refresh_from_db()
    assert registration.state == "confirmed"
    assert mails_to(place.person) == ["requested", "approved"]
    assert Todo.objects.filter(done_at=None).count() == 0


@pytest.mark.parametrize(("keeps", "state"), [(False, "waitlisted"), (True, "confirmed")])
def test_whether_a_request_keeps_a_seat_is_said_by_the_edition_and_looked_at_again(keeps, state):
    place, edition, other = Place(), an_edition(seats=1, request_holds_seat=keeps), members.person()
    registration = place.asks(edition)
    edition.asks_approval = False
    edition.save()
    newcomer = actions.register(edition, other, by=other.user, today=TODAY, now=NOW)

    actions.approve(registration, by=place.head.user, now=NOW)

    registration.refresh_from_db()
    assert registration.state == state
    assert newcomer.state == ("waitlisted" if keeps else "confirmed")
    assert edition.registrations.holding_a_seat().count() == 1


def test_a_request_for_a_full_edition_keeps_no_seat_that_is_not_there():
    place, edition = Place(), an_edition(seats=1, request_holds_seat=True)
    trainings.registration(edition)

    registration = place.asks(edition)

    assert (registration.state, registration.holds_seat_meanwhile) == ("requested", False)


def test_who_declines_says_why_and_the_seat_goes_to_who_waits():
    place, edition = Place(), an_edition(seats=1, request_holds_seat=True)
    registration = place.asks(edition)
    next_one = trainings.registration(edition, state="waitlisted")

    with pytest.raises(Refused) as refused:
        actions.decline(registration, by=place.head.user, now=NOW, reason=" ")
    actions.decline(registration, by=place.head.user, now=NOW, reason="No budget left.")

    next_one.refresh_from_db()
    mail = Mail.objects.get(kind="trainings/mail/declined")
    assert refused.value.reasons == [Refusal.NEEDS_REASON]
    assert (next_one.state, registration.events.last().reason) == ("confirmed", "No budget left.")
    assert (mail.to_email, "No budget left." in mail.text) == (place.person.email, True)


def test_staff_answer_on_behalf_under_their_own_name_and_the_head_of_service_hears_of_it():
    place, staff = Place(), members.user_with(Role.STAFF)
    registration = place.asks(an_edition())

    actions.approve(registration, by=staff, now=NOW)

    assert registration.events.last().by == staff
    assert mails_to(place.head) == ["approval_asked", "request_answered"]


def test_a_head_of_service_of_elsewhere_and_who_asked_cannot_answer():
    place = Place()
    registration = place.asks(an_edition())
    elsewhere = members.user_with(Role.MANAGER, members.municipality())

    for user in (elsewhere, place.person.user):
        with pytest.raises(Refused) as refused:
            actions.approve(registration, by=user, now=NOW)
        assert refused.value.reasons == [Refusal.NOT_YOURS]


def test_a_request_is_answered_once():
    place = Place()
    registration = place.asks(an_edition())
    actions.approve(registration, by=place.head.user, now=NOW)

    with pytest.raises(Refused) as refused:
        actions.decline(registration, by=place.head.user, now=NOW, reason="After all not.")

    assert refused.value.reasons == [Refusal.NOT_REQUESTED]


def test_who_asked_can_leave_at_any_time_and_nobody_has_to_answer_any_more():
    place = Place()
    registration = place.asks(an_edition())

    actions.cancel(registration, by=place.person.user, now=NOW)

    registration.refresh_from_db()
    assert Todo.objects.filter(done_at=None).count() == 0
    assert rules.decide_refusals(registration, by=place.head.user, now=NOW) == [Refusal.NOT_REQUESTED]
