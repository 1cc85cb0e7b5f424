"""Who gets what is meant for a function: its holder, else the fallback contact of the empty seat; each person once."""

from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, Person, Role, RoleAssignment, Vacancy, YouthService
from portal.bilingual import Words
from portal.post import actions as post

OFFICIALS_FIRST = (Role.MANAGER, Role.OFFICER)


class Recipient(NamedTuple):
    """Somebody to write to; `because` says why it is not the holder of the seat, empty for the holder."""

    email: str
    full_name: str
    language: str
    person: Person | None = None  # empty: a mailbox that several people read
    because: Words = ""

    @property
    def is_fallback(self):
        return bool(self.because)

    @property
    def first_name(self):
        return self.person.first_name if self.person else self.full_name


def recipients_of(role_type, municipality, *, day):
    """Who gets on `day` what is meant for this seat; nobody when it is empty and nobody stands in."""
    held = RoleAssignment.objects.active_on(day).of_seat(role_type, municipality)
    holders = Person.objects.current().filter(pk__in=held.values("person")).exclude(email="").select_related("user")
    if found := [_to(person) for person in holders.order_by("sort_name", "pk")]:
        return found

    why = {"role": role_type.title.lower(), "place": municipality.name}
    vacancies = Vacancy.objects.active_on(day).of_seat(role_type, municipality).select_related("fallback__user")
    for vacancy in vacancies:
        if vacancy.fallback and vacancy.fallback.email:
            sentence = _("You get this because the seat of {role} in {place} is vacant and you stand in for it.")
            return [_to(vacancy.fallback, because=format_lazy(sentence, **why))]
    service = YouthService.objects.active_on(day).of(municipality).exclude(mailbox="").first()
    if service:
        sentence = _("This comes to the mailbox of the service because nobody holds the seat of {role} in {place}.")
        return [Recipient(service.mailbox, municipality.name, "", because=format_lazy(sentence, **why))]
    return []


def write_to(role_type, municipality, template, context=None, *, day, once_key=None):
    """Mail a seat; whoever stands in reads why on top. Returns the mails."""
    mails = []
    for recipient in recipients_of(role_type, municipality, day=day):
        key = f"{once_key}:{recipient.email}" if once_key else None
        full_context = {**(context or {}), "because": recipient.because}
        mails.append(post.send(recipient, template, full_context, once_key=key))
    return mails


def contacts_of(municipalities, *, day):
    """The one to ask about a municipality: {pk: Recipient}, without those where we know nobody; three queries.

    It is the head of service, else the officer who serves longest, else who stands in for an empty seat of theirs.
    """
    contacts = {}
    roles = (
        RoleAssignment.objects.active_on(day)
        .granting(*OFFICIALS_FIRST)
        .filter(municipality__in=municipalities, person__merged_into__isnull=True, person__erased_at__isnull=True)
        .exclude(person__email="")
        .select_related("person__user", "role_type")
    )
    for role in sorted(roles, key=lambda role: (OFFICIALS_FIRST.index(role.role_type.grants), role.starts_on, role.pk)):
        contacts.setdefault(role.municipality_id, _to(role.person))

    left = [each for each in municipalities if each.pk not in contacts]
    vacancies = Vacancy.objects.active_on(day).filter(
        municipality__in=left, role_type__grants__in=OFFICIALS_FIRST, fallback__isnull=False
    )
    for vacancy in vacancies.exclude(fallback__email="").select_related("fallback__user", "role_type", "municipality"):
        because = format_lazy(
            _("You get this because the seat of {role} in {place} is vacant and you stand in for it."),
            role=vacancy.role_type.title.lower(),
            place=vacancy.municipality.name,
        )
        contacts.setdefault(vacancy.municipality_id, _to(vacancy.fallback, because=because))
    return contacts


class Addressee(NamedTuple):
    """A person in a mailing, once, with the municipalities for which they get it."""

    person: Person
    municipalities: list


def addressees(role_types, *, day, municipalities=None):
    """Everybody who holds one of these roles on `day` and has an address, each once, by name; two queries."""
    roles = RoleAssignment.objects.active_on(day).filter(
        role_type__in=role_types, person__merged_into__isnull=True, person__erased_at__isnull=True
    )
    if municipalities is not None:
        roles = roles.filter(municipality__in=municipalities)
    found = {}
    for role in (
        roles.exclude(person__email="")
        .select_related("person__user", "municipality")
        .order_by("person__sort_name", "person__pk", "municipality__sort_name")
    ):
        addressee = found.setdefault(role.person_id, Addressee(role.person, []))
        if role.municipality and role.municipality not in addressee.municipalities:
            addressee.municipalities.append(role.municipality)
    return list(found.values())


def empty_seats(role_types, *, day):
    """The watched seats that nobody holds and nobody called vacant: [(role type, municipalities)]; three queries."""
    existing = list(Municipality.objects.existing_on(day))
    known = {}  # the municipalities by what makes a seat: the rights that it gives, else its type
    for rows in (RoleAssignment.objects, Vacancy.objects):
        found = rows.active_on(day).filter(municipality__isnull=False)
        for grants, role_type, municipality in found.values_list("role_type__grants", "role_type", "municipality"):
            known.setdefault(grants or role_type, set()).add(municipality)
    return [
        (each, [place for place in existing if place.pk not in known.get(each.grants or each.pk, ())])
        for each in role_types
    ]


def _to(person, *, because=""):
    return Recipient(person.email, person.full_name, person.language, person, because)
