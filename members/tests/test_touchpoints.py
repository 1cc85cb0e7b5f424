from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import audit, touchpoints
from members.models import Direction, Role, Theme, Touchpoint, TouchpointKind
from members.models.touchpoints import TRAITS
from members.tests import factories as members
from members.touchpoints import Happening

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)


def test_the_same_source_touches_a_person_once():
    lier, noor, karim = members.municipality(), members.person(), members.person()

    for person in (noor, noor, karim):
        touchpoints.record(TouchpointKind.VISIT, source=lier, on=TODAY, person=person, municipality=lier)

    assert [touchpoint.person for touchpoint in Touchpoint.objects.order_by("pk")] == [noor, karim]


@pytest.mark.parametrize(("birth_year", "is_named"), [(2010, False), (2000, True)])
def test_of_a_minor_the_ledger_says_which_core_player_it_was_and_not_who(birth_year, is_named):
    lier = members.municipality()
    person = members.person(role="youth-council-member", municipality=lier, birth_year=birth_year)

    touchpoints.record(TouchpointKind.VISIT, source=lier, on=TODAY, person=person)
    touchpoints.record_many([Happening(TouchpointKind.CALL, "demo:1", TODAY, person, lier)])

    one, many = Touchpoint.objects.order_by("pk")
    assert (one.person, many.person) == (person if is_named else None,) * 2
    assert (one.core_player, many.core_player, many.municipality) == ("young-person", "young-person", lier)
    assert one.municipality == (None if is_named else lier)


def test_an_anonymous_answer_is_recorded_for_the_municipality_without_a_person():
    lier = members.municipality()

    for _time in range(2):
        touchpoints.record(TouchpointKind.SURVEY_ANSWERED, source=lier, on=TODAY, municipality=lier)

    line = Touchpoint.objects.get()
    assert (line.person, line.municipality, line.core_player, line.heard, line.seen) == (None, lier, "", True, False)


def test_an_opened_mailing_is_neither_heard_nor_seen_and_a_visit_is_both():
    lier = members.municipality()

    opened = members.touchpoint(TouchpointKind.OPENED, lier, on=TODAY)
    visit = members.touchpoint(TouchpointKind.VISIT, lier, on=TODAY)

    assert (opened.heard, opened.seen, opened.direction) == (False, False, Direction.INBOUND)
    assert (visit.heard, visit.seen, visit.direction) == (True, True, Direction.MUTUAL)


def test_every_kind_says_whether_we_heard_or_saw_them():
    assert set(TRAITS) == set(TouchpointKind)


def test_the_core_player_and_the_municipality_of_the_moment_stay_after_a_move():
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    noor = members.person(role=None)
    members.role(noor, Role.OFFICER, lier, until=TODAY)
    members.role(noor, "alderman", boom, on=TODAY)

    as_officer = members.touchpoint(TouchpointKind.CALL, lier, on=TODAY - timedelta(days=1), person=noor)
    as_alderman = members.touchpoint(TouchpointKind.CALL, boom, on=TODAY, person=noor)

    assert (as_officer.municipality, as_officer.core_player) == (lier, "official")
    assert (as_alderman.municipality, as_alderman.core_player) == (boom, "politician")


def test_of_two_roles_the_one_in_this_municipality_says_which_core_player_it_was():
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    noor = members.person(role=None)
    members.role(noor, Role.OFFICER, lier)
    members.role(noor, "youth-council-chair", boom)

    assert members.touchpoint(TouchpointKind.CALL, boom, on=TODAY, person=noor).core_player == "young-person"


# --- In bulk ---------------------------------------------------------------------------------------


def test_a_line_of_an_earlier_release_gets_the_core_player_of_its_day():
    lier, boom, person = members.municipality(), members.municipality(), members.person(role=None)
    members.role(person, Role.OFFICER, boom)
    members.role(person, "alderman", lier, until=TODAY)
    nobody = members.person(role=None)
    before, after = TODAY - timedelta(days=1), TODAY
    for who, place, day in (
        (person, lier, before),
        (person, lier, after),
        (person, boom, before),
        (nobody, lier, before),
    ):
        members.touchpoint(TouchpointKind.VISIT, place, on=day, person=who)
    as_recorded = list(Touchpoint.objects.order_by("pk").values_list("core_player", flat=True))
    Touchpoint.objects.update(core_player="")

    import_module("members.migrations.0008_engagement").say_who_it_was(apps, None)

    assert list(Touchpoint.objects.order_by("pk").values_list("core_player", flat=True)) == as_recorded
    assert as_recorded == ["politician", "official", "official", ""]


def facts_of(touchpoint):
    fields = ("kind", "direction", "heard", "seen", "person", "core_player", "municipality", "theme", "occurred_on")
    return [getattr(touchpoint, field) for field in fields]


def test_many_at_once_say_the_same_as_one_by_one():
    lier = members.municipality()
    noor, theme = members.person(municipality=lier), Theme.objects.get(code="youth-council")

    single = touchpoints.record(
        TouchpointKind.QUESTION, source=lier, on=TODAY, person=noor, municipality=lier, theme=theme
    )
    touchpoints.record_many([Happening(TouchpointKind.QUESTION, "demo:1", TODAY, noor, lier, theme)])

    assert facts_of(Touchpoint.objects.get(source="demo:1")) == facts_of(single)


def test_many_given_twice_change_nothing():
    lier, noor = members.municipality(), members.person()
    rows = [
        Happening(TouchpointKind.CALL, "demo:1", TODAY, noor, lier),
        Happening(TouchpointKind.CALL, "demo:1", TODAY, municipality=lier, core_player="young-person"),
    ]

    touchpoints.record_many(rows)
    touchpoints.record_many(rows)

    assert sorted(Touchpoint.objects.values_list("core_player", flat=True)) == ["official", "young-person"]


def test_the_roles_of_many_people_take_one_query():
    lier = members.municipality()
    people = [members.person(municipality=lier) for _number in range(3)]

    def queries(persons):
        rows = [Happening(TouchpointKind.CALL, f"demo:{each.pk}", TODAY, each, lier) for each in persons]
        with CaptureQueriesContext(connection) as captured:
            touchpoints.record_many(rows)
        return len(captured)

    assert queries(people[:1]) == queries(people)


def test_a_deed_that_is_undone_leaves_the_ledger():
    lier, boom = members.municipality(), members.municipality()
    for source in (lier, boom):
        touchpoints.record(TouchpointKind.CALL, source=source, on=TODAY, municipality=lier)

    touchpoints.withdraw(source=lier)

    assert [line.source for line in Touchpoint.objects.all()] == [f"members.municipality:{boom.pk}"]


def test_the_audit_finds_a_touchpoint_that_contradicts_its_kind():
    right, wrong = (members.touchpoint(TouchpointKind.OPENED, members.municipality(), on=TODAY) for _ in range(2))
    assert list(audit.traits()) == []

    Touchpoint.objects.filter(pk=wrong.pk).update(heard=True)

    (sentence,) = audit.traits()
    assert f"touchpoint {wrong.pk}:" in sentence
    assert right.pk != wrong.pk
