from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from members.actions import engagement


class Command(BaseCommand):
    help = "Compute the engagement of every municipality from the ledger, for today or another day."

    def add_arguments(self, parser):
        parser.add_argument("--day", type=date.fromisoformat, help="another day than today")
        parser.add_argument("--rebuild", action="store_true", help="every stored day anew, oldest first")

    def handle(self, *, day, rebuild, **options):
        if rebuild:
            self.stdout.write(f"{engagement.rebuild()} days computed anew.")
            return
        report = engagement.take_snapshot(day or timezone.localdate())
        bands = ", ".join(f"{number} {band}" for band, number in report.bands.items())
        self.stdout.write(
            f"{report.municipalities} municipalities: {bands}; {len(report.turned)} fell silent or spoke."
        )
