"""For whom a survey is, who is asked and reminded, and how the fieldwork stands."""

from datetime import date, timedelta

import pytest

from communications.models import PlannedItem
from members.models import Role, Todo
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line
from surveys import actions, margins, rules, tokens
from surveys.actions import retention
from surveys.models import InvitationState, MailRefusal, SurveyState
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
WEEK, DAY = timedelta(days=7), timedelta(days=1)


def in_the_field(**fields):
    return surveys.survey(**{"opens_on": TODAY, "closes_on": TODAY + 4 * WEEK, **fields})


def names(survey):
    return [unit.name for unit in survey.snapshot.units.all()]


def submit(invitation, *, today=TODAY):
    return actions.submit(invitation, answers={"q1": "yes"}, today=today, language="nl")


# --- For whom ---------------------------------------------------------------------------------------


def test_a_survey_is_for_the_members_unless_it_says_otherwise():
    members.membership(members.municipality("Aalst"))
    members.municipality("Bree")

    ours = actions.open_survey(surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY + WEEK), today=TODAY)
    all_ = actions.open_survey(
        surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY + WEEK, audience={"members_only": False}), today=TODAY
    )

    assert (names(ours), names(all_)) == (["Aalst"], ["Aalst", "Bree"])
    assert (ours.audience["members_only"], all_.audience["members_only"]) == (True, False)


def test_an_audience_is_narrowed_by_province_size_and_region():
    for name, province, population in (("A", "10000", 9_000), ("B", "70000", 9_000), ("C", "10000", 90_000)):
        members.membership(members.municipality(name, province=province, population=population))
    survey = surveys.survey(state=SurveyState.DRAFT)

    def found(**audience):
        survey.audience = audience
        return [one.municipality.name for one in rules.candidates(survey, today=TODAY)]

    assert found(provinces=["10000"]) == ["A", "C"]
    assert found(provinces=["10000"], bands=["over-30000"]) == ["C"]
    assert found(regions=["nowhere"]) == []


def test_where_people_are_asked_each_counts_once():
    place = members.municipality("Aalst")
    members.membership(place)
    officers = [members.person(municipality=place) for _ in range(2)]
    members.person(role=Role.MANAGER, municipality=place)
    draft = surveys.survey(state=SurveyState.DRAFT, unit_of_analysis="person", closes_on=TODAY + WEEK)

    survey = actions.open_survey(draft, today=TODAY)

    assert {unit.person for unit in survey.snapshot.units.all()} == set(officers)


def test_a_preview_names_whom_mail_does_not_reach():
    for name in ("Niemand", "Zonder", "Zwijgt", "Goed"):
        members.membership(members.municipality(name, population=9_000))
    place = {one.municipality.name: one.municipality for one in rules.candidates(surveys.survey(), today=TODAY)}
    members.person(email="", user=False, municipality=place["Zonder"])
    members.person(municipality=place["Goed"])
    silent = members.person(municipality=place["Zwijgt"])
    MailRefusal.objects.create(person=silent, since=TODAY)

    seen = rules.preview(surveys.survey(state=SurveyState.DRAFT), today=TODAY)

    assert (seen.total, seen.nobody, seen.without_address, seen.opted_out) == (4, ["Niemand"], ["Zonder"], ["Zwijgt"])
    assert [number for _label, number in seen.by_province] == [4]


def test_the_audience_stands_once_the_survey_is_open():
    with pytest.raises(Refused):
        actions.choose_audience(in_the_field(), {"members_only": False}, by=None)


# --- Mail -------------------------------------------------------------------------------------------


def test_who_refused_all_mail_is_asked_on_the_home_page_alone():
    survey, person = in_the_field(), members.person()
    MailRefusal.objects.create(person=person, since=TODAY)

    invitation = actions.invite(survey, [(person, None)], today=TODAY)[0]

    assert (invitation.state, Mail.objects.count(), Todo.objects.count()) == (InvitationState.OPTED_OUT, 0, 1)


def test_who_had_a_survey_mail_this_week_waits_for_a_next_batch():
    survey = in_the_field()
    unit = surveys.unit(survey)
    person = members.person(municipality=unit.municipality)
    surveys.invitation(in_the_field(), person, mailed_on=TODAY - 6 * DAY)

    too_soon = actions.invite_everybody(survey, today=TODAY)
    rested = actions.invite_everybody(survey, today=TODAY + DAY)

    assert (len(too_soon), len(rested)) == (0, 1)


