from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.holidays import holiday_on
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line
from trainings import actions, bookings, moving
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.factories import MORNING
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

A_WEEK = timedelta(days=7)
TUESDAY = 1
AS_FRAGMENT = {"X-Requested-With": "fetch"}


def a_half_day(**fields):
    """A Tuesday morning in a month's time, with an afternoon after it, and no holiday in the three weeks after."""
    first_day = timezone.localdate() + timedelta(days=30)
    while first_day.weekday() != TUESDAY or any(holiday_on(first_day + week * A_WEEK) for week in range(4)):
        first_day += timedelta(days=1)
    return trainings.edition(**{"half_days": 2, "first_day": first_day, **fields}).half_days.first()


def address_of(half_day):
    return reverse("trainings:half_day_move", args=[half_day.pk])


def get(half_day, **query):
    return visit_as(members.user_with(Role.STAFF)).get(address_of(half_day), query)


def post(half_day, *, headers=None, **answers):
    """Send the form, having seen nothing yet."""
    moment = {"date": half_day.date + A_WEEK, "starts_at": half_day.starts_at, "ends_at": half_day.ends_at}
    browser = visit_as(members.user_with(Role.STAFF))
    return browser.post(address_of(half_day), {**moment, **answers}, headers=headers)


def confirm(half_day, **answers):
    """Send the form, and send it again with what was seen beside it."""
    seen = post(half_day, **answers).context["form"]["seen"].value()
    return post(half_day, seen=seen, **answers)


def moment_of(half_day):
    half_day.refresh_from_db()
    return half_day.date, half_day.starts_at, half_day.ends_at


def proposal_of(page):
    return tuple(page.context["form"][name].value() for name in ("date", "starts_at", "ends_at"))


# --- What the form proposes -----------------------------------------------------------------------


def test_the_form_shows_the_moment_as_it_stands():
    half_day = a_half_day()

    assert proposal_of(get(half_day)) == moment_of(half_day)


def test_a_drag_in_the_calendar_proposes_its_moment_and_changes_nothing():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = get(half_day, dag="2027-04-01", van="10:00", tot="13:00")

    assert proposal_of(page) == (before[0].replace(2027, 4, 1), time(10), time(13))
    assert moment_of(half_day) == before


@pytest.mark.parametrize("query", [{"dag": "2027-02-30"}, {"dag": "nonsense"}, {"van": "25:00"}, {"tot": "nonsense"}])
def test_a_drag_that_makes_no_sense_proposes_the_moment_as_it_stands(query):
    half_day = a_half_day()

    assert proposal_of(get(half_day, **query)) == moment_of(half_day)


def test_the_form_names_whom_a_move_touches_and_counts_the_mails():
    half_day = a_half_day(seats=1)
    seated, waiting, _gone = (
        trainings.registration(half_day.edition, state=state).person
        for state in ("confirmed", "waitlisted", "cancelled-by-participant")
    )
    coach = members.person(role=Role.COACH)
    half_day.edition.trainers.add(coach)

    preview = get(half_day, dag=half_day.date + A_WEEK).context["preview"]

    assert (preview.seated, preview.waiting, preview.trainers) == ([seated], [waiting], [coach])
    assert preview.number_of_mails == 3


# --- Moving ---------------------------------------------------------------------------------------


def test_moving_leads_to_the_month_of_the_new_day():
    half_day = a_half_day()
    day = half_day.date + A_WEEK

    page = post(half_day)

    assert (page.status_code, page.url) == (302, f"{reverse('trainings:edition_calendar')}?maand={day:%Y-%m}")
    assert moment_of(half_day) == (day, *MORNING)


def test_staff_choose_whether_the_participants_are_told():
    half_day = a_half_day()
    trainings.registration(half_day.edition)

    confirm(half_day, without_mail="on")
    silently = Mail.objects.count()
    confirm(half_day, date=half_day.date + 2 * A_WEEK)
    told = Mail.objects.count()

    assert (silently, told) == (0, 1)


