import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.methods import with_form


@with_form
def page(request):
    return HttpResponse("here")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_page_with_a_form_is_shown_and_takes_answers(method):
    assert page(RequestFactory().generic(method, "/")).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_page_with_a_form_answers_nothing_else(method):
    assert page(RequestFactory().generic(method, "/")).status_code == 405
