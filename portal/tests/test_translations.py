"""The Dutch catalogue is whole: every text of the code is in it, translated, and the .mo file says the same."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

polib = pytest.importorskip("polib", reason="needs polib, of requirements-test.txt")

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES" / "django.po"
SOURCES = (
    "locale",
    "templates",
    "portal",
    "members",
    "communications",
    "surveys",
    "trainings",
    "trajectories",
    "reports",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdif]|\{\w*\}")


@pytest.fixture(scope="module")
def dutch():
    assert CATALOGUE.is_file(), f"{CATALOGUE} is not there"
    return polib.pofile(str(CATALOGUE))


@pytest.fixture(scope="module")
def code(tmp_path_factory):
    """The catalogue that the code of today asks for, extracted in a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("needs xgettext, of Debian's package gettext")
    copy = tmp_path_factory.mktemp("code")
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    for folder in SOURCES:
        shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    command = [sys.executable, "manage.py", "makemessages", "--locale=nl"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return polib.pofile(str(copy / CATALOGUE.relative_to(settings.BASE_DIR)))


def living(catalogue):
    return [entry for entry in catalogue if not entry.obsolete]


def texts(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in living(catalogue)}


def pairs(entry):
    """Each English text beside the Dutch one that stands for it."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [
        (entry.msgid_plural if form else entry.msgid, translation) for form, translation in entry.msgstr_plural.items()
    ]


def untranslated(catalogue):
    return [entry.msgid for entry in living(catalogue) if entry.fuzzy or not all(dutch for _, dutch in pairs(entry))]


def with_other_placeholders(catalogue):
    def differ(english, dutch):
        return sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(dutch))

    return [entry.msgid for entry in living(catalogue) if any(differ(*pair) for pair in pairs(entry))]


def test_every_text_of_the_code_is_in_the_catalogue(code, dutch):
    assert texts(code) - texts(dutch) == set()


def test_the_catalogue_holds_no_text_that_the_code_has_lost(code, dutch):
    assert texts(dutch) - texts(code) == set()


def test_every_text_is_translated(dutch):
    assert untranslated(dutch) == []


def test_every_translation_keeps_its_placeholders(dutch):
    assert with_other_placeholders(dutch) == []


def test_the_compiled_catalogue_is_in_step(dutch):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    def said(catalogue):
        return {(entry.msgctxt, entry.msgid): pairs(entry) for entry in living(catalogue)}

    assert said(compiled) == said(dutch)


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        ({"msgid": "Seats", "msgstr": "Plaatsen"}, []),
        ({"msgid": "Seats", "msgstr": ""}, ["Seats"]),
        ({"msgid": "Seats", "msgstr": "Plaatsen", "flags": ["fuzzy"]}, ["Seats"]),
        ({"msgid": "a seat", "msgid_plural": "seats", "msgstr_plural": {0: "een plaats", 1: ""}}, ["a seat"]),
        ({"msgid": "Gone", "msgstr": "", "obsolete": True}, []),
    ],
)
def test_a_text_without_a_translation_is_caught(entry, faults):
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(**entry))

    assert untranslated(catalogue) == faults


@pytest.mark.parametrize(
    ("entry", "faults"),
    [
        ({"msgid": "%(n)s of {total}", "msgstr": "{total}: %(n)s"}, []),
        ({"msgid": "%(n)s seats", "msgstr": "%(m)s plaatsen"}, ["%(n)s seats"]),
        ({"msgid": "Dear {name}", "msgstr": "Beste"}, ["Dear {name}"]),
        (
            {
                "msgid": "one seat",
                "msgid_plural": "%(n)s seats",
                "msgstr_plural": {0: "een plaats", 1: "%(n)s plaatsen"},
            },
            [],
        ),
    ],
)
def test_a_translation_with_other_placeholders_is_caught(entry, faults):
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(**entry))

    assert with_other_placeholders(catalogue) == faults
