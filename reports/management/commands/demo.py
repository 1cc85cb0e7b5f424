import os
import signal
import subprocess
import sys
from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from members.models import Municipality
from portal import demo
from portal.models import DemoMark, User
from reports.demo import SIZES, seed


class Command(BaseCommand):
    help = "Migrate, fill an empty database with demo data, and serve the portal with a worker beside it."

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help="stop when the data is there")
        parser.add_argument("--size", choices=SIZES, default="small")
        parser.add_argument("--today", type=date.fromisoformat, help="the day around which the data lies")
        parser.add_argument("--fresh", action="store_true", help="rebuild a database that holds demo data")

    def handle(self, *, no_serve, size, today, fresh, **options):
        if not settings.DEBUG:
            raise CommandError("Demo data is for development: DEBUG is off.")
        if not (is_marked := holds(DemoMark)) and (foreign_tables() or holds(User) or holds(Municipality)):
            raise CommandError("This database holds rows that are not demo data; choose another DATABASE_URL.")
        if is_marked and fresh:
            drop_tables()
        call_command("migrate", verbosity=0)
        if not DemoMark.objects.exists():
            self.stdout.write("Making the demo data…")
            seed(today=today or timezone.localdate(), size=size)
        elif (mark := DemoMark.objects.first()).seeded_on != timezone.localdate():
            self.stdout.write(f"The demo data lies around {mark.seeded_on}; manage.py demo --fresh makes it anew.")
        self.stdout.write(introduction())
        if not no_serve:
            serve()


def our_tables():
    return {*connection.introspection.django_table_names(), "django_migrations"}


def foreign_tables():
    """Tables of some other application."""
    return set(connection.introspection.table_names()) - our_tables()


def holds(model):
    """True when there is a table for the model with a row in it."""
    return model._meta.db_table in connection.introspection.table_names() and model.objects.exists()


def drop_tables():
    """Drop our tables: they held demo data and nothing else."""
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in our_tables() & set(connection.introspection.table_names(cursor)):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    demo.forget()


def introduction():
    lines = [f"\n  {settings.SITE_URL}\n", f"  Everybody's password: {demo.PASSWORD}"]
    lines += [f"  {person.email:<24}{person.role}" for person in demo.PEOPLE]
    lines.append(f"\n  Every mail: {settings.SITE_URL}/demo/postvak/\n")
    return "\n".join(lines)


def serve():
    """Web and worker together; Ctrl-C, or the end of the web server, stops both."""
    environment = {**os.environ, "SECRET_KEY": settings.SECRET_KEY, "DEBUG": "1"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "portal", "worker", "--beat", "--concurrency=2", "--loglevel=WARNING"],
        env=environment,
        start_new_session=True,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        call_command("runserver", os.environ.get("PORT", "8000"), use_reloader=False)
    finally:
        worker.terminate()  # it finishes what it is at, if that takes no more than a moment
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(worker.pid, signal.SIGKILL)  # jobs are rows: the next start goes on with them
