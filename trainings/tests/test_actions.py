"""What happens in trainings: planning, registering, waiting, cancelling, moving, and who hears of it."""

import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communications.models import PlannedItem
from members import actions as member_actions
from members.models import Role, Todo, Touchpoint
from members.tests import factories as members
from portal.pointers import key_of
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, audit
from trainings.models import Edition, Registration
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.factories import AFTERNOON, MORNING

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
FIRST_DAY = date(2027, 3, 1)
A_DAY = timedelta(days=1)


def an_edition(**fields):
    return trainings.edition(**{"first_day": FIRST_DAY, **fields})


def register(edition, person, **answers):
    return actions.register(edition, person, by=person.user, today=TODAY, now=NOW, **answers)


def cancel(registration, *, now=NOW, **answers):
    return actions.cancel(registration, by=registration.person.user, now=now, **answers)


def people_waiting(edition, *first_names):
    people = [members.person(first_name=first_name) for first_name in first_names]
    return [trainings.registration(edition, person, state="waitlisted") for person in people]


def seated(edition):
    """The first names of who has a seat, in alphabetical order."""
    return sorted(edition.registrations.holding_a_seat().values_list("person__first_name", flat=True))


def in_line(edition):
    return list(edition.registrations.waiting().values_list("person__first_name", flat=True))


def mails_to(person):
    """What somebody was told, the first on top."""
    kinds = Mail.objects.filter(to_email=person.email).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("trainings/mail/") for kind in kinds]


def steps(registration):
    return list(registration.events.values_list("from_state", "to_state", "reason"))


def to_do(thing):
    """How many people or roles still have something to do because of this."""
    return Todo.objects.filter(source=key_of(thing), done_at__isnull=True).count()


def violations():
    return [*audit.seats(), *audit.queues()]


# --- Planning an edition --------------------------------------------------------------------------


def test_a_planned_edition_is_a_draft_with_what_the_module_proposes():
    module = trainings.module(seats=16, price_member=Decimal(90), price_other=Decimal(140))

    edition = actions.plan_edition(module, half_days=[(FIRST_DAY, *MORNING)], today=TODAY)

    edition.refresh_from_db()
    assert edition.state == "draft"
    assert (edition.seats, edition.price_member, edition.price_other) == (16, Decimal(90), Decimal(140))
    assert edition.closes_on == FIRST_DAY - 7 * A_DAY


def test_what_staff_say_goes_before_what_the_module_proposes():
    trainer = members.person(role=Role.COACH)

    edition = actions.plan_edition(
        trainings.module(seats=16, price_member=Decimal(90)),
        half_days=[(FIRST_DAY, *MORNING)],
        today=TODAY,
        seats=8,
        price_member=Decimal(0),
        closes_on=FIRST_DAY - A_DAY,
        trainers=[trainer],
        city="Brugge",
    )

    edition.refresh_from_db()
    assert (edition.seats, edition.price_member, edition.closes_on) == (8, Decimal(0), FIRST_DAY - A_DAY)
    assert (edition.city, list(edition.trainers.all())) == ("Brugge", [trainer])


def test_half_days_are_kept_in_order_however_they_were_given():
    later, sooner = (FIRST_DAY + A_DAY, *MORNING), (FIRST_DAY, *AFTERNOON)

    edition = actions.plan_edition(trainings.module(), half_days=[later, sooner], today=TODAY)

    assert list(edition.half_days.values_list("date", "starts_at", "ends_at")) == [sooner, later]


def test_a_module_that_changes_later_leaves_planned_editions_as_they_are():
    module = trainings.module(seats=16, price_member=Decimal(90))
    edition = actions.plan_edition(module, half_days=[(FIRST_DAY, *MORNING)], today=TODAY)

    module.seats, module.price_member = 99, Decimal(500)
    module.save()

    edition.refresh_from_db()
    assert (edition.seats, edition.price_member) == (16, Decimal(90))


def test_an_edition_that_is_refused_leaves_nothing_behind():
    module = trainings.module()

    with pytest.raises(Refused) as refused:
        actions.plan_edition(module, half_days=[], seats=0, today=TODAY)

    assert refused.value.reasons == [Refusal.NO_SEATS, Refusal.NO_DATES]
    assert Edition.objects.count() == Todo.objects.count() == 0


