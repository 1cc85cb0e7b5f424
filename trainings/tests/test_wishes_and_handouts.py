"""What participants told us goes in time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import retention
from members.models import RetentionRule
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


@pytest.mark.parametrize(("state", "status"), [("confirmed", 302), ("waitlisted", 404)])
def test_a_handout_opens_for_who_has_a_seat(state, status):
    edition = trainings.edition()
    registration, handout = trainings.registration(edition, state=state), trainings.handout(edition)
    browser = visit_as(registration.person.user)

    answer = browser.get(reverse("trainings:handout_open", args=[handout.pk]))

    assert answer.status_code == status
    assert ("Leeswijzer" in browser.get(edition.get_absolute_url()).text) == (status == 302)
