"""Code leans down and shelves have an order: proved on the syntax trees, so that hidden imports count too."""

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.db.models import QuerySet

FLOOR = {
    "portal": 0,
    "members": 1,
    "communications": 2,
    "surveys": 3,
    "trainings": 4,
    "trajectories": 4,
    "reports": 5,
}
ROOMS_IN_PORTAL = ("housestyle", "jobs", "post", "trail")  # each with shelves of its own
SHELF = {
    "models": 0,
    "rules": 1,
    "access": 1,
    "actions": 2,
    "forms": 3,
    "resources": 3,
    "views": 4,
    "tasks": 4,
    "admin": 4,
    "apps": 5,
    "doors": 5,
    "urls": 5,
    "management": 5,
    "migrations": 5,
    "tests": 6,
}
VALUES, SUBJECT = SHELF["models"], SHELF["actions"]
NAMED_BY_STRING = {
    "ForeignKey",
    "ManyToManyField",
    "OneToOneField",
    "__import__",
    "get_app_config",
    "get_model",
    "import_module",
    "import_string",
    "send_task",
}
TEMPLATE_NAMED = re.compile(r"""\{%\s*(?:extends|include)\s+["']([^"']+)""")


class Reference(NamedTuple):
    name: str  # dotted: "members.models.Person"
    line: int
    is_message: bool = False  # a task sent by its name; an action may wake its own app's worker so


# --- Reading the code -----------------------------------------------------------------------------


def sources(root):
    """Every Python file of our apps, as a path from the root and its syntax tree."""
    for app in FLOOR:
        for path in sorted((root / app).rglob("*.py")):
            yield path.relative_to(root), ast.parse(path.read_text(), str(path))


def references(path, tree):
    """What a file imports or names by string, wherever in the file that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Reference(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.parts[: len(path.parts) - node.level] if node.level else ()
            module = ".".join((*package, *filter(None, [node.module])))
            yield from (Reference(f"{module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and name_of(node.func) in NAMED_BY_STRING:
            named = [*node.args, *(keyword.value for keyword in node.keywords)]
            is_message = name_of(node.func) == "send_task"
            yield from (Reference(text, node.lineno, is_message) for text in map(text_of, named) if text)


def name_of(function):
    return getattr(function, "attr", None) or getattr(function, "id", None)


def text_of(node):
    """A string constant, or how an f-string begins."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def app_of(name):
    """The app of ours that a dotted name, a path or a template lies in, if any."""
    first = re.split(r"[./]", str(name))[0]
    return first if first in FLOOR else None


def place_of(name, root):
    """The room and the shelf of a dotted name: ("members", "models"); no shelf for what `__init__.py` holds."""
    room, *rest = name.split(".")
    if room == "portal" and rest and rest[0] in ROOMS_IN_PORTAL:
        room, rest = f"portal.{rest[0]}", rest[1:]
    shelf = rest[0] if rest else ""
    folder = root.joinpath(*room.split("."))
    return room, shelf if (folder / shelf).is_dir() or (folder / f"{shelf}.py").is_file() else ""


def place_of_file(path, root):
    return place_of(".".join(path.with_suffix("").parts), root)


def may_not_know(app, other):
    """Never sideways, never up."""
    return other is not None and other != app and FLOOR[other] >= FLOOR[app]


# --- The rules; each returns sentences, none when all is well --------------------------------------


def floor_faults(root):
    for path, tree in sources(root):
        app = app_of(path)
        for name, line, _ in references(path, tree):
            if may_not_know(app, app_of(name)):
                yield f"{path}:{line} names {name}: code leans down, so {app} may not know {app_of(name)}."
            if app_of(name) and place_of(name, root)[1] == "tests" and "tests" not in path.parts:
                yield f"{path}:{line} names {name}: only tests may lean on tests."


def shelf_faults(root):
    trees = dict(sources(root))

    def leans_on_its_room(room, shelf):
        return any(
            place_of(name, root)[0] == room and place_of(name, root)[1] not in ("", shelf)
            for path, tree in trees.items()
            if place_of_file(path, root) == (room, shelf)
            for name, *_ in references(path, tree)
        )

    def height(room, shelf):
        """A subject file stands with the actions; when it leans on nothing of its room, it holds plain values."""
        fixed = shelf in SHELF and shelf != "doors"
        return SHELF[shelf] if fixed else SHELF.get(shelf, SUBJECT) if leans_on_its_room(room, shelf) else VALUES

    for path, tree in trees.items():
        room, shelf = place_of_file(path, root)
        for name, line, is_message in references(path, tree):
            its_room, its_shelf = place_of(name, root)
            if its_room != room or its_shelf in ("", shelf) or not shelf or is_message:
                continue
            if height(room, its_shelf) > height(room, shelf):
                yield f"{path}:{line} names {name}: {shelf} may not lean on {its_shelf}, a higher shelf of {room}."
            if (shelf, its_shelf) == ("forms", "actions"):
                yield f"{path}:{line} names {name}: forms ask questions, they do nothing; the view calls the action."


