"""Evidence of competences is only added to or taken back with a reason; interests are what somebody ticked."""

from datetime import date

import pytest
from django.urls import reverse

from members import competences
from members.models import Competence, CompetenceEvidence, Interest, Role
from members.tests import factories as members
from portal.tests.visits import visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def officer():
    return members.person()


@pytest.fixture
def competence():
    return Competence.objects.create(code="patience", title_nl="Geduld", title_en="Patience")


def test_a_source_shows_a_competence_once(officer, competence):
    first = competences.evidence(officer, competence, source=officer, on=TODAY)

    assert competences.evidence(officer, competence, source=officer, on=TODAY) == first
    assert competences.shown_by(officer) == {competence.pk}


def test_what_is_taken_back_stays_and_says_why(officer, competence):
    competences.evidence(officer, competence, source=officer, on=TODAY)

    assert competences.withdraw(source=officer, reason="Was not there", on=TODAY) == 1

    row = CompetenceEvidence.objects.get()
    assert (row.withdrawn_on, row.withdrawal_reason, competences.shown_by(officer)) == (TODAY, "Was not there", set())


def test_what_was_taken_back_may_be_shown_again(officer, competence):
    competences.evidence(officer, competence, source=officer, on=TODAY)
    competences.withdraw(source=officer, reason="Was not there", on=TODAY)

    competences.evidence(officer, competence, source=officer, on=TODAY)

    assert (CompetenceEvidence.objects.count(), competences.shown_by(officer)) == (2, {competence.pk})


def test_taking_back_needs_a_reason(officer):
    with pytest.raises(ValueError, match="reason"):
        competences.withdraw(source=officer, reason=" ")


def test_interests_are_what_was_ticked_last_and_keep_their_day(officer, competence):
    theme = members.theme()
    competences.choose_interests(officer, competences=[competence], themes=[], today=date(2025, 1, 1))

    competences.choose_interests(officer, competences=[competence], themes=[theme], today=TODAY)

    assert competences.interests_of(officer) == ({competence.pk}, {theme.pk})
    assert Interest.objects.get(competence=competence).since == date(2025, 1, 1)

    competences.choose_interests(officer, competences=[], themes=[], today=TODAY)
    assert competences.interests_of(officer) == (set(), set())


def test_an_officer_ticks_on_a_page(officer, competence):
    theme = members.theme()

    visit_as(officer.user).post(
        reverse("members:interest_edit"), {"competences": [competence.pk], "themes": [theme.pk]}
    )

    assert competences.interests_of(officer) == ({competence.pk}, {theme.pk})


def test_what_does_not_exist_is_not_ticked(officer):
    response = visit_as(officer.user).post(reverse("members:interest_edit"), {"competences": ["999999"]})

    assert (response.status_code, Interest.objects.count()) == (200, 0)


def test_the_page_shows_what_the_officer_has_shown_and_nobody_elses(officer, competence):
    other = members.person()
    competences.evidence(officer, competence, source=officer, on=TODAY, note="Mine")
    competences.evidence(other, competence, source=other, on=TODAY, note="Theirs")

    shown = visit_as(officer.user).get(reverse("members:interest_edit")).context["shown"]

    assert [each.note for each in shown] == ["Mine"]


@pytest.mark.parametrize("role", [Role.COACH, Role.STAFF])
def test_who_is_no_member_has_no_interests_to_tick(role):
    assert visit_as(members.user_with(role)).get(reverse("members:interest_edit")).status_code == 403
