import pytest
from django.utils import timezone

from members.models import Role, Todo
from members.tests import factories as members
from portal.pointers import key_of, resolve
from portal.tests.visits import visit_as
from surveys import actions
from surveys.models import RegisterRemark, Response
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


def opened(survey, unit=None):
    invitation = surveys.invitation(survey, unit=unit)
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")
    return browser, invitation


def test_what_is_wrong_goes_on_the_list_of_the_team():
    survey = surveys.survey()
    place = members.municipality("Zele")
    browser, invitation = opened(survey, surveys.unit(survey, place))

    sent = browser.post(f"/b/{survey.pk}/klopt-niet/", {"text": "We hebben 2 VTE."})

    remark, todo = RegisterRemark.objects.get(), Todo.objects.get()
    assert sent.url == f"/b/{survey.pk}/"
    assert (remark.person, remark.municipality, remark.text) == (invitation.person, place, "We hebben 2 VTE.")
    assert (todo.role, todo.title_en) == (Role.STAFF, "Something is wrong in the register: Zele")
    assert todo.url == f"/bevragingen/klopt-niet/{remark.pk}/"


def test_a_second_remark_is_not_lost():
    browser, invitation = opened(surveys.survey())

    for text in ("One thing", "Another thing"):
        browser.post(f"/b/{invitation.survey_id}/klopt-niet/", {"text": text})

    assert (RegisterRemark.objects.count(), Todo.objects.count()) == (2, 2)


@pytest.mark.parametrize("text", ["", "   ", "x" * 1001])
def test_nothing_and_too_much_are_no_remark(text):
    browser, invitation = opened(surveys.survey())

    page = browser.post(f"/b/{invitation.survey_id}/klopt-niet/", {"text": text})

    assert (page.status_code, RegisterRemark.objects.count()) == (200, 0)


def test_it_says_nothing_of_the_survey_so_nothing_of_an_anonymous_answer():
    survey = surveys.survey(confidentiality="anonymous")
    browser, invitation = opened(survey)

    browser.post(f"/b/{survey.pk}/klopt-niet/", {"text": "Not our region."})
    browser.post(f"/b/{survey.pk}/1/", {"invitation": invitation.pk, "go": "next", "v-q1": "yes"})
    actions.settle(survey, at_least=1)

    remark, todo, response = (
        RegisterRemark.objects.get(),
        Todo.objects.get(source__contains="remark"),
        Response.objects.get(),
    )
    columns = {field.name for field in RegisterRemark._meta.fields}
    assert columns == {"id", "person", "municipality", "text", "made_on", "handled_on"}
    assert remark.made_on == timezone.localdate()
    assert str(response.pk) not in f"{todo.source} {todo.url} {todo.title_nl} {remark.text}"
    assert survey.title_nl not in todo.title_nl


def test_a_remark_changes_no_draft():
    browser, invitation = opened(surveys.survey())
    browser.post(f"/b/{invitation.survey_id}/1/", {"invitation": invitation.pk, "go": "stay", "v-q1": "yes"})

    browser.post(f"/b/{invitation.survey_id}/klopt-niet/", {"text": "Not our region."})

    invitation.refresh_from_db()
    assert invitation.draft == {"q1": "yes"}


def test_only_who_is_invited_says_so():
    survey = surveys.survey()

    assert visit_as(members.user_with(Role.STAFF)).post(f"/b/{survey.pk}/klopt-niet/", {"text": "x"}).status_code == 404
    assert not RegisterRemark.objects.exists()


def test_a_pointer_leads_to_it():
    remark = surveys.remark()

    assert resolve([key_of(remark)])[key_of(remark)].url == f"/bevragingen/klopt-niet/{remark.pk}/"
