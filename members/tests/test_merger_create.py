from datetime import date

import pytest
from django.urls import reverse

from members.models import EventKind, EventStatus, Province, Role, TerritorialEvent
from members.tests import factories as members

pytestmark = pytest.mark.django_db

ADDRESS = reverse("members:merger_create")
MERGER = {
    "effective_on": "2026-01-01",
    "predecessor_1": "Galmaarden (23023)",
    "predecessor_2": "gooik",
    "new_name": "Pajottegem",
    "new_nis_code": "23106",
    "new_province": Province.FLEMISH_BRABANT.value,
}


@pytest.fixture
def staff(client):
    client.force_login(members.user_with(Role.STAFF))
    return client


@pytest.fixture(autouse=True)
def two():
    return members.municipality("Galmaarden", nis_code="23023"), members.municipality("Gooik", nis_code="23024")


def test_a_merger_is_prepared_with_names_or_nis_codes(staff, two):
    response = staff.post(ADDRESS, MERGER)

    event = TerritorialEvent.objects.get()
    assert response.url == event.get_absolute_url()
    assert (event.kind, event.status, event.effective_on) == (EventKind.MERGER, EventStatus.ANNOUNCED, date(2026, 1, 1))
    assert event.predecessors == list(two)
    assert [(party.new_nis_code, party.new_name) for party in event.coming_out] == [("23106", "Pajottegem")]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"predecessor_2": "Nergens"}, "We know no municipality “Nergens” that stands"),
        ({"predecessor_2": "23023"}, "A merger needs at least two municipalities."),
        ({"new_nis_code": "12"}, "A NIS code is five digits."),
        ({"new_nis_code": "23024"}, "NIS code 23024 belongs to Gooik."),
        ({"effective_on": "31-31-2026"}, "Enter a valid date."),
        ({"predecessor_1": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(staff, wrong, sentence):
    response = staff.post(ADDRESS, MERGER | wrong)

    assert response.status_code == 200
    assert sentence in response.text
    assert TerritorialEvent.objects.count() == 0


def test_a_name_that_two_bear_asks_for_the_code(staff):
    members.municipality("Gooik")

    assert "More than one municipality is called “gooik”" in staff.post(ADDRESS, MERGER).text


def test_one_that_ended_is_not_among_the_proposals(staff):
    members.municipality("Borsbeek", valid_to=date(2025, 1, 1))

    assert [each.name for each in staff.get(ADDRESS).context["proposals"]] == ["Galmaarden", "Gooik"]


@pytest.mark.parametrize(
    ("kind", "answers", "title"),
    [
        ("absorption", {"successor": "23023", "predecessor_1": "23024"}, "Gooik + Galmaarden → Galmaarden"),
        ("renaming", {"predecessor_1": "23023", "new_name": "Nieuwnaam"}, "Galmaarden → Nieuwnaam"),
        ("province-change", {"predecessor_1": "23023", "new_province": "70000"}, "Galmaarden → Limburg"),
        (
            "split",
            {
                "predecessor_1": "23023",
                "stands_1": "23024",
                "new_2_name": "Tweede",
                "new_2_nis_code": "23999",
                "new_2_province": "20001",
            },
            "Galmaarden → Gooik + Tweede",
        ),
    ],
)
def test_each_kind_asks_what_it_needs(staff, kind, answers, title):
    staff.post(f"{ADDRESS}?soort={kind}", {"effective_on": "2026-01-01", **answers})

    event = TerritorialEvent.objects.get()
    assert (event.kind, event.title) == (kind, title)


def test_half_a_new_municipality_is_refused(staff):
    answers = {"effective_on": "2026-01-01", "predecessor_1": "23023", "stands_1": "23024", "new_2_name": "Tweede"}

    response = staff.post(f"{ADDRESS}?soort=split", answers)

    assert "Give a new municipality its name, its NIS code and its province." in response.text
    assert TerritorialEvent.objects.count() == 0


def test_a_kind_that_makes_no_sense_is_a_merger(staff):
    assert staff.get(f"{ADDRESS}?soort=oorlog").context["form"].kind == EventKind.MERGER


@pytest.mark.parametrize("kind", EventKind)
def test_a_plan_is_changed_with_the_same_form(staff, two, kind):
    answers = {
        "merger": MERGER,
        "absorption": {"successor": "23023", "predecessor_1": "23024"},
        "renaming": {"predecessor_1": "23023", "new_name": "Nieuwnaam"},
        "province-change": {"predecessor_1": "23023", "new_province": "70000"},
        "split": {
            "predecessor_1": "23023",
            "stands_1": "23024",
            "new_2_name": "Tweede",
            "new_2_nis_code": "23999",
            "new_2_province": "20001",
        },
    }[kind]
    staff.post(f"{ADDRESS}?soort={kind}", {"effective_on": "2026-01-01", **answers})
    before = TerritorialEvent.objects.get()
    edit = reverse("members:merger_edit", args=[before.pk])

    form = staff.get(edit).context["form"]
    proposed = {bound.html_name: bound.value() for bound in form}
    again = {name: form[name].field.prepare_value(value) or "" for name, value in proposed.items()}
    again["effective_on"] = "2027-01-01"
    response = staff.post(edit, again)

    after = TerritorialEvent.objects.get()
    assert response.status_code == 302
    assert (after.title, after.effective_on) == (before.title, date(2027, 1, 1))
