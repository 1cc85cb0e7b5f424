"""What an anonymous survey keeps of who answered, and that every answer is kept once, whatever breaks."""

from collections import Counter
from random import Random

import pytest
from django.utils import timezone

from members.models import Todo
from members.tests import factories as members
from portal.refused import Refused
from portal.tests.visits import visit_as
from surveys import actions, audit, response, rules
from surveys.actions import anonymous, retention
from surveys.models import Invitation
from surveys.tests import factories as surveys
from surveys.tests.factories import question

TODAY = timezone.localdate()
ANTWERP, LIMBURG, WEST = "10000", "70000", "30000"


# --- Who answered is known, so who answered has to be a crowd ----------------------------------------


def rows(*groups):
    """As many rows as each group says: (number, size, province)."""
    return [{"population_band": size, "province": province} for number, size, province in groups for _ in range(number)]


def crowds(made):
    return Counter((row["population_band"], row["province"]) for row in made)


def test_large_groups_among_who_answered_stay_as_they_are():
    answered = rows((5, "small", ANTWERP), (5, "small", LIMBURG), (6, "large", ANTWERP))

    made = rules.among_who_answered(answered, smallest=5)

    assert crowds(made) == {("small", ANTWERP): 5, ("small", LIMBURG): 5, ("large", ANTWERP): 6}


def test_a_group_that_few_of_them_share_joins_the_unknown_everywhere():
    answered = rows((9, "small", ANTWERP), (3, "small", LIMBURG), (4, "small", WEST))

    made = rules.among_who_answered(answered, smallest=5)

    assert crowds(made) == {("small", ANTWERP): 9, ("small", ""): 7}


def test_an_attribute_that_would_name_somebody_is_dropped():
    answered = rows((6, "small", ANTWERP), (4, "small", LIMBURG))

    made = rules.among_who_answered(answered, smallest=5)

    assert crowds(made) == {("small", ""): 10}


def test_of_fewer_answers_than_a_crowd_nothing_is_kept():
    made = rules.among_who_answered(rows((4, "small", ANTWERP)), smallest=5)

    assert crowds(made) == {("", ""): 4}


@pytest.mark.parametrize("seed", range(40))
def test_no_combination_ever_stands_in_fewer_answers(seed):
    random = Random(seed)
    codes = ["", "a", "b", "c", "d"][: random.randint(2, 5)]
    answered = [
        {name: random.choice(codes) for name in rules.FOR_ANONYMOUS} for _ in range(random.choice([4, 12, 40, 150]))
    ]

    made = rules.among_who_answered(answered, smallest=4)

    pairs = [(row[name], before[name]) for row, before in zip(made, answered, strict=True) for name in row]
    assert min(Counter(tuple(row.values()) for row in made).values()) >= 4
    assert [pair for pair in pairs if pair[0] not in ("", pair[1])] == []
    assert rules.among_who_answered(made, smallest=4) == made


def an_anonymous_survey(**fields):
    return surveys.survey(question("q1", "number"), confidentiality="anonymous", min_cell=3, **fields)


def invited(survey, number, province=ANTWERP):
    """So many people of a province, in a population where that province alone would be crowd enough."""
    units = [surveys.unit(survey, province=province, population_band="small") for _ in range(number)]
    return [surveys.invitation(survey, unit=unit) for unit in units]


def send(invitation, answer=1):
    return actions.submit(invitation, answers={"q1": answer}, today=TODAY, language="nl")


@pytest.mark.django_db
def test_attributes_wait_sealed_until_closing_and_come_out_where_enough_people_answered():
    survey = an_anonymous_survey()
    for each in [*invited(survey, 8)[:6], *invited(survey, 8, LIMBURG)[:2], *invited(survey, 8, WEST)[:1]]:
        send(each)
    actions.settle(survey, at_least=1)
    running = Counter(survey.responses.values_list("province", "population_band"))

    actions.close_survey(survey, today=TODAY)

    assert running == {("", ""): 9}
    assert Counter(survey.responses.values_list("province", "sealed")) == {(ANTWERP, ""): 6, ("", ""): 3}


@pytest.mark.django_db
def test_attributes_are_sealed_in_a_text_that_is_always_as_long():
    survey = an_anonymous_survey()
    known, unknown = invited(survey, 4)[0], surveys.invitation(survey)
    send(known)
    send(unknown)

    actions.settle(survey, at_least=1)

    first, second = survey.responses.values_list("sealed", flat=True)
    assert len(first) == len(second) > 0
    assert first != second


