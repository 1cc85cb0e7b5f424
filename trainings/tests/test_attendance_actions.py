"""Writing who was there: what it means for the ledger, for certificates and after completing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Role, Todo, Touchpoint
from members.tests import factories as members
from portal.refused import Refused
from trainings import actions
from trainings.actions import Mark
from trainings.models import Attendance
from trainings.rules.attendance import AttendanceRefusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def over(**fields):
    return trainings.edition(first_day=timezone.localdate() - timedelta(days=3), **fields)


def mark(registration, presence, *, by, half_day=None, minutes=None, reason=""):
    half_day = half_day or registration.edition.half_days.first()
    made = [Mark(registration.pk, half_day.pk, presence, minutes)]
    return actions.mark(registration.edition, made, by=by, now=NOW, reason=reason)


def test_nobody_is_absent_by_default(staff):
    edition = over()
    trainings.registration(edition)

    assert not Attendance.objects.exists()
    assert actions.complete_edition(edition, by=staff, now=NOW).completed_on
    assert not Attendance.objects.exists()


def test_who_was_there_was_seen_and_a_correction_takes_that_back(staff):
    registration = trainings.registration(over())

    mark(registration, "present", by=staff)
    seen = list(Touchpoint.objects.values_list("kind", "seen", "person"))
    mark(registration, "absent", by=staff)

    assert seen == [("training-attended", True, registration.person_id)]
    assert not Touchpoint.objects.exists()


def test_the_same_mark_again_changes_nothing(staff):
    registration = trainings.registration(over())

    assert [mark(registration, "present", by=staff), mark(registration, "present", by=staff)] == [1, 0]
    assert Touchpoint.objects.count() == 1


@pytest.mark.parametrize(("minutes", "is_fine"), [(180, True), (181, False), (0, False), (None, False)])
def test_who_was_there_partly_was_there_for_minutes_of_the_half_day(staff, minutes, is_fine):
    registration = trainings.registration(over())

    if is_fine:
        assert mark(registration, "partial", minutes=minutes, by=staff) == 1
    else:
        with pytest.raises(Refused) as refused:
            mark(registration, "partial", minutes=minutes, by=staff)
        assert refused.value.reasons == [AttendanceRefusal.NO_MINUTES]


def test_marks_are_written_all_or_none(staff):
    here, elsewhere = trainings.registration(over()), trainings.registration(over())
    half_day = here.edition.half_days.first()
    marks = [Mark(here.pk, half_day.pk, "present"), Mark(elsewhere.pk, half_day.pk, "present")]

    with pytest.raises(Refused) as refused:
        actions.mark(here.edition, marks, by=staff, now=NOW)

    assert refused.value.reasons == [AttendanceRefusal.NOT_HERE]
    assert not Attendance.objects.exists()


def test_everybody_present_leaves_what_was_filled_in(staff):
    edition = over()
    absent, other = trainings.registration(edition), trainings.registration(edition)
    half_day = edition.half_days.first()
    mark(absent, "absent", by=staff)

    assert actions.all_present(edition, half_day, by=staff, now=NOW) == 1
    assert dict(half_day.attendance.values_list("registration", "presence")) == {
        absent.pk: "absent",
        other.pk: "present",
    }


def test_who_handed_the_seat_over_keeps_the_half_days_that_they_took(staff):
    first = trainings.registration(over())
    mark(first, "present", by=staff)
    first.state = "replaced"
    first.save()
    never_came = trainings.registration(first.edition, state="replaced")
    from trainings.rules.attendance import sheet

    assert list(sheet(first.edition)) == [first]
    assert never_came not in sheet(first.edition)


def test_an_edition_that_is_not_over_cannot_be_completed(staff):
    coming = trainings.edition()

    with pytest.raises(Refused) as refused:
        actions.complete_edition(coming, by=staff, now=NOW)

    assert refused.value.reasons == [AttendanceRefusal.NOT_OVER]


def test_after_completing_a_correction_needs_a_reason_and_flags_the_certificate(staff):
    edition = over(min_half_days=1, min_hours_percent=None)
    registration = trainings.registration(edition)
    mark(registration, "present", by=staff)
    actions.complete_edition(edition, by=staff, now=NOW)
    certificate = trainings.certificate(registration)

    with pytest.raises(Refused) as refused:
        mark(registration, "absent", by=staff)
    mark(registration, "absent", by=staff, reason="Wrong line on the sheet")
    certificate.refresh_from_db()

    assert refused.value.reasons == [AttendanceRefusal.NO_REASON]
    assert (certificate.state, bool(certificate.flagged_at)) == ("valid", True)
    assert Todo.objects.filter(source=f"trainings.certificate:{certificate.pk}", done_at=None).count() == 1


def test_staff_are_asked_once_to_complete_what_is_over(staff):
    edition, today = over(), timezone.localdate()
    trainings.edition()

    actions.ask_to_complete(today=today)
    actions.ask_to_complete(today=today)
    asked = list(Todo.objects.filter(done_at=None).values_list("source", "url"))
    actions.complete_edition(edition, by=staff, now=NOW)
    actions.ask_to_complete(today=today)

    assert asked == [(f"trainings.edition:{edition.pk}", f"/vormingen/{edition.pk}/aanwezigheid/")]
    assert not Todo.objects.filter(done_at=None).exists()


# --- Checking in ------------------------------------------------------------------------------------


def at(half_day, minutes):
    return half_day.begins + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "is_on_time"), [(-16, False), (-15, True), (30, True), (31, False)])
def test_checking_in_is_possible_around_the_start_alone(minutes, is_on_time):
    registration = trainings.registration(trainings.edition())
    half_day, user = registration.edition.half_days.first(), registration.person.user

    if is_on_time:
        actions.check_in(half_day, user, now=at(half_day, minutes))
        assert registration.attendance.get().presence == "present"
    else:
        with pytest.raises(Refused) as refused:
            actions.check_in(half_day, user, now=at(half_day, minutes))
        assert refused.value.reasons == [AttendanceRefusal.NOT_NOW]


def test_who_has_no_seat_cannot_check_in():
    registration = trainings.registration(trainings.edition(), state="waitlisted")
    half_day = registration.edition.half_days.first()

    with pytest.raises(Refused) as refused:
        actions.check_in(half_day, registration.person.user, now=at(half_day, 0))

    assert refused.value.reasons == [AttendanceRefusal.NO_SEAT]


def test_checking_in_leaves_what_the_trainer_filled_in(staff):
    registration = trainings.registration(trainings.edition())
    half_day = registration.edition.half_days.first()
    mark(registration, "partial", minutes=60, by=staff)

    actions.check_in(half_day, registration.person.user, now=at(half_day, 10))

    assert registration.attendance.get().presence == "partial"


def test_a_code_that_somebody_made_up_is_refused():
    half_day = trainings.edition().half_days.first()
    code = actions.check_in_code(half_day)

    assert actions.half_day_of(code) == half_day
    with pytest.raises(Refused) as refused:
        actions.half_day_of(code[:-1])
    assert refused.value.reasons == [AttendanceRefusal.OLD_CODE]


def test_a_code_of_this_morning_is_too_old(settings, monkeypatch):
    half_day = trainings.edition().half_days.first()
    code = actions.check_in_code(half_day)
    monkeypatch.setattr("trainings.actions.attendance.A_CODE_LIVES", -1)

    with pytest.raises(Refused):
        actions.half_day_of(code)


# --- At the door ------------------------------------------------------------------------------------


def test_staff_let_somebody_in_at_the_door_when_a_seat_is_free(staff):
    today, person = timezone.localdate(), members.person()
    edition = trainings.edition(first_day=today, seats=1, state="closed")

    with pytest.raises(Refused):
        actions.register(edition, person, by=staff, today=today)
    registration = actions.register(edition, person, by=staff, today=today, at_the_door=True)
    with pytest.raises(Refused) as full:
        actions.register(edition, members.person(), by=staff, today=today, at_the_door=True)

    assert registration.state == "confirmed"
    assert full.value.reasons == ["no-seat-free"]
