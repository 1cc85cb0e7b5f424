"""Contact moments: what is written down and refused, what the ledger and the lists of things to do make of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.actions import contacts as actions
from members.models import ContactMoment, MomentForm, MomentKind, Role, Starter, TargetState, Todo, Touchpoint
from members.rules import contacts as rules
from members.rules.contacts import ContactRefusal
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail.models import Line

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def staff():
    return members.person(role=Role.STAFF)


@pytest.fixture
def place():
    return members.municipality("Lier", nis_code="12021")


def ledger():
    lines = Touchpoint.objects.order_by("pk")
    return [(line.kind, line.person, line.municipality.name, line.occurred_on) for line in lines]


def refused(**change):
    with pytest.raises(Refused) as refusal:
        members.contact(**{"on": TODAY, "today": TODAY, **change})
    return refusal.value.reasons


# --- Writing down ----------------------------------------------------------------------------------


def test_a_call_touches_each_who_took_part(place, staff):
    anna, ben = members.person(municipality=place), members.person(municipality=place)

    members.contact(place, by=staff, on=TODAY, form="phone", participants=[anna, ben])

    assert ledger() == [("call", anna, "Lier", TODAY), ("call", ben, "Lier", TODAY)]


def test_with_nobody_named_it_touches_the_municipality(place):
    members.contact(place, on=TODAY, form="mail")

    assert ledger() == [("mail", None, "Lier", TODAY)]


@pytest.mark.parametrize(
    ("form", "kind", "becomes"),
    [
        ("phone", "", MomentKind.CALL),
        ("mail", "", MomentKind.MAIL),
        ("physical", "", MomentKind.VISIT),
        ("digital", "", MomentKind.VISIT),
        ("event", "", MomentKind.VISIT),
        ("phone", "question", MomentKind.QUESTION),
        ("physical", "guidance", MomentKind.GUIDANCE),
    ],
)
def test_how_we_met_says_what_it_was_unless_somebody_does(form, kind, becomes):
    assert members.contact(form=form, kind=kind).kind == becomes


def test_every_kind_has_its_word_in_the_ledger():
    assert set(rules.IN_THE_LEDGER) == set(MomentKind)


def test_every_way_to_meet_has_its_usual_kind():
    assert set(rules.USUAL_KIND) == set(MomentForm)


def test_the_theme_goes_into_the_ledger():
    theme = members.theme()

    members.contact(theme=theme)

    assert Touchpoint.objects.get().theme == theme


def test_the_same_form_sent_twice_is_one_moment(place, staff):
    key = "8d9b1d4e-0000-4000-8000-000000000001"

    first = members.contact(place, by=staff, form_key=key)
    second = members.contact(place, by=staff, form_key=key, heard="Again.")

    assert (second, ContactMoment.objects.count(), Touchpoint.objects.count()) == (first, 1, 1)


def test_needs_come_from_the_list_in_own_words_or_both():
    plan, space = members.need("plan"), members.need("space")

    contact = members.contact(
        needs=[
            {"need": plan, "urgency": "now", "own_words": " before summer "},
            {"need": space},
            {"own_words": "a van"},
            {},
        ]
    )

    found = contact.needs.order_by("pk").values_list("need__code", "urgency", "own_words")
    assert list(found) == [("plan", "now", "before summer"), ("space", "year", ""), (None, "year", "a van")]


def test_a_need_that_is_given_twice_is_kept_once_with_the_most_urgent_word():
    plan = members.need("plan")
    twice = [{"need": plan, "urgency": "later", "own_words": "a"}, {"need": plan, "urgency": "now", "own_words": "b"}]

    contact = members.contact(needs=twice)

    assert list(contact.needs.values_list("urgency", "own_words")) == [("now", "a; b")]


# --- What is refused -------------------------------------------------------------------------------


def test_today_is_fine_and_tomorrow_is_not():
    members.contact(on=TODAY)

    assert refused(on=TODAY + timedelta(days=1)) == [ContactRefusal.IN_THE_FUTURE]


def test_a_slip_in_the_year_is_refused():
    assert refused(on=TODAY.replace(year=2021)) == [ContactRefusal.TOO_LONG_AGO]


def test_a_municipality_that_did_not_exist_on_that_day_is_refused():
    gone = members.municipality(valid_to=TODAY)

    members.contact(gone, on=TODAY - timedelta(days=1), today=TODAY)

    assert refused(place=gone) == [ContactRefusal.NO_SUCH_PLACE]


def test_without_a_word_heard_it_is_refused():
    assert refused(heard="  ") == [ContactRefusal.NOTHING_HEARD]


def test_somebody_from_elsewhere_took_no_part(place):
    assert refused(place=place, participants=[members.person()]) == [ContactRefusal.FROM_ELSEWHERE]


def test_one_of_us_who_looks_after_a_municipality_is_not_one_of_theirs(place, staff):
    looks_after = members.role_type("contact-person")
    looks_after.core_player = "internal"
    looks_after.save()
    members.actions.assign_role(staff, looks_after, on=TODAY, municipality=place)

    assert refused(place=place, by=staff, participants=[staff]) == [ContactRefusal.FROM_ELSEWHERE]


def test_a_member_is_not_one_of_us(place):
    assert refused(place=place, staff=[members.person()]) == [ContactRefusal.NOT_OURS]


def test_a_refused_moment_leaves_nothing_behind(place):
    refused(place=place, heard="", follow_ups=[{"title": "x", "owner": None, "due_on": None}])

    assert (ContactMoment.objects.count(), Touchpoint.objects.count(), Todo.objects.count()) == (0, 0, 0)


def test_a_promise_that_cannot_be_kept_undoes_the_whole_moment(place, staff):
    late = {"title": "Call back", "owner": staff, "due_on": TODAY - timedelta(days=1)}

    assert refused(place=place, by=staff, follow_ups=[late]) == [ContactRefusal.DUE_IN_THE_PAST]
    assert (ContactMoment.objects.count(), Touchpoint.objects.count()) == (0, 0)


# --- Putting right and taking back -----------------------------------------------------------------


def change(contact, staff, **facts):
    given = {"on": contact.on, "form": contact.form, "heard": contact.heard, "staff": [staff], **facts}
    return actions.change_contact(contact, by=staff.user, today=TODAY, **given)


def test_what_is_put_right_is_put_right_in_the_ledger_too(place, staff):
    anna = members.person(municipality=place)
    contact = members.contact(place, by=staff, on=TODAY, form="phone")

    change(contact, staff, form="physical", on=TODAY - timedelta(days=1), participants=[anna])

    assert ledger() == [("visit", anna, "Lier", TODAY - timedelta(days=1))]


def test_it_was_another_municipality_after_all(place, staff):
    contact = members.contact(members.municipality("Mol"), by=staff, on=TODAY)

    change(contact, staff, municipality=place)

    assert [name for _kind, _person, name, _day in ledger()] == ["Lier"]
    assert Line.objects.get().change["municipality"][1] == "12021"


def test_who_took_part_then_may_stay_when_their_role_has_ended(place, staff):
    anna = members.person(municipality=place)
    contact = members.contact(place, by=staff, on=TODAY, participants=[anna])
    anna.roles.update(ends_on=TODAY)

    change(contact, staff, participants=[anna], heard="Longer.")

    assert list(contact.participants.all()) == [anna]


def test_what_is_taken_back_counts_nowhere(place, staff):
    contact = members.contact(place, by=staff, follow_ups=[{"title": "Call", "owner": staff, "due_on": None}])

    actions.withdraw_contact(contact, by=staff.user, reason="Wrong village")

    assert (ledger(), Todo.objects.filter(done_at=None).count()) == ([], 0)
    assert ContactMoment.objects.visible_to(staff.user).count() == 0
    assert Line.objects.get().reason == "Wrong village"


def test_what_was_taken_back_is_not_taken_back_again(staff):
    contact = members.contact(by=staff)
    actions.withdraw_contact(contact, by=staff.user, reason="Wrong")

    with pytest.raises(Refused):
        actions.withdraw_contact(contact, by=staff.user, reason="Again")


def test_a_visit_whose_moment_is_taken_back_is_planned_again(place, staff):
    contact = members.contact(place, by=staff)
    target = members.target(place, state="held", contact=contact, planned_on=TODAY)

    actions.withdraw_contact(contact, by=staff.user, reason="Wrong")

    target.refresh_from_db()
    assert (target.state, target.contact) == (TargetState.PLANNED, None)


# --- Promises --------------------------------------------------------------------------------------


def test_a_promise_stands_on_its_owners_list_until_it_is_done(place, staff):
    contact = members.contact(place, by=staff, follow_ups=[{"title": "Send it", "owner": staff, "due_on": TODAY}])
    todo = Todo.objects.get()

    assert (todo.person, todo.due_on, todo.title_en, todo.done_at) == (staff, TODAY, "Send it (Lier)", None)

    actions.finish_follow_up(contact.follow_ups.get(), by=staff.user, now=timezone.now())
    todo.refresh_from_db()
    assert todo.done_at is not None


def test_a_promise_is_kept_once(staff):
    contact = members.contact(by=staff, follow_ups=[{"title": "Send it", "owner": staff, "due_on": None}])
    promise = contact.follow_ups.get()
    actions.finish_follow_up(promise, by=staff.user, now=timezone.now())

    with pytest.raises(Refused) as refusal:
        actions.finish_follow_up(promise, by=staff.user, now=timezone.now())
    assert refusal.value.reasons == [ContactRefusal.DONE_ALREADY]


# --- Questions -------------------------------------------------------------------------------------


@pytest.fixture
def asker(place):
    return members.person(municipality=place, language="en")


@pytest.fixture
def question(asker, place):
    return actions.ask_question(asker, place, text="May a youth council have members of 15?", today=TODAY)


def test_a_question_is_a_contact_moment_and_something_to_do_for_the_team(question, asker):
    assert (question.kind, question.form, question.started_by) == ("question", "portal", Starter.MEMBER)
    assert ledger() == [("question", asker, "Lier", TODAY)]
    assert Todo.objects.get().role == Role.STAFF


def test_an_answer_goes_to_whoever_asked_and_closes_what_was_to_do(question, asker, staff):
    actions.answer_question(question, answer="Yes.", by=staff.user, now=timezone.now(), person=staff)

    mail = Mail.objects.get()
    assert (mail.to_email, "Yes." in mail.text, mail.language) == (asker.email, True, "en")
    assert Todo.objects.filter(done_at=None).count() == 0
    assert list(question.staff.all()) == [staff]


def test_a_question_is_answered_once(question, staff):
    actions.answer_question(question, answer="Yes.", by=staff.user, now=timezone.now())

    with pytest.raises(Refused) as refusal:
        actions.answer_question(question, answer="No.", by=staff.user, now=timezone.now())
    assert refusal.value.reasons == [ContactRefusal.ANSWERED_ALREADY]


def test_a_call_waits_for_no_answer(staff):
    with pytest.raises(Refused) as refusal:
        actions.answer_question(members.contact(by=staff), answer="Yes.", by=staff.user, now=timezone.now())
    assert refusal.value.reasons == [ContactRefusal.NOT_A_QUESTION]


def test_one_asks_for_the_own_municipality_alone(asker):
    with pytest.raises(Refused) as refusal:
        actions.ask_question(asker, members.municipality(), text="?", today=TODAY)
    assert refusal.value.reasons == [ContactRefusal.NOT_YOUR_PLACE]


def test_the_eleventh_question_of_a_day_waits_for_tomorrow(asker, place):
    for number in range(10):
        actions.ask_question(asker, place, text=f"Question {number}?", today=TODAY)

    with pytest.raises(Refused) as refusal:
        actions.ask_question(asker, place, text="One more?", today=TODAY)

    assert refusal.value.reasons == [ContactRefusal.TOO_MANY]
    assert actions.ask_question(asker, place, text="One more?", today=TODAY + timedelta(days=1)).pk


# --- In bulk ---------------------------------------------------------------------------------------


def test_many_at_once_write_what_one_by_one_would(place, staff):
    anna, plan, now = members.person(municipality=place), members.need("plan"), timezone.now()
    shape = {"municipality": place, "on": TODAY, "form": "phone", "kind": "call", "heard": "x", "recorded_at": now}

    actions.record_many_contacts(
        [
            (ContactMoment(**shape), [anna], [staff], [{"need": plan}]),
            (ContactMoment(**shape), [], [], []),
        ]
    )

    assert ledger() == [("call", anna, "Lier", TODAY), ("call", None, "Lier", TODAY)]
    first = ContactMoment.objects.order_by("pk").first()
    assert (first.needs.get().need, list(first.staff.all())) == (plan, [staff])


# --- Finding a municipality by what somebody types --------------------------------------------------


@pytest.mark.parametrize("text", ["Lier (12021)", "12021", "lier", " Lier ", "lie"])
def test_a_municipality_is_meant_by_name_code_or_part_of_it(place, text):
    assert rules.place_named(text, on=TODAY) == place


@pytest.mark.parametrize("text", ["", "Nowhere", "99999", "l"])
def test_what_means_none_or_several_finds_nothing(place, text):
    members.municipality("Mol")

    assert rules.place_named(text, on=TODAY) is None


def test_an_old_name_means_the_municipality_of_today(place):
    old = members.municipality("Koningshooikt", valid_to=date(2025, 1, 1))
    members.actions.record_merger(place, [old], on=date(2025, 1, 1))

    assert rules.place_named("koningshooikt", on=TODAY) == place
