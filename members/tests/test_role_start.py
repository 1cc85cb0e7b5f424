from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import OfficerFunction, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(client):
    client.force_login(members.user_with(Role.STAFF))

    def sent(person, code, place, **answers):
        usual = {"role_type": members.role_type(code).pk, "municipality": place.nis_code}
        usual["starts_on"] = timezone.localdate()
        return client.post(f"/leden/personen/{person.pk}/rol/", {**usual, **answers}, follow=True)

    return sent


def test_a_role_starts_with_what_the_person_does(sent):
    person, place = members.person(role=None), members.municipality()
    networker = OfficerFunction.objects.get(code="networker")

    sent(person, Role.OFFICER, place, functions=[networker.pk], working_time="0.5")

    role = person.roles.get()
    assert (role.municipality, role.working_time, list(role.functions.all())) == (place, 0.5, [networker])


def test_the_five_functions_of_an_official_are_there():
    codes = list(OfficerFunction.objects.values_list("code", flat=True))

    assert codes == ["manager", "policy-officer", "networker", "youth-worker", "administrative-support"]


def test_a_role_of_next_year_is_announced_and_seen_as_coming(sent):
    person, place = members.person(role=None), members.municipality()

    response = sent(person, "alderman", place, starts_on=timezone.localdate() + timedelta(days=60))

    assert "It gives no access and no mail before its first day." in response.text
    assert [role.municipality for role in response.context["coming"]] == [place]


def test_the_same_role_twice_is_refused_with_a_sentence(sent):
    person = members.person()

    response = sent(person, Role.OFFICER, person.roles.get().municipality)

    assert "This person holds that role there already." in response.text
    assert person.roles.count() == 1


def test_somebody_who_is_not_there_gets_no_role(sent, client):
    assert client.get("/leden/personen/999999/rol/").status_code == 404