def test_staff_are_asked_once_to_open_the_registration_and_need_not_when_it_is_open():
    edition = actions.plan_edition(trainings.module(), half_days=[(FIRST_DAY, *MORNING)], today=TODAY, city="Gent")
    asked = Todo.objects.get(source=key_of(edition))

    actions.open_registration(edition, today=TODAY)

    assert (asked.role, asked.url, asked.due_on) == (Role.STAFF, edition.get_absolute_url(), TODAY)
    assert to_do(edition) == 0


# --- Opening and closing the registration ---------------------------------------------------------


def test_a_draft_opens_closes_and_opens_again():
    edition = an_edition(state="draft")

    states = [
        actions.open_registration(edition, today=TODAY).state,
        actions.close_registration(edition).state,
        actions.open_registration(edition, today=TODAY).state,
    ]

    assert states == ["open", "closed", "open"]


def test_a_draft_without_a_place_stays_a_draft():
    edition = an_edition(state="draft", city="")

    with pytest.raises(Refused) as refused:
        actions.open_registration(edition, today=TODAY)

    edition.refresh_from_db()
    assert refused.value.reasons == [Refusal.NO_PLACE]
    assert edition.state == "draft"


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_only_an_open_registration_can_be_closed(state):
    edition = an_edition(state=state)

    with pytest.raises(Refused) as refused:
        actions.close_registration(edition)

    edition.refresh_from_db()
    assert refused.value.reasons == [Refusal.NOT_OPEN]
    assert edition.state == state


# --- Registering ----------------------------------------------------------------------------------


def test_the_last_seat_is_confirmed_and_the_next_person_waits():
    edition = an_edition(seats=1)

    first = register(edition, members.person())
    second = register(edition, members.person())

    assert (first.state, second.state) == ("confirmed", "waitlisted")
    assert (first.queued_at, second.queued_at) == (None, NOW)


def test_each_gets_one_mail_that_says_whether_there_is_a_seat():
    edition = an_edition(seats=1)

    first = register(edition, members.person())
    second = register(edition, members.person())

    assert (mails_to(first.person), mails_to(second.person)) == (["registered"], ["waitlisted"])


def test_the_mail_to_who_waits_tells_the_place_in_line_and_has_no_half_days_for_the_agenda():
    edition = an_edition(seats=1)
    people_waiting(edition, "An", "Bo")
    trainings.registration(edition)

    third = register(edition, members.person(language="en"))

    mail = Mail.objects.get(to_email=third.person.email)
    assert "so you are number 3 on the waiting list." in mail.text
    assert mail.attachments == []


def test_a_registration_is_refused_for_every_reason_at_once_and_leaves_nothing_behind():
    edition = an_edition(state="closed")
    nobody = members.person(role=None)

    with pytest.raises(Refused) as refused:
        register(edition, nobody)

    assert refused.value.reasons == [Refusal.UNKNOWN, Refusal.CLOSED]
    assert Registration.objects.count() == Mail.objects.count() == Touchpoint.objects.count() == 0


def test_the_first_step_of_a_registration_is_remembered():
    registration = register(an_edition(), members.person())

    assert steps(registration) == [("", "confirmed", "")]


def test_registering_is_a_touchpoint_of_the_person_and_the_municipality():
    municipality = members.municipality()
    person = members.person(municipality=municipality)

    registration = register(an_edition(), person, municipality=municipality)

    touchpoint = Touchpoint.objects.get()
    assert (touchpoint.kind, touchpoint.source) == ("training-registered", key_of(registration))
    assert (touchpoint.person, touchpoint.municipality, touchpoint.occurred_on) == (person, municipality, TODAY)


def test_the_name_of_the_municipality_stays_as_it_was_that_day():
    municipality = members.municipality("Deurne", nis_code="99001")
    registration = register(an_edition(), members.person(municipality=municipality), municipality=municipality)

    municipality.name = "Groot-Deurne"
    municipality.save()

    registration.refresh_from_db()
    assert (registration.municipality_name, registration.municipality_nis) == ("Deurne", "99001")


# --- The price of that day ------------------------------------------------------------------------


def test_membership_on_the_day_decides_the_price():
    edition, municipality = an_edition(), members.municipality()
    person, colleague = (members.person(municipality=municipality) for _ in range(2))

    before = register(edition, person, municipality=municipality)
    member_actions.join(municipality, on=TODAY)
    after = register(edition, colleague, municipality=municipality)

    assert (before.price, before.tariff) == (edition.price_other, "other")
    assert (after.price, after.tariff) == (edition.price_member, "member")


