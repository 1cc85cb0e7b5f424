"""Making an account alone: by a code in the mailbox, saying nothing of who has one already."""

import re

import pytest

from members.tests import factories as members
from portal.models import User

pytestmark = pytest.mark.django_db


def code_in(mail):
    return re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.body, re.M).group(1)


def test_a_code_in_the_mailbox_opens_an_account_that_opens_nothing(client, mailoutbox):
    asked = client.post("/account/signup/", {"email": "nele@example.org"})
    before = client.get("/leden/aanmelden/")

    confirmed = client.post(asked.url, {"code": code_in(mailoutbox[0])})

    assert before.status_code == 302
    assert (confirmed.status_code, confirmed.url) == (302, "/leden/aanmelden/")
    assert client.get("/leden/aanmelden/").status_code == 200
    assert client.get("/leden/").status_code == 403
    assert not User.objects.get(email="nele@example.org").has_usable_password()


def test_a_wrong_code_opens_nothing(client, mailoutbox):
    asked = client.post("/account/signup/", {"email": "nele@example.org"})

    client.post(asked.url, {"code": "WRONG-CODE"})

    assert client.get("/leden/aanmelden/").status_code == 302


def test_an_address_that_has_an_account_answers_the_same_and_reads_so_by_mail(client, mailoutbox):
    members.person(email="known@example.org")

    known = client.post("/account/signup/", {"email": "known@example.org"})
    client.cookies.clear()
    new = client.post("/account/signup/", {"email": "new@example.org"})

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert [mail.subject for mail in mailoutbox] == ["You have an account already", "Confirm your e-mail address"]


def test_a_person_without_an_account_keeps_their_data_to_themselves(client, mailoutbox):
    person = members.person(user=False, email="nele@example.org")
    asked = client.post("/account/signup/", {"email": "nele@example.org"})

    client.post(asked.url, {"code": code_in(mailoutbox[0])})

    person.refresh_from_db()
    assert person.user is None
    assert client.get(person.get_absolute_url()).status_code == 404
