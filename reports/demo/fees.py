"""Demo fees: three locked years and a draft, with invented amounts, payments and company numbers.

The bands are no price list of anybody: the real ones are not public, and the pages of the demo say so.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db.models import F
from django.utils import timezone

from members import actions
from members.models import (
    AssessmentState,
    BillingDetails,
    EndReason,
    FeeAssessment,
    FeeBand,
    FeeRule,
    FeeSchedule,
    Membership,
    Municipality,
    Person,
    PopulationFigure,
    PurchaseOrder,
    TerritorialEvent,
    TransitionKind,
)

BANDS = ((0, 350), (10_000, 500), (15_000, 650), (20_000, 850), (30_000, 1150), (50_000, 1600), (100_000, 2500))
NEXT_INDEX = Decimal("1.025")
YEARS = 3
JOINING = 2
PAID = ((0.78, 5, 30), (0.93, 35, 60), (0.98, 65, 100))  # up to this share: paid so many days after the invoice
WITH_ORDER = 0.4
MERGER_CORRECTIONS = 3
DISPUTE = "De telling was die van een verkeerde datum; de gemeente gaf het juiste aantal door."
AGREED = "Afspraak met de gemeente: in het fusiejaar kreeg ze een deel van het ledenblad dubbel."


def seed(scene):
    """Memberships that begin and end, schedules, assessments, payments, corrections and billing details."""
    random = Random("werfportaal fees")  # noqa: S311 - invented data, the same every time
    staff, director = (Person.objects.get(pk=scene.team[name].pk).user for name in ("staff", "director"))
    years = [scene.today.year - ago for ago in range(YEARS - 1, -1, -1)]
    former_members(random, scene, years[0])
    come_and_go(random, scene, by=staff)
    billing(random, scene)
    for event in TerritorialEvent.objects.executed().filter(effective_on__gt=date(years[0], 1, 1)):
        actions.choose_transition(event, kind=TransitionKind.GRADUAL, percent=50, by=staff)
    for year in years:
        schedule = begin(year, by=staff)
        on = date(year, 1, 12)
        actions.ask_lock(schedule, by=staff, now=moment(on, 10))
        schedule = actions.lock(schedule, by=director, now=moment(on + timedelta(days=3), 14))
        invoiced_on = min(date(year, 2, 10), scene.today)
        actions.mark_invoiced(schedule, on=invoiced_on, by=staff)
        pay(random, schedule, invoiced_on, scene.today, by=staff)
    after_mergers(years, by=staff, today=scene.today)
    latest = FeeSchedule.objects.of(scene.today.year)
    if joined_on(scene.today).year == latest.year:
        actions.assess_latecomers(latest, by=staff, now=moment(scene.today, 9))
    dispute(latest, by=staff, now=moment(scene.today, 11))
    draft = actions.draft_year(latest.year + 1, by=staff)
    actions.change_year(draft, bands=list(draft.bands.all()), by=staff, index_factor=NEXT_INDEX)


def moment(day, hour):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def begin(year, *, by):
    schedule = actions.draft_year(year, by=by)
    if schedule.bands.exists():
        return schedule
    ends = [first - 1 for first, _amount in BANDS[1:]] + [None]
    bands = [
        FeeBand(starts_at=first, up_to=end, amount=amount) for (first, amount), end in zip(BANDS, ends, strict=True)
    ]
    return actions.change_year(schedule, bands=bands, by=by, rule=FeeRule.BANDS)


def former_members(random, scene, first_year):
    """Whoever merged since was a member too; their inhabitants are a made-up part of the new municipality's."""
    known = dict(PopulationFigure.objects.order_by("reference_date").values_list("municipality", "inhabitants"))
    founded = scene.today.replace(year=scene.today.year - 4, month=1, day=1)
    figures = []
    for event in TerritorialEvent.objects.executed().filter(effective_on__gt=founded).with_parties():
        heir = event.coming_out[0].municipality
        ending = event.ending
        parts = [random.uniform(0.6, 1.4) for _each in ending]
        for municipality, part in zip(ending, parts, strict=True):
            inhabitants = round(known.get(heir.pk, 15_000) * part / (sum(parts) + (heir in event.predecessors) * 9))
            figures.append(
                PopulationFigure(
                    municipality=municipality,
                    reference_date=date(event.effective_on.year - 2, 1, 1),
                    inhabitants=inhabitants,
                    source="demo",
                )
            )
            actions.join(municipality, on=founded)  # until the merger: that day is known
    PopulationFigure.objects.bulk_create(figures)


