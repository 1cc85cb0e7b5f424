from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.trail.actions import write
from portal.trail.models import Line

pytestmark = pytest.mark.django_db
guard = import_module("portal.trail.migrations.0002_lines_stay_as_they_were_written").guard


def test_a_line_keeps_who_did_what_to_whom_and_why():
    user = User.objects.create_user("staff@example.org")

    line = write(_("Change"), by=user, about=user, change={"fee": ["650", "500"]}, reason="Wrong date.")

    assert (line.by, line.title_nl, line.title_en) == (user, "Wijzig", "Change")
    assert (line.about, line.change, line.reason) == (f"portal.user:{user.pk}", {"fee": ["650", "500"]}, "Wrong date.")


def test_the_database_refuses_to_change_or_delete_a_line():
    line = write(_("Change"), by=None)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER trail_line_is_never_changed")
        guard(None, connection.schema_editor())

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
