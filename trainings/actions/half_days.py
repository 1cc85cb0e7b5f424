"""Moving a half-day, and calling one off."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail
from trainings import bookings, calendars, conflicts, moving, rules
from trainings.actions.editions import announce, tell_everybody
from trainings.actions.registrations import free_seats
from trainings.models import Edition, HalfDay, HalfDayState


@transaction.atomic
def move_half_day(
    half_day,
    *,
    date,
    starts_at,
    ends_at,
    today,
    others_too=False,
    mail_participants=True,
    by=None,
    reason="",
    now=None,
):
    """Move a half-day to another moment; tell the participants unless it was only a slip of the pen.

    With `others_too` the other half-days of that day go to the new day too. A clash needs a `reason`.
    """
    now = now or timezone.now()
    edition = Edition.objects.hold(half_day.edition_id)
    half_day = HalfDay.with_cancelled.select_related("edition").get(pk=half_day.pk)
    moves = moving.moves_of(half_day, date=date, starts_at=starts_at, ends_at=ends_at, others_too=others_too)
    if reasons := moving.refusals(half_day, moves, today=today, now=now):
        raise Refused(reasons)
    conflicts.overrule(moving.conflicts_of(edition, moves), edition=edition, by=by, reason=reason)

    before = [conflicts.moment_of(each) for each, _moment in moves]
    for each, moment in reversed(moves):  # the other half-days first: the place that they leave may be needed
        each.date, each.starts_at, each.ends_at = moment
        each.sequence, each.changed_at = each.sequence + 1, now
        each.save(update_fields=["date", "starts_at", "ends_at", "sequence", "changed_at"])
    bookings.follow(edition)
    first_day = edition.half_days.first().date
    if edition.closes_on >= first_day:
        edition.closes_on = first_day - timedelta(days=1)
        edition.save(update_fields=["closes_on"])
    announce(edition)
    for old, (_each, moment) in zip(before, moves, strict=True):
        change = {"moment": [_plain(old), _plain(moment)]}
        trail.write(_("A half-day moved"), by=by, about=edition, change=change, reason=reason)
    if mail_participants:
        edition.free_exit_until = today + timedelta(days=rules.FREE_EXIT_DAYS)
        edition.save(update_fields=["free_exit_until"])
        moved = [(old, each) for old, (each, _moment) in zip(before, moves, strict=True)]
        _tell_people(edition, "half_day_moved", by=by, moved=moved)
    free_seats(edition, now=now)  # who could not come before may be able to now
    return moves[0][0]


@transaction.atomic
def cancel_half_day(half_day, *, by, now, reason="", mail_participants=True):
    """Call one half-day off while the edition goes on; agendas and counts leave it out."""
    edition = Edition.objects.hold(half_day.edition_id)
    half_day = HalfDay.with_cancelled.select_related("edition").get(pk=half_day.pk)
    if reasons := moving.cancel_refusals(half_day):
        raise Refused(reasons)

    half_day.state = HalfDayState.CANCELLED
    half_day.sequence, half_day.changed_at = half_day.sequence + 1, now
    half_day.save(update_fields=["state", "sequence", "changed_at"])
    bookings.follow(edition)
    announce(edition)
    change = {"moment": [_plain(half_day), None]}
    trail.write(_("A half-day was called off"), by=by, about=edition, change=change, reason=reason)
    if mail_participants:
        _tell_people(edition, "half_day_cancelled", by=by, half_day=half_day, reason=reason)
    free_seats(edition, now=now)  # who had to be elsewhere at that hour may be able to come now
    return half_day


def _tell_people(edition, what, *, by, **context):
    """Mail who has a seat or waits, and the trainers, but for the one who did it."""
    tell_everybody(edition, what, **context)
    for trainer in edition.trainers.exclude(user=by) if by else edition.trainers.all():
        post.send(
            trainer,
            f"trainings/mail/{what}",
            {"edition": edition, "half_days": edition.half_days.all(), **context},
            attachments=[calendars.trainer_attachment(edition, trainer)],
        )


def _plain(moment):
    return f"{moment.date} {moment.starts_at:%H:%M}-{moment.ends_at:%H:%M}"
