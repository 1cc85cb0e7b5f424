import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.models import User

pytestmark = pytest.mark.django_db


def test_days_read_as_people_write_them_and_the_file_as_programs_do(client):
    person = members.person(language="en")
    client.force_login(person.user)

    page = client.get(reverse("members:own_data_detail"))
    told = json.loads(client.get(reverse("members:own_data_download")).content)

    roles = next(rows for title, rows, _more in page.context["sections"] if title == "Role assignments")
    assert roles[0]["From"] == "1 January 2020"
    assert told["held"]["Role assignments"][0]["from"] == "2020-01-01"


def test_an_account_that_nobody_in_the_register_has_is_told_too(client):
    user = User.objects.create_user("loose@example.org", language="en")
    client.force_login(user)

    response = client.get(reverse("members:own_data_detail"))

    assert [title for title, _rows, _more in response.context["sections"]] == ["Your account"]
    assert client.post(reverse("members:own_erasure_ask")).status_code == 302


def test_more_roles_cost_no_more_queries(client):
    person = members.person(role=Role.OFFICER)
    client.force_login(person.user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:own_data_detail"))
        return len(captured)

    queries()
    for_one = queries()
    for _number in range(2):
        members.role(person, "alderman", members.municipality())

    assert queries() == for_one