def template_faults(root):
    for path in sorted((root / "templates").rglob("*.*")):
        name = path.relative_to(root / "templates")
        app = app_of(name) or "portal"
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            for other in TEMPLATE_NAMED.findall(line):
                if may_not_know(app, app_of(other)):
                    yield f"templates/{name}:{number} uses {other}: {app} may not know {app_of(other)}."


def name_faults(root):
    for path, _ in sources(root):
        if path.stem in ("utils", "helpers") or {"utils", "helpers"} & set(path.parts):
            yield f"{path}:1 has a name that says nothing: name the subject."


def query_faults(root):
    for path, tree in sources(root):
        if app_of(path) == "portal" or place_of_file(path, root)[1] != "views":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and queries_by_hand(node):
                yield f"{path}:{node.lineno} queries by hand: begin with visible_to(user) or another QuerySet of ours."


def queries_by_hand(call):
    """`Edition.objects.filter(…)` and `get_object_or_404(Edition, …)`, which let everybody see every row."""
    if name_of(call.func) in ("get_object_or_404", "get_list_or_404"):
        return isinstance(call.args[0], ast.Name) and call.args[0].id[0].isupper()
    plain = getattr(call.func, "attr", "") != "none" and hasattr(QuerySet, getattr(call.func, "attr", ""))
    return plain and getattr(call.func.value, "attr", None) == "objects"


# --- Our own house ---------------------------------------------------------------------------------

RULES = (floor_faults, shelf_faults, template_faults, name_faults, query_faults)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps(rule):
    faults = list(rule(Path(settings.BASE_DIR)))

    assert not faults, "\n".join(["", *faults])


# --- Each rule catches the fault that it is there for ----------------------------------------------