def test_a_drag_and_the_form_move_alike():
    dragged, typed = a_half_day(), a_half_day(city="Brugge")

    fragment = post(dragged, headers=AS_FRAGMENT)
    page = post(typed)

    assert (fragment.status_code, page.status_code) == (204, 302)
    assert moment_of(dragged) == moment_of(typed)


def test_a_dialog_gets_the_form_alone_and_a_page_the_whole():
    half_day = a_half_day()
    browser = visit_as(members.user_with(Role.STAFF))

    in_a_dialog = browser.get(address_of(half_day), headers=AS_FRAGMENT).content.decode()
    on_a_page = browser.get(address_of(half_day)).content.decode()

    assert ("<html" in in_a_dialog, "<html" in on_a_page) == (False, True)


def test_what_a_move_touches_is_seen_before_it_happens():
    half_day = a_half_day()
    trainings.registration(half_day.edition)
    before = moment_of(half_day)

    first = post(half_day)
    after_looking = moment_of(half_day)
    confirm(half_day)

    assert (first.status_code, after_looking) == (200, before)
    assert moment_of(half_day) == (before[0] + A_WEEK, *MORNING)


def test_the_form_and_a_drag_show_the_same_preview():
    half_day = a_half_day()
    trainings.registration(half_day.edition)

    typed = post(half_day).context
    dragged = get(half_day, dag=half_day.date + A_WEEK).context

    assert typed["form"]["seen"].value() == dragged["form"]["seen"].value()
    assert typed["preview"] == dragged["preview"]


def test_somebody_who_registers_meanwhile_is_shown_before_anything_moves():
    half_day = a_half_day()
    trainings.registration(half_day.edition)
    seen = post(half_day).context["form"]["seen"].value()
    trainings.registration(half_day.edition)

    page = post(half_day, seen=seen)

    assert (page.status_code, len(page.context["preview"].seated)) == (200, 2)


def test_the_rest_of_the_day_goes_along_when_asked():
    half_day = a_half_day(half_days=3)
    morning, afternoon, next_day = half_day.edition.half_days.all()
    old = half_day.date

    post(morning, others_too="on")

    dates = [moment_of(each)[0] for each in (morning, afternoon, next_day)]
    assert dates == [old + A_WEEK, old + A_WEEK, old + timedelta(days=1)]


def test_who_comes_gets_one_mail_about_all_that_moved_and_the_trainer_too():
    half_day = a_half_day()
    edition, coach = half_day.edition, members.person(role=Role.COACH)
    edition.trainers.add(coach)
    registration = trainings.registration(edition, members.person(language="en"))

    confirm(half_day, others_too="on")

    mails = {mail.to_email: mail for mail in Mail.objects.all()}
    assert mails.keys() == {registration.person.email, coach.email}
    assert mails[registration.person.email].text.count("Before:") == 2
    assert "trainer-" in mails[coach.email].attachments[0]["text"]


def test_only_a_day_with_more_half_days_offers_to_take_the_rest_along():
    lonely, one_of_two = a_half_day(half_days=1), a_half_day(city="Brugge")

    assert ["others_too" in get(each).context["form"].fields for each in (lonely, one_of_two)] == [False, True]


# --- What clashes -----------------------------------------------------------------------------------


def clashing(half_day, **fields):
    """Another edition a week later, at the hours of this half-day, for which people are busy."""
    other = trainings.edition(first_day=half_day.date + A_WEEK, half_days=1, **{"city": "Brugge", **fields})
    coach, participant = members.person(role=Role.COACH), members.person()
    for edition in (other, half_day.edition):
        edition.trainers.add(coach)
        trainings.registration(edition, participant)
        bookings.follow(edition)
    return coach, participant


def test_a_trainer_a_venue_and_a_participant_who_are_taken_are_named():
    half_day = a_half_day()
    coach, participant = clashing(half_day, city="Gent")

    preview = get(half_day, dag=half_day.date + A_WEEK).context["preview"]

    assert [(each.kind, each.who) for each in preview.conflicts] == [
        ("trainer", coach.full_name),
        ("venue", "De Wervel, Gent"),
        ("participant", participant.full_name),
    ]