@pytest.mark.django_db
def test_the_response_of_a_group_is_that_of_its_people_also_where_answers_do_not_tell_it():
    survey = an_anonymous_survey()
    for each in [*invited(survey, 4), *invited(survey, 4, LIMBURG)[:1]]:
        send(each)
    actions.close_survey(survey, today=TODAY)
    members_, answered = response.members_of(survey), response.answered_of(survey)

    (by,) = response.by_stratum(None, members_, {"province": {ANTWERP: "A", LIMBURG: "L"}}, ["province"], answered)

    assert [(each.label, each.members, each.answered) for each in by.strata] == [("A", 4, 4), ("L", 4, 1)]


# --- Every answer once --------------------------------------------------------------------------------


def receive(invitation, answer=1):
    """The first step alone: and then the power went."""
    anonymous.receive(invitation, today=TODAY, language="nl", answers={"q1": answer})


def answers_of(survey):
    actions.close_survey(survey, today=TODAY)
    return sorted(each.answers["q1"] for each in survey.responses.all())


def colleague(invitation, email="collega@example.org"):
    return actions.hand_over(invitation, first_name="Col", last_name="Lega", email=email, today=TODAY)


@pytest.mark.django_db
def test_what_came_in_is_not_handed_over_although_the_portal_stopped_before_it_could_mark_it():
    survey = an_anonymous_survey()
    stopped, other = invited(survey, 2)
    receive(stopped, 7)

    with pytest.raises(Refused, match="sent-already"):
        colleague(stopped)
    handed = colleague(other)
    send(handed, 8)

    assert answers_of(survey) == [7, 8]


@pytest.mark.django_db
def test_who_sent_it_before_the_portal_stopped_is_told_so_and_is_not_asked_again():
    survey = an_anonymous_survey()
    (stopped,) = invited(survey, 1)
    receive(stopped, 7)
    browser = visit_as()

    opened = browser.get(f"/b/{stopped.token}/")
    actions.save_draft(stopped, ["q1"], {"q1": 9}, page=1, today=TODAY)
    reminded = actions.remind(survey, None, TODAY)

    assert opened.status_code == 410
    assert reminded == []
    stopped.refresh_from_db()
    assert (stopped.state, stopped.draft) == ("submitted", {})


@pytest.mark.django_db
def test_a_new_secret_counts_nothing_twice_while_the_earlier_one_is_known(settings):
    survey = an_anonymous_survey()
    stopped, other = invited(survey, 2)
    receive(stopped, 7)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new secret", [settings.SECRET_KEY]

    again = send(stopped, 9)
    send(other, 8)

    assert again is None
    assert answers_of(survey) == [7, 8]
    assert survey.receipts.count() == 0


@pytest.mark.django_db
def test_without_the_earlier_secret_no_answer_is_taken_that_may_be_a_second_one(settings):
    survey = an_anonymous_survey()
    stopped, other = invited(survey, 2)
    receive(stopped, 7)
    earlier = settings.SECRET_KEY
    settings.SECRET_KEY = "a new secret"

    for each in (stopped, other):
        with pytest.raises(Refused, match="no-key"):
            send(each, 9)
    closed, told = answers_of(survey), list(audit.secrets())
    settings.SECRET_KEY_FALLBACKS = [earlier]
    retention.keep_no_longer(today=TODAY)

    assert closed == []
    assert [sentence.split(";")[0] for sentence in told] == [
        f"survey {survey.pk}: no secret opens an answer that waits",
        f"survey {survey.pk}: it takes no answers, as no secret tells who sent one",
    ]
    assert list(audit.secrets()) == []
    assert [each.answers for each in survey.responses.all()] == [{"q1": 7}]
    assert [each.pk for each in survey.invitations.answered()] == [stopped.pk]


@pytest.mark.django_db
def test_once_one_answered_for_a_place_its_colleague_has_nothing_left_to_do():
    survey = an_anonymous_survey()
    unit = surveys.unit(survey)
    one, other = (actions.invite(survey, [(members.person(), unit)], today=TODAY)[0] for _ in range(2))

    send(one)

    assert Todo.objects.filter(done_at=None).count() == 0
    assert Invitation.objects.get(pk=other.pk).state == "sent"
