from datetime import date, timedelta

import pytest

from communications.models import PlannedItem
from members.models import Role, Todo, Touchpoint
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from surveys import actions, documents, rules, tokens
from surveys.catalogue import MEMBER_SERVICES
from surveys.models import Confidentiality, InvitationState, Response, Survey, SurveyState
from surveys.tests import factories as surveys
from surveys.tests.factories import question

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
WEEK = timedelta(days=7)


def in_the_field(*questions, **fields):
    return surveys.survey(*questions, **{"opens_on": TODAY - WEEK, "closes_on": TODAY + WEEK, **fields})


def submit(invitation, answers=None, *, today=TODAY):
    return actions.submit(invitation, answers=answers or {"q1": "yes"}, today=today, language="nl")


# --- Into the field --------------------------------------------------------------------------------


def test_a_survey_starts_from_a_template_as_a_draft():
    survey = actions.create_survey(MEMBER_SERVICES, closes_on=TODAY)

    assert (survey.state, survey.title_en, survey.closes_on) == ("draft", "Our services for members", TODAY)
    assert survey.version is None
    assert survey.versions.get().document == MEMBER_SERVICES.document


def test_opening_publishes_the_questions_and_freezes_the_population():
    draft = surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY + WEEK)
    place = members.municipality("Aalst", population=90_000, fte=5)
    members.membership(place)
    members.membership(members.municipality("Weg", valid_to=TODAY))
    members.municipality("Geen lid")

    survey = actions.open_survey(draft, today=TODAY)
    place.population_figures.create(reference_date=TODAY, inhabitants=1)

    unit = survey.snapshot.units.get()
    assert (survey.state, survey.opens_on, survey.snapshot.taken_on) == ("open", TODAY, TODAY)
    assert survey.version.content_hash == documents.hash_of(survey.version.document)
    assert (unit.name, unit.province, unit.population, unit.population_band, unit.fte_band) == (
        "Aalst",
        "10000",
        90_000,
        "over-30000",
        "over-4",
    )


def test_an_open_survey_stands_in_the_planner_on_its_last_day():
    members.membership()
    draft = surveys.survey(state=SurveyState.DRAFT, title_nl="Noden", title_en="Needs", closes_on=TODAY + WEEK)

    survey = actions.open_survey(draft, today=TODAY)

    item = PlannedItem.objects.get()
    assert (item.kind, item.on, item.url) == ("survey", TODAY + WEEK, survey.get_absolute_url())
    assert (item.title_nl.endswith("Noden"), item.title_en) == (True, "Last day to answer: Needs")


def test_a_survey_that_is_not_ready_stays_a_draft():
    draft = surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY - WEEK)

    with pytest.raises(Refused):
        actions.open_survey(draft, today=TODAY)

    assert Survey.objects.get().state == "draft"
    assert not PlannedItem.objects.exists()


# --- Asking ----------------------------------------------------------------------------------------


def test_who_is_invited_gets_a_mail_with_a_link_and_a_to_do():
    survey, person = in_the_field(title_en="Needs"), members.person()
    person.user.language = "en"
    person.user.save()

    invitation = actions.invite(survey, [(person, None)], today=TODAY)[0]

    mail, todo = Mail.objects.get(), Todo.objects.get()
    assert f"/b/{invitation.token}/" in mail.text
    assert (mail.to_email, mail.holds_secret) == (person.email, True)
    assert (todo.person, todo.title_en, todo.due_on) == (person, "Fill in the survey: Needs", survey.closes_on)
    assert todo.url == f"/b/{survey.pk}/"


def test_of_a_token_of_256_bits_only_a_hash_is_kept():
    invitation = actions.invite(in_the_field(), [(members.person(), None)], today=TODAY)[0]
    row = type(invitation).objects.filter(pk=invitation.pk).values().get()

    assert len(invitation.token) == 43
    assert row["token_hash"] == tokens.hash_of(invitation.token)
    assert invitation.token not in str(row)


