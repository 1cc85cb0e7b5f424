import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English, the language of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def client(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def owner(client):
    """Somebody who asked for a job, and whose browser `client` is."""
    from portal.jobs.tests import factories as jobs  # not before Django is ready

    user = jobs.user()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user
