"""Where invoices go: who may see it, who may change it, and what a company number looks like."""

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import BillingDetails, PurchaseOrder, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db

NUMBER = "0999000129"


@pytest.fixture
def place():
    return members.municipality("Lier")


@pytest.fixture
def post(client, place):
    client.force_login(members.user_with(Role.MANAGER, place, language="en"))
    return lambda **answers: client.post(reverse("members:billing_edit", args=[place.nis_code]), answers)


@pytest.mark.parametrize("written", ["0999.000.129", "BE 0999.000.129", "0999000129", "999 000 129"])
def test_a_company_number_is_kept_in_one_form_and_gives_the_peppol_address(post, written):
    assert post(company_number=written).status_code == 302

    details = BillingDetails.objects.get()
    assert (details.company_number, details.peppol_id) == (NUMBER, f"0208:{NUMBER}")
    assert details.written_number == "0999.000.129"


@pytest.mark.parametrize("written", ["0999.000.128", "12345", "no number", "2999000129"])
def test_a_company_number_with_wrong_check_digits_is_refused(post, written):
    response = post(company_number=written)

    assert response.status_code == 200
    assert "is not a company number" in response.text
    assert not BillingDetails.objects.exists()


def test_a_peppol_address_of_another_scheme_is_kept(post):
    post(company_number=NUMBER, peppol_id="9925:BE0999000129")

    assert BillingDetails.objects.get().peppol_id == "9925:BE0999000129"


def test_a_wrong_peppol_address_is_refused(post):
    assert "is not a Peppol address" in post(peppol_id="0208:0999000128").text


def test_a_purchase_order_is_kept_for_its_year_and_taken_away(post):
    year = timezone.localdate().year

    post(**{f"order_{year}": "PO-12"})
    kept = list(PurchaseOrder.objects.values_list("year", "number"))
    post(**{f"order_{year}": ""})

    assert (kept, PurchaseOrder.objects.count()) == ([(year, "PO-12")], 0)


@pytest.mark.parametrize(("role", "status"), [(Role.MANAGER, 200), (Role.OFFICER, 404)])
def test_the_head_of_service_changes_it_and_an_officer_does_not(client, place, role, status):
    client.force_login(members.user_with(role, place))

    assert client.get(reverse("members:billing_edit", args=[place.nis_code])).status_code == status


def test_an_officer_reads_status_and_fees_but_not_the_details(client):
    fee = members.fee(name="Boom")
    client.force_login(members.user_with(Role.OFFICER, fee.municipality))

    page = client.get(reverse("members:billing_detail", args=[fee.municipality.nis_code]))

    assert page.context["fees"] == [fee]
    assert (page.context["sees_details"], page.context["can_edit"]) == (False, False)


def test_the_fees_of_another_municipality_are_as_if_they_did_not_exist(client, place):
    client.force_login(members.user_with(Role.OFFICER))

    assert client.get(reverse("members:billing_detail", args=[place.nis_code])).status_code == 404
