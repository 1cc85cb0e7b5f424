from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import actions
from members.models import ConfirmationRequest, ConfirmationRound, Role, RoleAssignment, Todo
from members.rules.confirmations import Refusal, Said
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def people(lier):
    """Four people in Lier, the head of service first."""
    head = members.person(role=Role.MANAGER, municipality=lier)
    others = [members.person(role=None, user=False) for _number in range(3)]
    for person, code in zip(others, ("youth-officer", "alderman", "youth-council-chair"), strict=True):
        members.role(person, code, lier)
    return [head, *others]


@pytest.fixture
def address(people, today):
    members.confirmation_round(today=today)
    return f"/leden/bevestig/{members.confirmation_token()}/"


def answers_for(people, **changed):
    """Everybody still right, but for what `changed` says of them: {index: {"answer": …}}."""
    sent = {"missing": ""}
    for number, person in enumerate(people):
        role = person.roles.get()
        sent[f"answer_{role.pk}"] = "right"
        for name, value in changed.get(f"at_{number}", {}).items():
            sent[f"{name}_{role.pk}"] = value
    return sent


def test_one_contact_of_each_municipality_is_mailed_once(people, today):
    members.municipality("Leeg")

    members.confirmation_round(today=today)

    assert [mail.to_email for mail in Mail.objects.filter(kind="members/mail/confirm")] == [people[0].email]
    assert ConfirmationRequest.objects.get().contact == people[0]


def test_the_database_keeps_no_token_and_the_mail_is_wiped_once_it_left(address):
    token = address.split("/")[-2]

    assert ConfirmationRequest.objects.get().token_hash != token
    assert Mail.objects.get(kind="members/mail/confirm").holds_secret


def test_four_people_are_confirmed_with_one_submit_and_no_log_in(client, address, people, today):
    form = client.get(address)
    sent = client.post(address, answers_for(people), follow=True)

    assert "Confirm 4 people" in form.text
    assert all(person.email in form.text for person in people)
    assert "Thank you, we are up to date" in sent.text
    roles = RoleAssignment.objects.filter(person__in=people)
    assert set(roles.values_list("confirmed_on", "source")) == {(today, "municipality")}
    assert not roles.unconfirmed_on(today).exists()


def test_everybody_is_still_there_until_said_otherwise(client, address):
    html = client.get(address).text

    assert (html.count('value="right"'), html.count("checked")) == (4, 4)


def test_who_left_ends_the_role_on_the_day_that_was_said(client, address, people, today):
    client.post(address, answers_for(people, at_2={"answer": "gone", "gone": today - timedelta(days=30)}))

    assert people[2].roles.get().ends_on == today - timedelta(days=30)
    assert people[1].roles.get().ends_on is None


def test_something_else_and_somebody_missing_become_a_to_do(client, address, people):
    sent = answers_for(people, at_1={"answer": "other", "note": "Works for culture now"})

    client.post(address, {**sent, "missing": "Ali, our new officer"})

    request, todo = ConfirmationRequest.objects.get(), Todo.objects.get()
    assert request.notes == [{"role": people[1].roles.get().pk, "note": "Works for culture now"}]
    assert request.missing == "Ali, our new officer"
    assert (todo.role, todo.url) == (
        "staff",
        f"/leden/bevestigen/{request.round_id}/#gemeente-{request.municipality.nis_code}",
    )
    assert people[1].roles.get().confirmed_on is None


def test_nothing_wrong_asks_nothing_of_our_team(client, address, people):
    client.post(address, answers_for(people))

    assert not Todo.objects.exists()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"answer": "gone"}, "Since when? A guess is fine."),
        ({"answer": "gone", "gone": "2999-01-01"}, "This day is still to come."),
        ({"answer": "gone", "gone": members.LONG_AGO.isoformat()}, "That is before the role began."),
        ({"answer": "gone", "gone": "yesterday"}, "Enter a valid date."),
        ({"answer": "other"}, "Say in a few words what is different."),
        ({"answer": "sacked"}, "Select a valid choice."),
    ],
)
def test_a_mistake_says_what_to_do_and_saves_nothing(client, address, people, answer, sentence):
    response = client.post(address, answers_for(people, at_3=answer))

    assert (response.status_code, sentence in response.text) == (200, True)
    assert not RoleAssignment.objects.exclude(confirmed_on=None).exists()
    assert ConfirmationRequest.objects.get().answered_at is None


def test_a_link_answers_once(client, address, people, today):
    client.post(address, answers_for(people))

    again = client.post(address, answers_for(people, at_1={"answer": "gone", "gone": today}))

    assert "Thank you, we are up to date" in again.text
    assert people[1].roles.get().ends_on is None


def test_a_link_works_until_the_last_day_of_the_round_and_not_after_it(client, address, people, today):
    ConfirmationRound.objects.update(opened_on=today - timedelta(days=9), closes_on=today)
    assert "Confirm 4 people" in client.get(address).text

    ConfirmationRound.objects.update(closes_on=today - timedelta(days=1))
    late = client.post(address, answers_for(people))

    assert "This link no longer works" in late.text
    assert not RoleAssignment.objects.exclude(confirmed_on=None).exists()


