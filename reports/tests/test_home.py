"""The home page: what is on offer for a visitor; what to do, what comes next and two or three deeds for each role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import actions, todo
from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def home_of(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/").text


# --- Visitors --------------------------------------------------------------------------------------


def test_a_visitor_sees_what_is_open(english):
    trainings.edition(module=trainings.module(title_en="Lobbying"))
    trainings.edition(module=trainings.module(title_en="Secret plans"), state="draft")

    html = english.get("/").text

    assert ("Lobbying" in html, "Secret plans" in html) == (True, False)


def test_with_nothing_on_offer_a_visitor_reads_so(english):
    assert "Nothing is open at the moment" in english.get("/").text


# --- Deeds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "first_deed"),
    [
        (Role.OFFICER, "Find a training"),
        (Role.MANAGER, "Find a training"),
        (Role.STAFF, "New edition"),
        (Role.COMMUNICATIONS, "Training calendar"),
        (Role.COACH, "Find a training"),
        (Role.DIRECTOR, "Find a training"),
        (Role.ADMIN, "New edition"),
    ],
)
def test_each_role_finds_what_it_does_most(english, role, first_deed):
    html = home_of(english, members.user_with(role))

    header = html[html.index("<h1>") : html.index("</header>", html.index("<h1>"))]
    deeds = [deed.split("</a>")[0].rsplit(">", 1)[-1].strip() for deed in header.split('<a class="button')[1:]]
    assert deeds[0] == first_deed


@pytest.mark.parametrize("is_staff", [True, False])
def test_the_technical_admin_is_offered_to_who_may_open_it(english, is_staff):
    user = members.user_with(Role.ADMIN)
    user.is_staff = is_staff
    user.save()

    assert ("Technical admin" in home_of(english, user)) == is_staff


def test_somebody_whose_role_has_ended_reads_what_to_do(english):
    person = members.person(role=Role.OFFICER)
    actions.end_role(person.roles.get(), on=timezone.localdate())

    assert "Your account has no active role" in home_of(english, person.user)


# --- Today, and what comes next ----------------------------------------------------------------------


def test_what_is_asked_of_a_role_is_on_the_list_of_who_holds_it(english):
    todo.ask(Role.STAFF, title="Open the doors", url="/vormingen/", source=members.municipality())

    lists = [home_of(english, members.user_with(role)) for role in (Role.STAFF, Role.OFFICER)]

    assert ["Open the doors" in html for html in lists] == [True, False]


def test_what_is_done_is_off_the_list(english):
    source = members.municipality()
    todo.ask(Role.STAFF, title="Open the doors", url="/vormingen/", source=source)
    todo.done(source=source)

    assert "Open the doors" not in home_of(english, members.user_with(Role.STAFF))


def test_an_officer_sees_their_next_training_and_nobody_elses(english):
    person = members.person(role=Role.OFFICER)
    trainings.registration(trainings.edition(module=trainings.module(title_en="Mine"), state="closed"), person)
    trainings.registration(trainings.edition(module=trainings.module(title_en="Theirs"), state="closed"))

    html = home_of(english, person.user)

    assert ("Mine" in html, "Theirs" in html) == (True, False)


def test_a_head_of_service_sees_where_colleagues_go_and_not_those_of_another_municipality(english):
    place = members.municipality()
    colleague, stranger = (members.person(first_name=name) for name in ("Amber", "Zita"))
    edition = trainings.edition(state="closed")
    trainings.registration(edition, colleague, municipality=place)
    trainings.registration(edition, stranger, municipality=members.municipality())

    html = home_of(english, members.user_with(Role.MANAGER, municipality=place))

    assert ("Amber" in html, "Zita" in html) == (True, False)


def test_a_coach_sees_the_half_days_that_they_teach_but_no_drafts(english):
    coach = members.person(role=Role.COACH)
    for title, state in (("Planned", "open"), ("Draft plan", "draft")):
        edition = trainings.edition(module=trainings.module(title_en=title), state=state)
        edition.trainers.add(coach)

    html = home_of(english, coach.user)

    assert ("you teach on" in html, "Draft plan" in html) == (True, False)


def test_the_director_reads_figures_without_counting_who_comes_for_no_municipality(english):
    this_year = timezone.localdate().replace(month=6, day=1)
    edition = trainings.edition(first_day=this_year, closes_on=this_year - timedelta(days=1))
    trainings.registration(edition, members.person(role=Role.OFFICER), municipality=members.municipality())
    trainings.registration(edition, members.person(role=Role.STAFF), municipality=None)

    html = home_of(english, members.user_with(Role.DIRECTOR))

    figures = [line.split("</strong>")[0] for line in html.split('<strong class="figure">')[1:]]
    assert figures[1:] == ["2", "1"]


# --- Speed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OFFICER, Role.STAFF, Role.ADMIN])
def test_three_of_everything_take_as_many_queries_as_one(client, role, django_assert_max_num_queries):
    user = members.user_with(role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/")  # what a process remembers afterwards is asked here
    counts = []
    for _round in range(2):
        for _each in range(1 if not counts else 2):
            trainings.registration(trainings.edition(), user.person)
            todo.ask(user.person, title="Look", url="/", source=members.municipality())
        with django_assert_max_num_queries(17) as captured:
            client.get("/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_an_officer_has_the_own_municipality_one_tap_away_and_staff_have_none(english):
    lier = members.municipality("Lier")
    officer = members.person(municipality=lier)

    assert f'href="{lier.get_absolute_url()}"' in home_of(english, officer.user)
    assert f'href="{lier.get_absolute_url()}"' not in home_of(english, members.user_with(Role.STAFF))


def test_the_most_urgent_comes_first_what_is_late_says_so_and_the_rest_is_folded(english):
    staff, today = members.user_with(Role.STAFF), timezone.localdate()
    for number in range(8):
        due = today + timedelta(days=number - 1) if number < 7 else None
        todo.ask(Role.STAFF, title=f"Deed {number}", url="/x/", source=members.municipality(), due=due)

    english.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    context = english.get("/").context

    assert [each.title for each in context["todos"]] == [f"Deed {number}" for number in range(6)]
    assert [each.title for each in context["later"]] == ["Deed 6", "Deed 7"]
    assert [each.is_late for each in context["todos"]] == [True] + [False] * 5


def test_a_visitor_finds_the_map_of_the_members(english):
    assert 'href="/leden/kaart/"' in english.get("/").text