def joined_on(today):
    """The first of March that is behind us."""
    day = date(today.year, 3, 1)
    return day if day <= today else day.replace(year=today.year - 1)


def come_and_go(random, scene, *, by):
    """Two joined later than the others, one left, one asked to leave: as many are members today as before."""
    founded = scene.today.replace(year=scene.today.year - 4, month=1, day=1)
    members = list(Membership.objects.filter(starts_on=founded, ends_on=None).order_by("pk"))
    for membership in random.sample(members, JOINING):
        municipality = membership.municipality
        membership.delete()
        actions.join(municipality, on=joined_on(scene.today), by=by)
    never = Municipality.objects.existing_on(founded).existing_on(scene.today).filter(memberships=None).order_by("pk")
    if left := never.first():
        membership = actions.join(left, on=founded)
        new_year = date(scene.today.year, 1, 1)
        actions.ask_to_leave(membership, on=new_year - timedelta(days=80), by=by)
        actions.end_membership(membership, on=new_year, reason=EndReason.BUDGET, by=by)
    asks = Membership.objects.filter(starts_on=founded, ends_on=None).order_by("-pk").first()
    actions.ask_to_leave(asks, on=scene.today - timedelta(days=20), by=by, note="Beslissing van het college volgt.")


def billing(random, scene):
    """Company numbers with right check digits, in a range made up for this demo, none of them a municipality's."""
    details, orders = [], []
    for count, municipality in enumerate(scene.municipalities):
        number = invented_number(count)
        wants_order = random.random() < WITH_ORDER
        details.append(
            BillingDetails(
                municipality=municipality,
                company_number=number,
                peppol_id=f"0208:{number}",
                invoice_email=f"facturen.{municipality.nis_code}@example.org",
                needs_purchase_order=wants_order,
            )
        )
        if wants_order and random.random() < 0.8:
            year = scene.today.year
            orders.append(PurchaseOrder(municipality=municipality, year=year, number=f"DEMO-{year}-{count:04}"))
    BillingDetails.objects.bulk_create(details)
    PurchaseOrder.objects.bulk_create(orders)


def invented_number(count):
    """0999.0…: two check digits close the eight before them, as in a real company number."""
    stem = f"0999{count:04}"
    return f"{stem}{97 - int(stem) % 97:02}"


def pay(random, schedule, invoiced_on, today, *, by):
    """Most pay in time, some after a reminder or two; of the latest year a few have not paid yet."""
    paid = {}
    for pk in FeeAssessment.objects.of_year(schedule.year).standing().order_by("pk").values_list("pk", flat=True):
        draw = random.random() * (1 if schedule.year == today.year else 0.98)
        for share, soonest, latest in PAID:
            if draw < share:
                on = invoiced_on + timedelta(days=random.randrange(soonest, latest))
                if on <= today:
                    paid[pk] = on
                break
    actions.record_paid(paid, by=by, year=schedule.year)


def after_mergers(years, *, by, today):
    """Three merged municipalities got something off in their first year."""
    merged = FeeAssessment.objects.standing().filter(schedule__year__in=years, old_sum__isnull=False)
    first = merged.order_by("schedule__year", "pk")[:MERGER_CORRECTIONS]
    for assessment in list(first):
        now = moment(min(date(assessment.schedule.year, 4, 3), today), 15)
        actions.correct(assessment, correction=Decimal(-75), reason=AGREED, by=by, now=now)
    for schedule in {assessment.schedule for assessment in first}:
        if schedule.assessments.filter(state=AssessmentState.ASSESSED).exists():
            on = min(date(schedule.year, 4, 10), today)
            actions.mark_invoiced(schedule, on=on, by=by)


def dispute(schedule, *, by, now):
    """A fee disputed because the inhabitants were counted on the wrong day: credited, and a band lower."""
    standing = FeeAssessment.objects.of_year(schedule.year).standing().filter(old_sum=None, band_from__gt=0)
    disputed = standing.annotate(above=F("population") - F("band_from")).order_by("above", "pk").first()
    actions.correct(disputed, population=disputed.band_from - 85, reason=DISPUTE, by=by, now=now)