def test_a_link_of_somebody_who_left_since_opens_no_names(client, address, people, today):
    assert people[1].full_name in client.get(address).text
    actions.end_role(people[0].roles.get(), on=today)

    seen = client.get(address)
    client.post(address, answers_for(people, at_1={"answer": "gone", "gone": today.isoformat()}))

    assert people[1].full_name not in seen.text
    assert people[1].roles.get().ends_on is None


def test_a_wrong_token_opens_nothing(client, address):
    response = client.get(f"{address[:-3]}xx/")

    assert response.status_code == 404
    assert "This link opens nothing" in response.text


def test_a_link_shows_nobody_of_another_municipality_or_of_our_team(client, address, lier):
    elsewhere, team = members.person(), members.person(role=Role.STAFF)

    html = client.get(address).text

    assert [person.email in html for person in (elsewhere, team)] == [False, False]


def test_a_role_elsewhere_cannot_be_ended_through_a_link(address, people, today):
    foreign = members.person().roles.get()
    request = ConfirmationRequest.objects.get()

    with pytest.raises(Refused) as refused:
        actions.answer(request, [Said(foreign.pk, "gone", today)], today=today)

    foreign.refresh_from_db()
    assert (refused.value.reasons, foreign.ends_on) == ([Refusal.STRANGER], None)


def test_the_address_of_a_minor_is_not_shown(client, address, people, today):
    people[3].birth_year = today.year - 16
    people[3].save()

    html = client.get(address).text

    assert (people[3].full_name in html, people[3].email in html) == (True, False)


def test_a_round_waits_for_the_one_that_is_open(people, today):
    staff = members.user_with(Role.STAFF)
    members.confirmation_round(today=today, closes_on=today + timedelta(days=10))

    with pytest.raises(Refused) as refused:
        members.confirmation_round(today=today + timedelta(days=10), by=staff)

    assert refused.value.reasons == [Refusal.ONE_IS_OPEN]
    assert members.confirmation_round(today=today + timedelta(days=11), by=staff)


def test_people_get_a_week_at_least(today):
    with pytest.raises(Refused) as refused:
        members.confirmation_round(today=today, closes_on=today + timedelta(days=6))

    assert refused.value.reasons == [Refusal.CLOSES_TOO_EARLY]


def test_a_round_ends_within_a_year(today):
    with pytest.raises(Refused) as refused:
        members.confirmation_round(today=today, closes_on=today + timedelta(days=366))

    assert refused.value.reasons == [Refusal.CLOSES_TOO_LATE]
    assert members.confirmation_round(today=today, closes_on=today + timedelta(days=365))


def test_staff_open_a_round_and_follow_who_answered(client, people, lier):
    client.force_login(members.user_with(Role.STAFF))

    opened = client.post("/leden/bevestigen/", {"closes_on": timezone.localdate() + timedelta(days=30)}, follow=True)
    address = f"/leden/bevestig/{members.confirmation_token()}/"
    sent = answers_for(people, at_1={"answer": "other", "note": "Works for culture now"})
    client.post(address, sent)

    after = client.get(opened.context["round"].get_absolute_url())
    assert (opened.context["round"].asked, opened.context["round"].answered) == (1, 0)
    assert (after.context["round"].answered, "Works for culture now" in after.text) == (1, True)


def test_staff_confirm_a_role_that_they_know_of(client, people, today):
    client.force_login(members.user_with(Role.STAFF))

    client.post(f"/leden/rollen/{people[1].roles.get().pk}/bevestigen/")

    role = people[1].roles.get()
    assert (role.confirmed_on, role.source) == (today, "staff")


def test_the_form_needs_as_many_queries_for_three_people_as_for_one(client, lier, today):
    members.person(municipality=lier)
    members.confirmation_round(today=today)
    address = f"/leden/bevestig/{members.confirmation_token()}/"
    client.get(address)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    for_one = queries()
    members.person(municipality=lier)
    members.person(municipality=lier)

    assert queries() == for_one


def test_a_year_is_a_year_to_the_day():
    day = date(2026, 11, 22)
    role = members.role(members.person(role=None), "alderman", members.municipality(), on=day - timedelta(days=365))

    assert not RoleAssignment.objects.unconfirmed_on(day).filter(pk=role.pk).exists()
    assert RoleAssignment.objects.unconfirmed_on(day + timedelta(days=1)).filter(pk=role.pk).exists()


def test_the_page_of_a_round_names_the_municipalities_where_nobody_was_asked(client, people, today):
    empty = members.municipality("Leeg")
    by = members.user_with(Role.STAFF)
    opened = members.confirmation_round(today=today, by=by)
    client.force_login(by)

    response = client.get(opened.get_absolute_url())

    assert response.context["not_asked"] == [empty]
    assert "1 municipality was not asked" in response.text
