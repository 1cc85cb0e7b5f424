from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from members import actions
from members.models import Municipality, Person, RoleType
from portal.models import normal_email
from portal.refused import Refused


class Command(BaseCommand):
    help = "Give somebody a role and an account: add_person noor@example.org youth-officer --municipality 44021"

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", help="the code of a role type, such as staff, administrator or youth-officer")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--municipality", help="its NIS code")
        parser.add_argument("--technical-admin", action="store_true", help="let them open /admin/ too")
        parser.add_argument("--from", dest="on", type=date.fromisoformat, help="the first day, today by default")

    @transaction.atomic
    def handle(self, *, email, role, first_name, last_name, municipality, technical_admin, on, **options):
        person = Person.objects.filter(email=normal_email(email)).first()
        if person is None:
            if not (first_name and last_name):
                raise CommandError("We do not know this person yet: give --first-name and --last-name.")
            person = Person.objects.create(first_name=first_name, last_name=last_name, email=email)
        try:
            actions.assign_role(
                person,
                found(RoleType, code=role),
                on=on or timezone.localdate(),
                municipality=found(Municipality, nis_code=municipality) if municipality else None,
            )
            user = actions.give_account(person)
        except Refused as refused:
            raise CommandError(" ".join(str(message) for message in refused.messages)) from refused
        if technical_admin:
            user.is_staff = user.is_superuser = True
            user.save()
        self.stdout.write(f"{person.full_name} may log in as {person.email}, with a code by mail.")


def found(model, **key):
    thing = model.objects.filter(**key).first()
    if thing is None:
        known = ", ".join(RoleType.objects.values_list("code", flat=True)) if model is RoleType else ""
        raise CommandError(f"There is no {model._meta.verbose_name} {', '.join(key.values())}. {known}".strip())
    return thing
