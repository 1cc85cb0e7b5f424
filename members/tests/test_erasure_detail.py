from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import held
from members.actions import erasure, merging_people
from members.models import ErasureRequest, ErasureState, OutreachTarget, Role, TargetState, Todo
from members.rules.merging_people import Refusal as MergeRefusal
from members.rules.privacy import Refusal
from members.tests import factories as members
from portal.post import actions as post
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def staff(client):
    user = members.user_with(Role.STAFF, language="en")
    client.force_login(user)
    return user


def refusals(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, now=NOW, **kwargs)
    return refused.value.reasons


# --- Asking ------------------------------------------------------------------------------------------


def test_somebody_asks_and_the_team_has_a_month(client):
    person = members.person(language="en")
    client.force_login(person.user)

    client.post(reverse("members:own_erasure_ask"))

    request = ErasureRequest.objects.get()
    todo = Todo.objects.get()
    assert (request.person, request.state) == (person, ErasureState.ASKED)
    assert (todo.role, todo.due_on) == (Role.STAFF, timezone.localdate() + timedelta(days=30))


def test_asked_twice_it_is_one_request():
    person = members.person()
    members.erasure_request(person)

    assert refusals(erasure.ask_to_be_forgotten, person, by=person.user) == [Refusal.ASKED_ALREADY]


def test_who_asks_and_takes_it_back_all_the_time_has_to_wait_a_month():
    person = members.person()
    for _ in range(3):
        erasure.withdraw(members.erasure_request(person, now=NOW), by=person.user, now=NOW)

    assert refusals(erasure.ask_to_be_forgotten, person, by=person.user) == [Refusal.TOO_OFTEN]

    later = NOW + timedelta(days=31)
    assert erasure.ask_to_be_forgotten(person, by=person.user, now=later).is_open


def test_who_changes_their_mind_stays(client):
    request = members.erasure_request()
    client.force_login(request.person.user)

    client.post(reverse("members:own_erasure_withdraw"))

    request.refresh_from_db()
    assert request.state == ErasureState.WITHDRAWN
    assert not Todo.objects.filter(done_at=None).exists()


def test_staff_write_down_who_asked_by_phone(client, staff):
    person = members.person()

    client.post(reverse("members:erasure_list"), {"email": person.email.upper()})
    unknown = client.post(reverse("members:erasure_list"), {"email": "nobody@example.org"})

    assert ErasureRequest.objects.get().person == person
    assert "We know nobody with this address" in unknown.text


# --- Deciding ----------------------------------------------------------------------------------------


def test_the_page_shows_what_goes_and_what_stays(client, staff):
    person = members.person(email="an@example.org")
    members.touchpoint("call", person.roles.get().municipality, on=date(2025, 1, 1), person=person)
    request = members.erasure_request(person)

    address = reverse("members:erasure_detail", args=[request.pk])
    with CaptureQueriesContext(connection) as captured:
        before = client.get(address)
    response = client.post(address)

    assert before.context["goes"] == []
    assert not [each["sql"] for each in captured if each["sql"].startswith(("UPDATE", "DELETE", "INSERT"))]
    assert ("people", 1) in [(str(title), number) for title, number in response.context["goes"]]
    assert ("Touchpoints", 1) in response.context["stays"]
    person.refresh_from_db()
    assert person.email == "an@example.org"


def test_nobody_is_forgotten_without_the_second_step(client, staff):
    request = members.erasure_request()
    address = reverse("members:erasure_confirm", args=[request.pk])

    client.post(address)
    request.refresh_from_db()
    before = request.state
    client.post(address, {"is_sure": "on"})

    request.refresh_from_db()
    assert (before, request.state, request.decided_by) == (ErasureState.ASKED, ErasureState.DONE, staff)


def test_a_refusal_needs_a_reason_and_mails_it():
    request, staff = members.erasure_request(), members.user_with(Role.STAFF)

    assert refusals(erasure.refuse, request, by=staff, note=" ") == [Refusal.NO_REASON]

    erasure.refuse(request, by=staff, note="An invoice is open.", now=NOW)
    assert "An invoice is open." in Mail.objects.get(kind="members/mail/erasure_refused").text


def test_what_was_decided_is_not_decided_again():
    request, staff = members.erasure_request(), members.user_with(Role.STAFF)
    erasure.erase(request, by=staff, now=NOW)

    assert Refusal.CLOSED in refusals(erasure.erase, request, by=staff)
    assert refusals(erasure.withdraw, request, by=staff) == [Refusal.CLOSED]


def test_nobody_forgets_themselves_and_no_one_of_the_team_is_forgotten():
    staff = members.person(role=Role.STAFF)
    former = members.person(role=None)
    members.role(former, Role.STAFF, until=date(2024, 1, 1))

    own = members.erasure_request(staff)
    assert refusals(erasure.erase, own, by=staff.user) == [Refusal.OWN_REQUEST, Refusal.IN_THE_TEAM]
    assert erasure.erase(members.erasure_request(former), by=staff.user, now=NOW).state == ErasureState.DONE


