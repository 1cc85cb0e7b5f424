"""What a move means before anything is written: which half-days go where, what is against it, whom it touches."""

from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainings import conflicts, rules
from trainings.conflicts import Moment
from trainings.models import EditionState, RegistrationState


class Refusal(models.TextChoices):
    HOUR_IS_PAST = "hour-is-past", _("This hour is past already. Choose a later one.")
    CALLED_OFF = "called-off", _("This half-day has been called off.")
    STAYS = "stays", _("It stands there already. Choose another day or another hour.")
    LAST_ONE = "last-one", _("This is the only half-day left. Cancel the whole edition instead.")


def moves_of(half_day, *, date, starts_at, ends_at, others_too=False):
    """[(half-day, its new moment)], the one that is meant first; the others of its day keep their hours."""
    moves = [(half_day, Moment(date, starts_at, ends_at))]
    if others_too and date != half_day.date:
        moves += [(other, Moment(date, other.starts_at, other.ends_at)) for other in others_of_its_day(half_day)]
    return moves


def others_of_its_day(half_day):
    """The other half-days of the same edition on the same day."""
    return list(half_day.edition.half_days.filter(date=half_day.date).exclude(pk=half_day.pk))


def stays(moves):
    """True when nothing would change."""
    return all(conflicts.moment_of(half_day) == moment for half_day, moment in moves)


def is_a_clash(refused):
    """True when only a clash stood in the way, so that a reason is enough."""
    return refused.reasons == [conflicts.Refusal.CLASHES]


def refusals(half_day, moves, *, today, now):
    """Every reason why these moves cannot be made."""
    if half_day.is_cancelled:
        return [Refusal.CALLED_OFF]
    if stays(moves):
        return [Refusal.STAYS]
    found = [reason for each, moment in moves for reason in rules.move_refusals(each, **moment._asdict(), today=today)]
    if any(moment.date == timezone.localdate(now) and moment.begins <= now for _each, moment in moves):
        found.append(Refusal.HOUR_IS_PAST)
    _first, meant = moves[0]
    if any(meant.starts_at < other.ends_at and meant.ends_at > other.starts_at for _each, other in moves[1:]):
        found.append(rules.Refusal.HALF_DAYS_OVERLAP)
    return list(dict.fromkeys(found))


def cancel_refusals(half_day):
    """Every reason why one half-day cannot be called off by itself."""
    is_last = not half_day.edition.half_days.exclude(pk=half_day.pk).exists()
    reasons = (
        (rules.Refusal.CANCELLED, half_day.edition.state == EditionState.CANCELLED),
        (Refusal.CALLED_OFF, half_day.is_cancelled),
        (Refusal.LAST_ONE, not half_day.is_cancelled and is_last),
    )
    return [reason for reason, applies in reasons if applies]


def conflicts_of(edition, moves):
    """What clashes when these moves are made."""
    moved = [half_day for half_day, _moment in moves]
    return conflicts.of_edition(edition, [moment for _half_day, moment in moves], besides=moved)


class Preview(NamedTuple):
    """What staff see before a move: whom it touches, what clashes, which mails will leave."""

    moves: list
    conflicts: list
    off_days: list
    seated: list
    waiting: list
    trainers: list

    @property
    def number_of_mails(self):
        """One for each person, however many half-days move."""
        return len(self.seated) + len(self.waiting) + len(self.trainers)

    @property
    def says_something(self):
        return bool(self.conflicts or self.off_days or self.number_of_mails)

    @property
    def mark(self):
        """What stands in the form, so that saving is refused when something else came up meanwhile."""
        moments = [
            f"{half_day.pk}@{moment.begins:%Y%m%d%H%M}-{moment.finishes:%H%M}" for half_day, moment in self.moves
        ]
        clashes = sorted(conflict.key for conflict in self.conflicts)
        people = len(self.seated) + len(self.waiting)
        return "|".join([*moments, *clashes, str(people)])


def preview(half_day, moves, *, by=None):
    """Everything that these moves would touch; reads only."""
    edition = half_day.edition
    active = edition.registrations.active().select_related("person").order_by("person__sort_name")
    waiting = [each.person for each in active if each.state == RegistrationState.WAITLISTED]
    return Preview(
        moves=moves,
        conflicts=conflicts_of(edition, moves),
        off_days=conflicts.off_days([moment for _half_day, moment in moves]),
        seated=[each.person for each in active if each.state != RegistrationState.WAITLISTED],
        waiting=waiting,
        trainers=list(edition.trainers.exclude(user=by) if by else edition.trainers.all()),
    )
