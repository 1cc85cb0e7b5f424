"""Mails about a survey: what bounces and what only waits, batches, asking again, and wanting no more."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone

from members.actions.merging_people import merge_people, undo_merge
from members.models import Role, Todo
from members.tests import factories as members
from portal.post import actions as post
from portal.post.models import Mail, MailState
from portal.refused import Refused
from portal.tests.visits import visit_as
from surveys import actions, rules
from surveys.actions import deliveries
from surveys.models import InvitationState, MailRefusal
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

WEEK, DAY = timedelta(days=7), timedelta(days=1)
GOOD = "django.core.mail.backends.locmem.EmailBackend"
HERE = "surveys.tests.test_mail_about_surveys."


class Away(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


class NoSuchUser(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({each.to[0]: (550, b"5.1.1 no such user") for each in messages})


@pytest.fixture(autouse=True)
def carrier(settings):
    settings.EMAIL_CARRIER = GOOD


@pytest.fixture
def today():
    return timezone.localdate()


def in_the_field(**fields):
    return surveys.survey(**{"closes_on": date(2099, 1, 1), **fields})


def invite(survey, person=None, *, today):
    return actions.invite(survey, [(person or members.person(), surveys.unit(survey))], today=today)[0]


def state_of(invitation):
    invitation.refresh_from_db()
    return invitation.state


# --- What bounces, and what only waits --------------------------------------------------------------


def test_a_mail_server_that_is_away_marks_nobody_and_everybody_gets_the_mail_later(settings, today):
    invitation, now = invite(in_the_field(), today=today), timezone.now()
    settings.EMAIL_CARRIER = HERE + "Away"
    for minutes in range(0, 9 * 60, 10):
        post.deliver_waiting(now=now + timedelta(minutes=minutes))
    during = state_of(invitation), rules.mails_waiting(invitation.survey).in_trouble
    settings.EMAIL_CARRIER = GOOD

    left = post.deliver_waiting(now=now + timedelta(hours=15))

    assert (during, left, state_of(invitation)) == ((InvitationState.SENT, 1), 1, InvitationState.SENT)


def test_what_our_server_gave_up_waits_to_be_sent_again_and_is_no_bounce(settings, today):
    survey = in_the_field()
    invitation, now = invite(survey, today=today), timezone.now()
    settings.EMAIL_CARRIER = HERE + "Away"
    for hours in range(0, 100, 3):
        post.deliver_waiting(now=now + timedelta(hours=hours))
    given_up = state_of(invitation)
    settings.EMAIL_CARRIER = GOOD

    again = actions.invite_everybody(survey, today=today)

    assert (given_up, [each.pk for each in again]) == (InvitationState.QUEUED, [invitation.pk])
    assert (state_of(invitation), post.deliver_waiting()) == (InvitationState.SENT, 1)


def test_an_address_that_is_refused_for_good_is_a_bounce_at_once_and_gets_no_reminder(settings, today):
    survey = in_the_field()
    bounced = invite(survey, today=today)
    settings.EMAIL_CARRIER = HERE + "NoSuchUser"
    post.deliver_waiting()
    settings.EMAIL_CARRIER = GOOD
    reached = invite(survey, today=today)
    post.deliver_waiting()

    reminded = actions.remind(survey, None, today + WEEK)

    assert (state_of(bounced), [each.pk for each in reminded]) == (InvitationState.BOUNCED, [reached.pk])


def test_a_bounce_belongs_to_the_address_in_every_survey(settings, today):
    person = members.person()
    first = invite(in_the_field(), person, today=today)
    actions.mark_bounced(first, by=None)

    second = invite(in_the_field(), person, today=today)

    assert (second.state, Mail.objects.count()) == (InvitationState.BOUNCED, 1)


def test_a_bounce_of_a_predecessor_does_not_hit_the_colleague_who_took_over(settings, today):
    survey = in_the_field()
    invitation = invite(survey, today=today)
    old = Mail.objects.get()
    actions.hand_over(invitation, first_name="Ann", last_name="Maes", email="ann@example.org", today=today)
    Mail.objects.filter(pk=old.pk).update(state=MailState.BOUNCED)
    old.refresh_from_db()

    deliveries.has_ended(old, now=timezone.now())

    assert state_of(invitation) == InvitationState.SENT
    assert [each.pk for each in actions.remind(survey, None, today + WEEK)] == [invitation.pk]


def test_a_mail_to_a_predecessor_that_still_waits_is_withdrawn(today):
    invitation = invite(in_the_field(), today=today)
    actions.hand_over(invitation, first_name="Ann", last_name="Maes", email="ann@example.org", today=today)

    post.deliver_waiting()

    assert [each.to for each in mail.outbox] == [["ann@example.org"]]
    assert state_of(invitation) == InvitationState.SENT


# --- Asking again -----------------------------------------------------------------------------------


def test_after_correcting_an_address_staff_ask_again(today):
    survey = in_the_field()
    invitation = invite(survey, today=today)
    post.deliver_waiting()
    actions.mark_bounced(invitation, by=None)
    person = invitation.person
    person.email = "juist@example.org"
    person.save()
    staff = members.user_with(Role.STAFF)

    page = visit_as(staff).get(f"/bevragingen/{survey.pk}/veldwerk/")
    address = f"/bevragingen/{survey.pk}/uitnodigingen/{invitation.pk}/opnieuw/"
    assert address in page.content.decode()
    visit_as(staff).post(address)

    post.deliver_waiting()
    assert (state_of(invitation), mail.outbox[-1].to) == (InvitationState.SENT, ["juist@example.org"])
    assert address not in visit_as(staff).get(f"/bevragingen/{survey.pk}/veldwerk/").content.decode()


def test_a_bounce_that_was_noted_by_mistake_can_be_put_right(today):
    survey = in_the_field()
    invitation = invite(survey, today=today)
    post.deliver_waiting()
    actions.mark_bounced(invitation, by=None)

    actions.ask_again(invitation, today=today)

    assert (post.deliver_waiting(), state_of(invitation), Mail.objects.bouncing()) == (1, InvitationState.SENT, set())


def test_somebody_who_had_no_address_is_asked_once_there_is_one(today):
    survey = in_the_field()
    person = members.person(email="", user=False)
    invitation = invite(survey, person, today=today)
    with pytest.raises(Refused):
        actions.ask_again(invitation, today=today)
    person.email = "nieuw@example.org"
    person.save()

    again = actions.invite_everybody(survey, today=today)

    assert ([each.pk for each in again], state_of(invitation)) == ([invitation.pk], InvitationState.SENT)


def test_who_has_the_mail_is_not_asked_again(today):
    invitation = invite(in_the_field(), today=today)

    with pytest.raises(Refused):
        actions.ask_again(invitation, today=today)


def test_asking_again_waits_when_they_had_mail_about_another_survey_these_days(today):
    survey, person = in_the_field(), members.person()
    invitation = surveys.invitation(survey, person, unit=surveys.unit(survey), state=InvitationState.QUEUED)
    surveys.invitation(in_the_field(), person, mailed_on=today - 6 * DAY)

    with pytest.raises(Refused):
        actions.ask_again(invitation, today=today)
    assert actions.ask_again(invitation, today=today + DAY).state == InvitationState.SENT


# --- Batches ----------------------------------------------------------------------------------------


def test_mails_leave_in_batches_with_a_pause_between(settings, today):
    settings.SURVEY_MAILS_AT_ONCE, settings.SURVEY_MAILS_PAUSE = 2, timedelta(minutes=5)
    survey = in_the_field()
    actions.invite(survey, [(members.person(), surveys.unit(survey)) for _ in range(5)], today=today)
    now = timezone.now()

    left = [post.deliver_waiting(now=now + timedelta(minutes=minutes)) for minutes in (1, 4, 6, 11)]

    assert left == [2, 0, 2, 1]


def test_what_still_waits_is_withdrawn_when_somebody_answers_stops_or_the_survey_closes(settings, today):
    survey, other = in_the_field(), in_the_field()
    answered, stopped = invite(survey, today=today), invite(survey, today=today)
    invite(other, today=today)
    wanted = invite(survey, today=today)
    actions.submit(answered, answers={"q1": "yes"}, today=today, language="nl")
    actions.opt_out(stopped, today=today)
    actions.close_survey(other, today=today)

    post.deliver_waiting()

    assert [each.to for each in mail.outbox] == [[wanted.person.email]]
    assert (state_of(answered), state_of(stopped)) == (InvitationState.SUBMITTED, InvitationState.OPTED_OUT)


# --- No more mail -----------------------------------------------------------------------------------


def test_a_mail_program_stops_the_mail_by_one_post_without_logging_in(today):
    invitation = invite(in_the_field(), today=today)
    post.deliver_waiting()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").split("localhost", 1)[1]
    address = address[address.index("/") :]
    program = Client(enforce_csrf_checks=True)

    seen = program.get(address)
    untouched = state_of(invitation)
    done = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert (seen.status_code, untouched) == (200, InvitationState.SENT)
    assert "<button" in seen.content.decode()
    assert (done.status_code, state_of(invitation)) == (200, InvitationState.OPTED_OUT)


def test_a_refusal_of_all_mail_follows_when_two_records_become_one_and_goes_back(today):
    kept, gone = members.person(), members.person(user=False)
    MailRefusal.objects.create(person=gone, since=today)

    merge = merge_people(kept, gone, by=None, today=today)
    merged = MailRefusal.objects.get().person
    undo_merge(merge, by=None, today=today)

    assert (merged, MailRefusal.objects.get().person) == (kept, gone)


def test_a_refusal_of_one_survey_follows_to_the_invitation_of_the_other_record(today):
    survey, kept, gone = in_the_field(), members.person(), members.person(user=False)
    mine = surveys.invitation(survey, kept, unit=surveys.unit(survey))
    surveys.invitation(survey, gone, state=InvitationState.OPTED_OUT)

    merge = merge_people(kept, gone, by=None, today=today)
    merged = state_of(mine)
    reminded = actions.remind(survey, None, today + WEEK)
    undo_merge(merge, by=None, today=today)

    assert (merged, reminded, state_of(mine)) == (InvitationState.OPTED_OUT, [], InvitationState.SENT)


# --- Who is in the register -------------------------------------------------------------------------


@pytest.mark.parametrize("known", ["nobody", "here", "elsewhere", "silent", "invited"])
def test_handing_over_answers_alike_whether_the_address_is_known_or_not(known, today):
    survey = in_the_field()
    unit = surveys.unit(survey)
    invitation = surveys.invitation(survey, unit=unit)
    email = "ann@example.org"
    if known != "nobody":
        place = members.municipality() if known == "elsewhere" else unit.municipality
        colleague = members.person(email=email, municipality=place)
        if known == "silent":
            MailRefusal.objects.create(person=colleague, since=today)
        if known == "invited":
            surveys.invitation(survey, colleague, unit=surveys.unit(survey))
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")

    page = browser.post(f"/b/{survey.pk}/doorgeven/", {"first_name": "Ann", "last_name": "Maes", "email": email})
    after = browser.get(f"/b/{survey.pk}/")

    assert (page.status_code, after.status_code) == (200, 404)
    assert "surveys/response_handed_over.html" in [each.name for each in page.templates]
    assert Todo.objects.filter(role=Role.STAFF).exists() == (known in ("elsewhere", "silent", "invited"))
    assert Mail.objects.filter(to_email=email).exists() == (known not in ("silent", "invited"))
