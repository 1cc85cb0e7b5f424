"""A server never starts half-configured, and a development machine needs no variable at all."""

import os
import secrets
import subprocess
import sys

from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "REDIS_URL": "redis://localhost",
}


def python(*arguments, **variables):
    """What Python says in a process that knows these variables only."""
    environment = {"PATH": os.environ["PATH"], **variables}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)


def test_a_web_server_without_a_secret_key_refuses_and_says_the_remedy_in_one_line():
    result = python("-c", "import portal.wsgi")

    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set. Make one and keep it: "
        "export SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')"
    )


def test_a_web_server_with_a_secret_key_starts_without_debugging():
    result = python(
        "-c", "import portal.wsgi as w; from django.conf import settings as s; print(s.DEBUG)", **PRODUCTION
    )

    assert (result.returncode, result.stdout.strip()) == (0, "False")


def test_a_worker_without_a_secret_key_refuses_too():
    result = python("-c", "from portal.celery import app; app.conf.broker_url")

    assert "SECRET_KEY is not set." in result.stderr.splitlines()[-1]


def test_manage_py_works_without_any_variable():
    result = python("manage.py", "check")

    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_production_settings_give_no_warning():
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (result.returncode, result.stdout) == (0, "System check identified no issues (2 silenced).\n"), result.stderr


def test_the_options_in_the_database_address_are_kept():
    address = {**PRODUCTION, "DATABASE_URL": "postgres://portal@localhost/portal?sslmode=require"}

    result = python(
        "-c",
        "import portal.wsgi; from django.db import connection as c; print(sorted(c.settings_dict['OPTIONS']))",
        **address,
    )

    assert result.stdout.strip() == "['options', 'sslmode']"


def test_a_portal_that_can_send_no_mail_says_so_in_its_log():
    without = python("-c", "import portal.wsgi", **PRODUCTION)
    with_a_carrier = python("-c", "import portal.wsgi", **PRODUCTION, EMAIL_URL="smtp+tls://u:p@mail.example.org:587")

    assert ("EMAIL_URL is not set" in without.stderr, "EMAIL_URL" in with_a_carrier.stderr) == (True, False)
