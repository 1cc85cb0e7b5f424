import pytest

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import visit_as
from surveys.models import InvitationState, Survey
from surveys.tests import factories as surveys
from surveys.tests.factories import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return visit_as(members.user_with(Role.STAFF))


def test_staff_download_a_file_that_was_sent(browser):
    file = surveys.answer_file()

    answer = browser.get(f"/bevragingen/bestanden/{file.pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="nota.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store, private")


def test_a_name_cannot_break_out_of_the_header(browser):
    file = surveys.answer_file(name='no"ta\r\nX: y.pdf')

    assert "\r" not in browser.get(f"/bevragingen/bestanden/{file.pk}/")["Content-Disposition"]


def test_a_draft_is_nobodys_business_yet(browser):
    file = surveys.answer_file()
    type(file.invitation).objects.update(state=InvitationState.STARTED)

    assert browser.get(f"/bevragingen/bestanden/{file.pk}/").status_code == 404


def test_a_survey_that_is_not_by_name_shows_none(browser):
    file = surveys.answer_file()
    Survey.objects.update(confidentiality="confidential")

    assert browser.get(f"/bevragingen/bestanden/{file.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.COACH])
def test_whoever_does_not_look_after_surveys_gets_none(role):
    file = surveys.answer_file()

    assert visit_as(members.user_with(role)).get(f"/bevragingen/bestanden/{file.pk}/").status_code == 403