def test_a_price_that_changes_later_changes_no_registration():
    edition = an_edition(price_other=Decimal(140))
    registration = register(edition, members.person())

    actions.change_edition(edition, seats=12, now=NOW, price_other=Decimal(999))

    registration.refresh_from_db()
    edition.refresh_from_db()
    assert (registration.price, edition.price_other) == (Decimal(140), Decimal(999))


def test_who_waited_keeps_the_price_of_the_day_of_registering():
    edition = an_edition(seats=1, price_other=Decimal(140))
    first = register(edition, members.person())
    second = register(edition, members.person())

    actions.change_edition(edition, seats=1, now=NOW, price_other=Decimal(999))
    cancel(first)

    second.refresh_from_db()
    assert (second.state, second.price) == ("confirmed", Decimal(140))


# --- The same form sent twice ---------------------------------------------------------------------


def test_the_same_form_sent_twice_registers_once_and_mails_once():
    edition, person, form_key = an_edition(), members.person(), uuid.uuid4()

    first = register(edition, person, form_key=form_key)
    second = register(edition, person, form_key=form_key)

    assert first == second
    assert (Registration.objects.count(), mails_to(person)) == (1, ["registered"])


def test_another_form_of_the_same_person_is_refused():
    edition, person = an_edition(), members.person()
    register(edition, person, form_key=uuid.uuid4())

    with pytest.raises(Refused) as refused:
        register(edition, person, form_key=uuid.uuid4())

    assert refused.value.reasons == [Refusal.REGISTERED]


def test_a_form_key_of_somebody_else_does_not_stand_in_the_way():
    edition, form_key = an_edition(), uuid.uuid4()

    first = register(edition, members.person(), form_key=form_key)
    second = register(edition, members.person(), form_key=form_key)

    assert first != second
    assert (first.state, second.state) == ("confirmed", "confirmed")


def test_a_form_key_of_another_edition_does_not_stand_in_the_way():
    person, form_key = members.person(), uuid.uuid4()
    first, second = an_edition(), an_edition()

    register(first, person, form_key=form_key)
    registration = register(second, person, form_key=form_key)

    assert (registration.edition, Registration.objects.count()) == (second, 2)


def test_a_form_that_is_sent_again_after_cancelling_registers_anew():
    edition, person, form_key = an_edition(), members.person(), uuid.uuid4()
    cancelled = cancel(register(edition, person, form_key=form_key))

    again = register(edition, person, form_key=form_key)

    assert again != cancelled
    assert (cancelled.state, again.state) == ("cancelled-by-participant", "confirmed")


# --- Cancelling a registration --------------------------------------------------------------------


def test_who_cancels_frees_the_seat_for_exactly_the_first_who_waits():
    edition = an_edition(seats=1)
    registration = register(edition, members.person(first_name="Zoë"))
    an, bo = people_waiting(edition, "An", "Bo")

    cancel(registration)

    assert (seated(edition), in_line(edition)) == (["An"], ["Bo"])
    assert (mails_to(registration.person), mails_to(an.person), mails_to(bo.person)) == (
        ["registered", "cancelled"],
        ["promoted"],
        [],
    )


def test_the_steps_of_a_cancellation_and_of_a_promotion_are_remembered():
    edition = an_edition(seats=1)
    registration = trainings.registration(edition)
    (first,) = people_waiting(edition, "An")

    cancel(registration, reason="Ill")

    assert steps(registration)[1:] == [("confirmed", "cancelled-by-participant", "Ill")]
    assert steps(first)[1:] == [("waitlisted", "confirmed", "")]


def test_who_leaves_the_queue_frees_no_seat():
    edition = an_edition(seats=1)
    trainings.registration(edition, members.person(first_name="Zoë"))
    first, _second = people_waiting(edition, "An", "Bo")

    cancel(first)

    assert (seated(edition), in_line(edition)) == (["Zoë"], ["Bo"])


def test_who_is_elsewhere_is_skipped_stays_first_in_line_and_the_next_one_is_seated():
    edition, elsewhere = an_edition(seats=1), an_edition()
    registration = trainings.registration(edition)
    busy, _free = people_waiting(edition, "Busy", "Free")
    trainings.registration(elsewhere, busy.person)

    cancel(registration)

    assert (seated(edition), in_line(edition)) == (["Free"], ["Busy"])
    assert mails_to(busy.person) == []