@pytest.mark.parametrize("confidentiality", ["identified", "confidential", "anonymous"])
def test_a_reminder_goes_only_to_who_did_not_answer_and_is_reached(confidentiality):
    survey = in_the_field(confidentiality=confidentiality)
    waiting, answered, bounced, out, halfway = (
        actions.invite(survey, [(members.person(), surveys.unit(survey))], today=TODAY)[0] for _ in range(5)
    )
    submit(answered)
    actions.mark_bounced(bounced, by=None)
    actions.opt_out(out, today=TODAY)
    actions.save_draft(halfway, ["q1"], {"q1": "yes"}, page=1, today=TODAY)
    Mail.objects.all().delete()

    reminded = actions.remind(survey, None, TODAY + WEEK)

    assert {each.pk for each in reminded} == {waiting.pk, halfway.pk}
    assert {mail.to_email for mail in Mail.objects.all()} == {waiting.person.email, halfway.person.email}
    assert f"/b/{waiting.token}/" in Mail.objects.get(to_email=waiting.person.email).text  # the same link


def test_asked_twice_on_a_day_sends_once():
    survey = in_the_field()
    actions.invite(survey, [(members.person(), surveys.unit(survey))], today=TODAY)

    numbers = [len(actions.remind(survey, None, day)) for day in (TODAY + WEEK, TODAY + WEEK, TODAY + WEEK + DAY)]

    assert (numbers, Mail.objects.count()) == ([1, 0, 0], 2)
    assert list(survey.mailings.values_list("kind", "number")) == [("invitation", 1), ("reminder", 1)]


def test_nobody_is_reminded_more_than_twice():
    survey = in_the_field()
    actions.invite(survey, [(members.person(), surveys.unit(survey))], today=TODAY)

    assert [len(actions.remind(survey, None, TODAY + week * WEEK)) for week in (1, 2, 3)] == [1, 1, 0]


def test_a_survey_that_is_closed_reminds_nobody():
    with pytest.raises(Refused):
        actions.remind(in_the_field(state=SurveyState.CLOSED), None, TODAY)


def test_who_wants_no_mail_can_still_answer():
    survey = in_the_field()
    invitation = actions.invite(survey, [(members.person(), None)], today=TODAY)[0]

    actions.opt_out(invitation, today=TODAY, of_all=True)
    actions.save_draft(invitation, ["q1"], {"q1": "yes"}, page=1, today=TODAY)
    invitation.refresh_from_db()
    still_out = invitation.state
    submit(invitation)

    assert (still_out, survey.responses.count()) == (InvitationState.OPTED_OUT, 1)
    assert MailRefusal.objects.get().person == invitation.person


# --- Handing over -----------------------------------------------------------------------------------


def handed(invitation, email="collega@example.org", **fields):
    values = {"first_name": "Ann", "last_name": "Maes", "email": email, "today": TODAY, **fields}
    return actions.hand_over(invitation, **values)


def test_a_colleague_gets_a_new_link_and_the_old_one_stops():
    survey = in_the_field()
    invitation = surveys.invitation(survey, unit=surveys.unit(survey), draft={"q1": "no"})
    old, before = invitation.token, invitation.person

    made = handed(invitation)

    assert (made.person.email, made.draft, made.state) == ("collega@example.org", {}, InvitationState.SENT)
    assert not survey.invitations.with_token_hash(tokens.hash_of(old)).exists()
    assert survey.invitations.with_token_hash(tokens.hash_of(made.token)).get() == made
    assert f"/b/{made.token}/" in Mail.objects.get().text
    line = Line.objects.get(about=f"surveys.invitation:{made.pk}")
    assert (before.last_name in line.title_nl, "no" in str(line.change)) == (False, False)


def test_somebody_who_works_elsewhere_gets_a_link_too_and_the_team_looks():
    survey = in_the_field()
    unit = surveys.unit(survey)
    here = members.person(municipality=unit.municipality)
    elsewhere = members.person(municipality=members.municipality())

    assert handed(surveys.invitation(survey, unit=unit), here.email).person == here
    assert not Todo.objects.filter(role=Role.STAFF).exists()
    assert handed(surveys.invitation(survey, unit=unit), elsewhere.email).person == elsewhere
    assert Todo.objects.filter(role=Role.STAFF).count() == 1


def test_one_who_was_asked_at_this_address_cannot_hand_over_to_it():
    survey = in_the_field()
    invitation = surveys.invitation(survey, unit=surveys.unit(survey))

    with pytest.raises(Refused):
        handed(invitation, invitation.person.email.upper())


def test_who_is_asked_for_themselves_hands_nothing_over():
    survey = in_the_field(unit_of_analysis="person")

    with pytest.raises(Refused):
        handed(surveys.invitation(survey, unit=surveys.unit(survey)))


# --- How it stands ----------------------------------------------------------------------------------


def test_the_response_is_counted_by_stratum_against_all_members():
    survey = in_the_field()
    units = [surveys.unit(survey, province=province) for province in ("10000", "10000", "70000")]
    submit(surveys.invitation(survey, unit=units[0]))

    stands = rules.fieldwork(survey)

    province = next(panel for panel in stands.panels if panel.code == "province")
    assert [(each.members, each.answered) for each in province.strata] == [(2, 1), (1, 0)]
    assert [each.name for each in province.strata[0].missing] == [units[1].name]
    assert (stands.members, stands.answered, stands.days) == (3, 1, [(TODAY, 1, 1)])


