"""The assessments of a year, and the file for the bookkeeping."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members import actions
from members.models import FeeAssessment, Role
from members.tests import factories as members
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

NUMBER = "0999000129"


@pytest.fixture
def staff(client):
    user = members.user_with(Role.STAFF, language="en")
    client.force_login(user)
    return user


def address():
    return reverse("members:fee_list", args=[2026])


def names(response):
    return [assessment.municipality.name for assessment in response.context["page"]]


def test_the_list_is_narrowed_by_name_state_and_kind(client, staff):
    members.membership(name="Lier", population=12_000)
    members.fee(name="Deinze")
    actions.correct(
        FeeAssessment.objects.get(municipality__name="Lier"),
        population=15_000,
        reason="-",
        by=staff,
        now=timezone.now(),
    )

    assert names(client.get(address())) == ["Deinze", "Lier", "Lier", "Lier"]
    assert names(client.get(address(), {"zoek": "dein"})) == ["Deinze"]
    assert names(client.get(address(), {"stand": "credited"})) == ["Lier", "Lier"]
    assert client.get(address(), {"soort": "credit"}).context["total"] == -350
    assert names(client.get(address(), {"stand": "nonsense"})) == ["Deinze", "Lier", "Lier", "Lier"]


def test_the_workbook_holds_what_an_invoice_needs_and_no_formula(client, staff):
    fee = members.fee(name="=1+1")
    actions.change_billing(fee.municipality, by=staff, company_number=NUMBER, orders={2026: "=HYPERLINK(1)"})

    response = client.get(address(), {"formaat": "xlsx"})

    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=4))
    found = {header.value: cell for header, cell in zip(*rows, strict=True)}
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert (found["Municipality"].value, found["Amount"].value) == ("=1+1", 350)
    assert found["Structured message"].value == fee.reference
    assert found["Company number (KBO)"].value == "0999.000.129"
    assert found["Peppol address"].value == f"0208:{NUMBER}"
    assert found["Purchase order"].value == "=HYPERLINK(1)"


def test_the_csv_holds_the_same_rows_with_a_decimal_comma(client, staff):
    fee = members.fee(name="Lier")

    text = client.get(address(), {"formaat": "csv"}).content.decode("utf-8-sig")

    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [(row["Municipality"], row["Amount"], row["Structured message"]) for row in rows] == [
        ("Lier", "350,00", f"'{fee.reference}")
    ]


def test_an_export_stands_in_the_trail(client, staff):
    members.fee()

    client.get(address(), {"formaat": "xlsx", "stand": "assessed"})

    line = Line.objects.get(kind=LineKind.EXPORT)
    assert (line.by, line.change["stand"]) == (staff, [None, "assessed"])


def test_the_list_takes_as_many_queries_for_one_row_as_for_three(client, staff):
    members.fee()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address())
        return len(captured)

    queries()
    one = queries()
    for _number in range(2):
        members.membership(population=20_000, on=date(2026, 3, 1))
    actions.assess_latecomers(FeeAssessment.objects.get().schedule, by=staff, now=timezone.now())

    assert queries() == one