@pytest.mark.parametrize(
    ("before_the_beginning", "expected"),
    [
        (timedelta(hours=24, seconds=1), ["An"]),
        (timedelta(hours=24), []),
        (timedelta(hours=1), []),
        (timedelta(hours=-1), []),
    ],
)
def test_nobody_is_seated_automatically_from_a_day_before_the_beginning_on(before_the_beginning, expected):
    edition = an_edition(seats=1)
    registration = trainings.registration(edition)
    people_waiting(edition, "An")
    now = edition.half_days.first().begins - before_the_beginning

    actions.cancel(registration, by=members.user_with(Role.STAFF), now=now)

    assert seated(edition) == expected


def test_a_touchpoint_is_withdrawn_when_its_registration_is_cancelled():
    edition = an_edition()
    registration, stays = register(edition, members.person()), register(edition, members.person())

    cancel(registration)

    assert [touchpoint.source for touchpoint in Touchpoint.objects.all()] == [key_of(stays)]


def test_who_cancels_and_registers_again_comes_last_with_a_registration_of_its_own():
    edition = an_edition(seats=1)
    trainings.registration(edition)
    an, _bo = people_waiting(edition, "An", "Bo")

    cancel(an)
    again = register(edition, an.person)

    assert again != an
    assert in_line(edition) == ["Bo", "An"]


def test_who_changes_the_wishes_keeps_the_place_in_line():
    edition = an_edition(seats=1)
    trainings.registration(edition)
    first, _second = people_waiting(edition, "An", "Bo")

    first.wishes = "A quiet room"
    first.save()

    assert in_line(edition) == ["An", "Bo"]


def test_a_cancellation_that_is_refused_changes_nothing():
    registration = trainings.registration(an_edition())
    stranger = members.user_with(Role.OFFICER)

    with pytest.raises(Refused) as refused:
        actions.cancel(registration, by=stranger, now=NOW)

    registration.refresh_from_db()
    assert refused.value.reasons == [Refusal.NOT_YOURS]
    assert (registration.state, Mail.objects.count()) == ("confirmed", 0)


def test_cancelling_twice_is_refused_and_mails_once():
    registration = trainings.registration(an_edition())
    cancel(registration)

    with pytest.raises(Refused) as refused:
        cancel(registration)

    assert refused.value.reasons == [Refusal.NOT_ACTIVE]
    assert mails_to(registration.person) == ["cancelled"]


# --- More seats and fewer -------------------------------------------------------------------------


def test_three_more_seats_go_to_the_first_three_in_line():
    edition = an_edition(seats=1)
    trainings.registration(edition, members.person(first_name="Zoë"))
    people_waiting(edition, "An", "Bo", "Cas", "Dirk")

    actions.change_edition(edition, seats=4, now=NOW)

    assert (seated(edition), in_line(edition)) == (["An", "Bo", "Cas", "Zoë"], ["Dirk"])
    assert Mail.objects.filter(kind="trainings/mail/promoted").count() == 3


def test_fewer_seats_take_nobodys_seat_away_and_the_audit_knows_of_it():
    edition = an_edition(seats=3)
    for first_name in ("An", "Bo", "Cas"):
        trainings.registration(edition, members.person(first_name=first_name))

    actions.change_edition(edition, seats=1, now=NOW)

    edition.refresh_from_db()
    assert seated(edition) == ["An", "Bo", "Cas"]
    assert (edition.seats, edition.kept_above_seats, Mail.objects.count()) == (1, 2, 0)
    assert violations() == []


def test_a_seat_that_was_taken_away_is_not_given_again():
    edition = an_edition(seats=2)
    leaver, _stays = (trainings.registration(edition, members.person(first_name=name)) for name in ("An", "Bo"))
    people_waiting(edition, "Cas")
    actions.change_edition(edition, seats=1, now=NOW)

    cancel(leaver)

    assert (seated(edition), in_line(edition)) == (["Bo"], ["Cas"])


def test_an_edition_is_never_left_without_seats():
    edition = an_edition(seats=3)

    with pytest.raises(Refused) as refused:
        actions.change_edition(edition, seats=0, now=NOW)

    edition.refresh_from_db()
    assert refused.value.reasons == [Refusal.NO_SEATS]
    assert edition.seats == 3