def test_nobody_is_invited_twice():
    survey, person = in_the_field(), members.person()

    for _ in range(2):
        actions.invite(survey, [(person, None), (person, None)], today=TODAY)

    assert (survey.invitations.count(), Mail.objects.count(), Todo.objects.count()) == (1, 1, 1)


def test_somebody_without_an_address_waits_to_be_asked_and_has_a_to_do():
    survey = in_the_field()

    invitation = actions.invite(survey, [(members.person(email="", user=False), None)], today=TODAY)[0]

    invitation.refresh_from_db()
    assert (invitation.state, Mail.objects.count(), Todo.objects.count()) == ("queued", 0, 1)


def test_everybody_is_invited_for_whom_nobody_was_asked_yet():
    survey = in_the_field()
    for _ in range(2):
        members.person(role=Role.OFFICER, municipality=surveys.unit(survey).municipality)

    first = actions.invite_everybody(survey, today=TODAY)
    again = actions.invite_everybody(survey, today=TODAY)

    assert (len(first), len(again)) == (2, 0)
    assert set(survey.invitations.values_list("state", flat=True)) == {"sent"}


@pytest.mark.parametrize("state", [SurveyState.DRAFT, SurveyState.CLOSED])
def test_nobody_is_invited_to_a_survey_that_is_not_in_the_field(state):
    survey = in_the_field(state=state)

    with pytest.raises(Refused):
        actions.invite(survey, [(members.person(), None)], today=TODAY)

    assert not Mail.objects.exists()


# --- Halfway ---------------------------------------------------------------------------------------


def test_a_draft_is_kept_page_by_page():
    invitation = surveys.invitation(in_the_field(question("q1"), question("q2"), question("q3")))

    actions.save_draft(invitation, ["q1", "q2"], {"q1": "yes", "q2": "no"}, page=1, today=TODAY)
    saved = actions.save_draft(invitation, ["q2", "q3"], {"q3": "no"}, page=2, today=TODAY)

    assert (saved.draft, saved.draft_page, saved.state) == ({"q1": "yes", "q3": "no"}, 2, "started")


def test_a_draft_keeps_possible_answers_alone_but_also_those_that_routing_hides():
    hidden = question("q2", show_if={"question": "q1", "has": ["yes"]})
    invitation = surveys.invitation(in_the_field(question("q1"), hidden, question("q3", "number")))

    saved = actions.save_draft(
        invitation, ["q1", "q2", "q3"], {"q1": "no", "q2": "yes", "q3": "=1+1"}, page=1, today=TODAY
    )

    assert saved.draft == {"q1": "no", "q2": "yes"}


def test_nothing_is_kept_once_the_answers_were_sent():
    invitation = surveys.invitation(in_the_field())
    submit(invitation)

    saved = actions.save_draft(invitation, ["q1"], {"q1": "no"}, page=1, today=TODAY)

    assert (saved.draft, saved.state) == ({}, "submitted")


def test_nothing_is_kept_after_the_last_day():
    survey = in_the_field()
    invitation = surveys.invitation(survey)

    with pytest.raises(Refused):
        actions.save_draft(invitation, ["q1"], {"q1": "no"}, page=1, today=survey.closes_on + timedelta(days=1))

    invitation.refresh_from_db()
    assert (invitation.draft, invitation.state) == ({}, "sent")


# --- Sending ---------------------------------------------------------------------------------------


def test_an_answer_keeps_what_the_register_says_that_day():
    survey = in_the_field(question("q1"), question("q2", "open"))
    unit = surveys.unit(survey, members.municipality(population=12_000, fte=1, province="70000"), province="70000")
    invitation = surveys.invitation(survey, unit=unit)

    response = submit(invitation, {"q1": "yes", "q2": "=1+1"})
    unit.municipality.population_figures.update(inhabitants=99_000)

    response.refresh_from_db()
    assert (response.answers, response.asked) == ({"q1": "yes", "q2": "=1+1"}, ["q1", "q2"])
    assert (response.unit, response.invitation, response.submitted_on) == (unit, invitation, TODAY)
    assert (response.province, response.population, response.fte_band, response.years_band) == (
        "70000",
        12_000,
        "up-to-1",
        "6-10",
    )


