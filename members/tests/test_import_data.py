import json

import pytest
from django.core.management import CommandError, call_command

from members.models import Municipality
from members.tests import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path):
    def write(*lines, name="municipalities.csv"):
        path = tmp_path / name
        path.write_bytes(files.csv(*lines).getvalue())
        return str(path)

    return write


def run(capsys, *arguments):
    """The exit code and what was printed."""
    code = 0
    try:
        call_command("import_data", *arguments)
    except SystemExit as stop:
        code = stop.code
    return code, capsys.readouterr().out


def test_without_commit_it_only_says_what_would_happen(capsys, write):
    code, printed = run(capsys, "municipalities", write("nis_code;name", "12021;Lier"))

    assert (code, printed) == (0, "1 row is fine.\nAdd --commit to save.\n")
    assert not Municipality.objects.exists()


def test_with_commit_it_saves(capsys, write):
    code, printed = run(capsys, "municipalities", write("nis_code;name", "12021;Lier"), "--commit")

    assert (code, printed) == (0, "1 row saved.\n")
    assert Municipality.objects.get().name == "Lier"


def test_a_rejected_row_gives_exit_code_1_and_nothing_is_saved(capsys, write):
    path = write("nis_code;name", "12021;Lier", "1;Aartselaar")

    code, printed = run(capsys, "municipalities", path, "--commit")

    assert code == 1
    assert printed.splitlines() == [
        "Row 3, column nis_code: 1 is not a NIS code. A NIS code has five digits, like 11002.",
        "Nothing was saved. Problems: 1.",
    ]
    assert not Municipality.objects.exists()


def test_a_refused_file_gives_exit_code_2(capsys, write):
    code, printed = run(capsys, "municipalities", write("name", "Lier"), "--commit")

    assert code == 2
    assert printed.startswith("Refused: A column is missing: nis_code.")


def test_a_file_that_is_not_there_is_refused_too(capsys):
    assert run(capsys, "officers", "/nowhere.csv")[0] == 2


def test_json_has_a_fixed_shape_when_all_is_well(capsys, write):
    code, printed = run(capsys, "municipalities", write("nis_code;name", "12021;Lier"), "--json")

    assert code == 0
    assert json.loads(printed) == {"accepted": 1, "rejected": [], "file_error": None}


def test_json_names_line_column_and_message_of_a_rejected_row(capsys, write):
    code, printed = run(capsys, "municipalities", write("nis_code;name", "12021;Lier", "1;A"), "--json", "--commit")

    message = "1 is not a NIS code. A NIS code has five digits, like 11002."
    rejected = [{"line": 3, "column": "nis_code", "message": message}]
    assert code == 1
    assert json.loads(printed) == {"accepted": 1, "rejected": rejected, "file_error": None}


def test_json_says_why_a_file_was_refused(capsys, write):
    code, printed = run(capsys, "municipalities", write("nis_code;name"), "--json")

    sentence = "The file holds no rows below the header."
    assert code == 2
    assert json.loads(printed) == {"accepted": 0, "rejected": [], "file_error": sentence}


def test_an_unknown_kind_is_a_wrong_command():
    with pytest.raises(CommandError):
        call_command("import_data", "passwords", "file.csv")