# --- Cancelling an edition ------------------------------------------------------------------------


def test_everybody_who_took_part_or_waited_is_told_once_why_an_edition_is_cancelled():
    edition = an_edition(seats=1)
    participant = trainings.registration(edition, members.person(language="en"))
    (waiting,) = people_waiting(edition, "An")
    gone = trainings.registration(edition, state="cancelled-by-participant")

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=NOW, reason="The trainer is ill.")

    assert mails_to(participant.person) == mails_to(waiting.person) == ["edition_cancelled"]
    assert mails_to(gone.person) == []
    assert "The trainer is ill." in Mail.objects.get(to_email=participant.person.email).text


def test_a_cancelled_edition_ends_its_registrations_and_takes_back_their_touchpoints():
    edition = an_edition()
    registration = register(edition, members.person())

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=NOW, reason="Ill")

    registration.refresh_from_db()
    edition.refresh_from_db()
    assert (edition.state, registration.state) == ("cancelled", "cancelled-by-organiser")
    assert steps(registration)[1:] == [("confirmed", "cancelled-by-organiser", "Ill")]
    assert Touchpoint.objects.count() == 0


def test_a_cancelled_draft_need_not_be_opened_any_more():
    edition = actions.plan_edition(trainings.module(), half_days=[(FIRST_DAY, *MORNING)], today=TODAY)

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=NOW)

    assert to_do(edition) == 0


def test_an_edition_is_cancelled_once():
    edition, staff = an_edition(), members.user_with(Role.STAFF)
    registration = trainings.registration(edition)
    actions.cancel_edition(edition, by=staff, now=NOW)

    with pytest.raises(Refused) as refused:
        actions.cancel_edition(edition, by=staff, now=NOW)

    assert refused.value.reasons == [Refusal.CANCELLED]
    assert mails_to(registration.person) == ["edition_cancelled"]


# --- Moving a half-day ----------------------------------------------------------------------------


def move(half_day, **fields):
    starts_at, ends_at = MORNING
    moment = {"date": FIRST_DAY + 7 * A_DAY, "starts_at": starts_at, "ends_at": ends_at}
    return actions.move_half_day(half_day, **{**moment, "today": TODAY, **fields})


def test_a_half_day_moves_and_everybody_who_takes_part_or_waits_is_told():
    edition = an_edition(seats=1)
    participant = trainings.registration(edition)
    (waiting,) = people_waiting(edition, "An")
    gone = trainings.registration(edition, state="cancelled-by-participant")

    moved = move(edition.half_days.first())

    assert (moved.date, moved.sequence) == (FIRST_DAY + 7 * A_DAY, 1)
    assert mails_to(participant.person) == mails_to(waiting.person) == ["half_day_moved"]
    assert mails_to(gone.person) == []


def test_the_mail_about_a_move_names_both_moments():
    edition = an_edition(half_days=1)
    participant = trainings.registration(edition, members.person(language="en"))

    move(edition.half_days.get(), starts_at=time(10), ends_at=time(13))

    mail = Mail.objects.get(to_email=participant.person.email)
    assert "Before: Monday 1 March 2027, 09:30 – 12:30\nNow: Monday 8 March 2027, 10:00 – 13:00" in mail.text


def test_a_slip_of_the_pen_moves_without_a_mail():
    edition = an_edition()
    trainings.registration(edition)

    moved = move(edition.half_days.first(), mail_participants=False)

    assert (moved.sequence, Mail.objects.count()) == (1, 0)


def test_a_move_that_is_refused_changes_nothing():
    half_day = trainings.registration(an_edition()).edition.half_days.first()

    with pytest.raises(Refused) as refused:
        move(half_day, date=TODAY - A_DAY)

    half_day.refresh_from_db()
    assert refused.value.reasons == [Refusal.IN_THE_PAST]
    assert (half_day.date, half_day.sequence, Mail.objects.count()) == (FIRST_DAY, 0, 0)


def test_registration_closes_the_day_before_when_the_first_day_comes_sooner():
    edition = an_edition()

    move(edition.half_days.first(), date=FIRST_DAY - A_DAY)

    edition.refresh_from_db()
    assert edition.closes_on == FIRST_DAY - 2 * A_DAY


def test_registration_closes_when_it_did_when_the_first_day_comes_later():
    edition = an_edition(closes_on=FIRST_DAY, half_days=1)

    move(edition.half_days.get(), date=FIRST_DAY + A_DAY)

    edition.refresh_from_db()
    assert edition.closes_on == FIRST_DAY


