"""Forgetting somebody: the person becomes nameless in place, so that every number stays what it was."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import held, todo
from members.actions import imports
from members.models import (
    Booking,
    Claim,
    CompetenceEvidence,
    ErasureRequest,
    ErasureState,
    FollowUp,
    ImportRun,
    ImportState,
    Municipality,
    Person,
    PersonMerge,
    Role,
    TargetState,
    Todo,
)
from members.rules import privacy as rules
from portal import privacy
from portal.doors import ERASURE
from portal.models import User
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

NAMELESS = ("Verwijderd", "persoon")
WRITTEN_ABOUT_ONE = (Booking, Claim, CompetenceEvidence, Todo)
A_MONTH = timedelta(days=30)  # within which the law wants an answer


@transaction.atomic
def ask_to_be_forgotten(person, *, by, now):
    """Write down that somebody wants to be forgotten; asks the team to decide."""
    Person.objects.filter(pk=person.pk).update(sort_name=F("sort_name"))  # a write first, so others wait
    person.refresh_from_db()
    if reasons := rules.ask_refusals(person, now=now):
        raise Refused(reasons)
    request = ErasureRequest.objects.create(person=person, asked_by=by, asked_at=now)
    trail.write(_("Asked to be forgotten"), by=by, about=request, kind=LineKind.PRIVACY)
    todo.ask(
        Role.STAFF,
        title=_("Decide about a request to be forgotten"),
        url=reverse("members:erasure_detail", args=[request.pk]),
        source=request,
        due=timezone.localdate(now) + A_MONTH,
    )
    return request


@transaction.atomic
def withdraw(request, *, by, now):
    """Take a request back, as long as nothing was decided."""
    request = ErasureRequest.objects.hold(request.pk)
    if not request.is_open:
        raise Refused([rules.Refusal.CLOSED])
    return _close(request, ErasureState.WITHDRAWN, _("A request to be forgotten was withdrawn"), by=by, now=now)


@transaction.atomic
def refuse(request, *, by, note, now):
    """Keep the data of somebody who asked to be forgotten, and say why."""
    request = ErasureRequest.objects.hold(request.pk)
    reasons = [] if request.is_open else [rules.Refusal.CLOSED]
    reasons += [] if note.strip() else [rules.Refusal.NO_REASON]
    if reasons:
        raise Refused(reasons)
    request.note = note
    closed = _close(request, ErasureState.REFUSED, _("A request to be forgotten was refused"), by=by, now=now)
    post.send(request.person, "members/mail/erasure_refused", {"request": request})
    return closed


def _close(request, state, sentence, *, by, now):
    request.state, request.decided_by, request.decided_at = state, by, now
    request.save()
    trail.write(sentence, by=by, about=request, kind=LineKind.PRIVACY)
    todo.done(source=request)
    return request


@transaction.atomic
def erase(request, *, by, now):
    """Forget the person of a request, for good. `by` is None when the portal does it by rule."""
    request = ErasureRequest.objects.hold(request.pk)
    if reasons := rules.erase_refusals(request, by=by, today=timezone.localdate(now)):
        raise Refused(reasons)
    request.counts = _forget(request.person, now=now)
    return _close(request, ErasureState.DONE, _("A person was forgotten"), by=by, now=now)


def preview(person, *, now):
    """What forgetting somebody would change, as {"members.Person": rows}: done, counted, and taken back at once."""
    with transaction.atomic():
        counts = _forget(person, now=now)
        transaction.set_rollback(True)
    person.refresh_from_db()
    return counts


def _forget(person, *, now):
    """Take out everything that leads to this person; returns how many rows became nameless, by what they are."""
    person = Person.objects.select_related("user").get(pk=person.pk)
    first, last = person.first_name, person.last_name
    addresses, user = held.addresses_of(person), person.user
    names = {f"{first} {last}", f"{last} {first}", f"{last}, {first}", person.phone, *addresses}
    places = list(Municipality.objects.filter(roles__person=person).values_list("pk", flat=True))

    counts = {key: number for key, supply in ERASURE.items() if (number := supply(person))}
    for other in person.merged_away.filter(erased_at__isnull=True):  # records that were theirs too
        counts = _added(counts, _forget(other, now=now))
    _end_places(person, today=timezone.localdate(now))
    _leave_work_to_the_team(person)
    _forget_merges(person)
    counts["post.Mail"] = post.forget(addresses)
    counts["members.PersonEmail"] = person.other_emails.all().delete()[0]
    counts["members.ImportRun"] = _forget_files(addresses, now=now)

    near_them = _rows_of(person, user)
    for near, words in ((None, names), (near_them, {*names, first, last}), (_rows_at(places), {last})):
        spots = _close_spots if near is near_them else privacy.spots
        counts = _added(counts, privacy.scrub(words, near=near, spots_of=spots))

    person.todos.filter(done_at__isnull=True).update(done_at=now)
    counts = _added(counts, _wipe_own_words(person))
    person.first_name, person.last_name = NAMELESS
    person.email, person.phone, person.user = "", "", None
    person.birth_year, person.guardian_consent_on, person.is_listed = None, None, False
    person.erased_at = now
    person.save()
    if user:
        _close_account(user)
        counts = _added(counts, {"portal.User": 1})
    counts = _added(counts, {"members.Person": 1})
    return {label: number for label, number in counts.items() if number}


def _added(counts, more):
    return {label: counts.get(label, 0) + more.get(label, 0) for label in {**counts, **more}}


def _end_places(person, *, today):
    """End today what still runs of roles and places in a youth region, and take back what has not begun."""
    for places in (person.roles, person.region_contacts):
        places.filter(starts_on__gte=today).delete()
        places.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today)).update(ends_on=today)


def _leave_work_to_the_team(person):
    """What this person still had to do for us waits for whoever takes it over."""
    for follow_up in FollowUp.objects.open().filter(owner=person).select_related("contact"):
        url = follow_up.contact.get_absolute_url()
        todo.ask(Role.STAFF, title=_("Take over a promise"), url=url, source=follow_up, due=follow_up.due_on)
    over = (TargetState.HELD, TargetState.DECLINED, TargetState.UNREACHABLE, TargetState.SWAPPED)
    person.outreach_targets.exclude(state__in=over).update(staff=None)


def _forget_merges(person):
    """What a merge wrote down so that it can be undone says who both were; without it nobody undoes the merge."""
    PersonMerge.objects.filter(Q(kept=person) | Q(gone=person)).update(moved={})


def _forget_files(addresses, *, now):
    """Imported files may hold the person too: those that are decided go, and those that name an address."""
    number = 0
    for run in ImportRun.objects.with_file():
        names_them = any(address in str(run.report) for address in addresses)
        if run.state in (ImportState.SAVED, ImportState.REFUSED) or names_them:
            imports.forget_file(run, now=now)
            number += 1
    return number


def _wipe_own_words(person):
    """Wipe what was written about this person alone, whatever it says; returns {label: how many rows}."""
    counts = {}
    for model in WRITTEN_ABOUT_ONE:
        for spot in privacy.spots():
            if spot.model is model:
                rows = model.objects.filter(person=person).exclude(**{spot.field: ""})
                if number := rows.update(**{spot.field: privacy.GONE}):
                    counts[model._meta.label] = max(number, counts.get(model._meta.label, 0))
    return counts


def _rows_of(person, user):
    """Which rows lead to the person or the account, for each model; None where no row does."""

    def near(model):
        links = [(field.name, person.pk) for field in privacy.links_to(model, Person)]
        if user:
            links += [(field.name, user.pk) for field in privacy.links_to(model, User) if model is Claim]
        condition = Q()
        for name, pk in links:
            condition |= Q(**{name: pk})
        return condition if links else None

    return near


def _rows_at(places):
    """Which rows are about a municipality where the person held a role: there a last name says who it is."""

    def near(model):
        fields = {field.name: field.related_model for field in privacy.fields_of(model)}
        return Q(municipality__in=places) if places and fields.get("municipality") is Municipality else None

    return near


def _close_spots():
    return privacy.spots(classes=("text", "internal", "personal"))


def _close_account(user):
    """Nobody logs in with it again; the row stays, for the trail says what it did."""
    EmailAddress.objects.filter(user=user).delete()
    user.email = f"forgotten-{user.pk}@example.invalid"
    user.is_active = user.is_staff = user.is_superuser = False
    user.password, user.last_login = make_password(None), None
    user.save()
