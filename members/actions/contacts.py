"""Contact moments: written down, changed, taken back; what was promised, and questions that wait for an answer."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo, touchpoints
from members.models import (
    ContactMoment,
    ContactNeed,
    FollowUp,
    MomentForm,
    MomentKind,
    Municipality,
    OutreachTarget,
    Person,
    Role,
    Starter,
    TargetState,
)
from members.rules import contacts as rules
from portal.pointers import key_of
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail

ANSWER_WITHIN = timedelta(days=7)
SHARED_FACTS = ("theme", "agreements", "internal_note", "is_shared", "travel_minutes", "started_by")


@transaction.atomic
def record_contact(
    municipality,
    *,
    by,
    on,
    form,
    heard,
    today,
    kind="",
    participants=(),
    staff=(),
    needs=(),
    follow_ups=(),
    form_key=None,
    **facts,
):
    """Write down that we spoke with a member, with what they need and what we promised; the same form once.

    `needs` are dicts of need, urgency and own_words; `follow_ups` of title, owner and due_on; `facts` as SHARED_FACTS.
    """
    if form_key and (earlier := ContactMoment.objects.filter(form_key=form_key).first()):
        return earlier
    Municipality.objects.hold(municipality.pk)
    participants, staff = list(participants), list(staff)
    if reasons := rules.refusals(municipality, on=on, heard=heard, participants=participants, staff=staff, today=today):
        raise Refused(reasons)

    contact = ContactMoment.objects.create(
        municipality=municipality,
        on=on,
        form=form,
        kind=rules.kind_for(form, kind),
        heard=heard.strip(),
        by=by,
        form_key=form_key,
        recorded_at=timezone.now(),
        **facts,
    )
    contact.staff.set(staff)
    contact.participants.set(participants)
    keep_needs(contact, needs)
    for follow_up in follow_ups:
        add_follow_up(contact, today=today, **follow_up)
    write_in_the_ledger(contact, participants)
    return contact


@transaction.atomic
def change_contact(
    contact, *, by, on, form, heard, today, kind="", participants=(), staff=(), needs=(), municipality=None, **facts
):
    """Put a contact moment right; the ledger follows. `municipality` says it was another one after all."""
    contact = ContactMoment.objects.hold(contact.pk)
    municipality = municipality or contact.municipality
    participants, staff = list(participants), list(staff)
    kept = [*contact.participants.all(), *contact.staff.all()] if municipality == contact.municipality else []
    reasons = rules.refusals(
        municipality, on=on, heard=heard, participants=participants, staff=staff, today=today, kept=kept
    )
    if contact.withdrawn_at:
        reasons.append(rules.ContactRefusal.WITHDRAWN)
    if reasons:
        raise Refused(reasons)

    before = {
        "date": str(contact.on),
        "municipality": contact.municipality.nis_code,
        "is_shared": contact.is_shared,
    }
    contact.municipality, contact.on, contact.form, contact.heard = municipality, on, form, heard.strip()
    contact.kind = rules.kind_for(form, kind)
    contact.changed_at = timezone.now()
    for name, value in facts.items():
        setattr(contact, name, value)
    contact.save()
    contact.staff.set(staff)
    contact.participants.set(participants)
    contact.needs.all().delete()
    keep_needs(contact, needs)
    touchpoints.withdraw(source=contact)
    write_in_the_ledger(contact, participants)
    after = {"date": str(on), "municipality": municipality.nis_code, "is_shared": contact.is_shared}
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if changed:
        trail.write(_("A contact moment was put right."), by=by, about=contact, change=changed)
    return contact


@transaction.atomic
def withdraw_contact(contact, *, by, reason):
    """Take back a contact moment that should not have been written down; its needs and promises fall away."""
    contact = ContactMoment.objects.hold(contact.pk)
    if contact.withdrawn_at:
        raise Refused([rules.ContactRefusal.WITHDRAWN])
    contact.withdrawn_at = timezone.now()
    contact.save(update_fields=["withdrawn_at"])
    touchpoints.withdraw(source=contact)
    todo.done(source=contact)
    for follow_up in contact.follow_ups.open():
        todo.done(source=follow_up)
    planned = When(planned_on__isnull=False, then=Value(TargetState.PLANNED))
    OutreachTarget.objects.filter(contact=contact).update(
        contact=None, state=Case(planned, default=Value(TargetState.INVITED))
    )
    trail.write(_("A contact moment was taken back."), by=by, about=contact, reason=reason)
    return contact


@transaction.atomic
def record_many_contacts(moments):
    """Write down many contact moments at once, for the demo and for imports.

    `moments` are (unsaved ContactMoment, participants, staff, [needs]); the rules are not asked, so they must hold.
    """
    moments = list(moments)
    saved = ContactMoment.objects.bulk_create([moment for moment, *_rest in moments], batch_size=500)
    people = {"participants": [], "staff": []}
    needs, lines = [], []
    for contact, (_moment, participants, staff, wanted) in zip(saved, moments, strict=True):
        people["participants"] += [(contact.pk, person.pk) for person in participants]
        people["staff"] += [(contact.pk, person.pk) for person in staff]
        needs += [ContactNeed(contact=contact, **need) for need in rules.without_doubles(wanted)]
        lines += [
            touchpoints.Happening(
                rules.IN_THE_LEDGER[contact.kind],
                key_of(contact),
                contact.on,
                person=person,
                municipality=contact.municipality,
                theme=contact.theme,
            )
            for person in participants or [None]
        ]
    for name, pairs in people.items():
        through = getattr(ContactMoment, name).through
        through.objects.bulk_create(
            [through(contactmoment_id=contact, person_id=person) for contact, person in pairs], batch_size=500
        )
    ContactNeed.objects.bulk_create(needs, batch_size=500)
    touchpoints.record_many(lines)
    return saved


def keep_needs(contact, needs):
    ContactNeed.objects.bulk_create(ContactNeed(contact=contact, **need) for need in rules.without_doubles(needs))


def write_in_the_ledger(contact, participants):
    """One touchpoint for each who took part, or for the municipality when nobody is named."""
    for person in participants or [None]:
        touchpoints.record(
            rules.IN_THE_LEDGER[contact.kind],
            source=contact,
            on=contact.on,
            person=person,
            municipality=contact.municipality,
            theme=contact.theme,
        )


# --- What we promised ------------------------------------------------------------------------------


@transaction.atomic
def add_follow_up(contact, *, title, owner, due_on, today):
    """Promise to do something after a contact moment: it stands on its owner's list until it is done."""
    if reasons := rules.follow_up_refusals(contact, title, owner, due_on, today=today):
        raise Refused(reasons)
    follow_up = contact.follow_ups.create(title=title.strip(), owner=owner, due_on=due_on)
    todo.ask(
        owner,
        title=format_lazy(_("{what} ({place})"), what=follow_up.title, place=contact.municipality.name),
        url=contact.get_absolute_url(),
        source=follow_up,
        due=due_on,
    )
    return follow_up


