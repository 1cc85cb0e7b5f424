import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members import tasks
from members.actions import imports
from members.models import ImportState, Municipality, Person, PopulationFigure, Role
from members.tests import factories as members
from members.tests import files
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def admin(client):
    user = members.user_with(Role.ADMIN, language="en")
    client.force_login(user)
    return user


def lier(**fields):
    return members.municipality("Lier", nis_code="12021", **fields)


def confirm(run, by):
    return imports.confirm(run, by=by, now=timezone.now())


# --- Bringing a file ---------------------------------------------------------------------------------


def test_a_file_is_read_and_nothing_is_saved_before_the_decision(client, admin):
    file = files.csv("nis_code;name", "12021;Lier")

    response = client.post(reverse("members:import_create", args=["municipalities"]), {"file": file}, follow=True)

    run = response.context["run"]
    assert (run.state, run.added, run.file_name) == (ImportState.READY, 1, "file.csv")
    assert not Municipality.objects.exists()


def test_without_a_file_the_form_says_so(client, admin):
    response = client.post(reverse("members:import_create", args=["municipalities"]))

    assert response.status_code == 200
    assert "Choose a file first." in response.text


def test_an_unknown_kind_does_not_exist(client, admin):
    assert client.get(reverse("members:import_create", args=["passwords"])).status_code == 404


@pytest.mark.parametrize("name", ["../../x.csv", "x.csv\u202egpj", "a" * 290 + ".csv", "X.CSV", "<b>x</b>.csv"])
def test_what_a_file_is_called_never_reaches_the_disk_nor_the_page_as_it_is(client, admin, name):
    run = members.import_run(name=name, by=admin)

    response = client.get(run.get_absolute_url())

    assert run.file.name.startswith("imports/")
    assert len(run.file.name) < 60
    assert "<b>x" not in response.text
    assert "\u202e" not in response.text


# --- The difference ----------------------------------------------------------------------------------


def test_each_row_shows_what_was_and_what_becomes(client, admin):
    lier(postal_code="2500")
    run = members.import_run("12021;Lierre", "11002;Antwerpen", by=admin)

    response = client.get(run.get_absolute_url())

    changes = [(row["line"], row["is_new"], row["columns"]) for row in response.context["page"]]
    assert changes == [
        (2, False, [("name", "Lier", "Lierre")]),
        (3, True, [("nis_code", None, "11002"), ("name", None, "Antwerpen")]),
    ]
    assert (run.added, run.changed, run.unchanged) == (1, 1, 0)


def test_a_file_that_says_nothing_new_changes_nothing(client, admin):
    lier()
    run = members.import_run("12021;Lier", by=admin)

    assert (run.added, run.changed, run.unchanged) == (0, 0, 1)
    assert "This file says nothing new" in client.get(run.get_absolute_url()).text


def test_a_figure_of_another_day_is_new_and_one_of_that_day_changed(admin):
    place = lier(population=10)
    new_year = timezone.localdate().replace(month=1, day=1)
    file = files.csv("nis_code;inwoners;provincie", "12021;12;Antwerpen")
    first = imports.receive(file, "municipalities", by=admin, now=NOW)
    confirm(first, admin)

    file = files.csv("nis_code;inwoners", "12021;13")
    again = imports.receive(file, "municipalities", by=admin, now=NOW)

    assert PopulationFigure.objects.get(municipality=place, reference_date=new_year).inhabitants == 12
    assert again.report["changes"][0]["columns"] == {"population": [12, 13]}


def test_an_officer_in_a_file_shows_as_new_and_a_second_time_as_unchanged(admin):
    lier()
    header = "email;first_name;last_name;municipality_nis;role;started_on"
    row = "an@example.org;An;Peeters;12021;jeugdambtenaar;1/9/2024"

    first = imports.receive(files.csv(header, row), "officers", by=admin, now=NOW)
    confirm(first, admin)
    second = imports.receive(files.csv(header, row), "officers", by=admin, now=NOW)

    assert (first.added, second.unchanged) == (1, 1)
    assert Person.objects.get(email="an@example.org").roles.get().starts_on == date(2024, 9, 1)


# --- Deciding ----------------------------------------------------------------------------------------


def test_what_was_seen_is_saved_and_stands_in_the_trail(client, admin):
    run = members.import_run(by=admin)

    client.post(reverse("members:import_confirm", args=[run.pk]))

    run.refresh_from_db()
    line = Line.objects.get()
    assert (run.state, Municipality.objects.get().name) == (ImportState.SAVED, "Lier")
    assert (line.kind, line.by, line.change) == (LineKind.IMPORT, admin, {"added": [None, 1]})


