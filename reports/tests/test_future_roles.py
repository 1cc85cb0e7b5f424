"""Who starts later gets nothing yet: no function that says whom mail goes to names them before their first day."""

from datetime import date, timedelta

import pytest

from members import seats
from members.tests import factories as members
from surveys.rules import audience
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2027, 1, 1)
DAY_BEFORE = FIRST_DAY - timedelta(days=1)


@pytest.fixture
def place():
    place = members.municipality()
    members.membership(place)
    return place


@pytest.fixture
def future(place):
    """An officer, a head of service and an alderman who start together."""
    people = {code: members.person(role=None) for code in ("youth-officer", "head-of-service", "alderman")}
    for code, person in people.items():
        members.role(person, code, place, on=FIRST_DAY)
    return people


def of_survey(*codes):
    return surveys.survey(unit_of_analysis="person", audience={"roles": list(codes)})


AUDIENCES = {
    "a seat": lambda place, code, day: [
        each.person for each in seats.recipients_of(members.role_type(code), place, day=day)
    ],
    "a mailing": lambda place, code, day: [
        each.person for each in seats.addressees([members.role_type(code)], day=day)
    ],
    "a survey": lambda place, code, day: [each.person for each in audience.candidates(of_survey(code), today=day)],
}


@pytest.mark.parametrize("code", ["youth-officer", "head-of-service", "alderman"])
@pytest.mark.parametrize("name", AUDIENCES)
def test_who_starts_tomorrow_gets_nothing_today_and_is_there_tomorrow(place, future, name, code):
    asked = AUDIENCES[name]

    assert asked(place, code, DAY_BEFORE) == []
    assert asked(place, code, FIRST_DAY) == [future[code]]


def test_nobody_who_starts_tomorrow_is_the_one_to_ask_about_a_municipality(place, future):
    assert seats.contacts_of([place], day=DAY_BEFORE) == audience.contacts([place], today=DAY_BEFORE) == {}
    assert seats.contacts_of([place], day=FIRST_DAY)[place.pk].person == future["head-of-service"]
    assert list(audience.contacts([place], today=FIRST_DAY)) == [place.pk]
