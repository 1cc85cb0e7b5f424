"""The people of the demo: what the pages for them have to show."""

from datetime import date

import pytest
from django.core.management import call_command

from members import duplicates
from members.models import Claim, Person, Role, RoleAssignment, Vacancy, YouthCouncil
from portal import demo

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def seeded(settings):
    settings.DEBUG = True
    call_command("demo", no_serve=True, today=TODAY, verbosity=0)
    yield
    demo.forget()


def test_the_people_of_the_demo_show_what_they_are_there_for():
    active = RoleAssignment.objects.active_on(TODAY).filter(municipality__isnull=False)
    coming = RoleAssignment.objects.filter(starts_on__gt=TODAY, role_type__code="alderman")
    minors = [person for person in Person.objects.exclude(birth_year=None) if person.is_minor(TODAY)]

    assert len(duplicates.find(today=TODAY)) == 14
    assert [role.starts_on for role in coming] == [date(2027, 1, 1)]
    assert Vacancy.objects.active_on(TODAY).count() >= 4
    assert any(person.needs_consent(TODAY) for person in minors)
    assert 0.1 < active.unconfirmed_on(TODAY).count() / active.count() < 0.3
    assert Claim.objects.waiting().count() == 1
    assert YouthCouncil.objects.count() == 285
    both = Person.objects.with_role(Role.OFFICER, day=TODAY)
    assert max(person.roles.active_on(TODAY).values("municipality").distinct().count() for person in both) >= 2
