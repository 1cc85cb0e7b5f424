"""What somebody sees first: what they must do, what comes next, and the few things that their role does most."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import access, acting, suggestions
from members.models import Claim, Membership, Municipality, Role, Todo
from members.rules.memberships import STATUTORY_MINIMUM
from portal.bilingual import Words
from trainings import cards
from trainings.models import Edition, HalfDay, Registration

NEXT = 5
OFFER = 6
MOST_URGENT = 6


class Deed(NamedTuple):
    """A button on the home page."""

    title: Words
    icon: str
    url_name: str


FIND = Deed(_("Find a training"), "search", "trainings:edition_list")
MINE = Deed(_("My trainings"), "ticket", "trainings:registration_list")
PLAN = Deed(_("New edition"), "plus", "trainings:module_choose")
CALENDAR = Deed(_("Training calendar"), "calendar-days", "trainings:edition_calendar")
MEMBERS = Deed(_("Municipalities"), "users", "members:municipality_list")
CONTACT = Deed(_("New contact moment"), "message-square-plus", "members:contact_create")
ASK = Deed(_("Ask a question"), "message-circle", "members:question_ask")
TECHNICAL = Deed(_("Technical admin"), "settings", "admin:index")

DEEDS = {
    Role.ADMIN: (PLAN, CALENDAR, TECHNICAL),
    Role.STAFF: (PLAN, CONTACT, CALENDAR, MEMBERS),
    Role.COMMUNICATIONS: (CALENDAR, CONTACT, MEMBERS),
    Role.DIRECTOR: (FIND, MEMBERS),
    Role.COACH: (FIND, MINE),
    Role.MANAGER: (FIND, MINE, ASK),
    Role.OFFICER: (FIND, MINE, ASK),
}


def deeds_of(user, roles):
    """The buttons of the first of these roles, in the order of DEEDS; never one that leads nowhere."""
    first = next((role for role in DEEDS if role in roles), None)
    deeds = [deed for deed in DEEDS.get(first, (FIND,)) if deed is not TECHNICAL or user.is_staff]
    return [(deed.title, deed.icon, reverse(deed.url_name)) for deed in deeds]


def offer(user, *, today):
    """The next editions that take registrations, with what the cards show."""
    editions = Edition.objects.visible_to(user).coming(today).open_on(today).with_seats_taken()
    presented = cards.present(list(editions.select_related("module")[:OFFER]), user, today=today)
    return [edition for edition in presented if edition.mine is None]


def announced(*, today):
    """The editions that are sure to come and have no dates yet."""
    return Edition.objects.announced().filter(expected_year__gte=today.year).select_related("module")[:OFFER]


def home_of(user, *, today):
    """Everything on the home page of somebody who is logged in."""
    roles = access.roles_of(user, today)
    person = access.person_of(user)
    is_member = Role.OFFICER in roles or Role.MANAGER in roles
    todos = [todo_shown(todo, today=today) for todo in Todo.objects.waiting_for(person, roles)]
    return {
        "roles": roles,
        "person": person,
        "deeds": deeds_of(user, roles),
        "places": acting.places_of(user, day=today) if roles & {Role.OFFICER, Role.MANAGER} else [],
        "waiting_claim": None if roles else Claim.objects.of(user).waiting().select_related("municipality").first(),
        "todos": todos[:MOST_URGENT],
        "later": todos[MOST_URGENT:],
        "suggestions": suggestions.for_person(person, today=today) if is_member else [],
        "chooses_interests": is_member,
        "next_registrations": next_registrations(user, today=today),
        "teaching": teaching(user, person, today=today),
        "colleagues": colleagues(user, today=today) if Role.MANAGER in roles else [],
        "planned": planned(user, today=today) if user.has_perm("trainings.plan") else [],
        "offer": [] if user.has_perm("trainings.plan") or Role.DIRECTOR in roles else offer(user, today=today),
        "announced": announced(today=today) if is_member else [],
        "figures": figures(today=today) if Role.DIRECTOR in roles or Role.ADMIN in roles else [],
    }


def todo_shown(todo, *, today):
    todo.is_late = todo.due_on is not None and todo.due_on < today
    return todo


def teaching(user, person, *, today):
    """The next half-days that this person teaches, in editions that they may open."""
    editions = Edition.objects.visible_to(user)
    half_days = HalfDay.objects.taught_by(person).from_day(today).filter(edition__in=editions.values("pk"))
    return half_days.select_related("edition__module")[:NEXT]


def next_registrations(user, *, today):
    return Registration.objects.of(user).active().coming(today).select_related("edition__module")[:NEXT]


def colleagues(user, *, today):
    """Who of the municipality that the user heads goes where."""
    registrations = Registration.objects.of_places_headed_by(user).exclude(person__user=user).active().coming(today)
    return registrations.select_related("edition__module", "person")[:NEXT]


def planned(user, *, today):
    """The next editions, with how full they are."""
    editions = Edition.objects.visible_to(user).going_on().coming(today)
    return editions.with_seats_taken().select_related("module")[:NEXT]


def figures(*, today):
    """A few figures: (what, with a link to what was counted, how many, of what)."""
    year = Registration.objects.holding_a_seat().filter(
        edition__in=Edition.objects.starting_in(today.year).values("pk")
    )
    return [
        (
            linked("members:membership_list", _("Member municipalities")),
            Membership.objects.active_on(today).count(),
            format_lazy(
                _("of {total}, at least {minimum} by decree"),
                total=Municipality.objects.existing_on(today).count(),
                minimum=STATUTORY_MINIMUM,
            ),
        ),
        (linked("reports:participants_per_year", _("Seats taken this year")), year.count(), ""),
        (
            linked("reports:activity_per_municipality", _("Municipalities that take part")),
            year.filter(municipality__isnull=False).values("municipality").distinct().count(),
            "",
        ),
    ]


def linked(url_name, words):
    return format_html('<a href="{}">{}</a>', reverse(url_name), words)
