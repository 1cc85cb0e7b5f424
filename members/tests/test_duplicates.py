from datetime import date

import pytest

from members import actions, duplicates
from members.duplicates import Sign
from members.models import Person, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2025, 1, 1)


def record(first_name="Noor", last_name="Aerts", *places, phone="", email="", until=None, on=members.LONG_AGO):
    """A record of somebody, with a role in each of these municipalities."""
    person = members.person(role=None, user=False, first_name=first_name, last_name=last_name, phone=phone, email=email)
    for place in places:
        members.role(person, "alderman", place, on=on, until=until)
    return person


def signs():
    return [set(pair.signs) for pair in duplicates.find(today=TODAY)]


def test_the_same_name_in_one_municipality_is_proposed():
    place = members.municipality()
    record("Noor", "Aerts", place)
    record("NOÖR", "Aerts", place)

    assert signs() == [{Sign.SAME_NAME, Sign.SAME_PLACE}]


def test_the_same_name_far_apart_is_two_people():
    record("Noor", "Aerts", members.municipality(latitude=51.2, longitude=4.4))
    record("Noor", "Aerts", members.municipality(latitude=50.8, longitude=3.1))

    assert signs() == []


def test_the_same_name_close_by_is_proposed():
    record("Noor", "Aerts", members.municipality(latitude=51.20, longitude=4.40))
    record("Noor", "Aerts", members.municipality(latitude=51.25, longitude=4.45))

    assert signs() == [{Sign.SAME_NAME, Sign.NEAR}]


def test_a_municipality_and_what_it_merged_into_are_one_place():
    old, new = members.municipality(valid_to=NEW_YEAR), members.municipality(valid_from=NEW_YEAR)
    actions.record_merger(new, [old], on=NEW_YEAR)
    record("Noor", "Aerts", old, until=NEW_YEAR)
    record("Noor", "Aerts", new, on=NEW_YEAR)

    assert signs() == [{Sign.SAME_NAME, Sign.SAME_PLACE}]


def test_who_stopped_somewhere_before_starting_elsewhere_is_proposed():
    record("Noor", "Aerts", members.municipality(), until=NEW_YEAR)
    record("Noor", "Aerts", members.municipality(), on=NEW_YEAR)

    assert signs() == [{Sign.SAME_NAME, Sign.MOVED}]


def test_first_and_last_name_the_other_way_round_are_seen():
    place = members.municipality()
    record("Noor", "Aerts", place)
    record("Aerts", "Noor", place)

    assert signs() == [{Sign.SWAPPED_NAME, Sign.SAME_PLACE}]


def test_a_slip_of_one_letter_with_the_same_phone_however_it_is_written_is_seen():
    record("Noor", "Aerts", phone="+32 470 11 22 33", email="noor.aerts@lier.example.org")
    record("Noor", "Aertz", phone="0470/11.22.33", email="nooraerts@boom.example.org")

    assert signs() == [{Sign.ALMOST_SAME_NAME, Sign.SAME_PHONE, Sign.SAME_MAILBOX_NAME}]


def test_colleagues_who_share_a_phone_and_a_mailbox_are_two_people():
    place = members.municipality()
    record("Noor", "Aerts", place, phone="03 111 22 33", email="jeugd@a.example.org")
    record("Karim", "Claes", place, phone="03 111 22 33", email="jeugd@b.example.org")

    assert signs() == []


def test_a_pair_says_what_counted_and_the_points_add_up():
    place = members.municipality()
    record("Noor", "Aerts", place, phone="0470 11 22 33")
    record("Noor", "Aerts", place, phone="0470 11 22 33")

    (pair,) = duplicates.find(today=TODAY)

    assert [(str(words), points) for words, points in pair.reasons] == [
        ("the same name", 45),
        ("the same municipality, or what it merged into", 25),
        ("the same phone number", 30),
    ]
    assert pair.score == 100


def test_two_people_who_were_told_apart_are_not_proposed_again():
    place = members.municipality()
    first, second = record("Noor", "Aerts", place), record("Noor", "Aerts", place)

    actions.tell_apart(second, first, by=members.user_with(Role.ADMIN))
    actions.tell_apart(first, second, by=None)

    assert signs() == []


def test_finding_never_merges():
    place = members.municipality()
    record("Noor", "Aerts", place)
    record("Noor", "Aerts", place)

    duplicates.find(today=TODAY)

    assert not Person.objects.exclude(merged_into=None).exists()


def test_finding_takes_as_many_queries_for_three_pairs_as_for_one(django_assert_num_queries):
    place = members.municipality()
    for name, number in (("Noor", 1), ("Ali", 2), ("Eva", 3)):
        record(name, "Aerts", place)
        record(name, "Aerts", place)

        with django_assert_num_queries(4):
            assert len(duplicates.find(today=TODAY)) == number
