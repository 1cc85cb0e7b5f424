import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.tests.browser import axe, log_in
from trainings.models import Attendance
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("trainings:attendance_edit", args=[edition.pk])


def over(**fields):
    return trainings.edition(first_day=timezone.localdate() - timedelta(days=3), **fields)


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def fields_of(registration, presence, was="unknown-"):
    key = f"{registration.pk}-{registration.edition.half_days.first().pk}"
    return {f"m-{key}": presence, f"minutes-{key}": "", f"was-{key}": was}


def test_without_a_script_the_sheet_is_a_form_that_saves_what_changed(staff):
    registration = trainings.registration(over())

    saved = staff.post(address_of(registration.edition), fields_of(registration, "excused"), follow=True)
    unchanged = staff.post(address_of(registration.edition), fields_of(registration, "absent", was="absent-"))

    assert "Saved: 1 mark." in saved.text
    assert unchanged.status_code == 302
    assert registration.attendance.get().presence == "excused"


def test_a_script_gets_a_short_answer_and_the_reason_of_a_refusal(staff):
    registration = trainings.registration(over(completed_on=timezone.localdate()))
    asks = {"headers": {"X-Requested-With": "fetch"}}

    refused = staff.post(address_of(registration.edition), fields_of(registration, "present"), **asks)
    with_reason = {**fields_of(registration, "present"), "reason": "Read the sheet wrongly"}
    saved = staff.post(address_of(registration.edition), with_reason, **asks)

    assert (refused.status_code, refused.json()["messages"]) == (
        422,
        ["This edition is completed. Say why you correct it."],
    )
    assert (saved.status_code, saved.json()) == (200, {"saved": 1})


def test_one_button_fills_in_a_column(staff):
    edition = over()
    for _ in range(2):
        trainings.registration(edition)
    half_day = edition.half_days.first()

    staff.post(address_of(edition), {"everybody": half_day.pk})

    assert list(Attendance.objects.values_list("half_day", "presence")) == [(half_day.pk, "present")] * 2


def test_what_makes_no_sense_is_left_out(staff):
    registration = trainings.registration(over())

    staff.post(address_of(registration.edition), {"m-1-x": "present", **fields_of(registration, "sleeping")})

    assert not Attendance.objects.exists()


def test_trainers_keep_the_attendance_of_their_own_editions_alone():
    trainer = members.user_with(Role.COACH)
    own, other = over(), over()
    own.trainers.add(trainer.person)

    assert visit_as(trainer).get(address_of(own)).status_code == 200
    assert visit_as(trainer).get(address_of(other)).status_code == 404


def test_three_people_take_as_many_queries_as_one(staff):
    edition = over()
    trainings.registration(edition)
    with_one = number_of_queries(staff, address_of(edition))
    for _ in range(2):
        trainings.registration(edition)

    assert with_one == number_of_queries(staff, address_of(edition)) <= 9


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_filled_in_by_keyboard_and_survives_a_lost_connection(desktop, live_server, complaints):
    edition = over(half_days=2)
    for name in ("Adams", "Baert", "Claes"):
        trainings.registration(edition, members.person(last_name=name))
    log_in(desktop, live_server, members.user_with(Role.STAFF))
    desktop.goto(address_of(edition))
    axe(desktop)

    desktop.locator("[data-mark]").first.focus()
    desktop.keyboard.press("a")  # each letter goes on to the next person
    desktop.keyboard.press("n")
    desktop.keyboard.press("v")
    desktop.get_by_text("Alles is bewaard.").wait_for()
    first, second = edition.half_days.all()
    by_name = [row.presence for row in first.attendance.order_by("registration__person__sort_name")]

    desktop.context.set_offline(True)
    desktop.keyboard.press("ArrowUp")
    desktop.keyboard.press("ArrowRight")
    desktop.keyboard.press("r")
    desktop.get_by_text("Geen verbinding: 1 in wacht.").wait_for()
    kept = json.loads(desktop.evaluate("Object.values(localStorage)[0]"))
    lost = second.attendance.count()
    desktop.context.set_offline(False)
    desktop.get_by_text("Alles is bewaard.").wait_for()
    came = [row.presence for row in second.attendance.all()]
    desktop.keyboard.press("Control+z")
    desktop.get_by_text("Alles is bewaard.").wait_for()
    desktop.wait_for_timeout(300)
    complaints.clear()  # the browser says that it was offline

    assert by_name == ["present", "absent", "excused"]
    assert (lost, came) == (0, ["exempt"])
    assert [*kept.values()] == [{"presence": "exempt", "minutes": ""}]
    assert second.attendance.get().presence == "unknown"
    assert desktop.evaluate("localStorage.length") == 0