def test_the_draft_is_what_is_sent_and_is_gone_afterwards():
    invitation = surveys.invitation(in_the_field(), draft={"q1": "no"}, draft_page=1)

    response = actions.submit(invitation, today=TODAY, language="en")

    invitation.refresh_from_db()
    assert (response.answers, response.language) == ({"q1": "no"}, "en")
    assert (invitation.state, invitation.draft, invitation.draft_page) == ("submitted", {}, 0)


@pytest.mark.parametrize("confidentiality", Confidentiality.values)
def test_what_is_sent_twice_is_one_response(confidentiality):
    survey = in_the_field(confidentiality=confidentiality)
    invitation = surveys.invitation(survey)

    first = submit(invitation, {"q1": "yes"})
    second = submit(invitation, {"q1": "no"})

    actions.settle(survey, at_least=1)
    assert second == (None if survey.is_anonymous else first)
    assert survey.responses.get().answers == {"q1": "yes"}


def test_an_orphan_is_not_sent():
    hidden = question("q2", show_if={"question": "q1", "has": ["yes"]})
    invitation = surveys.invitation(in_the_field(question("q1"), hidden))

    response = submit(invitation, {"q1": "no", "q2": "yes"})

    assert (response.answers, response.asked) == ({"q1": "no"}, ["q1"])


@pytest.mark.parametrize("answers", [{"q1": "maybe"}, {"q9": "yes"}, {"q1": ["yes"]}])
def test_codes_that_are_not_in_the_survey_are_refused(answers):
    invitation = surveys.invitation(in_the_field())

    with pytest.raises(Refused):
        submit(invitation, answers)

    invitation.refresh_from_db()
    assert (Response.objects.count(), invitation.state) == (0, "sent")


@pytest.mark.parametrize(("late", "is_fine"), [(0, True), (1, False)])
def test_the_last_day_counts_and_the_day_after_does_not(late, is_fine):
    survey = in_the_field()
    invitation, day = surveys.invitation(survey), survey.closes_on + timedelta(days=late)

    if is_fine:
        submit(invitation, today=day)
    else:
        with pytest.raises(Refused):
            submit(invitation, today=day)

    assert survey.responses.count() == is_fine


def test_a_colleague_cannot_answer_a_second_time_for_a_municipality():
    survey = in_the_field()
    unit = surveys.unit(survey)
    first, second = (surveys.invitation(survey, unit=unit) for _ in range(2))
    submit(first)

    with pytest.raises(Refused) as refused:
        submit(second)

    assert refused.value.reasons == ["answered-for"]
    assert survey.responses.count() == 1


@pytest.mark.parametrize(("confidentiality", "touchpoints"), [("identified", 1), ("confidential", 1), ("anonymous", 0)])
def test_an_answer_is_a_touchpoint_unless_it_is_anonymous(confidentiality, touchpoints):
    survey = in_the_field(confidentiality=confidentiality)
    unit = surveys.unit(survey)

    submit(surveys.invitation(survey, unit=unit))

    assert Touchpoint.objects.filter(kind="survey-answered", municipality=unit.municipality).count() == touchpoints
    assert Touchpoint.objects.count() == touchpoints


def test_the_to_do_is_done_once_the_answers_are_sent():
    survey = in_the_field()
    invitation = actions.invite(survey, [(members.person(), None)], today=TODAY)[0]

    submit(invitation)

    assert Todo.objects.get().done_at is not None


# --- Anonymous -------------------------------------------------------------------------------------


