"""What a registration owes stands in lines that are never changed, and each goes to bookkeeping once."""

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from members import actions as member_actions
from members.models import PurchaseOrder, Role
from members.tests import factories as members
from trainings import actions, audit
from trainings.models import BillingExport, BillingLine, FreePlaces, Tariff
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db


def member(name="Ergens"):
    place = members.municipality(name)
    members.membership(place)
    return place


def register(edition, place, **answers):
    person = members.person(role=Role.OFFICER, municipality=place)
    answers = {"by": person.user, "today": timezone.localdate(), "municipality": place, **answers}
    return actions.register(edition, person, **answers)


def lines(registration):
    return list(registration.billing_lines.order_by("pk").values_list("kind", "amount"))


def test_a_seat_that_costs_something_is_a_line_with_the_purchase_order_of_the_municipality():
    place, year = member(), timezone.localdate().year
    PurchaseOrder.objects.create(municipality=place, year=year, number="BB-7")

    registration = register(trainings.edition(), place)

    line = registration.billing_lines.get()
    assert (line.kind, line.amount, line.purchase_order) == ("seat", registration.price, "BB-7")
    assert (line.organisation_name, line.organisation_nis) == (place.name, place.nis_code)


def test_who_waits_owes_nothing_until_there_is_a_seat():
    edition, place = trainings.edition(seats=1), member()
    first = register(edition, place)
    second = register(edition, member("Elders"))

    assert lines(second) == []
    actions.cancel(first, by=first.person.user, now=timezone.now())
    assert lines(second) == [("seat", second.price)]


def test_leaving_late_is_credited_and_costs_what_the_page_said():
    edition = trainings.edition(first_day=timezone.localdate() + timedelta(days=5))
    registration = register(edition, member())

    registration = actions.cancel(registration, by=registration.person.user, now=timezone.now())

    assert lines(registration) == [("seat", Decimal(90)), ("credit", Decimal(-45))]
    assert registration.billing_lines.total() == registration.left_for == 45


def test_an_edition_that_we_call_off_is_credited_whole_with_one_mail_a_person():
    edition, staff = trainings.edition(), members.person(role=Role.STAFF).user
    registrations = [register(edition, member(name)) for name in ("Ergens", "Elders")]

    actions.cancel_edition(edition, by=staff, now=timezone.now(), reason="Too few people")

    assert [each.billing_lines.total() for each in registrations] == [0, 0]


def test_whoever_takes_over_owes_the_seat_and_the_one_before_owes_nothing():
    place = member()
    registration = register(trainings.edition(), place)
    colleague = members.person(role=Role.OFFICER, municipality=place)

    follower = actions.replace(registration, colleague, by=registration.person.user, now=timezone.now())

    assert (registration.billing_lines.total(), follower.billing_lines.total()) == (0, registration.price)


@pytest.mark.parametrize("tariff", Tariff.values)
def test_what_a_visitor_writes_in_the_form_changes_no_price(tariff):
    edition, place = trainings.edition(), members.municipality("Geen lid")
    person = members.person(role=Role.OFFICER, municipality=place)
    page = reverse("trainings:edition_register", args=[edition.pk])
    browser = visit_as(person.user)
    key = browser.get(page).context["form"]["form_key"].value()

    browser.post(page, {"form_key": key, "tariff": tariff, "price": "0", "municipality": "", "is_member": "on"})

    registration = edition.registrations.get()
    assert (registration.tariff, registration.price) == (Tariff.OTHER, edition.price_other)
    assert registration.price_reason.startswith("price for non-members: Geen lid was no member on ")


def test_the_last_free_place_of_a_member_goes_to_one_and_the_next_pays_the_member_price():
    edition, place = trainings.edition(), member()
    FreePlaces.objects.create(year=edition.half_days.first().date.year, places=1)

    first, second = register(edition, place), register(edition, place)

    assert (first.tariff, first.price) == (Tariff.FREE_PLACE, 0)
    assert (second.tariff, second.price) == (Tariff.MEMBER, edition.price_member)


def test_a_free_place_that_somebody_leaves_is_there_for_the_next():
    edition, place = trainings.edition(), member()
    FreePlaces.objects.create(year=edition.half_days.first().date.year, places=1)
    first = register(edition, place)
    actions.cancel(first, by=first.person.user, now=timezone.now())

    assert register(edition, place).tariff == Tariff.FREE_PLACE


def test_a_free_place_that_a_municipality_took_before_it_merged_counts_for_its_heir():
    before, other = member("Voorganger"), member("Tweede")
    edition, today = trainings.edition(), timezone.localdate()
    FreePlaces.objects.create(year=edition.half_days.first().date.year, places=1)
    register(edition, before)
    event = members.merger_plan(before, other, on=today)
    member_actions.execute_event(event, by=None, today=today)
    heir = event.heir.municipality

    assert heir.memberships.active_on(today).exists()
    assert register(edition, heir).tariff == Tariff.MEMBER


def test_who_is_no_member_has_no_free_place():
    edition = trainings.edition()
    FreePlaces.objects.create(year=edition.half_days.first().date.year, places=1)

    assert register(edition, members.municipality("Geen lid")).tariff == Tariff.OTHER


def test_lines_go_to_bookkeeping_once_and_the_file_adds_up():
    staff = members.person(role=Role.STAFF).user
    for name in ("Aalst", "Zele"):
        register(trainings.edition(), member(name))
    browser = visit_as(staff)
    browser.post(reverse("trainings:billing_export"))
    browser.post(reverse("trainings:billing_export"))

    export = BillingExport.objects.get()
    file = browser.get(export.get_absolute_url(), {"formaat": "xlsx"})

    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.iter_rows(min_row=5, values_only=True))
    amount = 10
    assert BillingLine.objects.due().count() == 0
    assert [row[0] for row in rows] == ["Aalst", "Zele"]
    assert sum(row[amount] for row in rows) == float(export.lines.total()) == 180


def test_the_page_asks_the_database_as_often_for_three_municipalities_as_for_one():
    browser = visit_as(members.person(role=Role.STAFF).user)
    register(trainings.edition(), member())
    one = number_of_queries(browser, reverse("trainings:billing_list"))
    for name in ("Aalst", "Zele"):
        register(trainings.edition(), member(name))

    assert number_of_queries(browser, reverse("trainings:billing_list")) == one


def test_the_audit_finds_a_line_that_is_missing():
    registration = register(trainings.edition(), member())
    assert list(audit.billing()) == []

    registration.billing_lines.all().delete()

    assert list(audit.billing()) == [f"registration {registration.pk}: owes 90.00, but its billing lines add up to 0"]


def test_the_audit_finds_a_free_place_too_many():
    edition, place = trainings.edition(), member()
    FreePlaces.objects.create(year=edition.half_days.first().date.year, places=1)
    register(edition, place)
    assert list(audit.free_places()) == []

    trainings.registration(edition, municipality=place, tariff=Tariff.FREE_PLACE, price=0)

    assert len(list(audit.free_places())) == 1
