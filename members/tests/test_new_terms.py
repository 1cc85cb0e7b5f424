"""A new term of office: one reviewed deed that ends a role for many, and that can be undone."""

from datetime import date

import pytest
from django.urls import reverse

from members import actions
from members.models import NewTerm, Role, RoleAssignment
from members.rules import terms as rules
from members.rules.terms import Refusal
from members.tests import factories as members
from portal.refused import Refused
from portal.tests.visits import number_of_queries, visit_as
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

DAY = date(2031, 1, 1)


@pytest.fixture
def alderman():
    return members.role_type("alderman")


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def in_seat(**period):
    return members.role(members.person(role=None), "alderman", members.municipality(), **period)


def start(alderman, staff, *, staying=(), seen=None):
    seen = seen or rules.seen(rules.leaving(alderman, DAY))
    return actions.start_term(alderman, on=DAY, by=staff, staying=staying, seen=seen)


def refusals(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return refused.value.reasons


def ends():
    return dict(RoleAssignment.objects.filter(role_type__code="alderman").values_list("pk", "ends_on"))


def test_everybody_leaves_on_the_day_but_who_goes_on_who_is_new_and_who_left(alderman, staff):
    leaves, later = in_seat(), in_seat(until=date(2032, 1, 1))
    goes_on, new, left = in_seat(), in_seat(on=DAY), in_seat(until=DAY)
    other = members.role(members.person(role=None), "councillor", members.municipality())

    term = start(alderman, staff, staying=[goes_on.pk])

    assert ends() == {leaves.pk: DAY, later.pk: DAY, goes_on.pk: None, new.pk: None, left.pk: DAY}
    assert (term.number_ended, term.number_going_on) == (2, 1)
    other.refresh_from_db()
    assert other.ends_on is None
    assert Line.objects.latest("pk").kind == LineKind.APPROVAL


def test_what_was_seen_is_what_ends(alderman, staff):
    in_seat()
    seen = rules.seen(rules.leaving(alderman, DAY))
    in_seat()

    assert refusals(start, alderman, staff, seen=seen) == [Refusal.MOVED_ON]
    assert set(ends().values()) == {None}


def test_when_everybody_goes_on_there_is_nothing_to_end(alderman, staff):
    assert refusals(start, alderman, staff, staying=[in_seat().pk]) == [Refusal.NOBODY]


def test_a_role_that_opens_the_portal_ends_one_by_one(staff):
    members.person(municipality=members.municipality())

    assert refusals(start, members.role_type("youth-officer"), staff) == [Refusal.OF_THE_TEAM]


def test_undoing_gives_everybody_the_end_that_they_had(alderman, staff):
    in_seat(), in_seat(until=date(2032, 1, 1))
    before = ends()

    term = start(alderman, staff)
    between = ends()
    actions.undo_term(term, by=staff)

    assert between != before
    assert ends() == before
    assert refusals(actions.undo_term, term, by=staff) == [Refusal.UNDONE]


def test_what_changed_since_stands_in_the_way(alderman, staff):
    role, _other = in_seat(), in_seat()
    term = start(alderman, staff)
    again = actions.assign_role(role.person, alderman, on=DAY, municipality=role.municipality)

    assert refusals(actions.undo_term, term, by=staff) == [Refusal.CHANGED]

    again.delete()
    actions.end_role(RoleAssignment.objects.get(pk=role.pk), on=date(2030, 6, 1))

    assert refusals(actions.undo_term, term, by=staff) == [Refusal.CHANGED]


def test_the_page_shows_who_leaves_before_anything_changes(alderman, staff):
    leaves, goes_on = in_seat(), in_seat()
    browser, address = visit_as(staff), reverse("members:new_term_create") + f"?role_type=alderman&on={DAY}"

    page = browser.get(address)

    assert {role.pk for role in page.context["roles"]} == {leaves.pk, goes_on.pk}
    assert set(ends().values()) == {None}

    browser.post(address, {"seen": page.context["seen"], "staying": [goes_on.pk]})

    assert ends() == {leaves.pk: DAY, goes_on.pk: None}
    detail = browser.get(NewTerm.objects.get().get_absolute_url())
    assert [role.pk for role in detail.context["page"]] == [leaves.pk]

    browser.post(reverse("members:new_term_undo", args=[NewTerm.objects.get().pk]))

    assert set(ends().values()) == {None}


def test_the_lists_ask_the_database_as_often_for_three_as_for_one(staff):
    browser, address = visit_as(staff), reverse("members:new_term_list")
    members.new_term(by=staff)
    with_one = number_of_queries(browser, address)
    for _ in range(2):
        members.new_term(by=staff)

    assert number_of_queries(browser, address) == with_one
