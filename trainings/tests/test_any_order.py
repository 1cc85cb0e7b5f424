"""Registering, cancelling and changing seats in any order: Hypothesis looks for one in which somebody is wronged."""

import pytest
from django.db import transaction
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, audit
from trainings.models import RegistrationEvent
from trainings.rules import Refusal
from trainings.tests import factories as trainings

pytest.importorskip("hypothesis", reason="needs hypothesis, of requirements-test.txt")

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

PEOPLE = 6
anybody = st.integers(0, PEOPLE - 1)


class OneEdition(RuleBasedStateMachine):
    """An edition, beside what we expect of it: who sits, and who waits in which order."""

    def __init__(self):
        super().__init__()
        self.all_of_this = transaction.atomic()
        self.all_of_this.__enter__()
        self.edition = trainings.edition(seats=2)
        self.people = [members.person() for _ in range(PEOPLE)]
        self.staff = members.user_with(Role.STAFF)
        self.seats, self.seated, self.line = 2, [], []

    def teardown(self):
        transaction.set_rollback(True)
        self.all_of_this.__exit__(None, None, None)

    def fill_the_seats(self):
        while self.line and len(self.seated) < self.seats:
            self.seated.append(self.line.pop(0))

    # --- What people do ---------------------------------------------------------------------------

    @rule(who=anybody)
    def register(self, who):
        person = self.people[who]
        deed = {"by": person.user, "today": timezone.localdate()}
        if person in self.seated + self.line:
            with pytest.raises(Refused) as refused:
                actions.register(self.edition, person, **deed)
            assert refused.value.reasons == [Refusal.REGISTERED]
            return

        actions.register(self.edition, person, **deed)
        self.line.append(person)
        self.fill_the_seats()

    @rule(who=anybody, by_staff=st.booleans())
    def cancel(self, who, by_staff):
        person = self.people[who]
        registration = self.edition.registrations.filter(person=person).last()
        if registration is None:
            return
        deed = {"by": self.staff if by_staff else person.user, "now": timezone.now()}
        if person not in self.seated + self.line:
            with pytest.raises(Refused) as refused:
                actions.cancel(registration, **deed)
            assert refused.value.reasons == [Refusal.NOT_ACTIVE]
            return

        actions.cancel(registration, **deed)
        (self.seated if person in self.seated else self.line).remove(person)
        self.fill_the_seats()

    @rule(seats=st.integers(1, PEOPLE - 2))
    def change_seats(self, seats):
        actions.change_edition(self.edition, seats=seats, now=timezone.now())
        self.seats = seats
        self.fill_the_seats()

    # --- What holds whatever they do --------------------------------------------------------------

    @invariant()
    def who_sits_and_who_waits_is_as_expected_and_in_order(self):
        registrations = self.edition.registrations.select_related("person")

        assert {registration.person for registration in registrations.holding_a_seat()} == set(self.seated)
        assert [registration.person for registration in registrations.waiting()] == self.line

    @invariant()
    def no_more_people_sit_than_there_are_seats_and_seats_that_were_kept(self):
        self.edition.refresh_from_db()

        assert len(self.seated) <= self.edition.seats + self.edition.kept_above_seats

    @invariant()
    def nobody_is_in_twice(self):
        active = list(self.edition.registrations.active().values_list("person", flat=True))

        assert len(active) == len(set(active))

    @invariant()
    def each_step_is_told_once(self):
        assert Mail.objects.count() == RegistrationEvent.objects.count()

    @invariant()
    def the_audit_finds_nothing(self):
        assert [*audit.seats(), *audit.queues()] == []


@pytest.mark.django_db
def test_nobody_is_wronged_in_whatever_order_things_happen():
    run_state_machine_as_test(
        OneEdition,
        settings=settings(
            max_examples=25,
            stateful_step_count=15,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # fifteen steps read well enough, and making them fewer takes minutes
        ),
    )