def test_a_clash_is_overruled_with_a_reason_that_the_trail_keeps():
    half_day = a_half_day()
    clashing(half_day)

    without = confirm(half_day)
    stays = moment_of(half_day)[0]
    confirm(half_day, reason="They split up.")

    assert list(without.context["form"].errors) == ["reason"]
    assert moment_of(half_day)[0] == stays + A_WEEK
    assert Line.objects.get(kind="override").reason == "They split up."


def test_who_is_busy_until_the_hour_at_which_a_half_day_starts_is_free():
    half_day = a_half_day()
    clashing(half_day)

    page = get(half_day, dag=half_day.date + A_WEEK, van="12:30", tot="15:30")

    assert page.context["preview"].conflicts == []


def test_a_day_off_is_warned_of_and_asks_no_reason():
    half_day = a_half_day()
    saturday = half_day.date + timedelta(days=4)

    preview = get(half_day, dag=saturday).context["preview"]
    page = confirm(half_day, date=saturday)

    assert [(day, str(why)) for day, why in preview.off_days] == [(saturday, "weekend")]
    assert page.status_code == 302


# --- Answers that are asked again -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"date": ""}, ["date"]),
        ({"date": "2027-02-30"}, ["date"]),
        ({"starts_at": ""}, ["starts_at"]),
        ({"starts_at": "12:30", "ends_at": "09:30"}, ["ends_at"]),
        ({"starts_at": "09:30", "ends_at": "09:30"}, ["ends_at"]),
    ],
)
def test_a_moment_that_makes_no_sense_is_asked_again(answers, errors):
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, **answers)

    assert (page.status_code, list(page.context["form"].errors)) == (200, errors)
    assert moment_of(half_day) == before


def test_a_dialog_hears_422_when_something_is_wrong():
    page = post(a_half_day(), headers=AS_FRAGMENT, date="")

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["date"])


def test_a_half_day_cannot_move_to_the_past():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, date=timezone.localdate() - timedelta(days=1))

    assert page.context["form"].non_field_errors() == [Refusal.IN_THE_PAST.label]
    assert moment_of(half_day) == before


def test_a_half_day_cannot_move_to_an_hour_of_today_that_is_past():
    half_day = a_half_day()
    now = timezone.make_aware(datetime.combine(half_day.date, time(8)))
    moment = {"date": half_day.date, "today": half_day.date, "by": None, "now": now}

    with pytest.raises(Refused) as refused:
        actions.move_half_day(half_day, starts_at=time(7, 30), ends_at=time(9), **moment)
    actions.move_half_day(half_day, starts_at=time(8, 30), ends_at=time(9), **moment)

    assert refused.value.reasons == [moving.Refusal.HOUR_IS_PAST]
    assert moment_of(half_day)[1] == time(8, 30)


def test_a_half_day_that_stays_where_it_is_mails_nobody():
    half_day = a_half_day()

    page = post(half_day, date=half_day.date)

    assert page.context["form"].non_field_errors() == [moving.Refusal.STAYS.label]


def test_a_half_day_cannot_move_into_another_one_of_its_edition():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, date=half_day.date, starts_at="13:30", ends_at="16:30")

    assert page.context["form"].non_field_errors() == [Refusal.HALF_DAYS_OVERLAP.label]
    assert moment_of(half_day) == before


def test_a_half_day_of_a_cancelled_edition_stays_where_it_is():
    half_day = a_half_day(state="cancelled")
    before = moment_of(half_day)

    page = post(half_day, headers=AS_FRAGMENT)

    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [Refusal.CANCELLED.label])
    assert moment_of(half_day) == before


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    half_day, browser = a_half_day(), visit_as(members.user_with(role))
    before = moment_of(half_day)

    page = browser.post(address_of(half_day), {"date": "2027-04-01", "starts_at": "09:30", "ends_at": "12:30"})

    assert (browser.get(address_of(half_day)).status_code, page.status_code) == (403, 403)
    assert moment_of(half_day) == before
