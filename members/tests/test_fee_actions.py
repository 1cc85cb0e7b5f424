"""A fee year from draft to lock, and what may happen to an assessment afterwards."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members import actions, fee_audit
from members.models import (
    AssessmentKind,
    AssessmentState,
    FeeAssessment,
    FeeBand,
    FeeSchedule,
    FeeYearState,
    Municipality,
    Role,
    Todo,
    TransitionKind,
)
from members.rules import fee_years as rules
from members.rules.fee_years import Refusal
from members.rules.latecomers import latecomers_of
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)
MERGED_ON = date(2025, 1, 1)


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.fixture
def director():
    return members.user_with(Role.DIRECTOR)


# --- Drafting ----------------------------------------------------------------------------------------


def test_a_new_year_begins_as_a_copy_of_the_latest(staff):
    members.fee_year(2025, by=staff, population_on=date(2024, 1, 1))

    begun = actions.draft_year(2026, by=staff)

    assert [(band.starts_at, band.up_to, band.amount) for band in begun.bands.all()] == [
        (0, 14_999, 350),
        (15_000, None, 650),
    ]
    assert begun.population_on == date(2025, 1, 1)


def test_a_year_begins_once(staff):
    actions.draft_year(2026, by=staff)

    with pytest.raises(Refused):
        actions.draft_year(2026, by=staff)


@pytest.mark.parametrize(("year", "day"), [(2026, date(2025, 2, 28)), (2029, date(2028, 2, 29))])
def test_inhabitants_counted_on_the_29th_of_february_are_counted_on_the_28th_in_most_years(staff, year, day):
    members.fee_year(2025, by=staff, population_on=date(2024, 2, 29))

    assert actions.draft_year(year, by=staff).population_on == day


def test_bands_with_a_gap_are_refused_and_nothing_changes(staff):
    schedule = members.fee_year(2026, by=staff)
    gap = [FeeBand(starts_at=0, up_to=14_999, amount=1), FeeBand(starts_at=16_000, amount=2)]

    with pytest.raises(Refused) as refused:
        actions.change_year(schedule, bands=gap, by=staff)

    assert [str(reason) for reason in refused.value.reasons] == ["From 15,000 to 15,999 there is no band."]
    assert schedule.bands.first().amount == 350


def test_the_preview_shows_who_pays_more_less_and_the_same(staff):
    first, _same, third = (members.membership(population=size) for size in (10_000, 12_000, 20_000))
    members.locked_fee_year(2025)
    members.population_figure(first.municipality, 15_500, on=date(2025, 1, 1))
    members.population_figure(third.municipality, 14_000, on=date(2025, 1, 1))
    members.membership(population=9_000, on=date(2025, 5, 1))

    shown = rules.preview(members.fee_year(2026))

    assert (shown.total_before, shown.total, shown.effect) == (1350, 1700, 350)
    assert (shown.up, shown.down, shown.equal, shown.newcomers) == (1, 1, 1, 1)
    assert {(line.membership, line.change) for line in shown.largest} == {(first, 300), (third, -300)}


def test_the_preview_takes_as_many_queries_for_one_member_as_for_three(staff, django_assert_num_queries):
    members.membership(population=10_000)
    schedule = members.fee_year(2026)
    with django_assert_num_queries(5):
        rules.preview(schedule)
    members.membership(population=10_000)
    members.membership(population=20_000)

    with django_assert_num_queries(5):
        rules.preview(schedule)


# --- Two people --------------------------------------------------------------------------------------


def test_one_asks_and_another_locks(staff, director):
    member = members.membership(population=12_000)
    schedule = actions.ask_lock(members.fee_year(2026), by=staff, now=NOW)

    actions.lock(schedule, by=director, now=NOW)

    fee = FeeAssessment.objects.get()
    assert FeeSchedule.objects.get().state == FeeYearState.LOCKED
    assert (fee.membership, fee.amount, fee.state) == (member, 350, AssessmentState.ASSESSED)
    assert (fee.population, fee.population_on, fee.band_from, fee.band_up_to) == (
        12_000,
        members.LONG_AGO,
        0,
        14_999,
    )
    assert Line.objects.filter(kind=LineKind.APPROVAL).count() == 1


def test_the_one_who_asked_may_not_lock(director):
    members.membership(population=12_000)
    schedule = actions.ask_lock(members.fee_year(2026), by=director, now=NOW)

    with pytest.raises(Refused) as refused:
        actions.lock(schedule, by=director, now=NOW)

    assert refused.value.reasons == [Refusal.SAME_PERSON]
    assert FeeSchedule.objects.get().state == FeeYearState.ASKED


def test_nobody_locks_what_nobody_asked_for(director):
    with pytest.raises(Refused) as refused:
        actions.lock(members.fee_year(2026), by=director, now=NOW)

    assert refused.value.reasons == [Refusal.NOT_ASKED]


def test_the_second_person_confirms_what_the_first_one_saw(staff, director):
    member = members.membership(population=12_000)
    schedule = actions.ask_lock(members.fee_year(2026, population_on=date(2025, 1, 1)), by=staff, now=NOW)
    members.population_figure(member.municipality, 20_000, on=date(2024, 1, 1))

    with pytest.raises(Refused) as refused:
        actions.lock(schedule, by=director, now=NOW)

    assert refused.value.reasons == [Refusal.CHANGED]


def test_a_request_taken_back_leaves_a_draft_without_assessments(staff):
    members.membership(population=12_000)
    schedule = actions.ask_lock(members.fee_year(2026), by=staff, now=NOW)

    actions.withdraw_lock(schedule, by=staff)

    assert (FeeSchedule.objects.get().state, FeeAssessment.objects.count()) == (FeeYearState.DRAFT, 0)
    assert not Todo.objects.filter(done_at=None, source__startswith="members.feeschedule").exists()


def test_a_member_without_a_population_figure_holds_the_lock_up(staff):
    place = members.membership(name="Nergens").municipality

    with pytest.raises(Refused) as refused:
        actions.ask_lock(members.fee_year(2026), by=staff, now=NOW)

    assert [str(reason) for reason in refused.value.reasons] == [f"{place}: No number of inhabitants is known."]


@pytest.mark.parametrize(("asker", "asked"), [(Role.STAFF, Role.DIRECTOR), (Role.DIRECTOR, Role.ADMIN)])
def test_somebody_else_is_asked_to_confirm(asker, asked):
    members.membership(population=12_000)

    actions.ask_lock(members.fee_year(2026), by=members.user_with(asker), now=NOW)

    assert Todo.objects.get(source__startswith="members.feeschedule").role == asked


def test_only_who_is_a_member_on_the_first_of_january_is_assessed(staff):
    members.membership(population=12_000, on=date(2026, 1, 1))
    members.membership(population=12_000, on=date(2026, 1, 2))

    assert members.locked_fee_year(2026).assessments.count() == 1


def test_who_joins_later_is_assessed_apart(staff):
    members.membership(population=12_000)
    schedule = members.locked_fee_year(2026)
    late = members.membership(population=20_000, on=date(2026, 3, 1))

    actions.assess_latecomers(schedule, by=staff, now=NOW)

    assert schedule.assessments.get(membership=late).amount == 650
    with pytest.raises(Refused):
        actions.assess_latecomers(schedule, by=staff, now=NOW)


def test_who_was_recorded_after_the_lock_is_assessed_as_well_and_once(staff):
    schedule = members.fee().schedule
    late = members.membership(population=12_000, on=date(2026, 1, 1))
    twice = members.membership(population=12_000, on=date(2026, 2, 1))
    actions.end_membership(twice, on=date(2026, 4, 1), reason="other")
    members.membership(twice.municipality, on=date(2026, 9, 1))

    made = actions.assess_latecomers(schedule, by=staff, now=NOW)

    assert {fee.membership for fee in made} == {late, twice}


def merged_into(old, *, on, **place):
    """The membership of the heir of one municipality, that goes on for it from `on`, the day on which the old ends."""
    Municipality.objects.filter(pk=old.municipality_id).update(valid_to=on)
    actions.end_membership(old, on=on, reason="merger")
    heir = members.municipality(valid_from=on, **place)
    actions.record_merger(heir, [old.municipality], on=on)
    return members.membership(heir, on=on)


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 7, 1)])
def test_after_a_merger_the_fee_of_the_old_municipality_covers_the_year(staff, on):
    fee = members.fee(population=12_000, name="Gooik")
    heir = merged_into(fee.membership, on=on, population=24_000)

    assert latecomers_of(2026) == []
    assert latecomers_of(2027) == [heir]


def test_the_heir_of_who_was_no_member_is_a_latecomer_like_any_other():
    members.fee()
    on = date(2026, 7, 1)
    heir = members.municipality(population=24_000, valid_from=on)
    actions.record_merger(heir, [members.municipality(valid_to=on)], on=on)
    joined = members.membership(heir, on=on)

    assert latecomers_of(2026) == [joined]


def test_who_merged_before_it_was_assessed_is_assessed_and_not_its_heir():
    members.fee()
    on = date(2026, 7, 1)
    late = members.membership(population=12_000, on=date(2026, 2, 1))
    merged_into(late, on=on, population=24_000)

    assert latecomers_of(2026) == [late]


# --- What is locked stays ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"amount": 1}, {"population": 1}, {"computed": 1}, {"explanation": []}, {"state": "draft"}]
)
def test_a_locked_assessment_cannot_be_saved_otherwise(change):
    fee = members.fee()
    for name, value in change.items():
        setattr(fee, name, value)

    with pytest.raises(DatabaseError), transaction.atomic():
        fee.save()

    assert FeeAssessment.objects.get().amount == 350


def test_a_locked_assessment_cannot_be_updated_or_deleted_by_a_query():
    members.fee()

    with pytest.raises(DatabaseError), transaction.atomic():
        FeeAssessment.objects.update(amount=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeAssessment.objects.all().delete()

    assert FeeAssessment.objects.get().amount == 350


def test_the_rule_of_a_locked_year_cannot_change(staff):
    schedule = members.fee().schedule

    with pytest.raises(Refused) as refused:
        actions.change_year(schedule, bands=list(schedule.bands.all()), by=staff, index_factor=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeSchedule.objects.update(index_factor=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeBand.objects.update(amount=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        schedule.bands.create(starts_at=99, amount=2)

    assert refused.value.reasons == [Refusal.LOCKED]


def test_a_draft_can_still_change(staff):
    schedule = members.fee_year(2026, by=staff)

    actions.change_year(schedule, bands=list(schedule.bands.all()), by=staff, index_factor=Decimal("1.1"))

    assert FeeSchedule.objects.get().index_factor == Decimal("1.1")


# --- Correcting --------------------------------------------------------------------------------------


def test_another_population_makes_a_credit_note_and_a_new_assessment_with_the_reason(staff):
    fee = members.fee()

    credit, renewed = actions.correct(fee, population=15_100, reason="Wrong date.", by=staff, now=NOW)

    fee.refresh_from_db()
    assert (fee.state, fee.amount) == (AssessmentState.CREDITED, 350)
    assert (credit.kind, credit.amount, credit.replaces) == (AssessmentKind.CREDIT, -350, fee)
    assert (renewed.amount, renewed.population, renewed.replaces, renewed.reason) == (650, 15_100, fee, "Wrong date.")
    assert FeeAssessment.objects.standing().get() == renewed
    assert list(fee_audit.totals()) == []


def test_an_amount_can_be_taken_off_for_another_reason(staff):
    _credit, renewed = actions.correct(members.fee(), correction=Decimal(-50), reason="Agreed.", by=staff, now=NOW)

    assert (renewed.correction, renewed.amount) == (-50, 300)
    assert "Agreed" in renewed.explanation[-1]["en"]


def test_what_was_never_invoiced_leaves_one_invoice_however_often_it_was_corrected(staff):
    fee = members.fee()
    _credit, once = actions.correct(fee, population=15_100, reason="Wrong date.", by=staff, now=NOW)
    _credit, twice = actions.correct(once, population=9_000, reason="Again.", by=staff, now=NOW)

    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)

    assert list(FeeAssessment.objects.filter(invoiced_on__isnull=False)) == [twice]


def test_what_was_invoiced_needs_its_credit_note_in_the_post(staff):
    fee = members.fee()
    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)
    credit, renewed = actions.correct(fee, population=15_100, reason="Wrong date.", by=staff, now=NOW)
    _cancelled, last = actions.correct(renewed, population=9_000, correction=10, reason="Again.", by=staff, now=NOW)

    actions.mark_invoiced(fee.schedule, on=date(2026, 3, 1), by=staff)

    sent = FeeAssessment.objects.filter(invoiced_on__isnull=False)
    assert (set(sent), sent.total()) == ({fee, credit, last}, last.amount)


def test_a_correction_after_the_payment_keeps_what_came_in(staff):
    fee = members.fee()
    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)
    actions.mark_paid(fee, on=date(2026, 2, 20), by=staff)

    credit, renewed = actions.correct(fee, population=15_100, reason="Wrong date.", by=staff, now=NOW)

    assert FeeSchedule.objects.with_totals().get().paid == FeeAssessment.objects.of_kind("received").total() == 350
    actions.mark_invoiced(fee.schedule, on=date(2026, 3, 1), by=staff)
    for each in (credit, renewed):
        actions.mark_paid(each, on=date(2026, 4, 1), by=staff)
    assert FeeSchedule.objects.with_totals().get().paid == 650


def test_a_second_correction_keeps_the_first_with_its_reason(staff):
    _credit, once = actions.correct(members.fee(), correction=Decimal(-50), reason="Agreed.", by=staff, now=NOW)

    _credit, twice = actions.correct(once, population=15_100, reason="Wrong date.", by=staff, now=NOW)

    assert (twice.correction, twice.amount, twice.reason) == (-50, 600, "Wrong date.")
    assert "because: Agreed." in twice.explanation[-1]["en"]


def test_a_correction_can_be_taken_back(staff):
    _credit, once = actions.correct(members.fee(), correction=Decimal(-50), reason="Agreed.", by=staff, now=NOW)

    _credit, twice = actions.correct(once, correction=Decimal(0), reason="Not after all.", by=staff, now=NOW)

    assert (twice.correction, twice.amount) == (0, 350)


def test_a_correction_without_a_reason_is_refused(staff):
    with pytest.raises(Refused) as refused:
        actions.correct(members.fee(), population=15_100, reason=" ", by=staff, now=NOW)

    assert refused.value.reasons == [Refusal.NO_REASON]
    assert FeeAssessment.objects.count() == 1


def test_a_correction_that_changes_nothing_is_refused(staff):
    with pytest.raises(Refused) as refused:
        actions.correct(members.fee(), population=12_000, reason="Same.", by=staff, now=NOW)

    assert refused.value.reasons == [Refusal.SAME_RESULT]
    assert FeeAssessment.objects.get().state == AssessmentState.ASSESSED


def test_an_assessment_is_corrected_once_and_then_its_successor(staff):
    fee = members.fee()
    credit, renewed = actions.correct(fee, population=15_100, reason="Wrong date.", by=staff, now=NOW)

    for gone in (fee, credit):
        with pytest.raises(Refused) as refused:
            actions.correct(gone, population=9_000, reason="Again.", by=staff, now=NOW)
        assert refused.value.reasons == [Refusal.NOT_STANDING]
    actions.correct(renewed, population=9_000, reason="Again.", by=staff, now=NOW)

    assert FeeAssessment.objects.standing().get().amount == 350


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(-200, 200)), min_size=1, max_size=4))
def test_credit_notes_and_new_assessments_sum_to_the_corrected_amount(corrections):
    with transaction.atomic():
        staff, fee = members.user_with(Role.STAFF), members.fee()
        for population, euros in corrections:
            try:
                _credit, fee = actions.correct(
                    fee, population=population, correction=Decimal(euros), reason="-", by=staff, now=NOW
                )
            except Refused:
                continue

        total = fee.schedule.assessments.aggregate(total=Sum("amount"))["total"]
        assert total == FeeAssessment.objects.standing().get(schedule=fee.schedule).amount == fee.amount
        transaction.set_rollback(True)


# --- After a merger ----------------------------------------------------------------------------------


@pytest.fixture
def merged():
    """Three members of 2024 that one member follows in 2025."""
    old = [
        members.municipality(name, population=8_000, valid_to=MERGED_ON) for name in ("Galmaarden", "Gooik", "Herne")
    ]
    for municipality in old:
        members.membership(municipality)
    members.locked_fee_year(2024)
    new = members.municipality("Pajottegem", population=24_000, valid_from=MERGED_ON)
    event = actions.record_merger(new, old, on=MERGED_ON)
    members.membership(new, on=MERGED_ON)
    return event


@pytest.mark.parametrize(("year", "amount"), [(2025, 1050), (2026, 850), (2027, 650)])
def test_by_default_half_of_the_difference_with_the_old_fees_goes_each_year(merged, year, amount):
    fee = members.locked_fee_year(year).assessments.get()

    assert (fee.old_sum, fee.computed, fee.amount) == (1050, 650, amount)


def test_the_chosen_transition_is_followed(merged, staff):
    actions.choose_transition(merged, kind=TransitionKind.AT_ONCE, by=staff)

    fee = members.locked_fee_year(2025).assessments.get()

    assert (fee.old_sum, fee.amount) == (1050, 650)


def test_the_trail_tells_what_was_chosen_before(merged, staff):
    actions.choose_transition(merged, kind=TransitionKind.AT_ONCE, percent=50, by=staff)
    actions.choose_transition(merged, kind=TransitionKind.OLD_SUM, percent=25, years=3, by=staff)

    assert [line.change for line in Line.objects.filter(title_en__startswith="Chose how the fee").order_by("pk")] == [
        {"kind": [None, "at-once"], "percent": [None, "50"], "years": [None, 2]},
        {"kind": ["at-once", "old-sum"], "percent": ["50", "25"], "years": [2, 3]},
    ]


def test_a_merger_of_municipalities_that_paid_nothing_knows_no_old_sum():
    new = members.municipality(population=24_000, valid_from=MERGED_ON)
    actions.record_merger(new, [members.municipality(valid_to=MERGED_ON)], on=MERGED_ON)
    members.membership(new, on=MERGED_ON)

    fee = members.locked_fee_year(2025).assessments.get()

    assert (fee.old_sum, fee.amount) == (None, 650)


# --- Invoiced and paid -------------------------------------------------------------------------------


def test_an_invoice_comes_before_a_payment(staff):
    fee = members.fee()

    with pytest.raises(Refused):
        actions.mark_paid(fee, on=date(2026, 3, 1), by=staff)
    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)
    actions.mark_paid(fee, on=date(2026, 3, 1), by=staff)

    fee.refresh_from_db()
    assert (fee.state, fee.invoiced_on, fee.paid_on) == (AssessmentState.PAID, date(2026, 2, 1), date(2026, 3, 1))


def test_a_payment_noted_by_mistake_is_taken_back(staff):
    fee = members.fee()
    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)
    actions.mark_paid(fee, on=date(2026, 3, 1), by=staff)

    actions.mark_unpaid(fee, by=staff)

    assert FeeAssessment.objects.get().state == AssessmentState.INVOICED
    assert Line.objects.latest("pk").change == {"paid_on": ["2026-03-01", None]}
    with pytest.raises(Refused):
        actions.mark_unpaid(fee, by=staff)


def test_the_structured_message_has_its_check_digits():
    fee = members.fee()

    digits = fee.reference.strip("+").replace("/", "")

    assert len(digits) == 12
    assert int(digits[:10]) % 97 == int(digits[10:]) % 97
