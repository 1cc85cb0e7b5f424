from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal import doors
from trainings import held, rotation
from trainings.models import Interest, RotationSlot
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 15)


def returns(module, today=TODAY):
    return rotation.returns(module, visit_as().get("/").wsgi_request.user, today=today)


def address(name, module):
    return reverse(f"trainings:{name}", args=[module.code])


def text_of(module, user=None):
    return visit_as(user).get(module.get_absolute_url()).content.decode()


# --- When it returns ------------------------------------------------------------------------------


def test_a_module_that_ran_returns_when_its_turn_comes():
    module = trainings.module()
    trainings.held(module, 2026)

    assert (returns(module).year, returns(module).is_sure, returns(module).last) == (2028, False, 2026)


def test_a_module_that_is_late_returns_this_year_while_there_is_time_and_else_next_year():
    module = trainings.module()
    trainings.held(module, 2024)

    assert (returns(module, date(2026, 3, 1)).year, returns(module, TODAY).year) == (2026, 2027)


def test_an_announcement_or_an_intention_says_the_year_for_sure():
    announced, meant = trainings.module(), trainings.module()
    for module in (announced, meant):
        trainings.held(module, 2026)
    trainings.announced(announced, year=2027)
    RotationSlot.objects.create(module=meant, year=2027, state="planned")

    assert [(returns(module).year, returns(module).is_sure) for module in (announced, meant)] == [(2027, True)] * 2


def test_a_year_left_out_on_purpose_is_passed_over():
    module = trainings.module()
    trainings.held(module, 2025)
    RotationSlot.objects.create(module=module, year=2027, state="dropped")

    assert returns(module).year == 2028


def test_a_draft_is_told_to_nobody_outside_the_team():
    module = trainings.module()
    trainings.held(module, 2026)
    trainings.held(module, 2027, state="draft")

    assert (returns(module).year, returns(module).editions) == (2028, [])


# --- The page -------------------------------------------------------------------------------------


def test_a_visitor_reads_when_a_module_returns_and_how_to_hear_of_it():
    module = trainings.module()
    year = timezone.localdate().year
    trainings.held(module, year - 1, state="open")

    text = text_of(module)

    assert f"it returns in <strong>{year + 1}</strong>" in text
    assert f"/account/login/?next=%2Fvormingen%2Fmodules%2F{module.code}%2F" in text


def test_editions_to_come_stand_on_the_page():
    edition = trainings.edition()

    page = visit_as().get(edition.module.get_absolute_url())

    assert page.context["returns"].editions == [edition]


def test_a_module_that_is_no_longer_given_leads_to_its_successor():
    successor = trainings.module(title_en="What came after")
    retired = trainings.module(stage="retired", successor=successor)

    assert f'<a href="{successor.get_absolute_url()}">What came after</a>' in text_of(retired)
    assert "Keep me informed" not in text_of(retired, members.user_with(Role.OFFICER))


def test_a_module_in_development_is_the_business_of_the_team():
    module = trainings.module(stage="development")

    statuses = [
        visit_as(user).get(module.get_absolute_url()).status_code
        for user in (None, members.user_with(Role.OFFICER), members.user_with(Role.STAFF))
    ]

    assert statuses == [404, 404, 200]


def test_one_asks_to_be_kept_informed_and_takes_it_back():
    module, person = trainings.module(), members.person()
    browser = visit_as(person.user)

    browser.post(address("interest_start", module))
    browser.post(address("interest_start", module))
    assert (Interest.objects.of(person).count(), "I no longer want" in text_of(module, person.user)) == (1, True)

    browser.post(address("interest_stop", module))
    assert Interest.objects.count() == 0


def test_nobody_is_kept_informed_of_what_is_no_longer_given():
    module = trainings.module(stage="retired")

    visit_as(members.user_with(Role.OFFICER)).post(address("interest_start", module))

    assert Interest.objects.count() == 0


def test_how_many_ask_for_it_is_for_the_team():
    module = trainings.module()
    trainings.interest(module)

    assert "1 person asks for it." in text_of(module, members.user_with(Role.STAFF))
    assert "1 person asks for it." not in text_of(module, members.user_with(Role.OFFICER))


def test_three_editions_take_as_many_queries_as_one():
    module, browser = trainings.module(), visit_as(members.user_with(Role.OFFICER))

    trainings.edition(module=module)
    with_one = number_of_queries(browser, module.get_absolute_url())
    trainings.edition(module=module)
    trainings.edition(module=module)

    assert with_one == number_of_queries(browser, module.get_absolute_url())


# --- Interest as personal data --------------------------------------------------------------------


def test_interest_is_told_to_the_person_follows_a_merge_and_is_forgotten():
    module, gone, kept = trainings.module(), members.person(), members.person()
    trainings.interest(module, gone)
    trainings.interest(module, members.person())
    assert len(held.interests(gone)) == 1

    doors.PERSON_MERGE.get("trainings").do(kept, gone)
    assert (len(held.interests(gone)), len(held.interests(kept))) == (0, 1)

    assert (held.forget_interests(kept), Interest.objects.count()) == (1, 1)
