"""What may be written down about a contact moment, and by whom; reads, never writes."""

import re
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import (
    ContactMoment,
    ContactNeed,
    CorePlayer,
    MomentForm,
    MomentKind,
    Municipality,
    Person,
    Role,
    RoleAssignment,
    TouchpointKind,
)
from portal.names import as_sorted

NIS_CODE = re.compile(r"(?:^|\()([1-9]\d{4})(?:\)|$)")
LONGEST_NAME = 100
A_DAY = 10  # questions of one person
FURTHEST_BACK = timedelta(days=3 * 366)
FOLLOW_UP_AFTER = timedelta(days=14)
OURS = (Role.STAFF, Role.COMMUNICATIONS, Role.COACH, Role.DIRECTOR, Role.ADMIN)

USUAL_KIND = {
    MomentForm.PHONE: MomentKind.CALL,
    MomentForm.MAIL: MomentKind.MAIL,
    MomentForm.PHYSICAL: MomentKind.VISIT,
    MomentForm.DIGITAL: MomentKind.VISIT,
    MomentForm.EVENT: MomentKind.VISIT,
    MomentForm.PORTAL: MomentKind.QUESTION,
}
IN_THE_LEDGER = {
    MomentKind.QUESTION: TouchpointKind.QUESTION,
    MomentKind.CALL: TouchpointKind.CALL,
    MomentKind.MAIL: TouchpointKind.MAIL,
    MomentKind.VISIT: TouchpointKind.VISIT,
    MomentKind.GUIDANCE: TouchpointKind.GUIDANCE,
}


class ContactRefusal(models.TextChoices):
    """Why a contact moment cannot be written down so, as a sentence for the person who tried."""

    IN_THE_FUTURE = "in-the-future", _("This day has yet to come. Choose today or a day before.")
    TOO_LONG_AGO = "too-long-ago", _("This is more than three years ago. Look at the year.")
    NO_SUCH_PLACE = "no-such-place", _("This municipality did not exist on that day. Choose the one of that day.")
    NOTHING_HEARD = "nothing-heard", _("Write in a few words what you heard.")
    FROM_ELSEWHERE = "from-elsewhere", _("Somebody you ticked has no role in this municipality on that day.")
    NOT_OURS = "not-ours", _("Somebody you named for us is not in the team.")
    WITHDRAWN = "withdrawn", _("This contact moment was taken back.")
    NOTHING_TO_DO = "nothing-to-do", _("Write what is to be done.")
    DUE_IN_THE_PAST = "due-in-the-past", _("The day before which it must be done is over. Choose a later one.")
    DONE_ALREADY = "done-already", _("This was done already.")
    NO_ANSWER = "no-answer", _("Write the answer first.")
    ANSWERED_ALREADY = "answered-already", _("This question was answered already.")
    NOT_A_QUESTION = "not-a-question", _("Nobody waits for an answer here.")
    NOT_YOUR_PLACE = "not-your-place", _("You have no role in this municipality today.")
    TOO_MANY = (
        "too-many",
        _("You asked ten questions today, and all are with us. Ask the next one tomorrow, or call us."),
    )
    NO_QUESTION = "no-question", _("Write your question first.")


def people_of(municipality, *, on):
    """Who of theirs held a role in a municipality on a day, each once, by name; nobody where none is chosen yet."""
    if municipality is None:
        return Person.objects.none()
    held = RoleAssignment.objects.active_on(on).filter(municipality=municipality)
    held = held.exclude(role_type__core_player=CorePlayer.INTERNAL)  # one of us may look after a municipality
    return Person.objects.current().filter(pk__in=held.values("person")).order_by("sort_name", "pk")


def place_named(text, *, on):
    """The one municipality that `text` means on a day, such as "Lievegem (44085)", "44085" or an old name; or None."""
    places = Municipality.objects.existing_on(on)
    text = text.replace("\x00", "")[:LONGEST_NAME]
    if code := NIS_CODE.search(text):
        return places.filter(nis_code=code[1]).first()
    exact = list(places.filter(sort_name=as_sorted(text.strip()))[:2]) if text.strip() else []
    found = exact or (list(places.named(text).distinct()[:2]) if text.strip() else [])
    return found[0] if len(found) == 1 else None