def test_of_an_anonymous_survey_who_is_missing_is_known_and_no_day():
    survey = in_the_field(confidentiality="anonymous")
    units = [surveys.unit(survey) for _ in range(3)]
    submit(surveys.invitation(survey, unit=units[0]))

    stands = rules.fieldwork(survey)

    assert (stands.answered, stands.days) == (1, None)
    assert [each.name for each in stands.missing] == [unit.name for unit in units[1:]]


@pytest.mark.parametrize(("n", "expected"), [(89, 0.0859), (285, 0.0)])
def test_the_margin_counts_that_the_population_is_small(n, expected):
    assert margins.margin(n, 285) == pytest.approx(expected, abs=1e-3)
    assert margins.margin(0, 285) is None


def test_a_share_comes_out_as_others_calculated_it():
    low, high = margins.wilson(52 / 89, 89, 285)

    assert margins.wilson(0.5, 285, 285) == (0.5, 0.5)
    assert 0.4804710437 < low < 52 / 89 < high < 0.6810947071  # narrower than without the correction


def test_more_time_is_later_than_before():
    survey = in_the_field(closes_on=TODAY + WEEK)

    with pytest.raises(Refused):
        actions.extend_survey(survey, TODAY + WEEK, by=None, today=TODAY)
    longer = actions.extend_survey(survey, TODAY + 2 * WEEK, by=None, today=TODAY)

    assert longer.closes_on == TODAY + 2 * WEEK


def test_the_list_of_things_to_do_and_the_planner_follow_the_last_day():
    members.membership()
    survey = actions.open_survey(surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY + WEEK), today=TODAY)
    _waiting, answered = (actions.invite(survey, [(members.person(), None)], today=TODAY)[0] for _ in range(2))
    actions.submit(answered, answers={"q1": "yes"}, today=TODAY, language="nl")

    def days():
        return PlannedItem.objects.get().on, [*Todo.objects.filter(done_at=None).values_list("due_on", flat=True)]

    opened = days()
    actions.extend_survey(survey, TODAY + 2 * WEEK, by=None, today=TODAY)
    extended = days()
    retention.keep_no_longer(today=TODAY + 3 * WEEK)
    over = days()
    actions.extend_survey(survey, TODAY + 4 * WEEK, by=None, today=TODAY + 3 * WEEK)
    asked_again = days()
    actions.close_survey(survey, today=TODAY + 3 * WEEK)

    assert opened == (TODAY + WEEK, [TODAY + WEEK])
    assert extended == (TODAY + 2 * WEEK, [TODAY + 2 * WEEK])
    assert over == (TODAY + 2 * WEEK, [])
    assert asked_again == (TODAY + 4 * WEEK, [TODAY + 4 * WEEK])
    assert days() == (TODAY + 3 * WEEK, [])


def test_opening_inviting_extending_and_closing_are_written_in_the_trail():
    members.membership()
    staff = members.user_with(Role.STAFF)
    survey = surveys.survey(state=SurveyState.DRAFT, closes_on=TODAY + WEEK)

    actions.open_survey(survey, today=TODAY, by=staff)
    actions.invite(survey, [(members.person(), None)], today=TODAY, by=staff)
    actions.extend_survey(survey, TODAY + 2 * WEEK, by=staff, today=TODAY)
    actions.close_survey(survey, today=TODAY, by=staff)

    lines = Line.objects.filter(about=f"surveys.survey:{survey.pk}", by=staff).order_by("pk")
    assert [line.title_en for line in lines] == [
        "A survey was brought into the field",
        "People were invited to a survey",
        "A survey got more time",
        "A survey was closed",
    ]
    assert lines.last().change["closes_on"] == [(TODAY + 2 * WEEK).isoformat(), TODAY.isoformat()]


# --- What is let go of ------------------------------------------------------------------------------


def test_drafts_and_links_go_a_month_after_the_last_day():
    survey = in_the_field(opens_on=TODAY - 8 * WEEK, closes_on=TODAY - 30 * DAY)
    running = in_the_field()
    old = surveys.invitation(survey, draft={"q1": "yes"})
    new = surveys.invitation(running, draft={"q1": "yes"})

    gone = retention.remove_what_is_over(today=TODAY)
    again = retention.remove_what_is_over(today=TODAY)

    old.refresh_from_db()
    new.refresh_from_db()
    survey.refresh_from_db()
    assert (gone.links, gone.closed, any(again)) == (1, 1, False)
    assert (old.draft, old.token_hash, old.link_seed, survey.state) == ({}, None, "", SurveyState.CLOSED)
    assert new.draft == {"q1": "yes"}
    assert Line.objects.filter(by=None).count() == 2  # it was closed, and what was left of it went


def test_a_day_sooner_links_stay():
    survey = in_the_field(opens_on=TODAY - 8 * WEEK, closes_on=TODAY - 29 * DAY, state=SurveyState.CLOSED)
    surveys.invitation(survey)

    assert retention.remove_what_is_over(today=TODAY) == (0, 0, 0)
