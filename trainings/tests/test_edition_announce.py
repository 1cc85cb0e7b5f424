from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role, Todo
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import Edition, Module
from trainings.rotation import RotationRefusal
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
HALF_DAYS = [(date(2026, 10, 1), time(9, 30), time(12, 30)), (date(2026, 10, 1), time(13, 30), time(16, 30))]
PLACE = {"is_online": False, "venue": "De Wervel", "city": "Gent"}


def opened(edition, **fields):
    return actions.open_announced(edition, half_days=HALF_DAYS, today=TODAY, now=NOW, **{**PLACE, **fields})


def mails(kind="trainings/mail/module_returns"):
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("to_email", flat=True))


def register(edition, person, *, now):
    return actions.register(edition, person, by=person.user, today=timezone.localdate(now), now=now)


def test_an_announced_edition_has_a_year_and_no_dates_and_takes_no_registrations():
    edition = actions.announce_edition(trainings.module(), year=2027, today=TODAY)

    assert (edition.state, edition.expected_year, edition.half_days.count()) == ("announced", 2027, 0)
    assert rules.refusals(edition, members.person(), today=TODAY) == [Refusal.NOT_OPEN]
    assert Todo.objects.get().due_on == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("stage", "year", "reason"),
    [
        ("offered", 2025, RotationRefusal.YEAR_IS_OVER),
        ("development", 2027, RotationRefusal.NOT_ON_OFFER),
        ("offered", 2028, RotationRefusal.ANNOUNCED_ALREADY),
    ],
)
def test_what_cannot_be_announced_says_why(stage, year, reason):
    module = trainings.module(stage=stage)
    trainings.announced(module, year=2028)

    with pytest.raises(Refused) as refused:
        actions.announce_edition(module, year=year, today=TODAY)

    assert refused.value.reasons == [reason]


def test_opening_mails_who_is_interested_in_the_order_in_which_they_asked():
    edition = trainings.announced()
    second = trainings.interest(edition.module, since=NOW - timedelta(days=1)).person
    first = trainings.interest(edition.module, since=NOW - timedelta(days=9)).person
    trainings.interest(trainings.module())

    opened(edition)

    assert mails() == [first.email, second.email]


def test_who_is_interested_registers_first_and_after_two_days_everybody_can():
    edition = trainings.announced()
    interested, other = trainings.interest(edition.module, since=NOW - timedelta(days=1)).person, members.person()
    edition = opened(edition)

    with pytest.raises(Refused) as refused:
        register(edition, other, now=NOW + timedelta(hours=47))
    first = register(edition, interested, now=NOW + timedelta(hours=1))
    later = register(edition, other, now=NOW + timedelta(hours=48))

    assert refused.value.reasons == [Refusal.INTERESTED_FIRST]
    assert (first.state, later.state) == ("confirmed", "confirmed")


def test_who_says_so_after_the_opening_does_not_jump_the_queue():
    edition = trainings.announced()
    trainings.interest(edition.module, since=NOW - timedelta(days=1))
    opened(edition)
    late = trainings.interest(edition.module, since=NOW + timedelta(minutes=5)).person

    with pytest.raises(Refused):
        register(edition, late, now=NOW + timedelta(hours=1))


@pytest.mark.parametrize("hours", [0, 24])
def test_staff_choose_how_many_hours_that_is(hours):
    edition = trainings.announced()
    trainings.interest(edition.module, since=NOW - timedelta(days=1))

    edition = opened(edition, hours_first=hours)

    assert edition.interested_first_until == (NOW + timedelta(hours=hours) if hours else None)
    assert register(edition, members.person(), now=NOW + timedelta(hours=hours)).state == "confirmed"


def test_without_interest_everybody_can_register_at_once():
    edition = opened(trainings.announced())

    assert register(edition, members.person(), now=NOW).state == "confirmed"


def test_opening_again_after_closing_mails_nobody_a_second_time():
    edition = trainings.announced()
    trainings.interest(edition.module, since=NOW - timedelta(days=1))
    edition = opened(edition)
    actions.close_registration(edition)

    edition = actions.open_registration(edition, today=TODAY, now=NOW + timedelta(days=5))

    assert (len(mails()), edition.interested_first_until) == (1, NOW + timedelta(hours=48))


def test_an_edition_that_was_never_announced_tells_who_is_interested_too():
    edition = trainings.edition(state="draft", first_day=date(2026, 10, 1))
    person = trainings.interest(edition.module, since=NOW - timedelta(days=1)).person

    actions.open_registration(edition, today=TODAY, now=NOW)

    assert mails() == [person.email]


def test_dates_that_make_no_sense_open_nothing():
    edition = trainings.announced()

    with pytest.raises(Refused):
        actions.open_announced(edition, half_days=[], today=TODAY, now=NOW, **PLACE)
    with pytest.raises(Refused):
        opened(edition, city="")

    edition.refresh_from_db()
    assert (edition.state, edition.half_days.count(), edition.closes_on) == ("announced", 0, None)


def test_only_what_waits_for_its_dates_gets_them_this_way():
    with pytest.raises(Refused) as refused:
        opened(trainings.edition(state="draft"))

    assert refused.value.reasons == [RotationRefusal.NOT_ANNOUNCED]


def test_calling_off_what_was_announced_keeps_the_interest():
    edition = trainings.announced()
    trainings.interest(edition.module)

    actions.cancel_edition(edition, by=members.person().user, now=NOW)

    edition.refresh_from_db()
    assert (edition.state, edition.module.interests.unserved().count()) == ("cancelled", 1)


def test_everybody_sees_an_announced_edition_on_the_list_and_the_home_page_until_it_is_called_off():
    edition = trainings.announced(trainings.module(title_en="Coming soon"))
    listed, home = (visit_as().get(reverse(name)) for name in ("trainings:edition_list", "reports:home"))

    assert (list(listed.context["page"]), list(home.context["announced"])) == ([edition], [edition])
    assert "Announced" in listed.content.decode()

    actions.cancel_edition(edition, by=members.person().user, now=NOW)
    assert list(visit_as().get(reverse("trainings:edition_list")).context["page"]) == []


def test_staff_announce_from_the_module_and_give_the_dates_on_one_page():
    module, browser = trainings.module(), visit_as(members.user_with(Role.STAFF))
    year = timezone.localdate().year + 1
    browser.post(reverse("trainings:edition_announce", args=[module.code]), {"year": year})
    edition = Edition.objects.get(module=module)
    day = date(year, 3, 2).isoformat()
    rows = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 0,
        "form-0-date": day,
        "form-0-starts_at": "09:30",
        "form-0-ends_at": "12:30",
    }

    answer = browser.post(
        reverse("trainings:edition_date", args=[edition.pk]), {**rows, "city": "Gent", "hours_first": 48}
    )

    edition.refresh_from_db()
    assert (answer.status_code, edition.state, edition.city, edition.half_days.count()) == (302, "open", "Gent", 1)


def test_a_commission_is_planned_and_registered_for_like_any_training():
    commission = Module.objects.get(code="commissie")
    edition = actions.plan_edition(commission, half_days=HALF_DAYS[:1], today=TODAY, city="Leuven")
    actions.open_registration(edition, today=TODAY)

    registration = register(edition, members.person(), now=NOW)

    assert (registration.state, registration.tariff, edition.is_free) == ("confirmed", "free", True)
