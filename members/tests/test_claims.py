from datetime import date

import pytest
from django.utils import timezone

from members import access, actions
from members.models import Claim, Person, Role, RoleType, Todo
from members.rules.claims import Refusal
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def refusals(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return refused.value.reasons


def approve(claim, by, today=TODAY):
    return actions.approve_claim(claim, by=by, today=today)


def test_a_claim_gives_nothing_until_it_is_approved(lier, staff):
    claim = members.claim(lier)

    before = access.roles_of(claim.user, TODAY)
    approve(claim, staff)

    after = access.roles_of(type(claim.user).objects.get(pk=claim.user_id), TODAY)
    assert (before, after) == (frozenset(), {Role.OFFICER})


def test_our_team_and_the_head_of_service_there_are_asked_and_others_are_not(lier):
    head = members.person(role=Role.MANAGER, municipality=lier)
    members.person(role=Role.MANAGER)

    claim = members.claim(lier)

    asked = Todo.objects.filter(source=f"members.claim:{claim.pk}")
    assert {(todo.role, todo.person) for todo in asked} == {("staff", None), ("", head)}


def test_approving_makes_a_person_with_the_role_and_says_so_by_mail(lier, staff):
    claim = members.claim(lier, first_name="Nele", last_name="Nieuw")

    approve(claim, staff)

    person = Person.objects.get(user=claim.user)
    role = person.roles.get()
    assert (person.full_name, person.email) == ("Nele Nieuw", "newcomer@example.org")
    assert (role.municipality, role.starts_on, role.confirmed_on, role.source) == (lier, TODAY, TODAY, "self")
    assert Mail.objects.get().kind == "members/mail/claim_approved"
    assert not Todo.objects.filter(done_at=None).exists()
    assert Line.objects.get(kind=LineKind.APPROVAL).change == {"state": ["waiting", "approved"]}


def test_a_proved_address_links_the_account_to_the_person_of_the_register(lier, staff):
    known = members.person(role=None, user=False, email="newcomer@example.org")
    claim = members.claim(lier)

    approve(claim, staff)

    known.refresh_from_db()
    assert (known.user, Person.objects.filter(email="newcomer@example.org").count()) == (claim.user, 1)


def test_another_address_of_somebody_links_the_account_to_them_and_mail_goes_there(lier, staff):
    known = members.person(role=None, user=False, email="at.work@example.org")
    known.other_emails.create(address="newcomer@example.org", starts_on=TODAY)
    claim = members.claim(lier)

    approve(claim, staff)

    known.refresh_from_db()
    assert (known.user, known.email) == (claim.user, "newcomer@example.org")
    assert [each.address for each in known.other_emails.all()] == ["at.work@example.org"]


def test_an_address_that_somebody_has_no_more_makes_a_new_person(lier, staff):
    known = members.person(role=None, user=False)
    known.other_emails.create(address="newcomer@example.org", starts_on=date(2020, 1, 1), ends_on=TODAY)
    claim = members.claim(lier)

    approve(claim, staff)

    known.refresh_from_db()
    assert (known.user, Person.objects.get(user=claim.user).email) == (None, "newcomer@example.org")


def test_a_newcomer_who_is_let_in_stands_in_the_trail_as_one_that_staff_add(lier, staff):
    approve(members.claim(lier), staff)

    assert Line.objects.filter(title_en="A person was added to the register", by=staff).count() == 1


def test_an_address_that_nobody_proved_links_to_nobody(lier, staff):
    known = members.person(role=None, user=False, email="newcomer@example.org")
    claim = members.claim(lier)
    claim.user.emailaddress_set.update(verified=False)

    reasons = refusals(approve, claim, staff)

    known.refresh_from_db()
    assert (reasons, known.user) == ([Refusal.NOT_VERIFIED], None)


def test_nobody_claims_before_the_address_is_proved(lier):
    user = members.newcomer(verified=False)

    assert refusals(members.claim, lier, user=user) == [Refusal.NOT_VERIFIED]


def test_somebody_asks_once_at_a_time(lier):
    claim = members.claim(lier)

    reasons = refusals(members.claim, members.municipality(), user=claim.user)

    assert (reasons, Claim.objects.count()) == ([Refusal.WAITS], 1)


@pytest.mark.parametrize("code", [Role.MANAGER, Role.STAFF, Role.ADMIN, Role.COACH, "alderman", "approver"])
def test_only_youth_officers_claim(lier, code):
    assert refusals(members.claim, lier, code=code) == [Refusal.NOT_CLAIMABLE]
    assert not Claim.objects.exists()


def test_the_form_offers_officer_roles_alone():
    codes = set(RoleType.objects.claimable().values_list("code", flat=True))

    assert codes == {"youth-officer", "combination-officer"}


def test_a_municipality_that_is_no_more_cannot_be_claimed():
    ended = members.municipality(valid_to=TODAY)

    assert refusals(members.claim, ended, today=TODAY) == [Refusal.NO_LONGER_EXISTS]


def test_a_head_of_service_decides_for_their_own_municipality_alone(lier):
    here, elsewhere = members.user_with(Role.MANAGER, lier), members.user_with(Role.MANAGER)
    claim = members.claim(lier)

    reasons = refusals(approve, claim, elsewhere)

    assert reasons == [Refusal.NOT_YOURS]
    assert approve(claim, here).state == "approved"


def test_an_officer_decides_nothing(lier):
    assert refusals(approve, members.claim(lier), members.user_with(Role.OFFICER, lier)) == [Refusal.NOT_YOURS]


def test_nobody_decides_about_themselves(lier):
    head = members.person(role=Role.MANAGER, municipality=lier)

    claim = members.claim(lier, user=head.user)

    assert refusals(approve, claim, head.user) == [Refusal.OWN]


def test_a_claim_is_decided_once(lier, staff):
    claim = members.claim(lier)
    approve(claim, staff)

    assert refusals(approve, claim, staff) == [Refusal.DECIDED]
    assert refusals(actions.refuse_claim, claim, by=staff, reason="No") == [Refusal.DECIDED]


def test_a_no_needs_a_reason_that_the_claimer_reads(lier, staff):
    claim = members.claim(lier)

    assert refusals(actions.refuse_claim, claim, by=staff, reason="  ") == [Refusal.NEEDS_A_REASON]
    actions.refuse_claim(claim, by=staff, reason="Lier does not know you.")

    mail = Mail.objects.get()
    assert (mail.kind, "Lier does not know you." in mail.text) == ("members/mail/claim_refused", True)
    assert not Person.objects.filter(email="newcomer@example.org").exists()


def test_after_a_no_one_may_ask_again(lier, staff):
    claim = members.claim(lier)
    actions.refuse_claim(claim, by=staff, reason="No.")

    assert members.claim(lier, user=claim.user).state == "waiting"


def test_staff_cannot_let_somebody_in_as_an_administrator_without_an_account(lier, staff):
    members.person(role=Role.ADMIN, user=False, email="newcomer@example.org")
    claim = members.claim(lier)

    assert refusals(approve, claim, staff) == [Refusal.OTHER_PERSON]
    assert approve(claim, members.user_with(Role.ADMIN)).state == "approved"


# --- The pages ------------------------------------------------------------------------------------


def test_who_made_an_account_asks_and_reads_that_the_claim_waits(client, lier):
    client.force_login(members.newcomer(), backend="django.contrib.auth.backends.ModelBackend")
    officer = members.role_type(Role.OFFICER)
    answers = {"first_name": "Nele", "last_name": "Nieuw", "municipality": "Lier", "role_type": officer.pk}

    response = client.post("/leden/aanmelden/", answers, follow=True)

    assert "Your claim waits" in response.text
    assert "Your claim waits" in client.get("/").text
    assert client.get("/leden/").status_code == 403


def test_a_role_of_our_team_cannot_be_smuggled_into_the_form(client, lier):
    client.force_login(members.newcomer(), backend="django.contrib.auth.backends.ModelBackend")
    answers = {"first_name": "N", "last_name": "N", "municipality": "Lier"}

    response = client.post("/leden/aanmelden/", {**answers, "role_type": members.role_type(Role.ADMIN).pk})

    assert "Select a valid choice" in response.text
    assert not Claim.objects.exists()


def test_a_head_of_service_sees_the_claims_of_their_own_municipality(client, lier):
    claim = members.claim(lier)
    other = members.claim(members.municipality(), user=members.newcomer("other@example.org"))
    client.force_login(members.user_with(Role.MANAGER, lier))

    assert list(client.get("/leden/aanvragen/").context["waiting"]) == [claim]
    assert client.get(f"/leden/aanvragen/{other.pk}/").status_code == 404
    assert client.post(f"/leden/aanvragen/{other.pk}/", {"decision": "ja"}).status_code == 404
    other.refresh_from_db()
    assert other.state == "waiting"


def test_a_no_without_a_reason_is_asked_for_one(client, lier, staff):
    claim = members.claim(lier, today=timezone.localdate())
    client.force_login(staff)

    response = client.post(f"/leden/aanvragen/{claim.pk}/", {"decision": "nee"})

    assert "Say why not" in response.text
    claim.refresh_from_db()
    assert claim.state == "waiting"


def test_the_list_needs_as_many_queries_for_three_claims_as_for_one(client, staff, django_assert_num_queries):
    client.force_login(staff)
    numbers = []
    for number in range(3):
        members.claim(members.municipality(), user=members.newcomer(f"n{number}@example.org"))
        client.get("/leden/aanvragen/")
        with django_assert_num_queries(numbers[0] if numbers else 7, exact=False) as captured:
            client.get("/leden/aanvragen/")
        numbers.append(len(captured))

    assert numbers[0] == numbers[2]
