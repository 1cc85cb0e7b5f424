import pytest

from members.models import Role, Todo
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from surveys import actions
from surveys.models import RegisterRemark
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    return visit_as(members.user_with(Role.STAFF))


def test_staff_read_what_somebody_wrote_and_who(browser):
    remark = surveys.remark(members.person(first_name="Ella", last_name="Maes"), text="<b>Fout</b>")

    page = browser.get(f"/bevragingen/klopt-niet/{remark.pk}/").content.decode()

    assert "&lt;b&gt;Fout&lt;/b&gt;" in page
    assert "Ella Maes" in page


def test_once_looked_at_it_leaves_the_list(browser):
    actions.remark_on_register(members.person(), None, "Fout", today=surveys.remark().made_on)
    remark = RegisterRemark.objects.latest("pk")

    browser.post(f"/bevragingen/klopt-niet/{remark.pk}/bekeken/")

    remark.refresh_from_db()
    assert remark.handled_on == remark.made_on
    assert not Todo.objects.filter(done_at=None).exists()
    assert "I looked at it" not in browser.get(f"/bevragingen/klopt-niet/{remark.pk}/").content.decode()


def test_the_page_asks_little(browser):
    assert number_of_queries(browser, f"/bevragingen/klopt-niet/{surveys.remark().pk}/") <= 8
