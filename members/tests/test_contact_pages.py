"""The pages of contact moments: quick entry, the list, the shared part and the part that members never see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.actions import contacts as actions
from members.models import ContactMoment, Role, TargetState, Todo, Touchpoint
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

SECRET = "They quarrel with the alderman."
NO_NEEDS = {"needs-TOTAL_FORMS": "0", "needs-INITIAL_FORMS": "0"}


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def place():
    return members.municipality("Lier", nis_code="12021")


@pytest.fixture
def staff():
    return members.person(role=Role.STAFF)


@pytest.fixture
def browser(staff):
    return visit_as(staff.user)


def entry(today, **change):
    """What a phone sends with nothing but the three questions in sight filled in."""
    return {
        "municipality": "Lier (12021)",
        "form": "phone",
        "heard": "The youth council is small.",
        "on": today.isoformat(),
        **NO_NEEDS,
    } | change


# --- Quick entry -----------------------------------------------------------------------------------


def test_three_answers_make_a_contact_moment(browser, staff, place, today):
    response = browser.post(reverse("members:contact_create"), entry(today, staff=[staff.pk]))

    contact = ContactMoment.objects.get()
    assert response["Location"] == contact.get_absolute_url()
    assert (contact.municipality, contact.kind, contact.on, contact.is_shared) == (place, "call", today, True)
    assert list(contact.staff.all()) == [staff]
    assert Touchpoint.objects.get().municipality == place


def test_the_entry_knows_today_and_me_and_the_municipality_of_the_address(browser, staff, place, today):
    form = browser.get(reverse("members:contact_create"), {"gemeente": "12021"}).context["form"]

    assert (form["municipality"].value(), form["on"].value(), form["staff"].value()) == (
        "Lier (12021)",
        today,
        [staff.pk],
    )


def test_the_people_of_the_municipality_are_there_to_be_ticked(browser, place):
    anna = members.person(municipality=place, first_name="Anna")
    members.person(first_name="Elsewhere")

    html = browser.get(reverse("members:contact_people"), {"municipality": "lier"}).text

    assert ("Anna" in html, "Elsewhere" in html, f'value="{anna.pk}"' in html) == (True, False, True)


def test_everything_folded_is_kept_too(browser, staff, place, today):
    anna, need, theme = members.person(municipality=place), members.need(), members.theme()
    rows = {"needs-TOTAL_FORMS": "1", "needs-INITIAL_FORMS": "0", "needs-0-need": need.pk, "needs-0-urgency": "now"}
    more = {
        "participants": [anna.pk],
        "staff": [staff.pk],
        "theme": theme.pk,
        "agreements": "We call again.",
        "internal_note": SECRET,
        "travel_minutes": "45",
        "follow_up_title": "Call again",
        "follow_up_owner": staff.pk,
        "follow_up_due": (today + timedelta(days=3)).isoformat(),
        **rows,
    }

    browser.post(reverse("members:contact_create"), entry(today, **more))

    contact = ContactMoment.objects.get()
    assert (contact.theme, contact.travel_minutes, contact.internal_note) == (theme, 45, SECRET)
    assert (contact.needs.get().need, contact.needs.get().urgency) == (need, "now")
    assert Todo.objects.get().person == staff


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"municipality": "Nowhere"}, "municipality"),
        ({"municipality": ""}, "municipality"),
        ({"heard": ""}, "heard"),
        ({"form": "smoke"}, "form"),
        ({"form": "portal"}, "form"),
        ({"on": "31-02-2026"}, "on"),
        ({"participants": ["999999"]}, "participants"),
        ({"staff": ["x"]}, "staff"),
        ({"travel_minutes": "-5"}, "travel_minutes"),
        ({"follow_up_title": "Call", "staff": []}, "follow_up_owner"),
        ({"theme": "999999"}, "theme"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_nothing_is_saved(browser, place, today, change, field):
    response = browser.post(reverse("members:contact_create"), entry(today, **change))

    assert (response.status_code, field in response.context["form"].errors) == (200, True)
    assert (ContactMoment.objects.count(), Touchpoint.objects.count()) == (0, 0)


def test_what_the_rules_refuse_is_said_above_the_form(browser, place, today):
    tomorrow = (today + timedelta(days=1)).isoformat()

    response = browser.post(reverse("members:contact_create"), entry(today, on=tomorrow))

    assert "This day has yet to come" in response.text
    assert ContactMoment.objects.count() == 0


def test_a_visit_that_is_written_down_is_held(browser, staff, place, today):
    target = members.target(place, state="planned", planned_on=today, form="digital", staff=staff)
    address = f"{reverse('members:contact_create')}?doel={target.pk}"

    assert browser.get(address).context["form"]["municipality"].value() == "Lier (12021)"
    browser.post(address, entry(today, form="digital"))

    target.refresh_from_db()
    assert (target.state, target.contact) == (TargetState.HELD, ContactMoment.objects.get())


@pytest.mark.parametrize("number", ["999999", "x", "1e9", "²"])
def test_a_visit_that_does_not_exist_is_not_written_down(browser, number):
    assert browser.get(reverse("members:contact_create"), {"doel": number}).status_code in (200, 404)


# --- Who sees what ---------------------------------------------------------------------------------


@pytest.fixture
def contact(place, staff, today):
    anna = members.person(municipality=place, user=False, first_name="Anna")
    return members.contact(
        place,
        by=staff,
        on=today,
        heard="They need space.",
        agreements="We call again.",
        internal_note=SECRET,
        participants=[anna],
        needs=[{"need": members.need("space"), "own_words": "a skate park"}],
        follow_ups=[{"title": "Secret errand", "owner": staff, "due_on": None}],
    )


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_the_municipality_reads_the_shared_part_and_nothing_else(role, contact, place):
    member = visit_as(members.user_with(role, place))

    html = member.get(contact.get_absolute_url()).text

    assert [word in html for word in ("They need space.", "We call again.", "a skate park", "Anna")] == [True] * 4
    assert [word in html for word in (SECRET, "Secret errand")] == [False, False]


def test_the_note_for_the_team_is_on_no_page_that_a_member_opens(contact, place):
    member = visit_as(members.user_with(Role.OFFICER, place))
    pages = [
        reverse("reports:home"),
        reverse("members:contact_list"),
        reverse("members:question_ask"),
        reverse("members:municipality_detail", args=[place.nis_code]),
        contact.get_absolute_url(),
    ]

    assert [page for page in pages if SECRET in member.get(page, follow=True).text] == []


def test_the_team_reads_the_note_too(browser, contact):
    assert SECRET in browser.get(contact.get_absolute_url()).text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_another_municipality_does_not_know_that_it_exists(role, contact):
    assert visit_as(members.user_with(role)).get(contact.get_absolute_url()).status_code == 404


def test_what_is_kept_within_the_team_is_hidden_from_the_municipality(contact, place):
    contact.is_shared = False
    contact.save()
    member = visit_as(members.user_with(Role.OFFICER, place))

    assert member.get(contact.get_absolute_url()).status_code == 404
    assert list(member.get(reverse("members:contact_list")).context["page"]) == []


def test_a_coach_reads_what_they_were_at_without_the_note(contact, place, staff, today):
    coach = members.person(role=Role.COACH)
    browser = visit_as(coach.user)
    assert browser.get(contact.get_absolute_url()).status_code == 404

    contact.staff.add(coach)

    html = browser.get(contact.get_absolute_url()).text
    assert ("They need space." in html, SECRET in html) == (True, False)


def test_whose_role_ended_reads_nothing_any_more(contact, place, today):
    member = members.person(municipality=place)
    members.actions.end_role(member.roles.get(), on=today)

    assert visit_as(member.user).get(contact.get_absolute_url()).status_code == 403


# --- The list --------------------------------------------------------------------------------------


def shown(browser, **filters):
    return [contact.heard for contact in browser.get(reverse("members:contact_list"), filters).context["page"]]


def test_the_list_is_narrowed_by_kind_theme_who_and_place(browser, place, today):
    other = members.person(role=Role.STAFF)
    members.contact(place, heard="call", form="phone", theme=members.theme("youth-work"))
    members.contact(heard="visit", form="physical", by=other)

    assert shown(browser, soort="call") == ["call"]
    assert shown(browser, thema="youth-work") == ["call"]
    assert shown(browser, wie=other.pk) == ["visit"]
    assert shown(browser, zoek="lier") == ["call"]
    assert sorted(shown(browser, soort="nonsense", wie="x", thema="-")) == ["call", "visit"]


def test_the_list_shows_what_is_still_to_do(browser, place, staff):
    members.contact(place, heard="done")
    members.contact(place, by=staff, heard="open", follow_ups=[{"title": "Call", "owner": staff, "due_on": None}])

    assert shown(browser, open="on") == ["open"]


def test_the_list_asks_the_database_as_often_for_three_as_for_one(browser, place, staff):
    def one_more():
        members.contact(
            place,
            by=staff,
            needs=[{"need": members.need()}],
            follow_ups=[{"title": "Call", "owner": staff, "due_on": None}],
            theme=members.theme(),
        )

    one_more()
    once = number_of_queries(browser, reverse("members:contact_list"))
    one_more()
    one_more()

    assert number_of_queries(browser, reverse("members:contact_list")) == once


# --- Putting right, taking back, keeping promises ---------------------------------------------------


def test_a_contact_moment_opens_as_it_was_and_is_put_right(browser, contact, staff, today):
    page = browser.get(reverse("members:contact_edit", args=[contact.pk]))
    form, rows = page.context["form"], page.context["needs"]

    assert (form["heard"].value(), form["internal_note"].value()) == ("They need space.", SECRET)
    assert rows.forms[0]["own_words"].value() == "a skate park"

    answers = entry(today, heard="They need room.", staff=[staff.pk])
    browser.post(reverse("members:contact_edit", args=[contact.pk]), answers)
    contact.refresh_from_db()
    assert (contact.heard, contact.needs.count()) == ("They need room.", 0)


def test_what_is_taken_back_asks_why(browser, contact):
    address = reverse("members:contact_withdraw", args=[contact.pk])

    assert "reason" in browser.post(address, {}).context["form"].errors
    browser.post(address, {"reason": "Wrong village"})

    assert browser.get(contact.get_absolute_url()).status_code == 404


def test_a_promise_is_added_and_done_from_the_page(browser, contact, staff):
    add = reverse("members:follow_up_create", args=[contact.pk])
    browser.post(add, {"title": "Mail the guide", "owner": staff.pk})
    promise = contact.follow_ups.get(title="Mail the guide")

    browser.post(reverse("members:follow_up_done", args=[promise.pk]))

    promise.refresh_from_db()
    assert promise.done_at is not None


# --- Questions -------------------------------------------------------------------------------------


@pytest.fixture
def asker(place):
    return members.person(municipality=place, language="en")


def test_a_member_asks_and_reads_the_answer(browser, asker, staff, place):
    member = visit_as(asker.user)
    member.post(reverse("members:question_ask"), {"text": "May they be 15?"})
    question = ContactMoment.objects.get()
    question.internal_note = SECRET
    question.save()

    browser.post(reverse("members:contact_answer", args=[question.pk]), {"answer": "Yes, from 12 on."})

    assert "Yes, from 12 on." in member.get(question.get_absolute_url()).text
    mail = Mail.objects.get()
    assert (mail.to_email, "Yes, from 12 on." in mail.text, SECRET in mail.text) == (asker.email, True, False)


def test_asking_for_guidance_says_so(asker):
    form = visit_as(asker.user).get(reverse("members:question_ask"), {"over": "begeleiding"}).context["form"]

    assert form["text"].value().startswith("We would like some guidance")


def test_an_empty_question_is_refused(asker):
    response = visit_as(asker.user).post(reverse("members:question_ask"), {"text": " "})

    assert (response.status_code, ContactMoment.objects.count()) == (200, 0)


def test_an_officer_of_two_places_says_for_which(asker, place):
    second = members.municipality("Mol")
    members.role(asker, Role.OFFICER, second)
    member = visit_as(asker.user)

    assert "municipality" in member.post(reverse("members:question_ask"), {"text": "?"}).context["form"].errors
    member.post(reverse("members:question_ask"), {"text": "?", "municipality": second.pk})
    assert ContactMoment.objects.get().municipality == second


def test_an_answer_without_a_word_is_refused(browser, asker, place, today):
    question = actions.ask_question(asker, place, text="?", today=today)

    response = browser.post(reverse("members:contact_answer", args=[question.pk]), {"answer": ""})

    assert (response.status_code, Mail.objects.count()) == (200, 0)
