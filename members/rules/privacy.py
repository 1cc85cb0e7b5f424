"""Who may be forgotten, and what is past its time; reads, never writes."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import (
    OWN_TEAM,
    ErasureRequest,
    ErasureState,
    ImportRun,
    Person,
    RetentionCode,
    RoleAssignment,
    Touchpoint,
)
from members.models.touchpoints import TouchpointKind
from portal.doors import RETENTION
from portal.post.models import Mail

A_MONTH = timedelta(days=30)
MOST_TAKEN_BACK = 3  # requests to be forgotten in a month
NOTICE = timedelta(days=30)  # between telling somebody that their time is over and doing it
IN_MAILINGS = (TouchpointKind.DELIVERED, TouchpointKind.OPENED, TouchpointKind.CLICKED, TouchpointKind.BOUNCED)


class Refusal(models.TextChoices):
    """Why somebody is not forgotten, as a sentence for who tried."""

    CLOSED = "closed", _("This request was decided already.")
    ERASED = "erased", _("This person was forgotten already.")
    OWN_REQUEST = "own-request", _("Somebody else must decide about your own data.")
    IN_THE_TEAM = "in-the-team", _("This person works in the team. End that role first.")
    NOT_CONFIRMED = "not-confirmed", _("Tick the box first: this cannot be undone.")
    ASKED_ALREADY = "asked-already", _("This was asked already. Somebody will decide about it.")
    TOO_OFTEN = (
        "too-often",
        _("You asked this three times in a month and took it back. Mail us, and somebody looks at it with you."),
    )
    NO_REASON = "no-reason", _("Say why, so that the person knows.")


def ask_refusals(person, *, now):
    """Every reason why nobody can ask to forget this person."""
    lately = ErasureRequest.objects.of(person).filter(asked_at__gt=now - A_MONTH)
    rules = (
        (Refusal.ERASED, person.erased_at is not None),
        (Refusal.ASKED_ALREADY, ErasureRequest.objects.of(person).open().exists()),
        (Refusal.TOO_OFTEN, lately.filter(state=ErasureState.WITHDRAWN).count() >= MOST_TAKEN_BACK),
    )
    return [refusal for refusal, applies in rules if applies]


def erase_refusals(request, *, by, today):
    """Every reason why `by`, None for the portal itself, may not forget this person today."""
    person = request.person
    in_team = person.roles.exclude(ends_on__lte=today).granting(*OWN_TEAM).exists()  # or will be
    rules = (
        (Refusal.CLOSED, not request.is_open),
        (Refusal.ERASED, person.erased_at is not None),
        (Refusal.OWN_REQUEST, by is not None and person.user_id == by.pk),
        (Refusal.IN_THE_TEAM, in_team or bool(person.user and (person.user.is_staff or person.user.is_superuser))),
    )
    return [refusal for refusal, applies in rules if applies]


def idle_people(*, before):
    """Those without a role since, whose account was not used since then; of an account that never was, its start."""
    day = timezone.localdate(before)
    held = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), person=OuterRef("pk"))
    unused = Q(user__last_login__lt=before) | Q(user__last_login__isnull=True, user__date_joined__lt=before)
    people = Person.objects.filter(
        unused, erased_at__isnull=True, merged_into__isnull=True, user__is_active=True, user__is_staff=False
    )
    return people.exclude(Exists(held)).order_by("pk")


def to_announce(rule, *, now):
    """The people to tell that their time is over."""
    open_ones = ErasureRequest.objects.open().filter(person=OuterRef("pk"))
    return idle_people(before=moment_of(rule, now) + NOTICE).exclude(Exists(open_ones))


def announced_and_due(*, today):
    """The announced erasures whose day has come."""
    return ErasureRequest.objects.filter(state="announced", due_on__lte=today).select_related("person__user")


def came_back(request):
    """True when somebody logged in, or got a role, after we announced that they would be forgotten."""
    user = request.person.user
    logged_in = bool(user and user.last_login and user.last_login > request.asked_at)
    asked_on = timezone.localdate(request.asked_at)
    return logged_in or request.person.roles.exclude(ends_on__lte=asked_on).exists()


def past_its_time(rule, *, now):
    """The rows that a rule lets go of now; people come in two steps, see `to_announce`."""
    before = moment_of(rule, now)
    if rule.code == RetentionCode.IMPORT_FILES:
        return ImportRun.objects.with_file().filter(created_at__lt=before)
    if rule.code == RetentionCode.MAILS:
        return Mail.objects.filter(created_at__lt=before)
    if rule.code == RetentionCode.DELIVERIES:
        return Touchpoint.objects.filter(kind__in=IN_MAILINGS, occurred_on__lt=timezone.localdate(before))
    if rule.code in RETENTION:
        return RETENTION.get(rule.code).past(before)
    return announced_and_due(today=timezone.localdate(now))


def moment_of(rule, now):
    """What is older than this, a rule lets go of."""
    return now - timedelta(days=rule.days)
