"""When people may be confirmed, and whom a link shows."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import ConfirmationRound, CorePlayer, RoleAssignment

LASTS = timedelta(days=42)


class Refusal(models.TextChoices):
    """Why a round or an answer is not possible, as a sentence for the person who tried."""

    ONE_IS_OPEN = "one-is-open", _("A round is open still. Wait until its last day is over.")
    CLOSES_TOO_EARLY = "closes-too-early", _("Give people at least a week to answer.")
    CLOSES_TOO_LATE = "closes-too-late", _("Choose a last day within a year.")
    CONTACT_LEFT = "contact-left", _("This link was for somebody who does not work there any more. Ask us for another.")
    ANSWERED = "answered", _("You answered already. Thank you!")
    TOO_LATE = "too-late", _("This link worked until the last day of the round.")
    STRANGER = "stranger", _("One of these people does not work in your municipality any more. Load the page again.")


class Answer(models.TextChoices):
    RIGHT = "right", _("still right")
    GONE = "gone", _("gone since")
    OTHER = "other", _("something else")


class Said(NamedTuple):
    """What a contact says of one role; `gone_on` is the first day that the person was there no more."""

    role: int
    answer: str
    gone_on: date | None = None
    note: str = ""


def round_refusals(*, today, closes_on):
    """Every reason why a round cannot open."""
    rules = (
        (Refusal.ONE_IS_OPEN, ConfirmationRound.objects.filter(closes_on__gte=today).exists()),
        (Refusal.CLOSES_TOO_EARLY, closes_on < today + timedelta(days=7)),
        (Refusal.CLOSES_TOO_LATE, closes_on > today + timedelta(days=365)),
    )
    return [refusal for refusal, applies in rules if applies]


def answer_refusals(request, *, today):
    """Every reason why a link takes no answers."""
    works_there = request.contact.roles.active_on(today).filter(municipality=request.municipality_id).exists()
    rules = (
        (Refusal.ANSWERED, request.answered_at is not None),
        (Refusal.TOO_LATE, request.answered_at is None and today > request.round.closes_on),
        (Refusal.CONTACT_LEFT, not works_there),
    )
    return [refusal for refusal, applies in rules if applies]


def roles_to_confirm(municipality, *, day):
    """What a link shows: who holds a role there on that day, none of our own team."""
    roles = RoleAssignment.objects.active_on(day).at(municipality)
    return roles.exclude(role_type__core_player=CorePlayer.INTERNAL)
