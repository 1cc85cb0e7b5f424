"""How a youth service is organised, how many work there, and how its youth council stands."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, StaffingFigure, YouthCouncil, YouthService
from portal.refused import Refused
from portal.trail import actions as trail


@transaction.atomic
def describe_youth_service(municipality, *, on, form, mailbox="", fte=None, heads=None, by=None):
    """Say how the service is organised from a day on; what was said before stays, until that day.

    Said again for the same day it is put right. `fte` and `heads` become the staffing figure of that day.
    """
    municipality = Municipality.objects.hold(municipality.pk)
    if not municipality.exists_on(on):
        raise Refused([_("This municipality does not exist on that day. Choose another day.")])
    latest = YouthService.objects.of(municipality).first()
    before = {"form": latest.form if latest else "", "starts_on": str(latest.starts_on) if latest else ""}
    if latest and on < latest.starts_on:
        raise Refused([_("We know something later already. Choose a day from then on.")])
    if latest and latest.starts_on == on:
        latest.form, latest.mailbox = form, mailbox
        latest.save(update_fields=["form", "mailbox"])
    elif (
        latest is None
        or (latest.form, latest.mailbox) != (form, mailbox)
        or latest.ends_on not in (None, municipality.valid_to)
    ):
        if latest and (latest.ends_on is None or latest.ends_on > on):
            latest.ends_on = on
            latest.save(update_fields=["ends_on"])
        YouthService.objects.create(
            municipality=municipality,
            starts_on=on,
            ends_on=municipality.no_later_than_its_end(),
            form=form,
            mailbox=mailbox,
        )
    if fte is not None:
        StaffingFigure.objects.update_or_create(
            municipality=municipality, reference_date=on, defaults={"fte": fte, "heads": heads}
        )
    if by is not None:
        after = {"form": str(form), "starts_on": str(on)}
        change = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
        change |= {"fte": ["", str(fte)]} if fte is not None else {}
        trail.write(_("The youth service was described"), by=by, about=municipality, change=change)


@transaction.atomic
def describe_youth_council(municipality, *, by=None, **fields):
    """Write how the youth council stands."""
    Municipality.objects.hold(municipality.pk)  # two who write it first wait for each other
    council, _created = YouthCouncil.objects.update_or_create(municipality=municipality, defaults=fields)
    if by is not None:
        trail.write(
            _("The youth council was described"), by=by, about=municipality, change={"status": ["", council.status]}
        )
    return council


@transaction.atomic
def describe_many(services, councils):
    """Write many youth services and youth councils at once, where none stood before."""
    YouthService.objects.bulk_create(services, batch_size=500)
    YouthCouncil.objects.bulk_create(councils, batch_size=500)
