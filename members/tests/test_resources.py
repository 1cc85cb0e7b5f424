from datetime import date, timedelta
from decimal import Decimal

import pytest

from members import actions, importing
from members.models import Municipality, Person, PopulationFigure, Province, Role, RoleAssignment, StaffingFigure
from members.resources import MunicipalityResource, OfficerResource
from members.tests import factories as members
from members.tests import files

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
OFFICERS = "email;first_name;last_name;municipality_nis;role;started_on"


def import_municipalities(file, *, commit=True, today=TODAY):
    return importing.run(MunicipalityResource(today=today), file, commit=commit)


def import_officers(*rows, commit=True, header=OFFICERS):
    return importing.run(OfficerResource(today=TODAY), files.csv(header, *rows), commit=commit)


def places(outcome):
    return [(problem.line, problem.column) for problem in outcome.rejected]


@pytest.fixture
def lier():
    return members.municipality("Lier", nis_code="12021")


# --- Municipalities --------------------------------------------------------------------------------


def test_a_belgian_excel_file_becomes_municipalities_with_figures():
    file = files.csv(
        "NIS-code;Naam;Provincie;Inwoners;VTE jeugddienst;Postcode",
        "12021;Lier;Antwerpen;38.123;2,5;2500",
        "23106;Pajottegem;Vlaams-Brabant;25 501;;1540",
        encoding="cp1252",
    )

    outcome = import_municipalities(file)

    lier = Municipality.objects.as_known_on(TODAY).get(nis_code="12021")
    assert (outcome.accepted, outcome.rejected) == (2, [])
    assert (lier.name, lier.postal_code, lier.province) == ("Lier", "2500", Province.ANTWERP)
    assert (lier.population, lier.youth_service_fte) == (38_123, Decimal("2.5"))
    assert Municipality.objects.as_known_on(TODAY).get(nis_code="23106").youth_service_fte is None


def test_codes_and_figures_of_a_workbook_keep_their_form():
    file = files.xlsx(["nis_code", "name", "population", "youth_service_fte"], [12021.0, "Lier", 38123, 0.1 + 0.2])

    assert import_municipalities(file).rejected == []
    assert Municipality.objects.with_population(TODAY).get().population == 38_123
    assert StaffingFigure.objects.get().fte == Decimal("0.3")


def test_a_plain_population_is_that_of_the_first_of_january_of_this_year():
    import_municipalities(files.csv("nis_code;name;population", "12021;Lier;38123"))

    assert PopulationFigure.objects.get().reference_date == date(2026, 1, 1)


def test_beside_a_population_of_2026_the_plain_one_is_that_of_2025():
    import_municipalities(files.csv("nis_code;name;population;population_2026", "12021;Lier;38000;38123"))

    figures = dict(PopulationFigure.objects.values_list("reference_date", "inhabitants"))
    assert figures == {date(2025, 1, 1): 38_000, date(2026, 1, 1): 38_123}


def test_a_blank_cell_leaves_what_is_stored(lier):
    import_municipalities(files.csv("nis_code;name;population;youth_service_fte;postal_code", "12021;;38123;2;2500"))

    import_municipalities(files.csv("nis_code;name;population;youth_service_fte;postal_code", "12021;;;;"))

    lier = Municipality.objects.as_known_on(TODAY).get()
    assert (lier.name, lier.postal_code, lier.population, lier.youth_service_fte) == ("Lier", "2500", 38_123, 2)


def test_the_same_file_twice_changes_nothing_even_a_day_later():
    lines = ("nis_code;name;province;population;youth_service_fte", "12021;Lier;Antwerpen;38123;2,5")

    for today in (TODAY, TODAY + timedelta(days=1)):
        import_municipalities(files.csv(*lines), today=today)

    lier = Municipality.objects.get()
    counts = [rows.count() for rows in (lier.provinces, lier.population_figures, lier.staffing_figures)]
    assert counts == [1, 1, 1]


def test_another_fte_is_a_second_figure():
    for today, fte in ((TODAY, "2,5"), (TODAY + timedelta(days=1), "3")):
        import_municipalities(files.csv("nis_code;name;youth_service_fte", f"12021;Lier;{fte}"), today=today)

    assert [figure.fte for figure in StaffingFigure.objects.all()] == [3, Decimal("2.5")]


