from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import imports, retention
from members.models import ErasureRequest, ErasureState, ImportRun, ImportState, Person, RetentionRule, Role, Touchpoint
from members.models.touchpoints import TouchpointKind
from members.tests import factories as members
from portal.models import User
from portal.post import actions as post
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TWO_YEARS = timedelta(days=731)


def rule(code, days):
    return RetentionRule.objects.update_or_create(code=code, defaults={"days": days})[0]


def gone_quiet(since, *, role=None):
    person = members.person(role=role)
    User.objects.filter(pk=person.user_id).update(last_login=NOW - since)
    return person


# --- People ------------------------------------------------------------------------------------------


def test_who_no_longer_logs_in_is_told_a_month_ahead_and_then_forgotten():
    rule("idle-accounts", 730)
    person = gone_quiet(TWO_YEARS)

    retention.run_rules(now=NOW)
    request = ErasureRequest.objects.get()
    told = Mail.objects.get(to_email=person.email)
    retention.run_rules(now=NOW + timedelta(days=29))
    still_there = Person.objects.get(pk=person.pk).erased_at
    retention.run_rules(now=NOW + timedelta(days=31))

    assert (request.state, told.kind) == (ErasureState.ANNOUNCED, "members/mail/erasure_announced")
    assert still_there is None
    assert Person.objects.get(pk=person.pk).erased_at is not None


def test_who_logs_in_after_the_message_stays():
    rule("idle-accounts", 730)
    person = gone_quiet(TWO_YEARS)
    retention.run_rules(now=NOW)
    User.objects.filter(pk=person.user_id).update(last_login=NOW + timedelta(days=3))

    retention.run_rules(now=NOW + timedelta(days=31))

    assert ErasureRequest.objects.get().state == ErasureState.WITHDRAWN
    assert Person.objects.get(pk=person.pk).erased_at is None


@pytest.mark.parametrize(("begins_after", "stays"), [(21, True), (-800, False)])
def test_who_got_a_role_after_the_message_stays_and_who_only_once_had_one_goes(begins_after, stays):
    rule("idle-accounts", 730)
    person, today = gone_quiet(TWO_YEARS), timezone.localdate(NOW)
    retention.run_rules(now=NOW)
    begins = today + timedelta(days=begins_after)
    members.role(
        person, "officer", members.municipality(), on=begins, until=None if stays else begins + timedelta(days=30)
    )

    retention.run_rules(now=NOW + timedelta(days=31))

    assert (Person.objects.get(pk=person.pk).erased_at is None) == stays


@pytest.mark.parametrize(("since", "role"), [(TWO_YEARS, Role.OFFICER), (timedelta(days=600), None)])
def test_who_holds_a_role_or_was_here_lately_hears_nothing(since, role):
    rule("idle-accounts", 730)
    gone_quiet(since, role=role)

    retention.run_rules(now=NOW)

    assert not ErasureRequest.objects.exists()


# --- Files, mails, deliveries ------------------------------------------------------------------------


def test_an_imported_file_goes_after_its_days_and_its_numbers_stay():
    rule("import-files", 30)
    old = members.import_run(now=NOW - timedelta(days=31))
    new = members.import_run(now=NOW - timedelta(days=29))
    name, storage = old.file.name, old.file.storage

    retention.run_rules(now=NOW)

    old, new = ImportRun.objects.get(pk=old.pk), ImportRun.objects.get(pk=new.pk)
    assert (bool(old.file), old.report, old.added, bool(new.file)) == (False, {}, 1, True)
    assert storage.exists(new.file.name)
    assert old.removed_at == NOW
    assert name


def test_a_file_that_went_by_rule_waits_for_nobody_and_cannot_be_saved_any_more():
    rule("import-files", 30)
    run = members.import_run(now=NOW - timedelta(days=31))

    retention.run_rules(now=NOW)

    run.refresh_from_db()
    assert (run.state, run.decided_at) == (ImportState.DISCARDED, NOW)
    with pytest.raises(Refused):
        imports.confirm(run, by=members.user_with(Role.ADMIN), now=NOW)


def test_mails_and_deliveries_go_after_their_days_and_what_was_heard_stays():
    rule("mails", 365)
    rule("deliveries", 730)
    person, place = members.person(), members.municipality()
    post.send(person, "members/mail/erasure_refused", {"request": {"note": "-"}})
    Mail.objects.update(created_at=NOW - timedelta(days=366))
    long_ago = timezone.localdate(NOW) - timedelta(days=731)
    for kind in (TouchpointKind.OPENED, TouchpointKind.CALL):
        members.touchpoint(kind, place, on=long_ago, person=person)
    members.touchpoint(TouchpointKind.OPENED, place, on=long_ago + timedelta(days=2), person=person)

    retention.run_rules(now=NOW)

    assert not Mail.objects.exists()
    assert sorted(Touchpoint.objects.values_list("kind", flat=True)) == ["call", "opened"]


def test_a_second_run_does_nothing_and_a_rule_that_is_off_neither():
    rule("mails", 365)
    post.send(members.person(), "members/mail/erasure_refused", {"request": {"note": "-"}})
    Mail.objects.update(created_at=NOW - timedelta(days=366))
    RetentionRule.objects.filter(code="mails").update(is_on=False)

    off = retention.run_rules(now=NOW)
    RetentionRule.objects.update(is_on=True)
    on, again = retention.run_rules(now=NOW), retention.run_rules(now=NOW)

    assert ("mails" in off, on["mails"], again["mails"]) == (False, 1, 0)
    assert [line.title_en for line in Line.objects.all()] == ["Let go of 1 row by rule"]


# --- The pages ---------------------------------------------------------------------------------------


def test_the_page_says_what_would_go_tonight(client):
    rule("mails", 365)
    post.send(members.person(), "members/mail/erasure_refused", {"request": {"note": "-"}})
    Mail.objects.update(created_at=NOW - timedelta(days=366))
    client.force_login(members.user_with(Role.STAFF, language="en"))

    rows = client.get(reverse("members:retention_list")).context["rows"]

    assert [number for each, number, _told in rows if each.code == "mails"] == [1]
    assert Mail.objects.exists()


def test_an_administrator_changes_a_rule_and_the_trail_says_what_it_was(client):
    rule("mails", 365)
    client.force_login(members.user_with(Role.ADMIN, language="en"))
    address = reverse("members:retention_edit", args=["mails"])

    refused = client.post(address, {"days": 0, "is_on": "on"})
    client.post(address, {"days": 200, "is_on": "on"})

    assert refused.status_code == 200
    assert RetentionRule.objects.get(code="mails").days == 200
    assert Line.objects.get().change == {"days": [365, 200]}
