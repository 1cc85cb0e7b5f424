"""How a test visits a page: in English, so that it can read what is there."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def visit_as(user=None):
    """The browser of a user, or of a visitor who is not logged in."""
    browser = Client(headers={"accept-language": "en"})
    if user:
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def number_of_queries(browser, address):
    """How often the page asks the database, once what every page remembers is remembered."""
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)