def test_the_province_of_an_ended_municipality_ends_with_it():
    import_municipalities(files.csv("nis_code;name;province;valid_to", "11056;Zwijndrecht;Antwerpen;1/1/2025"))

    assert Municipality.objects.get().provinces.get().ends_on == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("nis_code", "1202"),
        ("nis_code", "１２０２１"),
        ("nis_code", "62063"),
        ("nis_code", ""),
        ("name", "..."),
        ("name", "a" * 101),
        ("province", "Henegouwen"),
        ("province", "Limburg"),
        ("population", "-1"),
        ("population", "1e9"),
        ("population", "NaN"),
        ("population", "1.50"),
        ("population", "12,000"),
        ("population", "9999999"),
        ("youth_service_fte", "1.500"),
        ("youth_service_fte", "½"),
        ("postal_code", "0999"),
        ("valid_to", "29/02/2025"),
        ("valid_to", "12/31/2025"),
        ("valid_to", "1/2/25"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_saved(column, cell):
    header = ("nis_code", "name", "province", "population", "youth_service_fte", "postal_code", "valid_to")
    fine = dict(zip(header, ("12021", "Lier", "Antwerpen", "38123", "2,5", "2500", ""), strict=True))
    other = {**fine, "nis_code": "11001"}

    outcome = import_municipalities(
        files.csv(";".join(header), ";".join(other.values()), ";".join({**fine, column: cell}.values()))
    )

    assert places(outcome) == [(3, column)]
    assert outcome.accepted == 1
    assert not Municipality.objects.exists()


def test_a_new_municipality_needs_a_name():
    assert places(import_municipalities(files.csv("nis_code", "12021"))) == [(2, "name")]


def test_both_rows_of_a_pair_are_named():
    outcome = import_municipalities(files.csv("nis_code;name", "12021;Lier", "11001;Aartselaar", "12021.0;Lier"))

    assert places(outcome) == [(2, "nis_code"), (4, "nis_code")]
    assert "4" in outcome.rejected[0].message
    assert not Municipality.objects.exists()


def test_a_trial_run_says_the_same_and_saves_nothing():
    outcome = import_municipalities(files.csv("nis_code;name", "12021;Lier"), commit=False)

    assert (outcome.accepted, outcome.rejected) == (1, [])
    assert not Municipality.objects.exists()


# --- Officers --------------------------------------------------------------------------------------


def test_an_officer_is_created_with_a_role_and_without_an_account(lier):
    outcome = import_officers("Noor@Example.org;Noor;Peeters;12021;jeugdambtenaar;1/2/2025")

    role = RoleAssignment.objects.get()
    assert (outcome.accepted, outcome.rejected) == (1, [])
    assert (role.person.email, role.person.full_name, role.person.user) == ("noor@example.org", "Noor Peeters", None)
    assert (role.role_type.code, role.municipality, role.starts_on) == ("youth-officer", lier, date(2025, 2, 1))


def test_dutch_headers_are_known(lier):
    header = "E-mailadres;Voornaam;Achternaam;NIS-code gemeente;Rol;Startdatum"

    assert import_officers("noor@example.org;Noor;Peeters;12021;jeugdconsulent;1-2-2025", header=header).accepted == 1


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("jeugdambtenaar", "youth-officer"),
        ("Jeugdconsulent", "youth-officer"),
        ("schepen_jeugd", "alderman"),
        ("diensthoofd", "head-of-service"),
        ("head-of-service", "head-of-service"),
    ],
)
def test_the_roles_of_a_municipality_can_be_given(lier, written, code):
    import_officers(f"noor@example.org;Noor;Peeters;12021;{written};2025-02-01")

    assert RoleAssignment.objects.get().role_type.code == code


@pytest.mark.parametrize("role", ["admin", "staff", "administrator", "beheerder", "director", "coach"])
def test_a_role_that_gives_more_is_refused(lier, role):
    outcome = import_officers(
        "lotte@example.org;Lotte;Maes;12021;diensthoofd;2025-02-01",
        f"noor@example.org;Noor;Peeters;12021;{role};2025-02-01",
    )

    assert places(outcome) == [(3, "role")]
    assert not Person.objects.exists()


def test_an_unknown_municipality_is_named_with_its_code(lier):
    outcome = import_officers("noor@example.org;Noor;Peeters;99999;jeugdambtenaar;2025-02-01")

    assert places(outcome) == [(2, "municipality_nis")]
    assert outcome.rejected[0].message.startswith("99999 is not a municipality that we know.")


def test_a_municipality_that_ended_takes_no_officers(lier):
    members.municipality("Galmaarden", nis_code="23023", valid_to=date(2025, 1, 1))

    outcome = import_officers("noor@example.org;Noor;Peeters;23023;jeugdambtenaar;2024-02-01")

    assert places(outcome) == [(2, "municipality_nis")]
    assert "Galmaarden" in outcome.rejected[0].message


def test_an_address_of_the_team_cannot_be_changed_by_a_file(lier):
    person = members.person(role=Role.ADMIN, first_name="Ines", email="ines@example.org")

    outcome = import_officers("ines@example.org;Eve;Peeters;12021;jeugdambtenaar;2025-02-01")

    person.refresh_from_db()
    assert places(outcome) == [(2, "email")]
    assert person.first_name == "Ines"


