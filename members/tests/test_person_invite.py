from datetime import timedelta

import pytest
from django.utils import timezone

from members import actions
from members.models import Person, Role
from members.rules.people import Refusal
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_an_invitation_gives_an_account_and_says_where_to_log_in_without_a_password(client, staff):
    person = members.person(user=False)
    client.force_login(staff)

    client.post(f"/leden/personen/{person.pk}/uitnodigen/")

    mail = Mail.objects.get(kind="members/mail/welcome")
    assert Person.objects.get(pk=person.pk).user.email == person.email
    assert (mail.to_email, "/account/login/code/" in mail.text) == (person.email, True)


def test_who_starts_later_reads_from_when(staff):
    today = timezone.localdate()
    person = members.person(role=None, user=False)
    members.role(person, Role.OFFICER, members.municipality(), on=today + timedelta(days=40))

    actions.invite(person, by=staff, today=today)

    assert f"{today + timedelta(days=40):%Y}" in Mail.objects.get(kind="members/mail/welcome").text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"email": ""}, Refusal.NO_ADDRESS),
        ({"role": None}, Refusal.NO_ACCESS),
        ({"user": True}, Refusal.INVITED),
    ],
)
def test_who_cannot_log_in_is_not_invited(staff, fields, reason):
    person = members.person(**{"user": False, **fields})

    with pytest.raises(Refused) as refused:
        actions.invite(person, by=staff, today=timezone.localdate())

    assert refused.value.reasons == [reason]
    assert not Mail.objects.exists()


def test_an_account_that_somebody_made_alone_becomes_that_of_the_invited_person(staff):
    user = members.newcomer("nele@example.org", verified=False)
    user.set_password("chosen-by-a-stranger")
    user.save()
    person = members.person(user=False, email="nele@example.org")

    actions.invite(person, by=staff, today=timezone.localdate())

    user.refresh_from_db()
    assert Person.objects.get(pk=person.pk).user == user
    assert not user.has_usable_password()