def test_an_anonymous_answer_leads_to_nobody_while_we_know_who_answered():
    survey = in_the_field(confidentiality=Confidentiality.ANONYMOUS)
    units = [surveys.unit(survey, population_band="under-15000") for _ in range(5)]
    invitation = surveys.invitation(survey, unit=units[0])

    submit(invitation)
    actions.settle(survey, at_least=1)

    invitation.refresh_from_db()
    response = survey.responses.get()
    assert invitation.state == "submitted"
    assert (response.unit, response.invitation, response.submitted_on, response.years) == (None, None, None, None)
    assert (response.province, response.population) == ("", None)  # sealed until it is known who else answers


def test_anonymous_answers_do_not_lie_in_the_order_in_which_they_came():
    survey = in_the_field(question("q1", "number"), confidentiality=Confidentiality.ANONYMOUS)

    for number in range(20):
        submit(surveys.invitation(survey), {"q1": number})
    lying = [response.answers["q1"] for response in Response.objects.raw("SELECT * FROM surveys_response")]

    assert sorted(lying) == list(range(20))
    assert lying != list(range(20))


# --- Many at once ----------------------------------------------------------------------------------


def test_responses_from_elsewhere_are_recorded_together():
    survey = in_the_field()
    units = [surveys.unit(survey, population_band="under-15000") for _ in range(2)]

    made = actions.record_many(
        survey, [actions.Entry(unit, {"q1": "yes"}, years=4) for unit in units], on=lambda entry: TODAY
    )

    assert [(each.unit, each.population_band, each.years_band) for each in made] == [
        (unit, "under-15000", "3-5") for unit in units
    ]
    assert Touchpoint.objects.filter(kind="survey-answered").count() == 2


def test_who_answered_elsewhere_has_nothing_left_to_do_and_others_have():
    survey = in_the_field()
    here, there = surveys.unit(survey), surveys.unit(survey)
    _answered, waiting = actions.invite(survey, [(members.person(), here), (members.person(), there)], today=TODAY)

    actions.record_many(survey, [actions.Entry(here, {"q1": "yes"})], on=lambda entry: TODAY)

    assert [todo.person for todo in Todo.objects.filter(done_at=None)] == [waiting.person]
    assert rules.still_to_answer(survey) == [waiting]


def test_one_wrong_entry_refuses_them_all():
    survey = in_the_field()
    entries = [actions.Entry(surveys.unit(survey), {"q1": code}) for code in ("yes", "maybe")]

    with pytest.raises(Refused):
        actions.record_many(survey, entries, on=lambda entry: TODAY)

    assert (Response.objects.count(), Touchpoint.objects.count()) == (0, 0)


def test_a_municipality_comes_once_among_many():
    survey = in_the_field()
    unit = surveys.unit(survey)

    with pytest.raises(Refused):
        actions.record_many(survey, [actions.Entry(unit, {})] * 2, on=lambda entry: TODAY)


def test_an_anonymous_survey_takes_no_entries_by_municipality():
    survey = in_the_field(confidentiality=Confidentiality.ANONYMOUS)

    with pytest.raises(Refused):
        actions.record_many(survey, [actions.Entry(surveys.unit(survey), {})], on=lambda entry: TODAY)


# --- Out of the field ------------------------------------------------------------------------------


def test_closing_ends_it_for_everybody():
    survey, person = in_the_field(), members.person()
    invitation = actions.invite(survey, [(person, None)], today=TODAY)[0]
    actions.save_draft(invitation, ["q1"], {"q1": "no"}, page=1, today=TODAY)

    closed = actions.close_survey(survey, today=TODAY)

    invitation.refresh_from_db()
    assert (closed.state, closed.closes_on, closed.results_visible_from) == ("closed", TODAY, TODAY)
    assert (invitation.state, invitation.draft) == (InvitationState.STARTED, {})
    assert Todo.objects.get().done_at is not None
    with pytest.raises(Refused):
        submit(invitation)


@pytest.mark.parametrize("state", [SurveyState.DRAFT, SurveyState.CLOSED])
def test_what_is_not_in_the_field_cannot_be_closed(state):
    survey = in_the_field(state=state)

    with pytest.raises(Refused):
        actions.close_survey(survey, today=TODAY)
