from datetime import date

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import actions, todo, touchpoints
from members.models import OfficerFunction, Person, PersonMerge, Role, RoleAssignment, RoleSource, TouchpointKind
from members.rules.merging_people import Refusal
from members.tests import factories as members
from portal.models import User
from portal.refused import Refused

pytestmark = pytest.mark.django_db

NOT_COMPARED = {"members.personmerge", "trail.line"}  # these say that it was merged and undone


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def admin():
    return members.user_with(Role.ADMIN)


@pytest.fixture
def lier():
    return members.municipality("Lier")


def merge(kept, gone, by, today):
    return actions.merge_people(kept, gone, by=by, today=today)


def refusals(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return refused.value.reasons


def all_rows():
    """Every row of the register and the accounts, as text."""
    models = [model for model in apps.get_models() if model._meta.app_label in ("members", "portal", "account")]
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in models
        if model._meta.label_lower not in NOT_COMPARED
    }


def test_roles_touchpoints_to_dos_and_addresses_move_to_the_kept_record(admin, today, lier):
    kept, gone = members.person(user=False), members.person(municipality=lier, user=False, phone="0470 11 22 33")
    role = gone.roles.get()
    touchpoint = touchpoints.record(TouchpointKind.CALL, source=gone, on=today, person=gone, municipality=lier)
    asked = todo.ask(gone, title="Call", url="/x/", source=gone)
    address = gone.email

    merge(kept, gone, admin, today)

    for row in (role, touchpoint, asked, kept, gone):
        row.refresh_from_db()
    assert {role.person, touchpoint.person, asked.person, gone.merged_into} == {kept}
    assert (kept.phone, gone.email) == ("0470 11 22 33", "")
    assert [each.address for each in kept.other_emails.all()] == [address]


def test_a_merge_is_undone_to_the_last_field(admin, today, lier):
    kept = members.person(municipality=lier, birth_year=1990)
    gone = members.person(municipality=lier, phone="0470 11 22 33")
    members.role(gone, "alderman", members.municipality())
    gone.roles.update(confirmed_on=today)
    gone.other_emails.create(address="older@example.org", starts_on=members.LONG_AGO)
    touchpoints.record(TouchpointKind.CALL, source=gone, on=today, person=gone, municipality=lier)
    touchpoints.record(TouchpointKind.CALL, source=lier, on=today, person=gone, municipality=lier)
    touchpoints.record(TouchpointKind.CALL, source=lier, on=today, person=kept, municipality=lier)
    for person in (kept, gone):
        todo.ask(person, title="Both", url="/x/", source=lier)
    before = all_rows()

    done = merge(kept, gone, admin, today)
    between = all_rows()
    actions.undo_merge(done, by=admin, today=today)

    assert between != before
    assert all_rows() == before


def test_the_same_role_in_both_records_becomes_one_that_lasts_as_long_as_both(admin, today, lier):
    kept, gone = members.person(role=None, user=False), members.person(role=None, user=False)
    members.role(kept, "alderman", lier, on=members.LONG_AGO, until=today)
    members.role(gone, "alderman", lier, on=members.LONG_AGO.replace(month=6))

    merge(kept, gone, admin, today)

    role = RoleAssignment.objects.get(role_type__code="alderman")
    assert (role.person, role.starts_on, role.ends_on) == (kept, members.LONG_AGO, None)


def held(person, code="alderman"):
    """The periods in which somebody holds a role, as years."""
    roles = person.roles.filter(role_type__code=code).order_by("starts_on")
    return [(role.starts_on.year, role.ends_on and role.ends_on.year) for role in roles]


@pytest.fixture
def in_turns(lier):
    """Somebody who held a role twice, for a year each, and the same one as somebody who held it all along."""
    kept, gone = members.person(role=None, user=False), members.person(role=None, user=False)
    members.role(kept, "alderman", lier, on=date(2015, 1, 1), until=date(2016, 1, 1))
    members.role(kept, "alderman", lier, on=date(2018, 1, 1), until=date(2019, 1, 1))
    members.role(gone, "alderman", lier, on=date(2014, 1, 1))
    gone.roles.update(source=RoleSource.IMPORT, working_time="0.50")
    gone.roles.get().functions.set([OfficerFunction.objects.create(code="camps", title_nl="kampen", title_en="camps")])
    return kept, gone


