import pytest

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import visit_as
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


def page_of(invitation):
    return visit_as().get(f"/b/{invitation.token}/", follow=True)


@pytest.mark.parametrize(
    ("confidentiality", "sentence"),
    [
        ("identified", "We see who gave which answer"),
        ("confidential", "nobody sees your answers apart from those of others"),
        ("anonymous", "Nothing that we keep leads from an answer to you"),
    ],
)
def test_it_says_what_happens_to_the_answers_before_the_first_question(confidentiality, sentence):
    page = page_of(surveys.invitation(surveys.survey(confidentiality=confidentiality)))

    assert sentence in page.content.decode()


def test_it_shows_what_we_know_already_and_where_to_say_that_it_is_wrong():
    survey = surveys.survey()
    place = members.municipality("Aalst", population=90_000, fte="2.5")
    invitation = surveys.invitation(survey, unit=surveys.unit(survey, place))

    page = page_of(invitation)

    assert page.context["kept"] == [
        ("Province", "Antwerp"),
        ("Inhabitants", 90_000),
        ("FTE for youth", "2.5"),
        ("Experience", "6 years"),
    ]
    assert f'href="/b/{survey.pk}/klopt-niet/"' in page.content.decode()


def test_of_an_anonymous_answer_no_exact_attribute_is_kept():
    survey = surveys.survey(confidentiality="anonymous", min_cell=3)
    places = [members.municipality(population=20_000) for _ in range(3)]
    units = [surveys.unit(survey, place, population_band="15000-30000") for place in places]

    page = page_of(surveys.invitation(survey, unit=units[0]))

    assert page.context["kept"] == [("Province", "Antwerp"), ("Inhabitants", "15,000 to 30,000")]


def test_who_is_logged_in_needs_no_link():
    person = members.person(role=Role.OFFICER)
    invitation = surveys.invitation(surveys.survey(), person)

    page = visit_as(person.user).get(f"/b/{invitation.survey_id}/")

    assert page.context["invitation"] == invitation


def test_without_a_link_or_an_account_nothing_is_said():
    invitation = surveys.invitation(surveys.survey(title_en="Secret survey"))

    for user in (None, members.user_with(Role.OFFICER), members.user_with(Role.STAFF)):
        page = visit_as(user).get(f"/b/{invitation.survey_id}/")
        assert page.status_code == 404
        assert "Secret survey" not in page.content.decode()


def test_the_link_counts_for_more_than_ones_own_account():
    survey, me = surveys.survey(), members.person()
    surveys.invitation(survey, me)
    others = surveys.invitation(survey)

    page = visit_as(me.user).get(f"/b/{others.token}/", follow=True)

    assert page.context["invitation"] == others


def test_it_leads_back_to_where_one_left():
    survey = surveys.survey(document=surveys.pages(surveys.question("q1"), surveys.question("q2")))
    invitation = surveys.invitation(survey, draft={"q1": "yes"}, draft_page=2, state="started")

    page = page_of(invitation)

    assert page.context["page"] == 2
    assert "Go on where you were" in page.content.decode()
