"""Two people at the same moment: one begins a fee year, and billing details are made once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from members import actions
from members.models import BillingDetails, FeeSchedule, Role
from members.tests import factories as members
from portal.refused import Refused

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 6


def at_once(deed):
    """Do the same deed in each thread at the same moment; what each returned, or the error that it raised."""
    start = Barrier(THREADS)

    def do(_number):
        try:
            start.wait(timeout=20)
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(do, range(THREADS)))


def test_a_year_that_many_begin_at_once_begins_once_and_the_others_are_told():
    staff = members.user_with(Role.STAFF)

    outcomes = at_once(lambda: actions.draft_year(2026, by=staff))

    assert FeeSchedule.objects.count() == 1
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "FeeSchedule",
        *[Refused.__name__] * (THREADS - 1),
    ]


def test_billing_details_that_many_change_at_once_are_made_once():
    staff, place = members.user_with(Role.STAFF), members.municipality()

    outcomes = at_once(lambda: actions.change_billing(place, by=staff, attention="Finance", orders={2026: "PO-1"}))

    assert set(outcomes) == {BillingDetails.objects.get()}
    assert place.purchase_orders.count() == 1