def faults_of(rule, folder, files):
    """What the rule says of a small house with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return list(rule(folder))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("members/actions.py", "from trainings.models import Edition"),
        ("members/actions.py", "import trainings.models"),
        ("members/actions.py", "def enrol():\n    from trainings import actions"),
        ("members/actions.py", "if TYPE_CHECKING:\n    from trainings.models import Edition"),
        ("members/actions.py", 'import_module("trainings.models")'),
        ("members/actions.py", 'import_module(f"trainings.{name}")'),
        ("members/actions.py", 'apps.get_model("trainings.Edition")'),
        ("members/actions.py", 'apps.get_model("trainings", "Edition")'),
        ("members/tasks.py", 'current_app.send_task("trainings.tasks.remind")'),
        ("members/models.py", 'edition = models.ForeignKey("trainings.Edition", models.CASCADE)'),
        ("members/models.py", 'editions = models.ManyToManyField(to="trainings.Edition")'),
        ("members/tests/test_actions.py", "from trainings.tests import factories"),
        ("portal/post/actions.py", "from members.models import Person"),
        ("trainings/actions.py", "from trajectories.models import Trajectory"),
        ("trajectories/actions.py", "from trainings.models import Edition"),
        ("trainings/actions.py", "from ..reports import views"),
    ],
)
def test_a_reference_sideways_or_up_is_caught(tmp_path, path, text):
    faults = faults_of(floor_faults, tmp_path, {path: text})

    assert len(faults) == 1
    assert "may not know" in faults[0]
    assert re.match(rf"{path}:\d+ ", faults[0])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("trainings/actions.py", "from members import touchpoints"),
        ("trainings/models.py", 'person = models.ForeignKey("members.Person", models.CASCADE)'),
        ("trainings/models.py", 'edition = models.ForeignKey("Edition", models.CASCADE)'),
        ("portal/urls.py", 'path("vormingen/", include("trainings.urls"))'),
        ("members/access.py", 'allow("trainings.plan", Role.STAFF)'),
        ("reports/tests/test_home.py", "from trainings.tests import factories"),
    ],
)
def test_a_reference_downward_or_a_plain_text_is_fine(tmp_path, path, text):
    assert faults_of(floor_faults, tmp_path, {path: text}) == []


def test_code_that_leans_on_tests_is_caught(tmp_path):
    files = {"reports/actions.py": "from members.tests import factories", "members/tests/factories.py": ""}

    assert faults_of(floor_faults, tmp_path, files) == [
        "reports/actions.py:1 names members.tests.factories: only tests may lean on tests."
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("trainings/models.py", "from trainings import rules"),
        ("trainings/models/editions.py", "from trainings.rules import refusals"),
        ("trainings/rules.py", "from trainings import actions"),
        ("trainings/rules.py", "from .actions import register"),
        ("trainings/rules.py", "from trainings import seats"),
        ("trainings/actions.py", "def remind():\n    from trainings.tasks import send"),
        ("trainings/actions.py", "from trainings.forms import RegistrationForm"),
        ("trainings/forms.py", "from trainings import views"),
        ("trainings/forms.py", "from trainings import actions"),
        ("trainings/views.py", "from trainings import urls"),
        ("portal/post/models.py", "from portal.post.actions import send"),
    ],
)
def test_a_shelf_that_leans_on_a_higher_one_is_caught(tmp_path, path, text):
    house = {f"trainings/{shelf}.py": "" for shelf in ("rules", "actions", "forms", "tasks", "views", "urls")}
    house |= {"trainings/models/__init__.py": "", "trainings/seats.py": "from trainings.models import Edition"}
    house |= {"portal/post/actions.py": ""}
    if path == "trainings/models.py":
        del house["trainings/models/__init__.py"]

    faults = faults_of(shelf_faults, tmp_path, {**house, path: text})

    assert len(faults) == 1
    assert re.match(rf"{path}:\d+ ", faults[0])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("trainings/models/editions.py", "from trainings.models.modules import Module"),
        ("trainings/models/editions.py", "from trainings.colours import COLOURS"),
        ("trainings/actions.py", "from trainings import rules, seats"),
        ("trainings/actions.py", 'current_app.send_task("trainings.tasks.send")'),
        ("trainings/forms.py", "from trainings import rules"),
        ("trainings/doors.py", "from trainings import actions"),
        ("trainings/tests/test_rules.py", "from trainings import rules"),
    ],
)
def test_a_shelf_that_leans_on_a_lower_one_is_fine(tmp_path, path, text):
    house = {f"trainings/{shelf}.py": "" for shelf in ("rules", "actions", "tasks", "colours")}
    house |= {"trainings/models/modules.py": "", "trainings/seats.py": "from trainings.models import Edition"}

    assert faults_of(shelf_faults, tmp_path, {**house, path: text}) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("members/person_detail.html", "trainings/_registrations.html"),
        ("trainings/edition_detail.html", "trajectories/_card.html"),
        ("base.html", "members/_menu.html"),
    ],
)
def test_a_template_that_uses_a_higher_one_is_caught(tmp_path, name, other):
    faults = faults_of(template_faults, tmp_path, {f"templates/{name}": f'<p>\n{{% include "{other}" %}}'})

    assert len(faults) == 1
    assert faults[0].startswith(f"templates/{name}:2 uses {other}")


def test_a_template_that_uses_a_lower_one_is_fine(tmp_path):
    text = '{% extends "base.html" %}{% include "members/_person.html" %}{% include "trainings/_seats.html" %}'

    assert faults_of(template_faults, tmp_path, {"templates/trainings/edition_detail.html": text}) == []


@pytest.mark.parametrize("path", ["members/utils.py", "portal/post/helpers.py", "members/utils/dates.py"])
def test_a_name_that_says_nothing_is_caught(tmp_path, path):
    assert len(faults_of(name_faults, tmp_path, {path: ""})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Edition.objects.all()",
        "Edition.objects.filter(pk=1).first()",
        "get_object_or_404(Edition, pk=1)",
    ],
)
def test_a_view_that_queries_by_hand_is_caught(tmp_path, text):
    assert len(faults_of(query_faults, tmp_path, {"trainings/views.py": text})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Edition.objects.visible_to(request.user).filter(pk=1)",
        "Edition.objects.none()",
        "get_object_or_404(editions, pk=1)",
        "get_object_or_404(Edition.objects.visible_to(request.user), pk=1)",
    ],
)
def test_a_view_that_begins_with_a_queryset_of_ours_is_fine(tmp_path, text):
    assert faults_of(query_faults, tmp_path, {"trainings/views.py": text}) == []
