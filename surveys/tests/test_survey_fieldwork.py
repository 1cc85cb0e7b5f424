"""The pages of the fieldwork, for the team and for who is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.visits import visit_as
from surveys import actions, tokens
from surveys.models import InvitationState, MailRefusal, SurveyState
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return visit_as(members.person(role=Role.STAFF).user)


def test_the_audience_is_looked_at_first_and_then_kept(staff):
    survey = surveys.survey(state=SurveyState.DRAFT)
    members.municipality("Bree")
    address, given = f"/bevragingen/{survey.pk}/doelgroep/", {"members_only": "no", "provinces": ["10000"]}

    looked = staff.post(address, {**given, "look": "1"})
    survey.refresh_from_db()
    before = survey.audience
    staff.post(address, {**given, "keep": "1"})
    survey.refresh_from_db()

    assert (looked.status_code, looked.context["preview"].total, before) == (200, 1, {})
    assert survey.audience == {"members_only": False, "provinces": ["10000"]}


def test_the_page_of_the_fieldwork_asks_the_same_number_of_queries_however_many_there_are(staff):
    survey = surveys.survey()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert staff.get(f"/bevragingen/{survey.pk}/veldwerk/").status_code == 200
        return len(captured)

    surveys.invitation(survey, unit=surveys.unit(survey))
    staff.get(f"/bevragingen/{survey.pk}/veldwerk/")
    with_one = queries()
    for _ in range(3):
        surveys.invitation(survey, unit=surveys.unit(survey))

    assert queries() == with_one


def test_a_dry_run_sends_nothing_and_a_post_does(staff):
    survey = surveys.survey()
    invitation = surveys.invitation(survey, unit=surveys.unit(survey))

    page = staff.get(f"/bevragingen/{survey.pk}/herinneren/")
    mails = Mail.objects.count()
    staff.post(f"/bevragingen/{survey.pk}/herinneren/")

    assert ([each.pk for each in page.context["reminded"]], mails, Mail.objects.count()) == ([invitation.pk], 0, 1)


def test_a_letter_holds_a_code_that_opens_the_questions(staff):
    survey = surveys.survey()
    invitation = surveys.invitation(survey, unit=surveys.unit(survey), state=InvitationState.BOUNCED)

    page = staff.post(f"/bevragingen/{survey.pk}/brieven/", {"whom": "unreached"})

    code = tokens.code_of_seed(invitation.link_seed)
    browser = visit_as()
    assert (page.content.decode().count("<svg"), code in page.content.decode()) != (0, False)
    assert browser.get(f"/b/{code.lower()}/").url == f"/b/{survey.pk}/"
    assert browser.get(f"/b/{survey.pk}/").status_code == 200
    assert browser.get("/b/AAAA-AAAA-AAAA/").status_code == 404


def test_a_visit_of_the_link_under_a_mail_stops_nothing_and_a_press_does():
    invitation = surveys.invitation(surveys.survey())
    browser = visit_as()

    seen = browser.get(f"/b/{invitation.token}/geen-mail/")
    invitation.refresh_from_db()
    before = invitation.state
    browser.post(f"/b/{invitation.token}/geen-mail/", {"all": "1"})
    invitation.refresh_from_db()

    assert (seen.status_code, before, invitation.state) == (200, InvitationState.SENT, InvitationState.OPTED_OUT)
    assert MailRefusal.objects.filter(person=invitation.person).exists()


def test_after_handing_over_the_old_browser_is_let_in_no_more():
    survey = surveys.survey()
    invitation = surveys.invitation(survey, unit=surveys.unit(survey))
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")

    sent = browser.post(
        f"/b/{survey.pk}/doorgeven/", {"first_name": "Ann", "last_name": "Maes", "email": "ann@example.org"}
    )

    assert sent.status_code == 200
    assert browser.get(f"/b/{survey.pk}/").status_code == 404
    assert browser.get(f"/b/{invitation.token}/").status_code == 404


def test_a_link_that_was_cleared_away_opens_nothing():
    survey = surveys.survey(confidentiality="anonymous")
    invitation, other = surveys.invitation(survey), surveys.invitation(survey)
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")

    actions.close_survey(survey, today=timezone.localdate())

    assert browser.get(f"/b/{survey.pk}/").status_code == 404
    assert visit_as().get(f"/b/{survey.pk}/").status_code == 404
    assert visit_as().get(f"/b/{other.token}/").status_code == 404
    assert not survey.responses.exists()
