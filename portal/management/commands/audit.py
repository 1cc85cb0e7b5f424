from django.core.management.base import BaseCommand, CommandError

from portal import doors


class Command(BaseCommand):
    help = "Recompute every invariant from the rows and print each violation."

    def handle(self, **options):
        violations = 0
        for name, check in doors.AUDIT.items():
            found = list(check())
            violations += len(found)
            self.stdout.write(f"{name}: {'fine' if not found else f'{len(found)} found'}")
            for sentence in found:
                self.stdout.write(f"  {sentence}")
        if violations:
            raise CommandError(f"{violations} violations", returncode=1)