def test_when_the_register_moved_on_it_is_shown_again_and_nothing_is_saved(admin):
    place = lier()
    run = members.import_run("12021;Lierre", by=admin)
    Municipality.objects.filter(pk=place.pk).update(name="Leer")

    with pytest.raises(Refused, match="Something changed since you looked"):
        confirm(run, admin)

    run.refresh_from_db()
    assert Municipality.objects.get().name == "Leer"
    assert run.report["changes"][0]["columns"] == {"name": ["Leer", "Lierre"]}
    assert confirm(run, admin).state == ImportState.SAVED


def test_a_file_that_was_changed_on_disk_is_not_saved(admin):
    run = members.import_run(by=admin)
    run.file.storage.delete(run.file.name)
    run.file.storage.save(run.file.name, files.csv("nis_code;name", "12021;Other"))

    with pytest.raises(Refused):
        confirm(run, admin)

    assert not Municipality.objects.exists()


def test_the_same_file_is_saved_once(admin):
    run = members.import_run(by=admin)
    confirm(run, admin)

    with pytest.raises(Refused, match="does not wait"):
        confirm(run, admin)


def test_a_file_may_be_thrown_away_until_it_is_saved(client, admin):
    run, saved = members.import_run(by=admin), members.import_run(by=admin)
    confirm(saved, admin)

    client.post(reverse("members:import_discard", args=[run.pk]))
    client.post(reverse("members:import_discard", args=[saved.pk]))

    run.refresh_from_db()
    saved.refresh_from_db()
    assert (run.state, bool(run.file), run.report) == (ImportState.DISCARDED, False, {})
    assert (saved.state, bool(saved.file)) == (ImportState.SAVED, True)


# --- Mistakes ----------------------------------------------------------------------------------------


def test_one_bad_row_among_three_hundred_saves_nothing_and_is_named(client, admin):
    rows = [f"{11_000 + number};Dorp {number}" for number in range(300)]
    run = members.import_run(*rows[:150], "1;Fout", *rows[150:], by=admin)

    response = client.get(run.get_absolute_url())

    assert (run.state, run.rejected) == (ImportState.REFUSED, 1)
    assert response.context["rejected"][0] == {
        "line": 152,
        "column": "nis_code",
        "message": "1 is not a NIS code. A NIS code has five digits, like 11002.",
    }
    with pytest.raises(Refused):
        confirm(run, admin)
    assert not Municipality.objects.exists()


def test_two_hundred_mistakes_are_shown_and_the_others_counted(client, admin):
    run = members.import_run(*(f"1;{number}x" for number in range(250)), by=admin)

    response = client.get(run.get_absolute_url())

    assert (len(response.context["rejected"]), response.context["rejected_more"]) == (200, run.rejected - 200)


def test_the_copy_of_a_refused_file_says_what_is_wrong_beside_each_row(client, admin):
    run = members.import_run("12021;Lier", "", "1;=1+1", by=admin)

    response = client.get(reverse("members:import_errors", args=[run.pk]))

    rows = list(load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("nis_code", "name", "Error")
    assert rows[1][:2] == ("12021", "Lier")
    assert rows[3][:2] == ("1", "=1+1")
    assert rows[3][2].startswith("nis_code: 1 is not a NIS code.")


def test_a_file_that_cannot_be_read_says_why(client, admin):
    file = files.named("x.csv", b"PK\x03\x04")

    run = imports.receive(file, "municipalities", by=admin, now=NOW)

    assert (run.state, run.rejected) == (ImportState.REFUSED, 0)
    assert "This is not a .csv or .xlsx file" in client.get(run.get_absolute_url()).text


# --- Large files -------------------------------------------------------------------------------------


def test_a_large_file_is_read_and_saved_by_a_worker(admin, monkeypatch):

    monkeypatch.setattr(imports, "READ_AT_ONCE", 10)
    run = members.import_run(by=admin)
    assert (run.state, run.job.task) == (ImportState.CHECKING, "members.tasks.check_import")

    tasks.check_import(run.job.pk)
    run.refresh_from_db()
    assert (run.state, run.added) == (ImportState.READY, 1)

    tasks.save_import(imports.confirm_later(run, by=admin).job.pk)
    run.refresh_from_db()
    assert (run.state, Municipality.objects.count()) == (ImportState.SAVED, 1)
