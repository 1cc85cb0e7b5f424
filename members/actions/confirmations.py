"""The yearly question to each municipality: are the people that we know still there?"""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import seats, todo
from members.actions.people import end_role
from members.models import ConfirmationRequest, ConfirmationRound, Municipality, Role, RoleAssignment, RoleSource
from members.rules import confirmations as rules
from members.rules.confirmations import Answer, Refusal
from portal import tokens
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail


@transaction.atomic
def open_round(*, today, closes_on, by):
    """Mail one contact of each municipality where we know somebody, with a link of their own."""
    if reasons := rules.round_refusals(today=today, closes_on=closes_on):
        raise Refused(reasons)
    try:
        with transaction.atomic():
            opened = ConfirmationRound.objects.create(opened_on=today, closes_on=closes_on)
    except IntegrityError:  # opened at the same moment: the other was first
        raise Refused([Refusal.ONE_IS_OPEN]) from None
    municipalities = list(Municipality.objects.existing_on(today))
    contacts = seats.contacts_of(municipalities, day=today)
    for municipality in municipalities:
        if contact := contacts.get(municipality.pk):
            ask_municipality(opened, municipality, contact)
    trail.write(_("A confirmation round was opened"), by=by, about=opened)
    return opened


def ask_municipality(opened, municipality, contact):
    """Write one request and its mail; the token stands in the mail alone."""
    token = tokens.new()
    request = ConfirmationRequest.objects.create(
        round=opened, municipality=municipality, contact=contact.person, token_hash=tokens.hash_of(token)
    )
    post.send(
        contact,
        "members/mail/confirm",
        {
            "municipality": municipality,
            "closes_on": opened.closes_on,
            "because": contact.because,
            "path": reverse("members:confirmation_answer", args=[token]),
        },
        holds_secret=True,
    )
    return request


@transaction.atomic
def answer(request, said, *, today, missing="", now=None):
    """Take the answers of one municipality, whole or not at all; what is neither right nor gone becomes a to-do."""
    request = ConfirmationRequest.objects.hold(request.pk)
    if reasons := rules.answer_refusals(request, today=today):
        raise Refused(reasons)
    shown = {role.pk: role for role in rules.roles_to_confirm(request.municipality, day=today)}
    if not {each.role for each in said} <= set(shown):
        raise Refused([Refusal.STRANGER])

    right = [each.role for each in said if each.answer == Answer.RIGHT]
    RoleAssignment.objects.filter(pk__in=right).update(confirmed_on=today, source=RoleSource.MUNICIPALITY)
    for each in said:
        if each.answer == Answer.GONE:
            end_role(shown[each.role], on=each.gone_on)
    request.notes = [{"role": each.role, "note": each.note} for each in said if each.answer == Answer.OTHER]
    request.missing = missing.strip()
    request.answered_at = now or timezone.now()
    request.save(update_fields=["notes", "missing", "answered_at"])
    if request.notes or request.missing:
        todo.ask(
            Role.STAFF,
            title=format_lazy(_("Look at what {place} wrote about its people"), place=request.municipality.name),
            url=f"{request.round.get_absolute_url()}#gemeente-{request.municipality.nis_code}",
            source=request,
        )
    trail.write(
        _("A municipality confirmed its people"),
        by=None,
        about=request,
        change={kind: ["", sum(each.answer == kind for each in said)] for kind in Answer.values},
    )
    return request


@transaction.atomic
def confirm_role(role, *, today, by):
    """Write that somebody of the team knows: this role still holds."""
    role = RoleAssignment.objects.hold(role.pk)
    if not role.is_active_on(today):
        raise Refused([_("This role does not hold today.")])
    before = role.confirmed_on
    role.confirmed_on, role.source = today, RoleSource.STAFF
    role.save(update_fields=["confirmed_on", "source"])
    trail.write(
        _("A role was confirmed by the team"),
        by=by,
        about=role.person,
        change={"role": [role.role_type.code] * 2, "confirmed_on": [str(before or ""), str(today)]},
    )
    return role
