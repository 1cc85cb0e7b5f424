"""How long the pages of members take: `python -m benchmarks.members [small|full]`; prints tables, judges nothing.

It makes the demo with a full ledger (a quarter of a million touchpoints) in a database of its own, or, with
`BENCHMARK_DATABASE_URL`, in an empty one of yours such as PostgreSQL; then it opens every list as staff would.

queries    how many the page needs
first      seconds for the first visit, templates and caches cold
median     seconds, the middle one of five visits after that
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

VISITS = 5
AS_THEY_LIE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nobody collected them
NIS_CODES = ("44085", "11002", "23106")  # one with people, the largest, one that came out of a merger of three


def main(size):
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ.get("BENCHMARK_DATABASE_URL") or f"sqlite:///{folder}/benchmark.sqlite3"
        os.environ.update(
            DJANGO_SETTINGS_MODULE="portal.settings",
            DATABASE_URL=address,
            MEDIA_ROOT=folder,
            ALLOWED_HOSTS="testserver",
        )
        os.environ.setdefault("SECRET_KEY", "for-a-benchmark")
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.test.utils import override_settings
        from django.utils import timezone

        logging.disable(logging.WARNING)

        call_command("migrate", verbosity=0)
        from members.actions import engagement
        from members.models import Touchpoint
        from reports.demo import seed

        making, _ = timed(lambda: seed(today=timezone.localdate(), size=size))
        say(f"demo, {size}: {making:.1f} s, {Touchpoint.objects.count():,} touchpoints")
        computing, report = timed(lambda: engagement.take_snapshot(timezone.localdate()))
        say(f"engagement of {report.municipalities} municipalities: {computing:.2f} s {report.bands}")
        say("")
        say(f"{'page':<44} {'queries':>7} {'first':>7} {'median':>7}")
        with override_settings(STORAGES={**settings.STORAGES, "staticfiles": AS_THEY_LIE}):
            for address in addresses():
                say(row_of(address))


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(work):
    start = time.perf_counter()
    outcome = work()
    return time.perf_counter() - start, outcome


def addresses():
    """Every list of members that needs no key, and the pages of a few municipalities."""
    from django.urls import get_resolver, reverse

    names = [each.name for each in get_resolver("members.urls").url_patterns if not each.pattern.regex.groups]
    lists = [name for name in names if name.endswith(("_list", "_map"))]
    yield from (reverse(f"members:{name}") for name in lists)
    yield f"{reverse('members:silent_list')}?toon=fading"
    yield f"{reverse('members:municipality_list')}?zoek=galmaarden"
    for nis_code in NIS_CODES:
        for name in ("municipality_detail", "municipality_timeline", "engagement_detail"):
            yield reverse(f"members:{name}", args=[nis_code])


def row_of(address):
    from django.db import connection, reset_queries
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal.models import User

    client = Client()
    client.force_login(User.objects.get(email="staff@example.org"), backend="django.contrib.auth.backends.ModelBackend")
    first, _ = timed(lambda: client.get(address, secure=True))
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, secure=True)
        queries = len(captured)
    median = statistics.median(timed(lambda: client.get(address, secure=True))[0] for _ in range(VISITS))
    status = "" if response.status_code == 200 else f" ({response.status_code})"
    return f"{address + status:<44} {queries:>7} {first:>6.2f}s {median:>6.2f}s"


if __name__ == "__main__":
    main((sys.argv[1:] or ["full"])[0])
