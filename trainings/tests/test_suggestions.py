"""Modules that work on what somebody wishes to learn, and network moments near them, while there is a seat."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import competences
from members.models import Competence, Role
from members.tests import factories as members
from trainings import suggestions
from trainings.models import ModuleKind
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def officer():
    return members.person()


@pytest.fixture
def competence():
    return Competence.objects.create(code="patience", title_nl="Geduld", title_en="Patience")


def an_edition(competence=None, *, kind=ModuleKind.ROTATING, **fields):
    module = trainings.module(kind=kind)
    if competence:
        module.module_competences.create(competence=competence)
    return trainings.edition(module=module, **fields)


def proposed(person, today):
    return [(each.url, each.weight) for each in suggestions.modules(person, today)]


def url_of(edition):
    return edition.get_absolute_url()


def test_a_module_that_works_on_what_was_ticked_goes_before_one_that_does_not(officer, competence, today):
    other = Competence.objects.create(code="other", title_nl="Anders")
    general, wished = an_edition(other), an_edition(competence)
    competences.choose_interests(officer, competences=[competence], themes=[], today=today)

    found = proposed(officer, today)

    assert found == [(url_of(wished), suggestions.CHOSEN), (url_of(general), suggestions.GENERAL)]


def test_the_reason_names_the_competence_and_the_day(officer, competence, today):
    edition = an_edition(competence)
    competences.choose_interests(officer, competences=[competence], themes=[], today=today)

    (suggestion,) = list(suggestions.modules(officer, today))

    assert (competence.title in str(suggestion.reason), edition.module.title in str(suggestion.reason)) == (True, True)


def test_what_was_shown_already_is_not_proposed(officer, competence, today):
    an_edition(competence)
    competences.evidence(officer, competence, source=officer, on=today)

    assert proposed(officer, today) == []


def test_a_module_for_which_one_is_registered_is_not_proposed(officer, competence, today):
    edition = an_edition(competence)
    assert len(proposed(officer, today)) == 1

    trainings.registration(edition, officer)

    assert proposed(officer, today) == []


def test_a_full_edition_is_not_proposed(officer, competence, today):
    edition = an_edition(competence, seats=1)

    trainings.registration(edition, members.person())

    assert proposed(officer, today) == []


def test_a_draft_is_not_proposed(officer, competence, today):
    an_edition(competence, state="draft")

    assert proposed(officer, today) == []


def test_the_starter_course_is_for_who_is_new(officer, today):
    edition = an_edition(kind=ModuleKind.STARTER)
    new = members.person(role=None)
    members.role(new, Role.OFFICER, members.municipality(), on=today - timedelta(days=100))

    assert (proposed(new, today), proposed(officer, today)) == ([(url_of(edition), suggestions.NEEDED)], [])


def test_a_network_moment_is_proposed_until_one_is_registered(officer, today):
    edition = an_edition(kind=ModuleKind.NETWORK_MOMENT)

    assert [each.url for each in suggestions.network_moments(officer, today)] == [url_of(edition)]
    trainings.registration(edition, officer)
    assert list(suggestions.network_moments(officer, today)) == []


def test_a_network_moment_of_the_own_area_goes_first_and_of_another_is_left_out(today):
    place = members.municipality()
    officer = members.person(municipality=place)
    near = an_edition(kind=ModuleKind.NETWORK_MOMENT, network_area=members.network_area("near", place))
    an_edition(kind=ModuleKind.NETWORK_MOMENT, network_area=members.network_area("far", members.municipality()))

    found = suggestions.network_moments(officer, today)

    assert [(each.url, each.weight) for each in found] == [(url_of(near), suggestions.FITTING)]
