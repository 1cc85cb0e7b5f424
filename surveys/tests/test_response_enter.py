import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.tests.visits import visit_as
from surveys import tokens
from surveys.models import Invitation
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


def rows():
    return list(Invitation.objects.order_by("pk").values())


def test_a_link_lets_its_owner_in_at_an_address_without_the_token():
    invitation = surveys.invitation(surveys.survey())
    browser = visit_as()

    page = browser.get(f"/b/{invitation.token}/", follow=True)

    assert page.redirect_chain == [(f"/b/{invitation.survey_id}/", 302)]
    assert invitation.token not in page.content.decode()
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_filter_that_follows_the_link_changes_nothing(method):
    invitation = surveys.invitation(surveys.survey())
    before = rows()

    for _ in range(3):
        getattr(visit_as(), method)(f"/b/{invitation.token}/", follow=True)

    assert rows() == before
    assert visit_as().get(f"/b/{invitation.token}/").status_code == 302


@pytest.mark.parametrize("token", ["a" * 43, "x", "tök€n", "../../etc"])
def test_a_foreign_token_gets_a_plain_page_and_nothing_else(token):
    surveys.survey(title_en="Secret survey")

    page = visit_as().get(f"/b/{token}/")

    assert page.status_code == 404
    assert "Secret survey" not in page.content.decode()


def test_the_hash_of_a_token_opens_nothing():
    invitation = surveys.invitation(surveys.survey())

    assert visit_as().get(f"/b/{invitation.token_hash}/").status_code == 404


@pytest.mark.parametrize("ending", ["closed", "over"])
def test_a_survey_that_is_over_says_so(ending):
    yesterday = timezone.localdate() - timedelta(days=1)
    fields = {"state": "closed"} if ending == "closed" else {"closes_on": yesterday}
    invitation = surveys.invitation(surveys.survey(**fields))

    page = visit_as().get(f"/b/{invitation.token}/")

    assert page.status_code == 410
    assert "This survey is closed." in page.content.decode()


def test_a_link_that_was_used_says_thank_you_and_shows_no_answers():
    survey = surveys.survey(surveys.question("q1", "open"))
    invitation = surveys.invitation(survey, state="submitted")
    surveys.response(survey, {"q1": "My words"}, invitation=invitation)

    page = visit_as().get(f"/b/{invitation.token}/")

    assert page.status_code == 410
    assert "You have filled this in already" in page.content.decode()
    assert "My words" not in page.content.decode()


def test_no_token_comes_in_a_log(caplog):
    logger = logging.getLogger("django.request")
    token = tokens.new()

    with caplog.at_level("WARNING", logger="django.request"):
        visit_as().get(f"/b/{token}/")
        logger.warning("Not Found: %s", f"/b/{token}/")

    assert caplog.messages == ["Not Found: /b/…/", "Not Found: /b/…/"]
