"""Deeds that change what others read or get leave a line in the trail."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from members import actions
from members.actions import contacts, engagement
from members.models import Person, Role
from members.models.people import listed_on
from members.tests import factories as members
from portal.models import User
from portal.pointers import key_of
from portal.trail import actions as trail
from portal.trail import reading
from portal.trail.models import Line

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)


def titles():
    return [line.title_en for line in Line.objects.order_by("pk")]


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_a_role_that_the_team_confirms(staff):
    role = members.person().roles.get()

    actions.confirm_role(role, today=TODAY, by=staff)

    assert Line.objects.get().change == {"role": ["youth-officer"] * 2, "confirmed_on": ["", "2026-06-15"]}


def test_a_vacancy_that_gets_somebody_who_stands_in_without_their_name(staff):
    place = members.municipality()
    vacancy = members.vacancy(place)

    actions.change_vacancy(vacancy, fallback=members.person(municipality=place), note="", by=staff)

    assert Line.objects.get().change == {"role": ["alderman"] * 2, "fallback": ["…", "…"]}


def test_two_records_that_are_told_apart_once(staff):
    first, second = members.person(), members.person()

    actions.tell_apart(first, second, by=staff)
    actions.tell_apart(second, first, by=staff)

    assert titles() == ["Two records were told apart"]


def test_a_member_that_asks_to_see_its_score_once(staff):
    place = members.municipality()

    engagement.ask_disclosure(place, today=TODAY, by=staff)
    engagement.ask_disclosure(place, today=TODAY, by=staff)

    assert titles() == ["A member asked to see its engagement score."]


def test_a_campaign_that_begins():
    members.campaign()

    assert titles() == ["A campaign of outreach began."]


def test_a_contact_moment_that_is_no_longer_shared(staff):
    contact = members.contact(on=TODAY, today=TODAY)
    lines_before = Line.objects.count()

    contacts.change_contact(
        contact,
        by=staff,
        on=contact.on,
        form=contact.form,
        heard=contact.heard,
        today=TODAY,
        is_shared=False,
        staff=contact.staff.all(),
    )

    assert Line.objects.count() == lines_before + 1
    assert Line.objects.first().change == {"is_shared": [True, False]}


def test_how_a_youth_service_was_organised_before_and_after(staff):
    place = members.municipality()
    actions.describe_youth_service(place, on=date(2025, 1, 1), form="separate")

    actions.describe_youth_service(place, on=TODAY, form="cluster", by=staff)

    change = Line.objects.get().change
    assert change == {"form": ["separate", "cluster"], "starts_on": ["2025-01-01", "2026-06-15"]}


def test_what_an_administrator_puts_right_by_field_without_the_words(client):
    person = members.person(first_name="An")
    client.force_login(User.objects.create_superuser("root@example.org"))
    given = {"first_name": "Anna", "last_name": person.last_name, "phone": ""}
    given |= {"roles-TOTAL_FORMS": 0, "roles-INITIAL_FORMS": 0}

    client.post(reverse("admin:members_person_change", args=[person.pk]), given)

    assert Line.objects.get().change == {"first_name": ["…", "…"]}


def test_who_was_forgotten_is_only_looked_at(client):
    person = members.person(erased_at=timezone.now())
    client.force_login(User.objects.create_superuser("root@example.org"))
    given = {"first_name": "Anna", "last_name": person.last_name, "phone": ""}
    given |= {"roles-TOTAL_FORMS": 0, "roles-INITIAL_FORMS": 0}

    refused = client.post(reverse("admin:members_person_change", args=[person.pk]), given)

    assert refused.status_code == 403
    assert not Line.objects.exists()


def told():
    with translation.override("en"):
        return [line.changes for line in reading.told(Line.objects.order_by("pk"))]


def test_a_role_and_a_municipality_are_called_by_their_names(staff):
    lier = members.municipality("Lier")
    role = members.role(members.person(role=None), "alderman", lier)
    campaign, gone = members.campaign(), members.municipality("Mol")
    before = Line.objects.count()
    actions.end_role(role, on=TODAY, by=staff)
    change = {"municipality": [lier.nis_code, gone.nis_code]}
    trail.write(_("A municipality on a list for outreach was swapped."), by=staff, about=campaign, change=change)
    trail.write(_("Members fell silent or spoke again."), by=None, change={lier.nis_code: ["active", "silent"]})

    assert told()[before:] == [
        [("role", str(role.role_type), str(role.role_type)), ("until", "–", "15 June 2026")],
        [("municipality", "Lier", "Mol")],
        [("Lier", "active", "silent")],
    ]
    assert str(role.role_type) != "alderman"


def test_a_decision_about_a_merger_reads_as_a_sentence(staff):
    lier, mol = members.municipality("Lier"), members.municipality("Mol")
    region = members.youth_region("Kempen", lier)
    area = members.network_area("zuid", lier)
    members.network_area("noord", mol)
    plan = members.merger_plan(lier, mol, by=staff, on=date(2027, 1, 1))
    answers = {("youth-region", key_of(region)): "leave", ("network-area", ""): str(area.pk)}
    actions.decide_about_event(plan, answers, by=staff)

    assert sorted(told()[-1]) == [
        ("network area", "–", area.name),
        (f"youth region: {region.name}", "–", "No, the place ends"),
    ]


@pytest.mark.parametrize(
    ("code", "birth_year", "is_found"),
    [("youth-council-member", None, False), ("youth-council-member", 1990, True), ("youth-officer", None, True)],
)
def test_who_could_be_a_minor_is_not_found_by_other_municipalities(code, birth_year, is_found):
    person = members.person(role=code, is_listed=True, birth_year=birth_year)

    assert Person.objects.filter(listed_on(TODAY), pk=person.pk).exists() == is_found