def test_who_was_elsewhere_gets_the_free_seat_when_the_half_days_no_longer_meet():
    edition, elsewhere = (an_edition(half_days=1) for _ in range(2))
    (busy,) = people_waiting(edition, "Busy")
    trainings.registration(elsewhere, busy.person)

    move(edition.half_days.get(), date=FIRST_DAY + A_DAY, now=NOW)

    assert (seated(edition), in_line(edition)) == (["Busy"], [])
    assert mails_to(busy.person) == ["half_day_moved", "promoted"]


# --- Giving a seat, another place, throwing a draft away ----------------------------------------------


def test_staff_give_a_free_seat_to_whom_they_reached():
    edition = an_edition(seats=1)
    waiting = trainings.registration(edition, state="waitlisted")
    staff = members.user_with(Role.STAFF)

    actions.seat(waiting, by=staff, now=timezone.now())

    waiting.refresh_from_db()
    assert (waiting.state, waiting.events.last().by) == ("confirmed", staff)
    assert Mail.objects.get().kind == "trainings/mail/promoted"


def test_a_seat_that_is_taken_cannot_be_given():
    edition = an_edition(seats=1)
    trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")

    with pytest.raises(Refused) as refused:
        actions.seat(waiting, by=members.user_with(Role.STAFF), now=timezone.now())

    assert (refused.value.reasons, Mail.objects.count()) == ([Refusal.NO_SEAT_FREE], 0)


def test_another_place_is_told_to_everybody_and_calendars_see_it():
    edition = an_edition(city="Gent", half_days=1, seats=1)
    trainings.registration(edition)
    trainings.registration(edition, state="waitlisted")

    actions.change_edition(edition, seats=edition.seats, now=timezone.now(), city="Brugge")

    assert sorted(Mail.objects.values_list("kind", flat=True)) == ["trainings/mail/place_changed"] * 2
    assert edition.half_days.get().sequence == 1


def test_the_same_place_is_told_to_nobody():
    edition = an_edition(city="Gent", half_days=1)
    trainings.registration(edition)

    actions.change_edition(edition, seats=edition.seats, now=timezone.now(), city="Gent")

    assert (Mail.objects.count(), edition.half_days.get().sequence) == (0, 0)


def test_a_draft_that_is_called_off_is_thrown_away_with_its_to_do():
    edition = actions.plan_edition(trainings.module(), half_days=[(FIRST_DAY, *MORNING)], today=TODAY, city="Gent")

    left = actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=timezone.now())

    assert (left, Edition.objects.count(), Todo.objects.filter(done_at=None).count()) == (None, 0, 0)


def test_a_cancellation_by_staff_is_written_as_theirs():
    registration = trainings.registration(an_edition())

    actions.cancel(registration, by=members.user_with(Role.STAFF), now=timezone.now())

    registration.refresh_from_db()
    assert (registration.state, Mail.objects.get().kind) == (
        "cancelled-by-organiser",
        "trainings/mail/cancelled_by_staff",
    )


def test_seats_kept_by_people_above_the_number_are_not_given_again_when_they_leave():
    edition = an_edition(seats=2)
    first = trainings.registration(edition)
    trainings.registration(edition)
    edition = actions.change_edition(edition, seats=1, now=timezone.now())

    actions.cancel(first, by=first.person.user, now=timezone.now())

    edition.refresh_from_db()
    assert edition.kept_above_seats == 0


# --- The planner ------------------------------------------------------------------------------------


def test_what_is_planned_stands_in_the_planner_and_moves_along():
    edition = actions.plan_edition(trainings.module(), half_days=[(FIRST_DAY, *MORNING)], today=TODAY, city="Gent")
    planned = PlannedItem.objects.get(source=key_of(edition)).on

    move(edition.half_days.get(), date=FIRST_DAY + A_DAY)

    assert (planned, PlannedItem.objects.get().on) == (FIRST_DAY, FIRST_DAY + A_DAY)


def test_what_is_called_off_is_out_of_the_planner():
    edition = actions.plan_edition(trainings.module(), half_days=[(FIRST_DAY, *MORNING)], today=TODAY, city="Gent")
    actions.open_registration(edition, today=TODAY)

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=timezone.now())

    assert PlannedItem.objects.count() == 0