def test_who_joins_the_team_soon_and_a_technical_administrator_are_not_forgotten():
    staff, coming, technical = members.user_with(Role.STAFF), members.person(role=None), members.person()
    members.role(coming, Role.DIRECTOR, on=timezone.localdate(NOW) + timedelta(days=1))
    technical.user.is_superuser = True
    technical.user.save()

    for person in (coming, technical):
        assert refusals(erasure.erase, members.erasure_request(person), by=staff) == [Refusal.IN_THE_TEAM]


def test_roles_end_today_and_what_was_to_come_never_begins():
    person, today = members.person(), timezone.localdate(NOW)
    running = person.roles.get()
    members.role(person, "alderman", members.municipality(), on=today + timedelta(days=90))

    erasure.erase(members.erasure_request(person), by=None, now=NOW)

    assert list(person.roles.values_list("pk", "ends_on")) == [(running.pk, today)]


def test_a_place_in_a_youth_region_ends_and_what_was_to_come_never_begins():
    person, today = members.person(), timezone.localdate(NOW)
    region = members.youth_region("kempen")
    for kind, starts_on in (("coordinator", date(2024, 1, 1)), ("board", today + timedelta(days=9))):
        person.region_contacts.create(region=region, kind=kind, starts_on=starts_on)

    erasure.erase(members.erasure_request(person), by=None, now=NOW)

    assert list(person.region_contacts.values_list("kind", "ends_on")) == [("coordinator", today)]


def test_a_promise_of_somebody_forgotten_waits_for_the_team_and_a_visit_for_somebody_else():
    person = members.person()
    promise = members.contact().follow_ups.create(title="Send the guide", owner=person)
    planned, held = members.target(), members.target()
    OutreachTarget.objects.filter(pk__in=[planned.pk, held.pk]).update(staff=person)
    OutreachTarget.objects.filter(pk=held.pk).update(state=TargetState.HELD)

    erasure.erase(members.erasure_request(person), by=None, now=NOW)

    waiting = Todo.objects.get(source=f"members.followup:{promise.pk}", done_at=None)
    assert (waiting.role, waiting.title_en) == (Role.STAFF, "Take over a promise")
    assert list(person.outreach_targets.all()) == [held]


def test_a_merge_with_somebody_forgotten_says_nothing_any_more_and_stays():
    merge = members.merged(gone=members.person(user=False, birth_year=1987))
    assert "1987" in str(merge.moved)

    erasure.erase(members.erasure_request(merge.kept, by=members.user_with(Role.STAFF)), by=None, now=NOW)

    merge.refresh_from_db()
    assert merge.moved == {}
    with pytest.raises(Refused) as refused:
        merging_people.undo_merge(merge, by=members.user_with(Role.ADMIN), today=timezone.localdate(NOW))
    assert refused.value.reasons == [MergeRefusal.ERASED]


# --- An address that went to somebody else -------------------------------------------------------------


def test_mail_to_an_old_address_that_is_somebody_elses_now_is_theirs():
    before, now = members.person(), members.person(email="jeugddienst@example.org")
    old = before.other_emails.create(
        address="jeugddienst@example.org", starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1)
    )
    own = before.other_emails.create(address="eerder@example.org", starts_on=date(2020, 1, 1), ends_on=date(2023, 1, 1))
    post.send(now, "members/mail/erasure_refused", {"request": {"note": "Theirs."}})

    addresses = held.addresses_of(before)
    erasure.erase(members.erasure_request(before), by=None, now=NOW)

    assert (old.address in addresses, own.address in addresses) == (False, True)
    assert "Theirs." in Mail.objects.get(to_email=now.email).text


def test_a_record_that_was_merged_away_is_forgotten_too():
    kept, gone = members.person(), members.person(first_name="Kanariana")
    type(gone).objects.filter(pk=gone.pk).update(merged_into=kept, email="", user=None)

    erasure.erase(members.erasure_request(kept), by=None, now=NOW)

    gone.refresh_from_db()
    assert (str(gone), bool(gone.erased_at)) == ("Verwijderd persoon", True)


def test_the_trail_tells_every_step_without_a_name():
    person, staff = members.person(first_name="Kanariana"), members.user_with(Role.STAFF)

    erasure.erase(members.erasure_request(person), by=staff, now=NOW)

    lines = Line.objects.filter(kind=LineKind.PRIVACY)
    assert [line.title_en for line in lines] == ["A person was forgotten", "Asked to be forgotten"]
    assert not [line for line in lines if "Kanariana" in f"{line.title_nl}{line.change}{line.reason}"]


# --- The list ----------------------------------------------------------------------------------------


def test_the_list_needs_as_many_queries_for_three_as_for_one(client, staff):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:erasure_list"))
        return len(captured)

    members.erasure_request()
    queries()
    for_one = queries()
    members.erasure_request()
    members.erasure_request()

    assert queries() == for_one <= 8