@transaction.atomic
def finish_follow_up(follow_up, *, by, now):
    """What was promised is done: it leaves the list of its owner."""
    follow_up = FollowUp.objects.hold(follow_up.pk)
    if follow_up.done_at:
        raise Refused([rules.ContactRefusal.DONE_ALREADY])
    follow_up.done_at, follow_up.done_by = now, by
    follow_up.save(update_fields=["done_at", "done_by"])
    todo.done(source=follow_up)
    return follow_up


# --- Questions through the portal ------------------------------------------------------------------


@transaction.atomic
def ask_question(person, municipality, *, text, today, theme=None, form_key=None):
    """Put a member's question to the helpdesk: a contact moment of its own, and something to do for the team."""
    if form_key and (earlier := ContactMoment.objects.filter(form_key=form_key).first()):
        return earlier
    Person.objects.hold(person.pk)
    if reasons := rules.question_refusals(person, municipality, text, today=today):
        raise Refused(reasons)
    contact = ContactMoment.objects.create(
        municipality=municipality,
        on=today,
        form=MomentForm.PORTAL,
        kind=MomentKind.QUESTION,
        started_by=Starter.MEMBER,
        theme=theme,
        heard=text.strip(),
        asked_by=person,
        by=person.user,
        form_key=form_key,
        recorded_at=timezone.now(),
    )
    contact.participants.set([person])
    write_in_the_ledger(contact, [person])
    todo.ask(
        Role.STAFF,
        title=format_lazy(_("Answer the question of {place}"), place=municipality.name),
        url=contact.get_absolute_url(),
        source=contact,
        due=today + ANSWER_WITHIN,
    )
    return contact


@transaction.atomic
def answer_question(contact, *, answer, by, now, person=None):
    """Answer a question that came through the portal; whoever asked gets a mail."""
    contact = ContactMoment.objects.hold(contact.pk)
    if reasons := rules.answer_refusals(contact, answer):
        raise Refused(reasons)
    contact.answer, contact.answered_at, contact.answered_by = answer.strip(), now, by
    contact.save(update_fields=["answer", "answered_at", "answered_by"])
    if person:
        contact.staff.add(person)
    todo.done(source=contact)
    trail.write(_("A question was answered"), by=by, about=contact)
    post.send(
        contact.asked_by,
        "members/mail/question_answered",
        {"contact": contact, "page": reverse("members:question_ask")},
        once_key=f"question-answered {contact.pk}",
    )
    return contact
