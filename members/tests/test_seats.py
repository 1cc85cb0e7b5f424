from datetime import date, timedelta

import pytest

from members import actions, seats
from members.models import Role, RoleType, Vacancy
from members.rules.people import Refusal
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def head():
    return members.role_type(Role.MANAGER)


def names(recipients):
    return [each.full_name for each in recipients]


def test_mail_for_a_seat_goes_to_its_holder_without_an_excuse(lier, head):
    holder = members.person(role=Role.MANAGER, municipality=lier)

    (recipient,) = seats.recipients_of(head, lier, day=TODAY)

    assert (recipient.person, recipient.is_fallback, recipient.because) == (holder, False, "")


def test_mail_for_an_empty_seat_goes_to_the_fallback_contact_and_says_so(lier, head):
    stand_in = members.person(municipality=lier, first_name="Karim", last_name="Aerts")
    actions.open_vacancy(head, lier, on=TODAY, fallback=stand_in)

    (recipient,) = seats.recipients_of(head, lier, day=TODAY)

    assert (recipient.person, recipient.is_fallback) == (stand_in, True)
    assert str(recipient.because) == (
        "You get this because the seat of head of service in Lier is vacant and you stand in for it."
    )


def test_who_stands_in_reads_why_above_the_mail(lier, head):
    stand_in = members.person(municipality=lier, language="en")
    actions.open_vacancy(head, lier, on=TODAY, fallback=stand_in)

    context = {"municipality": lier, "closes_on": TODAY, "path": "/x/"}
    (mail,) = seats.write_to(head, lier, "members/mail/confirm", context, day=TODAY)

    assert mail.to_email == stand_in.email
    assert "You get this because the seat of head of service in Lier is vacant" in mail.text


def test_without_a_fallback_contact_the_mailbox_of_the_service_gets_it(lier, head):
    actions.open_vacancy(head, lier, on=TODAY)
    assert seats.recipients_of(head, lier, day=TODAY) == []

    actions.describe_youth_service(lier, on=TODAY, form="separate", mailbox="jeugd@example.org")

    (recipient,) = seats.recipients_of(head, lier, day=TODAY)
    assert (recipient.email, recipient.person, recipient.is_fallback) == ("jeugd@example.org", None, True)


def test_who_takes_the_seat_ends_the_vacancy(lier, head):
    vacancy = actions.open_vacancy(head, lier, on=TODAY, fallback=members.person())
    person = members.person(role=None)

    members.role(person, Role.MANAGER, lier, on=TOMORROW)

    vacancy.refresh_from_db()
    assert vacancy.ends_on == TOMORROW
    assert names(seats.recipients_of(head, lier, day=TOMORROW)) == [person.full_name]


def test_a_seat_that_somebody_holds_is_not_vacant_until_they_leave(lier, head):
    members.person(role=Role.MANAGER, municipality=lier)

    with pytest.raises(Refused) as refused:
        actions.open_vacancy(head, lier, on=TODAY)

    assert refused.value.reasons == [Refusal.SEAT_HELD]


def test_a_seat_is_called_vacant_once(lier, head):
    actions.open_vacancy(head, lier, on=TODAY)

    with pytest.raises(Refused) as refused:
        actions.open_vacancy(head, lier, on=TOMORROW)

    assert (refused.value.reasons, Vacancy.objects.count()) == ([Refusal.VACANT], 1)


@pytest.fixture
def deputy():
    """Another role that gives what the head of service has."""
    return RoleType.objects.create(code="deputy", title_nl="adjunct", core_player="official", grants=Role.MANAGER)


def test_a_seat_that_somebody_holds_with_another_role_of_the_same_rights_is_not_vacant(lier, head, deputy):
    actions.assign_role(members.person(role=None), deputy, on=date(2020, 1, 1), municipality=lier)

    with pytest.raises(Refused) as refused:
        actions.open_vacancy(head, lier, on=TODAY)

    assert refused.value.reasons == [Refusal.SEAT_HELD]


def test_a_seat_is_called_vacant_once_whatever_its_role_is_called(lier, head, deputy):
    actions.open_vacancy(head, lier, on=TODAY)

    with pytest.raises(Refused) as refused:
        actions.open_vacancy(deputy, lier, on=TODAY)

    assert refused.value.reasons == [Refusal.VACANT]


def test_a_seat_that_was_called_vacant_under_another_name_is_not_unknown(lier, head, deputy):
    actions.open_vacancy(deputy, lier, on=TODAY)
    mol = members.municipality("Mol")

    assert seats.empty_seats([head], day=TODAY) == [(head, [mol])]


def test_the_empty_seats_need_as_many_queries_for_three_roles_as_for_one(lier, django_assert_num_queries):
    types = list(RoleType.objects.of_municipalities()[:3])

    for watched in (types[:1], types):
        with django_assert_num_queries(3):
            assert len(seats.empty_seats(watched, day=TODAY)) == len(watched)


def test_a_fallback_contact_needs_an_address(lier, head):
    with pytest.raises(Refused) as refused:
        actions.open_vacancy(head, lier, on=TODAY, fallback=members.person(role=None, user=False, email=""))

    assert refused.value.reasons == [Refusal.FALLBACK_ELSEWHERE]


def test_the_contact_of_a_municipality_is_the_head_else_who_serves_longest_else_who_stands_in(head):
    headed, served, empty, unknown = (members.municipality(name) for name in ("A", "B", "C", "D"))
    members.person(municipality=headed)
    chief = members.person(role=Role.MANAGER, municipality=headed)
    members.person(municipality=served)
    veteran = members.person(role=None)
    members.role(veteran, Role.OFFICER, served, on=date(2010, 1, 1))
    stand_in = members.person()
    actions.open_vacancy(head, empty, on=TODAY, fallback=stand_in)

    contacts = seats.contacts_of([headed, served, empty, unknown], day=TODAY)

    assert {pk: contact.person for pk, contact in contacts.items()} == {
        headed.pk: chief,
        served.pk: veteran,
        empty.pk: stand_in,
    }


def test_a_watched_seat_that_nobody_holds_or_called_vacant_is_known_to_be_empty(lier):
    boom, mol = members.municipality("Boom"), members.municipality("Mol")
    alderman = members.role_type("alderman")
    RoleType.objects.exclude(pk=alderman.pk).update(is_watched=False)
    members.role(members.person(role=None), "alderman", lier)
    actions.open_vacancy(alderman, boom, on=TODAY)

    assert seats.empty_seats(RoleType.objects.watched(), day=TODAY) == [(alderman, [mol])]


def test_nobody_is_mailed_by_calling_a_seat_vacant(lier, head):
    actions.open_vacancy(head, lier, on=TODAY, fallback=members.person())

    assert not Mail.objects.exists()
