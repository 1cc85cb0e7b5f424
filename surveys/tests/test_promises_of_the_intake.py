"""What the intake promises to who answers and to staff, from the page to the table of results."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from portal.tests.visits import visit_as
from surveys import actions, frames, rules
from surveys.models import Confidentiality, InvitationState, MailRefusal, Response, Survey
from surveys.tests import factories as surveys
from surveys.tests.factories import question

pytestmark = pytest.mark.django_db

YES = {"question": "q1", "has": ["yes"]}


def browser_of(invitation):
    browser = visit_as()
    browser.get(f"/b/{invitation.token}/")
    return browser


def send(browser, invitation, page=1, go="next", **answers):
    fields = {f"v-{code}": answer for code, answer in answers.items()}
    address = f"/b/{invitation.survey_id}/{page}/"
    return browser.post(address, {"invitation": invitation.pk, "go": go, **fields})


# --- Routing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("confidentiality", ["confidential", "anonymous"])
def test_what_routing_hid_is_not_asked_and_a_changed_answer_takes_its_orphan_along(confidentiality):
    document = surveys.pages(question("q1"), question("q2", show_if=YES), question("q3"))
    document["sections"][1]["show_if"] = YES
    survey = surveys.survey(document=document, confidentiality=confidentiality, unit_of_analysis="person")
    invitation = surveys.invitation(survey, unit=surveys.unit(survey))
    browser = browser_of(invitation)
    send(browser, invitation, q1="yes")
    send(browser, invitation, 2, go="back", q2="no")
    send(browser, invitation, q1="no")

    send(browser, invitation, 3, q3="yes")
    actions.settle(survey, at_least=1)

    response = Response.objects.get()
    assert (response.answers, response.asked) == ({"q1": "no", "q3": "yes"}, ["q1", "q3"])
    frame = frames.of_survey(survey)
    assert [int(frame.codes[code][0]) for code in ("q1", "q2", "q3")] == [1, frames.NOT_ASKED, 0]


def test_a_question_that_was_kept_on_the_way_but_never_seen_is_asked_before_one_goes_on():
    document = surveys.pages(question("q1"), question("q3"))
    document["sections"][0]["questions"].append(question("q2", show_if=YES))
    invitation = surveys.invitation(surveys.survey(document=document))
    browser = browser_of(invitation)
    send(browser, invitation, go="stay", q1="yes", seen="")  # the page keeps the answer while somebody presses "next"
    address = f"/b/{invitation.survey_id}/1/"
    pressed = {"invitation": invitation.pk, "go": "next", "v-q1": "yes"}

    unseen = browser.post(address, {**pressed, "seen": "q1"})
    seen = browser.post(address, {**pressed, "seen": "q1 q2"})

    assert (unseen.url, seen.url) == (f"{address}#v-q2", f"/b/{invitation.survey_id}/2/")


# --- Anonymous --------------------------------------------------------------------------------------


def test_of_an_anonymous_survey_the_promise_stands_from_the_first_answer_and_staff_see_who_is_missing():
    survey = surveys.survey(confidentiality="anonymous")
    units = [surveys.unit(survey) for _ in range(2)]
    answered, silent = (surveys.invitation(survey, unit=unit) for unit in units)

    send(browser_of(answered), answered, q1="yes")

    with pytest.raises(Refused):
        actions.change_settings(survey, by=None, confidentiality=Confidentiality.IDENTIFIED)
    request = RequestFactory().get("/")
    request.user = members.user_with(Role.ADMIN)
    assert "confidentiality" in admin.site.get_model_admin(Survey).get_readonly_fields(request, survey)
    page = visit_as(members.user_with(Role.STAFF)).get(f"/bevragingen/{survey.pk}/veldwerk/")
    assert [each.name for each in page.context["fieldwork"].missing] == [silent.unit.name]
    assert page.context["fieldwork"].days is None


# --- Reminders --------------------------------------------------------------------------------------


def test_a_dry_run_of_reminders_lists_by_province_exactly_those_who_then_get_one():
    survey, today = surveys.survey(), timezone.localdate()
    provinces = ("10000", "10000", "70000", "70000", "70000", "70000", "10000")
    silent, halfway, answered, bounced, stopped, refused, dead = (
        surveys.invitation(survey, unit=surveys.unit(survey, province=province)) for province in provinces
    )
    actions.save_draft(halfway, ["q1"], {"q1": "yes"}, page=1, today=today)
    actions.submit(answered, answers={"q1": "yes"}, today=today, language="nl")
    actions.mark_bounced(bounced, by=None)
    actions.opt_out(stopped, today=today)
    MailRefusal.objects.create(person=refused.person, since=today)
    Mail.objects.create(
        kind="test", to_email=dead.person.email.upper(), state="bounced", language="nl",
        created_at=timezone.now(), try_from=timezone.now(),
    )  # fmt: skip
    staff = visit_as(members.user_with(Role.STAFF))

    page = staff.get(f"/bevragingen/{survey.pk}/herinneren/")
    before = Mail.objects.filter(kind="surveys/mail/reminded").count()
    staff.post(f"/bevragingen/{survey.pk}/herinneren/")

    listed = {each.pk for each in page.context["reminded"]}
    assert (listed, before) == ({silent.pk, halfway.pk}, 0)
    assert [number for _province, number in page.context["provinces"]] == [2]
    assert sum(number for _why, number in page.context["left_out"]) == 4
    reminded = set(Mail.objects.filter(kind="surveys/mail/reminded").values_list("to_email", flat=True))
    assert reminded == {silent.person.email, halfway.person.email}
    assert rules.to_remind(survey, today=today) == []
    assert survey.invitations.get(pk=silent.pk).state == InvitationState.SENT
