"""A colleague registers several people in one form: each has a result, a mail and a life of their own."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Person, Role, Todo
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, audit, rules
from trainings.actions import Newcomer
from trainings.models import Registration, RegistrationGroup, ReservedSeat
from trainings.rules import Refusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def officer(lier):
    return members.person(municipality=lier)


@pytest.fixture
def register(officer, lier, today, now):
    """Register a group as the officer of Lier."""

    def register(edition, **fields):
        fields = {"form_key": uuid.uuid4(), "municipality": lier, "by": officer.user, **fields}
        return actions.register_group(edition, today=today, now=now, **fields)

    return register


def colleagues(place, number):
    return [members.person(municipality=place) for _ in range(number)]


def mails_to(person):
    return list(Mail.objects.filter(to_email=person.email).order_by("pk").values_list("kind", flat=True))


def states(outcomes):
    return [outcome.registration.state if outcome.registration else outcome.reasons for outcome in outcomes]


# --- Several people in one form -------------------------------------------------------------------


def test_five_people_get_a_mail_each_and_the_colleague_hears_of_all(register, officer, lier):
    five = colleagues(lier, 5)

    registered = register(trainings.edition(), people=five, purchase_order="BB 12", contact="Finance")

    group = registered.group
    assert states(registered.outcomes) == ["confirmed"] * 5
    assert [mails_to(person) for person in five] == [["trainings/mail/registered"]] * 5
    assert mails_to(officer) == ["trainings/mail/group_registered"]
    assert set(group.registrations.values_list("person", flat=True)) == {person.pk for person in five}
    assert (group.purchase_order, group.contact) == ("BB 12", "Finance")


def test_each_has_a_result_of_their_own(register, lier):
    edition = trainings.edition(seats=2)
    first, second, third = colleagues(lier, 3)
    trainings.registration(edition, first)

    registered = register(edition, people=[first, second, third])

    assert states(registered.outcomes) == [(Refusal.REGISTERED_ALREADY,), "confirmed", "waitlisted"]


def test_when_nobody_can_be_registered_there_is_no_group(register, lier):
    edition, [colleague] = trainings.edition(), colleagues(lier, 1)
    trainings.registration(edition, colleague)

    with pytest.raises(Refused) as refused:
        register(edition, people=[colleague])

    assert refused.value.reasons == [Refusal.REGISTERED_ALREADY]
    assert not RegistrationGroup.objects.exists()


def test_the_same_form_sent_twice_is_one_group(register, lier):
    edition, people, key = trainings.edition(), colleagues(lier, 2), uuid.uuid4()

    first, second = (register(edition, people=people, form_key=key) for _ in range(2))

    assert first.group == second.group
    assert (Registration.objects.count(), Mail.objects.count()) == (2, 3)


@pytest.mark.parametrize(
    ("role", "reasons"), [(Role.OFFICER, []), (Role.MANAGER, []), ("alderman", [Refusal.NOT_FOR_COLLEAGUES])]
)
def test_an_officer_and_a_head_of_service_register_colleagues_and_an_alderman_does_not(lier, today, role, reasons):
    by = members.user_with(role, lier)

    assert rules.group_refusals(trainings.edition(), lier, by=by, today=today) == reasons


def test_for_another_municipality_nobody_is_registered(register, lier):
    elsewhere = members.municipality()
    [there], [here] = colleagues(elsewhere, 1), colleagues(lier, 1)

    with pytest.raises(Refused) as refused:
        register(trainings.edition(), people=[there], municipality=elsewhere)
    registered = register(trainings.edition(), people=[there, here])

    assert refused.value.reasons == [Refusal.NOT_FOR_COLLEAGUES]
    assert states(registered.outcomes) == [(Refusal.NOT_A_COLLEAGUE,), "confirmed"]


def test_an_empty_form_and_a_closed_edition_are_refused(register, lier):
    for edition, people, reason in (
        (trainings.edition(), [], Refusal.NOBODY),
        (trainings.edition(state="closed"), colleagues(lier, 1), Refusal.CLOSED),
    ):
        with pytest.raises(Refused) as refused:
            register(edition, people=people)
        assert refused.value.reasons == [reason]


def test_one_of_five_is_cancelled_by_the_colleague_without_touching_the_others(register, officer, lier, now):
    edition, five = trainings.edition(), colleagues(lier, 5)
    registered = register(edition, people=five)

    one, *others = [outcome.registration for outcome in registered.outcomes]
    actions.cancel(one, by=officer.user, now=now)

    assert set(edition.registrations.active()) == set(others)
    assert mails_to(five[0]) == ["trainings/mail/registered", "trainings/mail/cancelled"]
    assert [mails_to(person) for person in five[1:]] == [["trainings/mail/registered"]] * 4


def test_who_left_the_municipality_sees_and_cancels_those_of_former_colleagues_no_more(
    register, officer, lier, today, now
):
    [colleague] = colleagues(lier, 1)
    registration = register(trainings.edition(), people=[colleague]).outcomes[0].registration
    seen_before = Registration.objects.visible_to(officer.user).filter(pk=registration.pk).exists()

    officer.roles.update(ends_on=today)

    assert seen_before
    assert not Registration.objects.visible_to(officer.user).exists()
    assert not RegistrationGroup.objects.visible_to(officer.user).exists()
    assert rules.cancel_refusals(registration, by=officer.user, now=now) == [Refusal.NOT_YOURS]


# --- Somebody who is not in the list --------------------------------------------------------------


def test_somebody_new_is_added_once_and_asked_to_confirm(register):
    newcomer = Newcomer("Nele", "Nieuw", "Nele@Example.org")

    registration = register(trainings.edition(), newcomers=[newcomer]).outcomes[0].registration
    again = register(trainings.edition(), newcomers=[newcomer._replace(email="NELE@example.org")]).outcomes[0]

    person = Person.objects.get(email="nele@example.org")
    assert registration.person == again.registration.person == person
    assert (registration.state, registration.invited_as) == ("confirmed", "Nele Nieuw")
    assert mails_to(person) == ["trainings/mail/invited"] * 2
    assert person.user is not None
    assert not person.roles.exists()


def test_only_who_was_invited_confirms_and_once(register, officer):
    newcomer = Newcomer("Nele", "Nieuw", "nele@example.org")
    registration = register(trainings.edition(), newcomers=[newcomer]).outcomes[0].registration
    user = registration.person.user

    with pytest.raises(Refused) as by_the_colleague:
        actions.confirm_invitation(registration, by=officer.user)
    actions.confirm_invitation(registration, by=user)
    with pytest.raises(Refused) as twice:
        actions.confirm_invitation(registration, by=user)

    registration.refresh_from_db()
    assert registration.invited_as == ""
    assert (by_the_colleague.value.reasons, twice.value.reasons) == ([Refusal.NOT_YOURS], [Refusal.NOT_ASKED])


def test_an_address_that_the_register_knows_elsewhere_shows_no_more_than_what_was_typed(register):
    stranger = members.person(first_name="Secret", last_name="Name")
    typed = Newcomer("Wie", "Ook", stranger.email.upper())

    registration = register(trainings.edition(), newcomers=[typed]).outcomes[0].registration

    assert (registration.person, registration.shown_name) == (stranger, "Wie Ook")
    assert Person.objects.filter(email=stranger.email).count() == 1
    summary = Mail.objects.get(kind="trainings/mail/group_registered").text
    assert ("Wie Ook" in summary, "Secret" in summary) == (True, False)


def test_whether_such_a_person_is_registered_already_is_not_said(register, lier):
    edition, stranger = trainings.edition(), members.person()
    trainings.registration(edition, stranger)
    [colleague] = colleagues(lier, 1)

    registered = register(edition, people=[colleague], newcomers=[Newcomer("A", "B", stranger.email)])

    assert states(registered.outcomes) == ["confirmed", (Refusal.NOT_THIS_WAY,)]


def test_a_colleague_whose_address_is_typed_is_no_stranger(register, lier):
    [colleague] = colleagues(lier, 1)

    registration = (
        register(trainings.edition(), newcomers=[Newcomer("A", "B", colleague.email)]).outcomes[0].registration
    )

    assert (registration.person, registration.invited_as) == (colleague, "")
    assert mails_to(colleague) == ["trainings/mail/registered"]


# --- A seat for which the name follows ------------------------------------------------------------


@pytest.fixture
def kept(register):
    """A seat that is kept, the last of its edition."""
    return register(trainings.edition(seats=1), unnamed=1).outcomes[0].seat


def test_a_seat_without_a_name_is_a_seat_that_is_taken(register, officer, today):
    edition = trainings.edition(seats=2)

    seats = [outcome.seat for outcome in register(edition, unnamed=2).outcomes]
    newcomer = actions.register(edition, members.person(), by=officer.user, today=today)

    assert [seat.names_by for seat in seats] == [edition.closes_on - timedelta(days=7)] * 2
    assert newcomer.state == "waitlisted"
    assert Todo.objects.get().due_on == seats[0].names_by
    assert [*audit.seats(), *audit.queues(), *audit.kept_seats()] == []


def test_no_seat_is_kept_where_none_is_free_or_somebody_waits(register, lier):
    edition = trainings.edition(seats=1)

    outcomes = register(edition, people=colleagues(lier, 1), unnamed=1).outcomes

    assert states(outcomes) == ["confirmed", (Refusal.NO_SEAT_TO_KEEP,)]


def test_names_are_due_from_today_up_to_the_day_before_the_start(today):
    edition = trainings.edition()
    first_day = edition.half_days.first().date
    days = [today - timedelta(days=1), today, first_day - timedelta(days=1), first_day]

    refusals = [rules.names_by_refusals(edition, day, today=today) for day in days]

    assert refusals == [[Refusal.NAMES_TOO_LATE], [], [], [Refusal.NAMES_TOO_LATE]]


def test_the_name_that_follows_gets_the_seat_that_was_kept(kept, officer, lier, today, now):
    [colleague], edition = colleagues(lier, 1), kept.group.edition
    waiting = trainings.registration(edition, state="waitlisted")

    registration = actions.name_seat(kept, by=officer.user, today=today, now=now, person=colleague)

    kept.refresh_from_db()
    waiting.refresh_from_db()
    assert (registration.state, registration.group, kept.state) == ("confirmed", kept.group, "named")
    assert kept.registration == registration
    assert waiting.state == "waitlisted"
    assert not Todo.objects.filter(done_at__isnull=True).exists()
    assert list(audit.seats()) == []


def test_a_seat_takes_one_name(kept, officer, lier, today, now):
    first, second = colleagues(lier, 2)
    actions.name_seat(kept, by=officer.user, today=today, now=now, person=first)

    with pytest.raises(Refused) as refused:
        actions.name_seat(kept, by=officer.user, today=today, now=now, person=second)

    assert refused.value.reasons == [Refusal.NOT_KEPT]
    assert Registration.objects.count() == 1


def test_somebody_else_names_no_seat_and_gives_none_back(kept, lier, today, now):
    by, [colleague] = members.user_with(Role.OFFICER, lier), colleagues(lier, 1)

    with pytest.raises(Refused) as naming:
        actions.name_seat(kept, by=by, today=today, now=now, person=colleague)
    with pytest.raises(Refused) as giving_back:
        actions.give_back_seat(kept, by=by, now=now)

    assert naming.value.reasons == giving_back.value.reasons == [Refusal.NOT_YOURS]


def test_a_seat_without_a_name_is_asked_for_once_and_lapses_after_its_day(kept, officer, now):
    waiting = trainings.registration(kept.group.edition, state="waitlisted")
    due = timezone.make_aware(timezone.datetime.combine(kept.names_by, timezone.datetime.min.time()))

    for moment in (now, due - timedelta(days=4), due, due):
        actions.mind_reserved_seats(now=moment)
    kept.refresh_from_db()
    state_on_the_last_day = kept.state
    for moment in (due + timedelta(days=1), due + timedelta(days=1)):
        actions.mind_reserved_seats(now=moment)

    kept.refresh_from_db()
    waiting.refresh_from_db()
    assert (state_on_the_last_day, kept.state, waiting.state) == ("kept", "lapsed", "confirmed")
    assert mails_to(officer) == [
        "trainings/mail/group_registered",
        "trainings/mail/seat_needs_a_name",
        "trainings/mail/seat_lapsed",
    ]
    assert not Todo.objects.filter(done_at__isnull=True).exists()


def test_a_seat_that_is_given_back_goes_to_who_waits(kept, officer, now):
    waiting = trainings.registration(kept.group.edition, state="waitlisted")

    actions.give_back_seat(kept, by=officer.user, now=now)
    with pytest.raises(Refused):
        actions.give_back_seat(kept, by=officer.user, now=now)

    waiting.refresh_from_db()
    assert (ReservedSeat.objects.get().state, waiting.state) == ("given-back", "confirmed")


def test_an_edition_that_is_called_off_keeps_no_seat_and_says_so(kept, officer, now):
    actions.cancel_edition(kept.group.edition, by=members.user_with(Role.STAFF), now=now)

    kept.refresh_from_db()
    assert kept.state == "cancelled"
    assert "trainings/mail/seats_cancelled" in mails_to(officer)
    assert list(audit.kept_seats()) == []


def test_the_audit_sees_a_seat_that_is_kept_too_long_or_for_nothing(kept, today):
    ReservedSeat.objects.update(names_by=today - timedelta(days=3))
    too_long = list(audit.kept_seats())
    ReservedSeat.objects.update(names_by=today)
    type(kept.group.edition).objects.update(state="cancelled")

    assert len(too_long) == len(list(audit.kept_seats())) == 1


# --- A colleague comes instead --------------------------------------------------------------------


def test_who_comes_instead_keeps_the_seat_the_price_and_the_group_and_both_hear_it(register, officer, lier, today, now):
    edition = trainings.edition(seats=1)
    first, second = colleagues(lier, 2)
    registration = register(edition, people=[first]).outcomes[0].registration
    waiting = trainings.registration(edition, state="waitlisted")
    type(edition).objects.update(price_other=999)

    follower = actions.replace_by_colleague(registration, by=officer.user, today=today, now=now, person=second)

    registration.refresh_from_db()
    waiting.refresh_from_db()
    assert (registration.state, follower.state, waiting.state) == ("replaced", "confirmed", "waitlisted")
    assert (follower.replaces, follower.group, follower.price) == (registration, registration.group, registration.price)
    assert mails_to(first)[-1] == "trainings/mail/replaced"
    assert mails_to(second) == ["trainings/mail/took_over"]


@pytest.mark.parametrize(("who", "may"), [("self", True), ("head", True), ("staff", True), ("colleague", False)])
def test_who_may_let_somebody_else_come(lier, today, now, who, may):
    registration = trainings.registration(trainings.edition(), members.person(municipality=lier))
    [successor] = colleagues(lier, 1)
    by = {
        "self": registration.person.user,
        "head": members.user_with(Role.MANAGER, lier),
        "staff": members.user_with(Role.STAFF),
        "colleague": members.user_with(Role.OFFICER, lier),
    }[who]

    reasons = rules.replace_refusals(registration, successor, by=by, now=now)

    assert reasons == ([] if may else [Refusal.NOT_YOURS])


def test_who_has_a_seat_elsewhere_at_that_time_cannot_come_instead(lier, now):
    edition, other = trainings.edition(), trainings.edition()
    registration = trainings.registration(edition, members.person(municipality=lier))
    busy, free = colleagues(lier, 2)
    trainings.registration(other, busy)
    by = registration.person.user

    assert rules.replace_refusals(registration, busy, by=by, now=now) == [Refusal.ELSEWHERE]
    assert rules.replace_refusals(registration, free, by=by, now=now) == []


def test_once_it_has_begun_only_staff_let_somebody_else_come(lier, today, now):
    edition = trainings.edition(first_day=today - timedelta(days=1), half_days=6)
    registration = trainings.registration(edition, members.person(municipality=lier))
    [successor] = colleagues(lier, 1)

    by_self = rules.replace_refusals(registration, successor, by=registration.person.user, now=now)
    by_staff = rules.replace_refusals(registration, successor, by=members.user_with(Role.STAFF), now=now)

    assert (by_self, by_staff) == ([Refusal.STARTED], [])


def test_a_typed_address_may_come_instead_and_nothing_is_said_about_it(lier, today, now):
    edition = trainings.edition()
    first, second = (trainings.registration(edition, members.person(municipality=lier)) for _ in range(2))
    stranger, by = members.person(), first.person.user
    trainings.registration(edition, stranger)

    with pytest.raises(Refused) as refused:
        actions.replace_by_colleague(first, by=by, today=today, now=now, newcomer=Newcomer("A", "B", stranger.email))
    new = Newcomer("Nele", "Nieuw", "nele@example.org")
    follower = actions.replace_by_colleague(second, by=second.person.user, today=today, now=now, newcomer=new)

    assert refused.value.reasons == [Refusal.NOT_THIS_WAY]
    assert (follower.shown_name, mails_to(follower.person)) == ("Nele Nieuw", ["trainings/mail/invited"])
