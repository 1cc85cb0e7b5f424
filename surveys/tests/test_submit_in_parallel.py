"""The same answers sent from many places at the same moment: one response, on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from portal.refused import Refused
from surveys import actions
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(invitations):
    """Send the answers of all these invitations at the same moment; how many responses and refusals came back."""
    start = Barrier(len(invitations))

    def send(invitation):
        start.wait(timeout=20)
        try:
            return actions.submit(invitation, answers={"q1": "yes"}, today=timezone.localdate(), language="nl")
        except Refused:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(invitations)) as pool:
        return list(pool.map(send, invitations))


@pytest.mark.parametrize("confidentiality", ["confidential", "anonymous"])
def test_one_link_that_is_sent_eight_times_at_once_is_one_response(confidentiality):
    survey = surveys.survey(confidentiality=confidentiality)
    invitation = surveys.invitation(survey)

    sent = at_once([invitation] * 8)

    kept = survey.spooled if survey.is_anonymous else survey.responses
    assert kept.count() == 1
    assert {response.pk for response in sent if response} == {kept.get().pk}


def test_of_eight_colleagues_of_one_municipality_one_answers():
    survey = surveys.survey()
    unit = surveys.unit(survey)

    sent = at_once([surveys.invitation(survey, unit=unit) for _ in range(8)])

    assert (survey.responses.count(), sent.count(None)) == (1, 7)


def test_anonymous_answers_that_come_at_once_are_all_kept():
    survey = surveys.survey(confidentiality="anonymous")

    at_once([surveys.invitation(survey) for _ in range(8)])

    assert survey.responses.count() + survey.spooled.count() == 8
    assert survey.responses.count() >= 5
    assert survey.invitations.answered().count() == 8


def test_of_eight_colleagues_of_one_municipality_one_answers_anonymously():
    survey = surveys.survey(confidentiality="anonymous")
    unit = surveys.unit(survey)

    sent = at_once([surveys.invitation(survey, unit=unit) for _ in range(8)])

    assert (survey.spooled.count(), survey.invitations.answered().count(), sent.count(None)) == (1, 1, 7)
