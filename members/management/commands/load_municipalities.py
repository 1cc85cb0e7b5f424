from django.core.management.base import BaseCommand

from members import importing


class Command(BaseCommand):
    help = "Load the Flemish municipalities, their figures and their mergers; a second time changes nothing."

    def handle(self, **options):
        outcome = importing.load_reference_data()
        self.stdout.write(f"{outcome.accepted} municipalities are in place.")
