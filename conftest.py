"""What every test stands on; the fixtures for a real browser are in portal/tests/browser.py.

Tests run with the development settings, whatever the shell exports. DATABASE_URL and REDIS_URL alone are heeded:
their data is emptied, so they name servers that are there for tests (see portal/tests/servers.py).
"""

import os
from urllib.parse import urlsplit

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
for name in (
    "ALLOWED_HOSTS",
    "BEHIND_HTTPS_PROXY",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "MEDIA_ROOT",
    "ORGANISATION_EMAIL",
    "ORGANISATION_NAME",
    "PORT",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SECURE_SSL_REDIRECT",
    "SITE_URL",
    "TRUSTED_PROXY_COUNT",
):
    os.environ.pop(name, None)

pytest_plugins = ["portal.tests.browser"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure():
    """Read the settings now, with the variables as they stand here; pytest-django goes on from there."""
    from django.conf import settings

    assert settings.DEBUG


# --- What is not here is skipped by name; with REQUIRE_ALL=1 that is a failure ----------------------


def pytest_collection_modifyitems(items):
    if os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL"):
        return
    for item in items:
        if item.get_closest_marker("servers"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL and a Redis-protocol server: see `make test`"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport():
    return (yield from skipping_nothing())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report():
    return (yield from skipping_nothing())


def skipping_nothing():
    report = yield
    if report.skipped and os.environ.get("REQUIRE_ALL") and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"REQUIRE_ALL is set, but this was skipped: {report.longrepr[2]}"
    return report


# --- The ground under a whole run ------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """SQLite in a file, which threads can share, of this run alone; a crash of the machine may cost its data."""
    from django.db import connection

    if connection.vendor == "sqlite":
        database = connection.settings_dict
        database["TEST"]["NAME"] = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session", autouse=True)
def quick_and_apart(tmp_path_factory):
    """Passwords hash fast, files go to a folder of this run, and each xdist worker has a Redis database of its own."""
    from django.conf import settings
    from django.test import override_settings

    changes = {
        "MEDIA_ROOT": tmp_path_factory.mktemp("media"),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if settings.REDIS_URL and worker:
        url = urlsplit(settings.REDIS_URL)._replace(path="/" + worker.removeprefix("gw")).geturl()
        os.environ["REDIS_URL"] = url  # for the processes that a test starts
        caches = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": url}}
        changes |= {"REDIS_URL": url, "CACHES": caches, "CELERY_BROKER_URL": url}
    with override_settings(**changes):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Tests with transactions of their own empty the tables: what the database never deletes lets them on SQLite."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return  # TRUNCATE asks no trigger
    operations = type(connection.ops)  # of every connection: once a browser runs, this thread has another one
    empty = operations.execute_sql_flush

    def empty_all(self, statements):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%never_deleted'")
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
        empty(self, statements)
        with self.connection.cursor() as cursor:
            for _name, sql in guards:
                cursor.execute(sql)

    operations.execute_sql_flush = empty_all


# --- The ground under each test --------------------------------------------------------------------


@pytest.fixture(autouse=True)
def nothing_remembered(quick_and_apart):
    """Each test starts with an empty cache and in Dutch, whatever the test before it visited."""
    from django.core.cache import caches
    from django.utils import translation

    for cache in caches.all():
        cache.clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def broker(request, quick_and_apart):
    """Tests leave nothing in a queue; those that are marked `servers` speak to the real broker."""
    from django.conf import settings

    from portal.celery import app

    url, options = "memory://", {}
    if request.node.get_closest_marker("servers"):
        url, options = settings.CELERY_BROKER_URL, settings.CELERY_BROKER_TRANSPORT_OPTIONS
    if app.conf.broker_url != url:
        app.conf.update(broker_url=url, broker_transport_options=options)
        del app.amqp  # it keeps connections to the broker that it knew
