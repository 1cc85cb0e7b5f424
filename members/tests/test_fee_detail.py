"""One assessment unfolded, for staff and for the municipality's own people; and its correction."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from members import actions
from members.models import FeeAssessment, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)


@pytest.fixture
def fee():
    return members.fee(name="Lier")


def status(client, user, fee):
    client.force_login(user)
    return client.get(fee.get_absolute_url()).status_code


def test_every_step_is_shown_with_who_and_when(client, fee):
    client.force_login(members.user_with(Role.STAFF, language="en"))

    page = client.get(fee.get_absolute_url())

    assert page.context["assessment"].steps == [
        "12,000 inhabitants on 1-1-2020.",
        "Band from 0 to 14,999 inhabitants: € 350.00.",
        "Fee of 2026: € 350.00.",
    ]
    assert "15 January 2026" in page.text
    assert str(fee.schedule.locked_by.person) in page.text


def test_own_people_see_the_fee_without_names_and_others_do_not(client, fee):
    own = members.user_with(Role.OFFICER, fee.municipality)

    assert status(client, own, fee) == 200
    assert str(fee.schedule.locked_by.person) not in client.get(fee.get_absolute_url()).text
    assert status(client, members.user_with(Role.OFFICER), fee) == 404


def test_officers_see_no_amount_when_their_head_of_service_says_so(client, fee):
    manager = members.user_with(Role.MANAGER, fee.municipality)
    officer = members.user_with(Role.OFFICER, fee.municipality)

    actions.change_billing(fee.municipality, by=manager, officers_see_amounts=False)

    assert (status(client, officer, fee), status(client, manager, fee)) == (404, 200)


def test_drafts_are_not_for_municipalities(client):
    member = members.membership(population=12_000)
    schedule = members.fee_year(2026)
    staff = members.user_with(Role.STAFF)
    actions.ask_lock(schedule, by=staff, now=NOW)
    draft = FeeAssessment.objects.get()

    assert status(client, members.user_with(Role.MANAGER, member.municipality), draft) == 404
    assert status(client, staff, draft) == 200


def test_a_correction_asks_why_and_leads_to_the_new_assessment(client, fee):
    client.force_login(members.user_with(Role.STAFF, language="en"))
    address = reverse("members:fee_correct", args=[fee.pk])

    refused = client.post(address, {"population": "15100"})
    done = client.post(address, {"population": "15100", "reason": "Wrong date."})

    assert refused.status_code == 200
    assert done["Location"] == FeeAssessment.objects.standing().get().get_absolute_url()
    assert FeeAssessment.objects.count() == 3


def test_a_second_correction_starts_from_the_first(client, fee):
    staff = members.user_with(Role.STAFF, language="en")
    _credit, renewed = actions.correct(fee, correction=-50, reason="Agreed.", by=staff, now=fee.made_at)
    client.force_login(staff)
    address = reverse("members:fee_correct", args=[renewed.pk])

    page = client.get(address)
    refused = client.post(address, {"correction": "-50", "reason": "Nothing else."})
    client.post(address, {"population": "15100", "correction": "-50", "reason": "Wrong date."})

    assert page.context["form"]["correction"].value() == -50
    assert refused.context["form"].non_field_errors()
    assert FeeAssessment.objects.standing().get().amount == 600


def test_what_was_credited_leads_to_what_took_its_place(client, fee):
    staff = members.user_with(Role.STAFF)
    credit, renewed = actions.correct(fee, population=15_100, reason="Wrong.", by=staff, now=fee.made_at)
    client.force_login(staff)

    page = client.get(fee.get_absolute_url())

    assert list(page.context["successors"]) == [credit, renewed]
    assert not page.context["can_correct"]


def test_a_payment_is_noted_and_taken_back(client, fee):
    staff = members.user_with(Role.STAFF)
    client.force_login(staff)
    actions.mark_invoiced(fee.schedule, on=date(2026, 2, 1), by=staff)

    client.post(reverse("members:fee_pay", args=[fee.pk]), {"on": "2026-03-01"})
    fee.refresh_from_db()
    paid = fee.state
    client.post(reverse("members:fee_pay", args=[fee.pk]), {"terug": ""})
    fee.refresh_from_db()

    assert (paid, fee.state) == ("paid", "invoiced")


def test_the_technical_admin_shows_a_fee_and_changes_nothing(client, fee):
    user = members.user_with(Role.ADMIN)
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    address = reverse("admin:members_feeassessment_change", args=[fee.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {"amount": "1"}).status_code == 403
    assert client.post(reverse("admin:members_feeassessment_delete", args=[fee.pk]), {"post": "yes"}).status_code == 403
    assert FeeAssessment.objects.get().amount == 350
