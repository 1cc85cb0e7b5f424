import io
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from portal.housestyle import exports
from portal.housestyle.exports import Column, ListResource
from portal.models import User
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db


class ThingList(ListResource):
    name = Column(_("Name"), "name")
    amount = Column("amount", "amount")
    on = Column("day", "on")
    is_new = Column("new", lambda thing: thing.amount is None)

    class Meta:
        title, file_name = _("Municipalities"), "dingen"


def thing(name="Lier", amount=None, on=None):
    return SimpleNamespace(name=name, amount=amount, on=on)


def asked(address="/?formaat=csv", things=(), language="en"):
    request = RequestFactory().get(address)
    request.user, _created = User.objects.get_or_create(email="staff@example.org")
    with translation.override(language):
        return exports.download(request, ThingList(), list(things))


def lines_of(response):
    return response.content.decode("utf-8-sig").splitlines()


def cells_of(response):
    return list(load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=4))


def test_a_csv_is_what_belgian_excel_opens():
    things = [thing("Liège", Decimal("1.5"), date(2025, 2, 1)), thing("Lier")]

    response = asked(things=things)

    assert response.content.startswith(b"\xef\xbb\xbf")
    assert lines_of(response) == ["Name;amount;day;new", "Liège;1,5;2025-02-01;no", "Lier;;;yes"]


def test_headers_speak_the_readers_language():
    assert lines_of(asked(language="nl"))[0].startswith("Naam;")


@pytest.mark.parametrize("start", ["=1+1", "==1+1", "+32", "-1+1", "@SUM(A1)", "\tx", "\rx", "＝1", "＠x"])
def test_a_text_that_looks_like_a_formula_is_kept_a_text(start):
    in_csv = asked(things=[thing(start)]).content.decode("utf-8-sig").split("\n", 1)[1]
    cell = cells_of(asked("/?formaat=xlsx", [thing(start)]))[1][0]

    assert in_csv.lstrip('"').startswith("'")
    assert cell.data_type == "s"


def test_a_negative_number_is_a_number():
    assert lines_of(asked(things=[thing(amount=-5)]))[1] == "Lier;-5;;no"


def test_a_workbook_keeps_numbers_days_and_moments():
    moment = timezone.make_aware(datetime(2025, 2, 1, 9, 30))

    rows = cells_of(asked("/?formaat=xlsx", [thing(amount=5, on=date(2025, 2, 1)), thing(on=moment)]))

    assert [cell.value for cell in rows[0]] == ["Name", "amount", "day", "new"]
    assert (rows[1][1].value, rows[1][2].value) == (5, datetime(2025, 2, 1))
    assert rows[2][2].value == datetime(2025, 2, 1, 9, 30)


def test_who_took_a_list_along_stands_in_the_trail_without_what_they_looked_for():
    asked("/?formaat=csv&zoek=Peeters&provincie=10000&pagina=2", [thing(), thing()])

    line = Line.objects.get()
    assert (line.kind, line.by.email) == (LineKind.EXPORT, "staff@example.org")
    assert line.title_en == "Took a list along: Municipalities, 2 rows"
    assert line.change == {"formaat": [None, "csv"], "provincie": [None, "10000"], "zoek": [None, "…"]}


def test_a_list_that_is_too_long_asks_for_a_filter(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    monkeypatch.setattr(exports.messages, "warning", lambda *args: None)

    assert asked(things=[thing()]).status_code == 200
    response = asked("/x/?formaat=csv&soort=a", things=[thing(), thing()])
    assert (response.status_code, response.url) == (302, "/x/?soort=a")
    assert Line.objects.count() == 1
