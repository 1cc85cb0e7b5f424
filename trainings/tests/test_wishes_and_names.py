"""What participants told us goes in time, and others see a name by choice alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import retention
from members.models import RetentionRule
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days_ago", "left"), [(30, "Vegan"), (31, "")])
def test_wishes_go_a_month_after_the_last_half_day_and_the_registration_stays(days_ago, left):
    rule, now = RetentionRule.objects.get(code="wishes"), timezone.now()
    last_day = timezone.localdate(now) - timedelta(days=days_ago)
    registration = trainings.registration(trainings.edition(first_day=last_day), wishes="Vegan")

    done = [retention.run_rule(rule, now=now), retention.run_rule(rule, now=now)]
    registration.refresh_from_db()

    assert (registration.wishes, registration.state) == (left, "confirmed")
    assert done == [0 if left else 1, 0]


def test_a_name_is_shown_to_the_others_by_choice_alone():
    edition = trainings.edition()
    mine = trainings.registration(edition)
    shown, hidden = (
        trainings.registration(edition, members.person(last_name=name)) for name in ("Zichtbaar", "Verborgen")
    )
    address = reverse("trainings:registration_share", args=[shown.pk])

    before = visit_as(mine.person.user).get(edition.get_absolute_url()).text
    visit_as(shown.person.user).post(address, {"shares": "yes"})
    after = visit_as(mine.person.user).get(edition.get_absolute_url()).text
    elsewhere = visit_as(members.person().user).get(edition.get_absolute_url()).text
    visit_as(shown.person.user).post(address, {"shares": "no"})

    assert ("Zichtbaar" in before, "Zichtbaar" in after, "Verborgen" in after) == (False, True, False)
    assert "Zichtbaar" not in elsewhere
    assert hidden.shares_name is False
    assert "Zichtbaar" not in visit_as(mine.person.user).get(edition.get_absolute_url()).text


@pytest.mark.parametrize(("state", "status"), [("confirmed", 302), ("waitlisted", 404)])
def test_a_handout_opens_for_who_has_a_seat(state, status):
    edition = trainings.edition()
    registration, handout = trainings.registration(edition, state=state), trainings.handout(edition)
    browser = visit_as(registration.person.user)

    answer = browser.get(reverse("trainings:handout_open", args=[handout.pk]))

    assert answer.status_code == status
    assert ("Leeswijzer" in browser.get(edition.get_absolute_url()).text) == (status == 302)
