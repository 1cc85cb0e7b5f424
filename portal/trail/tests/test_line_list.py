import ast

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.trail import reading
from portal.trail.actions import write
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db


def test_a_line_keeps_who_did_what_to_whom_and_why():
    user = User.objects.create_user("staff@example.org")

    line = write(_("Change"), by=user, about=user, change={"fee": ["650", "500"]}, reason="Wrong date.")

    assert (line.by, line.title_nl, line.title_en) == (user, "Wijzig", "Change")
    assert (line.about, line.change, line.reason) == (f"portal.user:{user.pk}", {"fee": ["650", "500"]}, "Wrong date.")


def test_the_database_refuses_to_change_or_delete_a_line():
    line = write(_("Change"), by=None)
    for deed in (lambda: Line.objects.update(reason="other"), lambda: Line.objects.filter(pk=line.pk).delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            deed()

    assert Line.objects.get().reason == ""


def test_the_trail_is_read_by_administrators(client):
    admin = User.objects.create_superuser("admin@example.org")
    write(_("Change"), by=admin, reason="Because.")
    client.force_login(admin)

    response = client.get(reverse("trail:line_list"))

    assert "Because." in response.content.decode()


def test_kind_person_and_period_narrow_the_trail(client):
    admin, other = User.objects.create_superuser("admin@example.org"), User.objects.create_user("other@example.org")
    write(_("Change"), by=admin, kind=LineKind.EXPORT)
    write(_("Change"), by=other, kind=LineKind.EXPORT)
    write(_("Change"), by=None, kind=LineKind.PRIVACY)
    client.force_login(admin)

    def shown(**asked):
        return [line.by for line in client.get(reverse("trail:line_list"), asked).context["lines"]]

    assert shown() == [None, other, admin]
    assert shown(soort="export", wie=other.pk) == [other]
    assert shown(wie="portaal") == [None]
    assert shown(van="2000-01-01", tot="2000-12-31") == []
    assert len(shown(soort="nonsense", wie="99999", van="x")) == 3


def test_before_and_after_are_read_in_plain_words(client):
    admin = User.objects.create_superuser("admin@example.org", language="en")
    write(_("Change"), by=admin, change={"days": [30, 60], "is_on": [True, False], "odd_name": "x"})
    client.force_login(admin)

    (line,) = client.get(reverse("trail:line_list")).context["lines"]

    assert line.changes[0][1:] == ("30", "60")
    assert line.changes[2] == ("odd name", "–", "x")


@pytest.mark.parametrize(
    ("about", "change", "told"),
    [
        ("members.municipality:1", {"end_reason": [None, "budget"]}, [("why it ends", "–", "no budget for it")]),
        ("members.youthregion:1", {"level": ["none", "light"]}, [("support", "no support", "light support")]),
        ("members.municipality:1", {"purchase_order_2027": ["", "PO 1"]}, [("purchase order 2027", "–", "PO 1")]),
        ("members.person:1", {"starts_on": ["", "2027-02-03"]}, [("from", "–", "3 February 2027")]),
        ("", {"odd": ["2027-99-99", {}]}, [("odd", "2027-99-99", "–")]),
    ],
)
def test_a_field_and_its_choices_are_called_as_their_model_calls_them(about, change, told):
    line = Line(title_en="x", title_nl="x", about=about, change=change)

    with translation.override("en"):
        (line,) = reading.told([line])

    assert line.changes == told


def test_every_name_that_an_app_writes_in_the_trail_has_words_of_its_own():
    nameless = [
        (file.name, name)
        for file in settings.BASE_DIR.glob("*/actions/*.py")
        for name in names_written(ast.parse(file.read_text(encoding="utf-8")))
        if name not in reading.NAMES and not any(map(reading._has_words, fields_called(name)))
    ]

    assert nameless == []


def names_written(tree):
    """The names in each `change={"name": …}` and `change = {"name": …}`."""
    for node in ast.walk(tree):
        is_change = (isinstance(node, ast.keyword) and node.arg == "change") or (
            isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "change"
        )
        if is_change and isinstance(node.value, ast.Dict):
            yield from (key.value for key in node.value.keys if isinstance(key, ast.Constant))


def fields_called(name):
    return [field for _label, field in reading._fields_called(name)]


def test_what_is_no_filter_of_a_list_stays_out_of_the_trail(client):
    admin = User.objects.create_superuser("admin@example.org", language="en")
    write(_("Change"), by=admin)
    client.force_login(admin)

    client.get(reverse("trail:line_list"), {"formaat": "csv", "soort": "change", "geheim": "Jan Peeters"})

    assert Line.objects.get(kind=LineKind.EXPORT).change == {"formaat": [None, "csv"], "soort": [None, "change"]}


def test_the_trail_is_taken_along_and_says_so(client):
    admin = User.objects.create_superuser("admin@example.org", language="en")
    write(_("Change"), by=admin, reason="Because.")
    client.force_login(admin)

    response = client.get(reverse("trail:line_list"), {"formaat": "csv"})

    assert "Because." in response.content.decode("utf-8-sig")
    assert Line.objects.filter(kind=LineKind.EXPORT, by=admin).count() == 1


def test_the_page_needs_as_many_queries_for_three_lines_as_for_one(client):
    admin = User.objects.create_superuser("admin@example.org")
    client.force_login(admin)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("trail:line_list"))
        return len(captured)

    write(_("Change"), by=admin, about=admin)
    queries()
    for_one = queries()
    write(_("Change"), by=admin, about=admin)
    write(_("Change"), by=User.objects.create_user("b@example.org"), about=admin)

    assert queries() == for_one <= 10
