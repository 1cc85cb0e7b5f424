"""Suggestions: three at most, of different kinds, each with a reason; what one has seen enough of stays away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from members import suggestions, touchpoints
from members.models import DismissedSuggestion, TouchpointKind
from members.suggestions import Suggestion
from members.tests import factories as members
from portal.doors import SUGGESTION
from portal.tests.visits import visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def supplied(monkeypatch):
    """Let apps supply these suggestions, those of each kind by one of them, and no others."""

    def supplied(*given):
        kinds = {each.kind: [other for other in given if other.kind == each.kind] for each in given}
        supplies = {kind: lambda person, today, found=found: iter(found) for kind, found in kinds.items()}
        monkeypatch.setattr(SUGGESTION, "_supplies", supplies)

    return supplied


def one(kind, weight=10, key="", on=None):
    return Suggestion(kind, key or f"{kind}:{weight}", kind, "/", "Because.", weight, on=on)


def keys(person, today=TODAY):
    return [each.key for each in suggestions.for_person(person, today=today)]


def test_of_each_kind_the_best_is_shown_and_three_in_all(supplied):
    supplied(one("a", 1), one("b", 9), one("b", 5), one("c", 3), one("d", 2))

    assert keys(members.person()) == ["b:9", "c:3", "d:2"]


def test_of_equal_ones_the_first_in_time_goes_first(supplied):
    later, sooner = one("a", key="later", on=TODAY + timedelta(days=9)), one("b", key="sooner", on=TODAY)
    supplied(later, sooner)

    assert keys(members.person()) == ["sooner", "later"]


def test_nobody_gets_nothing(supplied):
    supplied(one("a"))

    assert suggestions.for_person(None, today=TODAY) == []


def test_what_somebody_dismisses_stays_away_for_ninety_days_and_the_next_comes(supplied):
    supplied(one("a", 9), one("a", 1))
    person, other = members.person(), members.person()

    suggestions.dismiss(person, "a:9", today=TODAY)

    assert (keys(person), keys(other)) == (["a:1"], ["a:9"])
    assert keys(person, today=TODAY + timedelta(days=90)) == ["a:9"]


def test_dismissing_is_one_button(supplied):
    person = members.person()

    visit_as(person.user).post(reverse("members:suggestion_dismiss"), {"key": "a:9"})

    assert DismissedSuggestion.objects.get().person == person


@pytest.mark.parametrize("data", [{}, {"key": ""}])
def test_dismissing_nothing_does_nothing(data):
    visit_as(members.person().user).post(reverse("members:suggestion_dismiss"), data)

    assert DismissedSuggestion.objects.count() == 0


# --- Guidance --------------------------------------------------------------------------------------


def offered_guidance(person):
    return [each.url for each in suggestions.guidance(person, TODAY)]


def test_a_small_service_that_nobody_visited_for_a_year_is_offered_guidance():
    person = members.person(municipality=members.municipality(fte=1))

    assert offered_guidance(person) == ["/leden/vraag/?over=begeleiding"]


@pytest.mark.parametrize("fte", [1.25, None])
def test_a_larger_service_or_one_that_we_do_not_know_is_not(fte):
    assert offered_guidance(members.person(municipality=members.municipality(fte=fte))) == []


@pytest.mark.parametrize(("days", "number"), [(364, 0), (366, 1)])
def test_a_visit_keeps_it_away_for_a_year(days, number):
    place = members.municipality(fte=0.5)
    touchpoints.record(TouchpointKind.VISIT, source=place, municipality=place, on=TODAY - timedelta(days=days))

    assert len(offered_guidance(members.person(municipality=place))) == number
