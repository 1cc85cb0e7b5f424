"""Plain functions that put trainings in the database, with sensible values for whatever a test does not care about."""

import uuid
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from communications.models import Material
from members.tests import factories as members
from trainings import bookings, rules
from trainings.actions import settle
from trainings.models import (
    Attendance,
    BillingExport,
    CancellationPolicy,
    Category,
    Certificate,
    CertificateSeries,
    EarlierTraining,
    Edition,
    EditionState,
    Handout,
    Interest,
    Module,
    ModuleKind,
    Presence,
    Registration,
    RegistrationState,
)

MORNING = (time(9, 30), time(12, 30))
AFTERNOON = (time(13, 30), time(16, 30))
_numbers = count(1)


def module(**fields):
    number = next(_numbers)
    return Module.objects.create(
        **{
            "code": f"module-{number}",
            "kind": ModuleKind.ROTATING,
            "title_nl": f"Vorming {number}",
            "title_en": f"Training {number}",
            "category": Category.PETROL,
            "half_day_count": 2,
            "price_member": Decimal(90),
            "price_other": Decimal(140),
            **fields,
        }
    )


new_module = module  # for `edition`, where the short name is an argument


def edition(*, module=None, seats=12, state=EditionState.OPEN, first_day=None, half_days=2, **fields):
    """An edition in a month's time, which people may join until its first day.

    Its half-days are a morning and an afternoon in turn, from `first_day` on.
    """
    module = module or new_module()
    first_day = first_day or timezone.localdate() + timedelta(days=30)
    made = Edition.objects.create(
        module=module,
        seats=seats,
        state=state,
        **{
            "venue": "De Wervel",
            "city": "Gent",
            "price_member": module.price_member,
            "price_other": module.price_other,
            "min_half_days": module.min_half_days,
            "min_hours_percent": module.min_hours_percent,
            "closes_on": first_day - timedelta(days=1),
            **fields,
        },
    )
    for number in range(half_days):
        starts_at, ends_at = MORNING if number % 2 == 0 else AFTERNOON
        made.half_days.create(date=first_day + timedelta(days=number // 2), starts_at=starts_at, ends_at=ends_at)
    return made


def announced(module=None, *, year=None, **fields):
    """An edition that is sure to come and has no dates yet; next year when nothing else is said."""
    return edition(
        module=module,
        state=EditionState.ANNOUNCED,
        half_days=0,
        **{"expected_year": year or timezone.localdate().year + 1, "closes_on": None, **fields},
    )


def held(module, year, *, day=10, state=EditionState.OPEN, **fields):
    """An edition of two half-days on a day in March of a year."""
    return edition(module=module, first_day=date(year, 3, day), state=state, **fields)


def interest(module, person=None, *, since=None):
    return Interest.objects.create(module=module, person=person or members.person(), since=since or timezone.now())


def registration(edition, person=None, state=RegistrationState.CONFIRMED, **fields):
    """A row as `register` would leave it, without the mail and the touchpoint; who waits is last in line."""
    person, now = person or members.person(), timezone.now()
    role = person.roles.filter(municipality__isnull=False).first()
    municipality = fields.pop("municipality", role and role.municipality)
    price = rules.price_for(edition, municipality, on=timezone.localdate(now))
    made = Registration.objects.create(
        edition=edition,
        person=person,
        state=state,
        municipality=municipality,
        **{
            "municipality_name": municipality.name if municipality else "",
            "municipality_nis": municipality.nis_code if municipality else "",
            "registered_by": person.user,
            "queued_at": now if state == RegistrationState.WAITLISTED else None,
            "offer_until": now + timedelta(days=2) if state == RegistrationState.OFFERED else None,
            "price": Decimal(price.amount),
            "tariff": price.tariff,
            "terms": rules.terms_of(edition),
            "registered_at": now,
            **fields,
        },
    )
    made.events.create(to_state=state, by=person.user, at=now)
    settle(made, now=now)
    bookings.follow_person(made)
    return made


def policy(*steps, **fields):
    """A cancellation policy; `steps` are (days before the start or None, percent)."""
    made = CancellationPolicy.objects.create(**{"code": f"policy-{next(_numbers)}", "name_nl": "Beleid", **fields})
    for days, percent in steps:
        made.steps.create(days=days, percent=percent)
    return made


def billing_export(by):
    return BillingExport.objects.create(at=timezone.now(), by=by)


def group(edition, by, *, municipality=None, people=()):
    """A group registration by `by` as `register_group` would leave it, with these people on a seat."""
    municipality = municipality or by.person.roles.filter(municipality__isnull=False).first().municipality
    made = edition.groups.create(
        municipality=municipality, registered_by=by, form_key=uuid.uuid4(), registered_at=timezone.now()
    )
    for person in people:
        registration(edition, person, municipality=municipality, registered_by=by, group=made)
    return made


def kept_seat(group, *, names_by=None, **fields):
    """A seat of a group for which the name follows."""
    return group.reserved_seats.create(names_by=names_by or group.edition.closes_on, **fields)


def attendance(registration, *presences, half_days=None):
    """Fill in the half-days of a registration in order, as rows alone: no touchpoints."""
    days = half_days or registration.edition.half_days.all()
    for half_day, presence in zip(days, presences, strict=False):
        minutes = 90 if presence == Presence.PARTIAL else None
        Attendance.objects.update_or_create(
            registration=registration,
            half_day=half_day,
            defaults={"presence": presence, "minutes": minutes, "marked_at": timezone.now()},
        )


def certificate(registration, **fields):
    """A certificate as `issue` would leave it, without the mail and the evidence."""
    today = timezone.localdate()
    return Certificate.objects.create(
        registration=registration,
        person=registration.person,
        **{
            "year": today.year,
            "number": CertificateSeries.objects.next_number(today.year),
            "holder": registration.person.full_name,
            "issued_on": today,
            "facts": {
                "module": {"code": "m", "nl": "Vorming", "en": "Training", "version": 1},
                "half_days": [{"date": "2026-03-03", "from": "09:30", "to": "12:30", "minutes": 180}],
                "minutes": 180,
                "competences": [{"nl": "Netwerken", "en": "Networking"}],
                "place": {"nl": "De Wervel, Gent", "en": "De Wervel, Gent"},
                "trainers": [],
                "signatory": "Hanne Peeters",
                "organisation": "Werfportaal",
                "language": "nl",
            },
            **fields,
        },
    )


def earlier_training(person=None, module=None, **fields):
    return EarlierTraining.objects.create(
        person=person or members.person(),
        module=module or new_module(),
        **{"on": timezone.localdate() - timedelta(days=900), "proof": "paper", **fields},
    )


def handout(edition, **fields):
    made = Material.objects.create(
        title_nl="Leeswijzer", url="https://example.org/leeswijzer", published_on=timezone.localdate()
    )
    return Handout.objects.create(edition=edition, material=made, **fields)