def written(municipality):
    """How a municipality stands in the field where one is chosen: its name, and the code that says which."""
    return f"{municipality.name} ({municipality.nis_code})"


def team(*, on):
    """Who of us may have had a contact or take up a follow-up."""
    return Person.objects.with_role(*OURS, day=on).order_by("sort_name", "pk")


def kind_for(form, kind=""):
    """What a contact moment was: as somebody said, or what that way of meeting usually is."""
    return MomentKind(kind) if kind else USUAL_KIND[MomentForm(form)]


def refusals(municipality, *, on, heard, participants, staff, today, kept=()):
    """Every reason why this cannot be written down; an empty list means that it can.

    Who was written down before, `kept`, may stay, whatever became of their role.
    """
    places = {person.pk for person in people_of(municipality, on=on)} | {person.pk for person in kept}
    ours = {person.pk for person in team(on=on)} | {person.pk for person in team(on=today)}
    ours |= {person.pk for person in kept}
    rules = (
        (ContactRefusal.IN_THE_FUTURE, on > today),
        (ContactRefusal.TOO_LONG_AGO, today - on > FURTHEST_BACK),
        (ContactRefusal.NO_SUCH_PLACE, not municipality.exists_on(on)),
        (ContactRefusal.NOTHING_HEARD, not heard.strip()),
        (ContactRefusal.FROM_ELSEWHERE, any(person.pk not in places for person in participants)),
        (ContactRefusal.NOT_OURS, any(person.pk not in ours for person in staff)),
    )
    return [refusal for refusal, applies in rules if applies]


def follow_up_refusals(contact, title, owner, due_on, *, today):
    rules = (
        (ContactRefusal.WITHDRAWN, contact.withdrawn_at is not None),
        (ContactRefusal.NOTHING_TO_DO, not title.strip()),
        (ContactRefusal.NOT_OURS, not team(on=today).filter(pk=owner.pk).exists()),
        (ContactRefusal.DUE_IN_THE_PAST, due_on is not None and due_on < today),
    )
    return [refusal for refusal, applies in rules if applies]


def question_refusals(person, municipality, text, *, today):
    """Every reason why `person` may not ask a question for this municipality."""
    held = RoleAssignment.objects.active_on(today).granting(Role.OFFICER, Role.MANAGER).filter(person=person)
    rules = (
        (ContactRefusal.NOT_YOUR_PLACE, not held.filter(municipality=municipality).exists()),
        (ContactRefusal.NO_QUESTION, not text.strip()),
        (ContactRefusal.TOO_MANY, ContactMoment.objects.asked_by_member(person).filter(on=today).count() >= A_DAY),
    )
    return [refusal for refusal, applies in rules if applies]


def answer_refusals(contact, answer):
    rules = (
        (ContactRefusal.WITHDRAWN, contact.withdrawn_at is not None),
        (ContactRefusal.NOT_A_QUESTION, contact.asked_by_id is None),
        (ContactRefusal.ANSWERED_ALREADY, contact.answered_at is not None),
        (ContactRefusal.NO_ANSWER, not answer.strip()),
    )
    return [refusal for refusal, applies in rules if applies]


def without_doubles(needs):
    """Needs as they will be kept: {need, urgency, own_words}, nothing empty, each need of the list once.

    Two with the same need become one: the most urgent, with both their words.
    """
    urgency = list(ContactNeed._meta.get_field("urgency").choices)
    order = [value for value, _label in urgency]
    kept = {}
    for number, each in enumerate(needs):
        need, words = each.get("need"), (each.get("own_words") or "").strip()
        if need is None and not words:
            continue
        key = need.pk if need else f"words {number}"
        given = {"need": need, "urgency": each.get("urgency") or order[1], "own_words": words}
        if same := kept.get(key):
            given["urgency"] = max(same["urgency"], given["urgency"], key=order.index)
            given["own_words"] = "; ".join(filter(None, [same["own_words"], words]))[:300]
        kept[key] = given
    return list(kept.values())
