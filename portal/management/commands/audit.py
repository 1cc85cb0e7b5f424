from django.core.management.base import BaseCommand, CommandError

from portal import doors


class Command(BaseCommand):
    help = "Recompute every invariant from the rows and print each violation, and what was meant so."

    def handle(self, **options):
        violations = 0
        for name, check in doors.AUDIT.items():
            found = list(check())
            violations += len(found)
            self.stdout.write(f"{name}: {'fine' if not found else f'{len(found)} found'}")
            for sentence in found:
                self.stdout.write(f"  {sentence}")
        for name, look in doors.AUDIT_NOTE.items():
            for sentence in look():
                self.stdout.write(f"{name}, noted: {sentence}")
        if violations:
            raise CommandError(f"{violations} violations", returncode=1)