def test_the_days_between_two_roles_of_the_kept_record_are_held_as_roles_of_their_own(admin, today, in_turns):
    kept, gone = in_turns
    before = all_rows()

    done = merge(kept, gone, admin, today)

    assert held(kept) == [(2014, 2015), (2015, 2016), (2016, 2018), (2018, 2019), (2019, None)]
    now = kept.roles.get(ends_on=None)
    assert (now.source, str(now.working_time), now.functions.count()) == (RoleSource.IMPORT, "0.50", 1)
    actions.undo_merge(done, by=admin, today=today)
    assert all_rows() == before


def test_a_role_that_both_held_takes_over_what_it_did_not_say(admin, today, lier):
    kept, gone = members.person(role=None, user=False), members.person(role=None, user=False)
    members.role(kept, "alderman", lier)
    members.role(gone, "alderman", lier)
    gone.roles.update(source=RoleSource.IMPORT, working_time="0.50")
    gone.roles.get().functions.set([OfficerFunction.objects.create(code="camps", title_nl="kampen", title_en="camps")])
    before = all_rows()

    done = merge(kept, gone, admin, today)

    role = kept.roles.get()
    assert (role.source, str(role.working_time), role.functions.count()) == (RoleSource.IMPORT, "0.50", 1)
    actions.undo_merge(done, by=admin, today=today)
    assert all_rows() == before


def test_a_merge_is_not_undone_once_a_role_that_both_held_was_ended(admin, today, lier):
    kept, gone = members.person(role=None, user=False), members.person(role=None, user=False)
    members.role(kept, "alderman", lier)
    members.role(gone, "alderman", lier)
    done = merge(kept, gone, admin, today)
    actions.end_role(kept.roles.get(), on=today)

    assert refusals(actions.undo_merge, done, by=admin, today=today) == [Refusal.ROLES_CHANGED]
    assert held(kept) == [(2020, today.year)]


def test_a_merge_is_not_undone_once_the_days_left_over_were_ended(admin, today, in_turns):
    kept, gone = in_turns
    done = merge(kept, gone, admin, today)
    actions.end_role(kept.roles.get(ends_on=None), on=today)

    assert refusals(actions.undo_merge, done, by=admin, today=today) == [Refusal.ROLES_CHANGED]


def test_a_role_that_was_confirmed_since_stays_so_when_a_merge_is_undone(admin, today, lier):
    kept, gone = members.person(role=None, user=False), members.person(role=None, user=False)
    members.role(kept, "alderman", lier)
    members.role(gone, "alderman", lier)
    done = merge(kept, gone, admin, today)
    actions.confirm_role(kept.roles.get(), today=today, by=admin)

    actions.undo_merge(done, by=admin, today=today)

    assert (kept.roles.get().confirmed_on, gone.roles.get().confirmed_on) == (today, None)


def test_the_kept_record_keeps_its_account_and_the_other_one_is_closed(client, admin, today):
    kept, gone = members.person(), members.person()

    done = merge(kept, gone, admin, today)
    closed = User.objects.get(pk=gone.user_id).is_active
    actions.undo_merge(done, by=admin, today=today)

    assert (closed, User.objects.get(pk=gone.user_id).is_active) == (False, True)
    assert Person.objects.get(pk=kept.pk).user == kept.user


def test_the_only_account_moves_along_with_its_address(admin, today):
    kept, gone = members.person(user=False), members.person()
    address, earlier = gone.email, kept.email

    done = merge(kept, gone, admin, today)

    kept.refresh_from_db()
    assert (kept.user, kept.email, [each.address for each in kept.other_emails.all()]) == (
        gone.user,
        address,
        [earlier],
    )
    actions.undo_merge(done, by=admin, today=today)
    assert Person.objects.get(pk=gone.pk).user == gone.user


