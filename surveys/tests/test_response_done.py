import pytest

from portal.tests.visits import visit_as
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


def page_of(invitation):
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")
    return browser.get(f"/b/{invitation.survey_id}/bedankt/")


def test_it_says_thank_you_and_what_happens_next():
    survey = surveys.survey()

    page = page_of(surveys.invitation(survey, state="submitted"))

    assert page.status_code == 200
    assert "Groups of fewer than 5 are never shown." in page.content.decode()


def test_who_has_not_sent_anything_is_led_to_the_questions():
    invitation = surveys.invitation(surveys.survey(), state="started")

    assert page_of(invitation).url == f"/b/{invitation.survey_id}/"


def test_it_is_not_there_for_others():
    survey = surveys.survey()
    surveys.invitation(survey, state="submitted")

    assert visit_as().get(f"/b/{survey.pk}/bedankt/").status_code == 404
