"""Every form about a youth region or a network area: what is saved, and what a wrong answer says."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import BalanceRule, Role, SupportLevel, YouthRegion
from members.tests import factories as members

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def send(client):
    """Posts to a page as staff: `send("youth_region_edit", "code", name="…")`."""
    client.force_login(members.user_with(Role.STAFF))

    def send(page, *args, **answers):
        return client.post(reverse(f"members:{page}", args=args), answers)

    return send


def errors(response):
    """What the form said was wrong, of a page that came back."""
    assert response.status_code == 200
    form = response.context["form"]
    return [str(error) for field in form.errors.values() for error in field]


def test_a_new_region_leads_to_its_page(send):
    response = send("youth_region_create", name="Lage Kempen", legal_form="agreement")

    region = YouthRegion.objects.get()
    assert response.url == region.get_absolute_url()


def test_a_region_without_a_name_or_with_an_odd_year_is_refused(send):
    assert errors(send("youth_region_create", name="", legal_form="agreement")) == ["This field is required."]
    assert errors(send("youth_region_create", name="Lage Kempen", legal_form="agreement", founded_on="0206-01-01")) == [
        "This year cannot be right. Look at the date again."
    ]
    assert YouthRegion.objects.count() == 0


def test_facts_of_a_region_change(send):
    members.youth_region("a")

    send("youth_region_edit", "a", name="Anders", legal_form="project", website="https://anders.example.org", note="x")

    region = YouthRegion.objects.get()
    assert (region.code, region.name, region.legal_form, region.note) == ("a", "Anders", "project", "x")


def test_an_end_before_a_member_joined_is_refused_on_the_page(send):
    members.youth_region("a", members.municipality(), on=date(2026, 1, 1))

    response = send("youth_region_edit", "a", name="A", legal_form="project", ended_on="2025-01-01")

    assert errors(response) == ["This cannot end before it has started. Choose a later day."]
    assert YouthRegion.objects.get().ended_on is None


def test_support_changes_from_a_day_on(send):
    region = members.youth_region("a")
    supporter = members.person(role=Role.STAFF)

    send("youth_region_support", "a", level="light", on="2026-01-01", supporter=supporter.pk, hours_a_year="40")

    support = region.supports.get()
    assert (support.level, support.starts_on, support.supporter, support.hours_a_year) == (
        "light",
        date(2026, 1, 1),
        supporter,
        40,
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"on": "2020-01-01"},
            "On that day or later another level of support starts already. Choose a day after that.",
        ),
        ({"on": "soon"}, "Enter a valid date."),
        ({"on": ""}, "This field is required."),
        ({"on": "2026-01-01", "hours_a_year": "-3"}, "Ensure this value is greater than or equal to 0."),
        ({"on": "2026-01-01", "level": "much"}, "Select a valid choice. much is not one of the available choices."),
    ],
)
def test_support_that_makes_no_sense_says_what_to_do_and_saves_nothing(send, answers, sentence):
    members.support(members.youth_region("a"), SupportLevel.LIGHT)

    response = send("youth_region_support", "a", **{"level": "structural", **answers})

    assert errors(response) == [sentence]
    assert YouthRegion.objects.get().supports.count() == 1


def test_a_supporter_is_one_of_the_team(send):
    members.youth_region("a")
    officer = members.person()

    response = send("youth_region_support", "a", level="light", on="2026-01-01", supporter=officer.pk)

    assert errors(response) == ["Select a valid choice. That choice is not one of the available choices."]


def test_a_municipality_joins_and_leaves_with_dates(send):
    region, place = members.youth_region("a"), members.municipality()

    send("youth_region_place_add", "a", municipality=place.pk, on="2025-01-01")
    membership = region.memberships.get()
    send("youth_region_place_end", "a", membership.pk, on="2026-01-01")

    membership.refresh_from_db()
    assert (membership.municipality, membership.starts_on, membership.ends_on) == (
        place,
        date(2025, 1, 1),
        date(2026, 1, 1),
    )


def test_joining_twice_says_why_not(send):
    place = members.municipality()
    region = members.youth_region("a", place)

    response = send("youth_region_place_add", "a", municipality=place.pk, on="2026-01-01")

    assert errors(response) == ["This municipality belongs to the region in that time already. End that first."]
    assert region.memberships.count() == 1


def test_a_place_of_another_region_is_not_here(send):
    members.youth_region("a")
    other = members.youth_region("b", members.municipality()).memberships.get()

    assert send("youth_region_place_end", "a", other.pk, on="2026-01-01").status_code == 404


def test_a_person_is_found_by_address(send):
    region = members.youth_region("a")
    person = members.person(email="an@example.org")

    send("youth_region_contact_add", "a", email="AN@example.org", kind="coordinator", on="2026-01-01")
    contact = region.contacts.get()
    send("youth_region_contact_end", "a", contact.pk, on="2026-06-01")

    contact.refresh_from_db()
    assert (contact.person, contact.kind, contact.ends_on) == (person, "coordinator", date(2026, 6, 1))


def test_an_address_that_nobody_has_says_what_to_do(send):
    region = members.youth_region("a")

    response = send("youth_region_contact_add", "a", email="nobody@example.org", kind="board", on="2026-01-01")

    assert errors(response) == ["We know nobody with this address. Add the person first, or look at it again."]
    assert region.contacts.count() == 0


def test_a_municipality_moves_to_another_area(send):
    place = members.municipality()
    members.network_area("oud", place)
    area = members.network_area("nieuw")

    send("network_area_place_add", "nieuw", municipality=place.pk, on="2026-01-01")

    assert area.memberships.get().municipality == place


def test_a_plan_is_saved_for_its_year(send):
    area = members.network_area("kempen")

    response = send("area_plan_edit", "kempen", TODAY.year, planned="3", note="")

    assert response.url == f"{reverse('members:area_balance_list')}?jaar={TODAY.year}"
    assert area.plans.get().planned == 3


@pytest.mark.parametrize("planned", ["-1", "25", "some", ""])
def test_a_plan_that_makes_no_sense_is_refused(send, planned):
    area = members.network_area("kempen")

    assert len(errors(send("area_plan_edit", "kempen", TODAY.year, planned=planned))) >= 1
    assert area.plans.count() == 0


def test_the_rule_of_a_year_changes(send):
    send("balance_rule_edit", 2026, max_moments="6")

    assert BalanceRule.objects.for_year(2026).max_moments == 6


def test_a_rule_of_no_moments_at_all_is_refused(send):
    assert errors(send("balance_rule_edit", 2026, max_moments="0")) == [
        "Ensure this value is greater than or equal to 1."
    ]
    assert BalanceRule.objects.count() == 0


@pytest.mark.parametrize("year", [1, 9999])
def test_a_year_far_away_has_no_page(send, year):
    members.network_area("kempen")

    assert send("area_plan_edit", "kempen", year, planned="3").status_code == 404
    assert send("balance_rule_edit", year, max_moments="3").status_code == 404
