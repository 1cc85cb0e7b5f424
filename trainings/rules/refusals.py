"""Why a deed is not possible, said once for every page and action."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why a deed is not possible, as a sentence for the person who tried."""

    NOT_OPEN = "not-open", _("Registration for this edition has not opened yet.")
    CLOSED = "closed", _("Registration for this edition has closed.")
    INTERESTED_FIRST = (
        "interested-first",
        _("Who asked to be kept informed goes first. Come back a little later: the page says when."),
    )
    CANCELLED = "cancelled", _("This edition has been cancelled.")
    STARTED = "started", _("This edition has already started.")
    REGISTERED = "registered", _("You are registered for this edition already.")
    REGISTERED_TOO = "registered-too", _("Who takes over is registered for this edition already.")
    UNKNOWN = (
        "unknown",
        _("We do not know for whom this is: your account has no active role. Ask your contact with us."),
    )
    NO_LONGER_GIVEN = "no-longer-given", _("This module is no longer given. Look at what came in its place.")
    OVER = "over", _("This edition is over.")
    NO_SEAT_FREE = "no-seat-free", _("No seat is free. Give the edition a seat more, or cancel somebody first.")
    QUEUE_FULL = "queue-full", _("The waiting list is full.")
    STAFF_REGISTER = "staff-register", _("For this edition only our staff register people. Ask us.")
    ONLY_ONESELF = (
        "only-oneself",
        _("For this edition people register themselves; you cannot do it for a colleague."),
    )
    NEEDS_REASON = "needs-reason", _("Say why: it stays in the history.")
    NOT_OFFERED = "not-offered", _("No seat is offered here.")
    OFFER_LAPSED = "offer-lapsed", _("This offer has lapsed: the seat went to the next person.")
    OFFERED_TWICE = "offered-twice", _("A seat was offered twice. Register again if you still want to come.")
    BACK_ALREADY = "back-already", _("You asked to join at the end before: that works once.")
    NOT_REQUESTED = "not-requested", _("This request was answered already.")
    NOT_WAITING = "not-waiting", _("This person is not on the waiting list.")
    REGISTERED_ALREADY = "registered-already", _("Is registered for this edition already.")
    NOT_THIS_WAY = (
        "not-this-way",
        _("Cannot be registered by a colleague. Ask them to register by themselves."),
    )
    NOT_A_COLLEAGUE = "not-a-colleague", _("Has no active role in this municipality.")
    NO_ADDRESS = "no-address", _("Has no e-mail address in the register, so no mail would arrive.")
    NOT_FOR_COLLEAGUES = (
        "not-for-colleagues",
        _("Only a youth officer or a head of service registers colleagues, for their own municipality."),
    )
    NOBODY = "nobody", _("Choose at least one person, or a seat for which the name follows.")
    NO_SEAT_TO_KEEP = (
        "no-seat-to-keep",
        _("A seat without a name can only be kept while seats are free and nobody waits."),
    )
    NAMES_TOO_LATE = "names-too-late", _("The last day to give a name lies from today up to the day before the start.")
    NOT_KEPT = "not-kept", _("This seat is not kept any more.")
    ELSEWHERE = "elsewhere", _("Who takes over has a seat in another training at that time.")
    NOT_ASKED = "not-asked", _("This was confirmed already.")
    NOT_ACTIVE = "not-active", _("This registration has ended already.")
    NOT_YOURS = "not-yours", _("You cannot change this registration.")
    NO_DATES = "no-dates", _("Give the edition at least one half-day first.")
    NO_PLACE = "no-place", _("Say where the edition takes place, or that it is online.")
    NO_SEATS = "no-seats", _("An edition needs at least one seat.")
    ENDS_BEFORE_IT_STARTS = "ends-before-it-starts", _("A half-day has to end after it starts.")
    IN_THE_PAST = "in-the-past", _("This day is over. Choose a day from today on.")
    HALF_DAYS_OVERLAP = "half-days-overlap", _("This edition has another half-day at that time.")
    CLOSES_TOO_LATE = "closes-too-late", _("The last day to register has to come before the first half-day.")
    CLOSED_BEFORE_IT_OPENS = "closed-before-it-opens", _("The last day to register is over. Choose a later one first.")
    NOTHING_DUE = "nothing-due", _("Nothing is waiting to go to bookkeeping.")