@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("email", "not an address;Noor;Peeters;12021;jeugdambtenaar;2025-02-01"),
        ("email", "noor@exаmple.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01"),
        ("email", ";Noor;Peeters;12021;jeugdambtenaar;2025-02-01"),
        ("first_name", "noor@example.org;;Peeters;12021;jeugdambtenaar;2025-02-01"),
        ("last_name", "noor@example.org;Noor;123;12021;jeugdambtenaar;2025-02-01"),
        ("started_on", "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;"),
        ("started_on", "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;1949-12-31"),
        ("started_on", "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2027-03-04"),
        ("started_on", "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;soon"),
    ],
)
def test_a_wrong_cell_of_an_officer_is_named_and_nothing_is_saved(lier, column, row):
    outcome = import_officers("lotte@example.org;Lotte;Maes;12021;diensthoofd;2027-03-03", row)

    assert places(outcome) == [(3, column)]
    assert not Person.objects.exists()


def test_the_same_file_twice_gives_one_person_with_one_role(lier):
    for _time in range(2):
        outcome = import_officers("noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01")

    assert (outcome.accepted, outcome.rejected) == (1, [])
    assert (Person.objects.count(), RoleAssignment.objects.count()) == (1, 1)


def test_an_old_file_does_not_reopen_a_role_that_ended(lier):
    import_officers("noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01")
    actions.end_role(RoleAssignment.objects.get(), on=date(2026, 1, 1))

    import_officers("noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01")

    assert not RoleAssignment.objects.active_on(TODAY).exists()


def test_one_person_may_have_roles_in_two_municipalities(lier):
    members.municipality(nis_code="11001")

    outcome = import_officers(
        "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01",
        "NOOR@example.org;Noor;Peeters;11001;jeugdambtenaar;2025-02-01",
    )

    assert outcome.rejected == []
    assert Person.objects.get().roles.count() == 2


def test_the_same_officer_twice_is_named_on_both_rows(lier):
    outcome = import_officers(
        "noor@example.org;Noor;Peeters;12021;jeugdambtenaar;2025-02-01",
        "Noor@Example.org\u00a0;Noor;Peeters;12021;Jeugdconsulent;2024-02-01",
    )

    assert places(outcome) == [(2, "email"), (3, "email")]


def test_a_blank_name_leaves_the_stored_one(lier):
    person = members.person(role=None, first_name="Noor", email="noor@example.org")

    import_officers("noor@example.org;;;12021;jeugdambtenaar;2025-02-01")

    person.refresh_from_db()
    assert person.first_name == "Noor"
    assert person.roles.get().municipality == lier


def test_another_address_of_somebody_finds_them_and_does_not_move_their_mail(lier):
    known = members.person(role=None, user=False, email="noor@example.org")
    known.other_emails.create(address="noor.thuis@example.org", starts_on=TODAY)
    row = "noor.thuis@example.org;Noor;Peeters;12021;jeugdambtenaar;2026-01-01"

    outcome = import_officers(row)
    again = import_officers(row)

    person = Person.objects.get()
    assert (outcome.accepted, outcome.rejected, again.rejected) == (1, [], [])
    assert (person.email, person.roles.get().municipality) == ("noor@example.org", lier)


def test_a_file_changes_nobody_of_the_team_by_another_address_of_theirs(lier):
    ours = members.person(role=Role.STAFF)
    ours.other_emails.create(address="ours.thuis@example.org", starts_on=TODAY)

    outcome = import_officers("ours.thuis@example.org;Noor;Peeters;12021;jeugdambtenaar;2026-01-01")

    assert places(outcome) == [(2, "email")]


# --- All at once -----------------------------------------------------------------------------------


def test_all_faults_of_a_row_are_named_each_with_its_column():
    outcome = import_officers("geen-adres;;Peeters;99999;admin;31-02-2020")

    assert places(outcome) == [
        (2, column) for column in ("email", "first_name", "municipality_nis", "role", "started_on")
    ]
    assert outcome.accepted == 0


def test_a_row_with_a_damaged_cell_tells_its_other_faults_too(lier):
    row = "an@example.org;An\u200b;Peeters;12021;{role};1-9-2020"

    assert places(import_officers(row.format(role="admin"))) == [(2, "first_name"), (2, "role")]
    assert places(import_officers(row.format(role="jeugdambtenaar"))) == [(2, "first_name")]
    assert not Person.objects.exists()


def test_a_row_that_stands_twice_tells_its_other_faults_too():
    outcome = import_municipalities(files.csv("nis_code;name;population", "12021;Lier;veel", "12021;Lier;9"))

    assert places(outcome) == [(2, "nis_code"), (2, "population"), (3, "nis_code")]