def test_what_changed_since_is_left_when_a_merge_is_undone(admin, today):
    kept, gone = members.person(user=False), members.person(user=False, phone="0470 11 22 33")
    done = merge(kept, gone, admin, today)
    actions.change_person(kept, by=admin, today=today, phone="0499 99 99 99")

    actions.undo_merge(done, by=admin, today=today)

    assert Person.objects.get(pk=kept.pk).phone == "0499 99 99 99"


def test_a_merge_is_undone_once(admin, today):
    done = members.merged(by=admin)
    actions.undo_merge(done, by=admin, today=today)

    assert refusals(actions.undo_merge, done, by=admin, today=today) == [Refusal.UNDONE]


def test_a_record_is_not_merged_with_itself_or_twice(admin, today):
    done = members.merged(by=admin)

    assert refusals(merge, done.kept, done.kept, admin, today) == [Refusal.SAME_RECORD]
    assert refusals(merge, members.person(), done.gone, admin, today) == [Refusal.MERGED]


def test_staff_cannot_become_an_administrator_by_merging_one_into_themselves(admin, today):
    staff, administrator = members.person(role=Role.STAFF), members.person(role=Role.ADMIN)

    reasons = refusals(merge, staff, administrator, staff.user, today)

    assert reasons == [Refusal.FOR_ADMINISTRATORS]
    assert not administrator.roles.filter(person=staff).exists()
    assert merge(members.person(), members.person(), staff.user, today)


def test_somebody_else_with_the_earlier_address_stands_in_the_way_of_undoing(admin, today):
    gone = members.person(user=False, email="noor@example.org")
    done = merge(members.person(user=False), gone, admin, today)
    done.kept.other_emails.all().delete()
    members.person(user=False, email="noor@example.org")

    assert refusals(actions.undo_merge, done, by=admin, today=today) == [Refusal.ADDRESS_IN_USE]


# --- The pages ------------------------------------------------------------------------------------


@pytest.fixture
def pair(lier):
    names = {"first_name": "Noor", "last_name": "Dubbel", "municipality": lier, "user": False}
    return members.person(**names), members.person(**names)


def test_the_page_says_what_two_records_share_and_what_would_move(client, admin, pair):
    client.force_login(admin)

    response = client.get(f"/leden/dubbels/{pair[0].pk}/{pair[1].pk}/")

    assert response.context["pair"].score == 100 - 30
    assert [number for _words, number in response.context["preview"]] == [1, 1]
    assert not PersonMerge.objects.exists()


def test_merging_and_undoing_on_the_page(client, admin, pair):
    client.force_login(admin)

    client.post(f"/leden/dubbels/{pair[0].pk}/{pair[1].pk}/")
    shown = client.get("/leden/dubbels/")
    client.post(f"/leden/dubbels/{PersonMerge.objects.get().pk}/terug/")

    assert (list(shown.context["page"]), len(shown.context["merges"])) == ([], 1)
    assert len(client.get("/leden/dubbels/").context["page"]) == 1


def test_not_the_same_is_remembered_on_the_page(client, admin, pair):
    client.force_login(admin)

    client.post(f"/leden/dubbels/{pair[0].pk}/{pair[1].pk}/niet/")

    assert list(client.get("/leden/dubbels/").context["page"]) == []


def test_an_officer_merges_nobody(client, pair, lier):
    client.force_login(members.user_with(Role.OFFICER, lier))

    assert client.post(f"/leden/dubbels/{pair[0].pk}/{pair[1].pk}/").status_code == 403
    assert not PersonMerge.objects.exists()


def test_the_list_needs_as_many_queries_for_three_pairs_as_for_one(client, admin, lier):
    client.force_login(admin)

    def add(name):
        for _time in range(2):
            members.person(first_name=name, last_name="Dubbel", municipality=lier, user=False)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get("/leden/dubbels/")
        return len(response.context["page"]), len(captured)

    add("Noor")
    queries()
    (one, for_one) = queries()
    add("Ali")
    add("Eva")

    assert (one, queries()) == (1, (3, for_one))
