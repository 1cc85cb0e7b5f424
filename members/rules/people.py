"""What is allowed and decided about people, their roles and the seats they leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import OWN_TEAM, Person, Role, RoleAssignment, Vacancy


class Refusal(models.TextChoices):
    """Why a deed is not possible, as a sentence for the person who tried."""

    HELD = "held", _("This person holds that role there already.")
    OVERLAPS = (
        "overlaps",
        _("This person holds that role there for part of this time. Choose other days, or end that role first."),
    )
    ENDS_BEFORE_IT_STARTS = "ends-before-it-starts", _("A role cannot end before it has started.")
    NO_LONGER_EXISTS = "no-longer-exists", _("This municipality no longer exists on that day. Choose the one of today.")
    NOT_THERE_YET = "not-there-yet", _("This municipality does not exist on that day. Choose another day.")
    MERGED = "merged", _("This record was merged with another one. Work in the record that was kept.")
    FOR_ADMINISTRATORS = "for-administrators", _("Only an administrator may do this for somebody of our own team.")
    NEEDS_A_PLACE = "needs-a-place", _("Say in which municipality.")
    ENDED = "ended", _("This role has ended on that day already.")
    STARTED = "started", _("This role has started already. End it instead.")
    NO_ADDRESS = "no-address", _("Give this person an e-mail address first: that is what one logs in with.")
    NO_ACCESS = "no-access", _("None of this person’s roles opens the portal. Give them such a role first.")
    INVITED = "invited", _("This person has an account already.")
    ADDRESS_TAKEN = "address-taken", _("Somebody else in the register has this address.")
    ACCOUNT_TAKEN = "account-taken", _("Somebody else logs in with this address.")
    SEAT_HELD = "seat-held", _("Somebody holds this seat on that day. End their role first.")
    VACANT = "vacant", _("This seat is vacant already.")
    NOBODY_THERE = (
        "nobody-there",
        _("Nobody holds this seat or stands in for it. Call it vacant and choose who gets the mail meanwhile."),
    )
    FALLBACK_ELSEWHERE = "fallback-elsewhere", _("Choose somebody with an e-mail address as the fallback contact.")


def role_refusals(person, role_type, *, on, until=None, municipality=None, by=None):
    """Every reason why `person` cannot hold this role in [on, until); `by` is the account that gives it, if any."""
    same = person.roles.filter(role_type=role_type, municipality=municipality)
    overlapping = list(same.overlapping(on, until))
    rules = (
        (Refusal.MERGED, person.merged_into_id is not None),
        (Refusal.ENDS_BEFORE_IT_STARTS, until is not None and until <= on),
        (Refusal.HELD, any(role.is_active_on(on) for role in overlapping)),
        (Refusal.OVERLAPS, bool(overlapping) and not any(role.is_active_on(on) for role in overlapping)),
        (
            Refusal.NO_LONGER_EXISTS,
            municipality is not None and bool(municipality.valid_to) and on >= municipality.valid_to,
        ),
        (
            Refusal.NOT_THERE_YET,
            municipality is not None and bool(municipality.valid_from) and on < municipality.valid_from,
        ),
        (Refusal.FOR_ADMINISTRATORS, by is not None and gives_team_rights(role_type) and not may_touch_team(by)),
    )
    return [refusal for refusal, applies in rules if applies]


def end_refusals(assignment, *, on, by=None):
    """Every reason why a role cannot end on `on`, the first day on which it holds no more."""
    rules = (
        (Refusal.ENDS_BEFORE_IT_STARTS, on <= assignment.starts_on),
        (Refusal.ENDED, assignment.ends_on is not None and assignment.ends_on < on),
        (
            Refusal.FOR_ADMINISTRATORS,
            by is not None and gives_team_rights(assignment.role_type) and not may_touch_team(by),
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def gives_team_rights(role_type):
    return role_type.grants in OWN_TEAM


def may_touch_team(user):
    """Whoever could change the address of an administrator could become one: so only administrators may."""
    return user.has_perm("members.give_team_roles")


def is_of_team(person, *, today):
    return Person.objects.filter(pk=person.pk).of_team(today).exists()


def invite_refusals(person, *, today):
    """Every reason why `person` cannot be invited to the portal."""
    coming = person.roles.exclude(ends_on__lte=today)
    rules = (
        (Refusal.MERGED, person.merged_into_id is not None),
        (Refusal.INVITED, person.user_id is not None),
        (Refusal.NO_ADDRESS, not person.email),
        (Refusal.NO_ACCESS, not coming.granting(*Role).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def vacancy_refusals(role_type, municipality, *, on, fallback=None, but=None):
    """Every reason why a seat cannot be called vacant from `on`; `but` is a role that ends on that day."""
    held = RoleAssignment.objects.active_on(on).of_seat(role_type, municipality)
    if but is not None:
        held = held.exclude(pk=but.pk)
    vacant = Vacancy.objects.of_seat(role_type, municipality).open_on(on)
    rules = (
        (Refusal.NO_LONGER_EXISTS, not municipality.exists_on(on)),
        (Refusal.SEAT_HELD, held.exists()),
        (Refusal.VACANT, vacant.exists()),
        (Refusal.FALLBACK_ELSEWHERE, fallback is not None and not fallback.email),
    )
    return [refusal for refusal, applies in rules if applies]
