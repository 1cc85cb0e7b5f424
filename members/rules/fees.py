"""How a membership fee is reckoned. Pure functions: amounts are Decimals in euro, rounded half up to cents.

`schedule` is a FeeSchedule and `bands` its FeeBands, saved or not; nothing here reads the database.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import FeeRule, TransitionKind
from members.models.fees import FeeBand
from portal.bilingual import Words
from portal.spoken import Spoken, day_of, euro, number, share_in_words

CENT = Decimal("0.01")
MOST = Decimal("9999999.99")  # what the column of an amount holds


class Past(NamedTuple):
    """What a merged municipality comes from: the fees of its predecessors in the last year before the merger."""

    old_sum: Decimal
    names: str  # of the predecessors that paid a fee: "Galmaarden, Gooik, Herne"
    first_year: int  # the first fee year after the merger
    kind: str = TransitionKind.GRADUAL
    percent: Decimal = Decimal(50)  # of the difference, gone each year
    years: int = 2  # at the sum of the old fees


class Fee(NamedTuple):
    """A fee as it was reckoned; `steps` are lazy sentences, for a reader of either language."""

    amount: Decimal
    computed: Decimal  # by the rule, before a transition and a correction
    band: FeeBand | None
    old_sum: Decimal | None
    steps: list[Words]


# --- Bands -------------------------------------------------------------------------------------------


def band_of(bands, population):
    """The band that holds a number of inhabitants, or None when none does."""
    return next(
        (band for band in bands if band.starts_at <= population and (band.up_to is None or population <= band.up_to)),
        None,
    )


TWO_BANDS = _("From {first} to {last} there are two bands."), _("From {first} on there are two bands.")
NO_BAND = (
    _("From {first} to {last} there is no band."),
    _("From {first} on there is no band: leave the end of the last band empty."),
)


def faults_in(bands):
    """What is wrong with a set of bands, a sentence for each gap and overlap; empty when each number of inhabitants
    from 0 has exactly one band. `bands` are things with `starts_at` and `up_to`, both included, None for no end."""
    ordered = sorted(bands, key=lambda band: (band.starts_at, band.up_to is None, band.up_to or 0))
    faults, reached = [], -1  # the last number of inhabitants that has a band; None: all that follow have one
    for band in ordered:
        if reached is not None and band.starts_at > reached + 1:
            faults.append(span(NO_BAND, reached + 1, band.starts_at - 1))
        if reached is None or band.starts_at <= reached:
            ends = [end for end in (reached, band.up_to) if end is not None]
            faults.append(span(TWO_BANDS, band.starts_at, min(ends, default=None)))
        reached = None if reached is None or band.up_to is None else max(reached, band.up_to)
    if reached is not None:
        faults.append(span(NO_BAND, reached + 1, None))
    return faults


def span(sentences, first, last):
    """The first of two sentences with both ends filled in, or the second one when there is no last."""
    bounded, endless = sentences
    words = endless if last is None else bounded
    return format_lazy(words, first=number(first), last="" if last is None else number(last))


# --- The fee -----------------------------------------------------------------------------------------


def cents(amount):
    """Rounded half up to cents: 0.125 becomes 0.13."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)


def fee_of(schedule, bands, *, population, population_on, past=None, is_last_known=True):
    """The Fee of a municipality with `population` inhabitants on `population_on`, by this schedule.

    In this order: the rule, the index (rounded to cents), the minimum and the maximum, the transition of a merger
    (`past`). Raises LookupError with a sentence when no band holds the population.
    """
    steps = [
        format_lazy(_("{inhabitants} inhabitants on {day}."), inhabitants=number(population), day=day_of(population_on))
    ]
    if not is_last_known:
        steps.append(
            format_lazy(
                _("No figure is known of {day} or before; this is the first one after it."),
                day=day_of(schedule.population_on),
            )
        )
    band = None
    if schedule.rule == FeeRule.BANDS:
        band = band_of(bands, population)
        if band is None:
            words = _("No band holds {inhabitants} inhabitants.")
            raise LookupError(format_lazy(words, inhabitants=number(population)))
        amount = band.amount
        steps.append(in_band(band))
    elif schedule.rule == FeeRule.BASE:
        amount = cents(schedule.base + population * schedule.per_inhabitant)
        steps.append(
            format_lazy(
                _("Base {base} and {inhabitants} × € {each}: {amount}."),
                base=euro(schedule.base),
                inhabitants=number(population),
                each=Spoken(lambda: number_format(schedule.per_inhabitant, 4)),
                amount=euro(amount),
            )
        )
    else:
        amount = schedule.base
        steps.append(format_lazy(_("One amount for everybody: {amount}."), amount=euro(amount)))

    amount = indexed(amount, schedule.index_factor, steps)
    amount = bounded(amount, schedule.minimum, schedule.maximum, steps)
    final = amount if past is None else in_transition(amount, past, schedule.year, steps)
    steps.append(format_lazy(_("Fee of {year}: {amount}."), year=str(schedule.year), amount=euro(final)))
    return Fee(final, amount, band, past.old_sum if past else None, steps)


def in_band(band):
    """The step that names a band and its amount."""
    if band.up_to is None:
        words = _("Band from {first} inhabitants on: {amount}.")
        return format_lazy(words, first=number(band.starts_at), amount=euro(band.amount))
    words = _("Band from {first} to {last} inhabitants: {amount}.")
    return format_lazy(words, first=number(band.starts_at), last=number(band.up_to), amount=euro(band.amount))


def indexed(amount, factor, steps):
    """The amount times the index, in cents; a factor of 1 is no step."""
    result = cents(amount * factor)
    if factor != 1:
        written = Spoken(lambda: number_format(factor, 4))
        steps.append(format_lazy(_("Index × {factor}: {amount}."), factor=written, amount=euro(result)))
    return result


def bounded(amount, minimum, maximum, steps):
    """Not below the minimum, not above the maximum; None is no bound."""
    if minimum is not None and amount < minimum:
        steps.append(format_lazy(_("Raised to the minimum: {amount}."), amount=euro(minimum)))
        return minimum
    if maximum is not None and amount > maximum:
        steps.append(format_lazy(_("Lowered to the maximum: {amount}."), amount=euro(maximum)))
        return maximum
    return amount


def share_of_the_old(past, year):
    """How much of the difference with the old fees is still there in `year`: 1 is all, 0 is the new rule alone."""
    nth = year - past.first_year  # 0 in the first year after the merger
    if nth < 0 or past.kind == TransitionKind.AT_ONCE:
        return Decimal(0)
    if past.kind == TransitionKind.OLD_SUM:
        return Decimal(1 if nth < past.years else 0)
    return max(Decimal(0), 1 - nth * Decimal(past.percent) / 100)


def in_transition(amount, past, year, steps):
    """The new rule's `amount` and the sum of the old fees, mixed as the transition says, in cents."""
    share = share_of_the_old(past, year)
    final = cents(amount + (past.old_sum - amount) * share)
    steps.append(
        format_lazy(
            _("Sum of the old fees of {names} in {year}: {amount}."),
            names=past.names,
            year=str(past.first_year - 1),
            amount=euro(past.old_sum),
        )
    )
    steps.append(format_lazy(_("By the new rule: {amount}."), amount=euro(amount)))
    if past.kind == TransitionKind.GRADUAL and share:
        words = _("Each year {percent} percent of the difference goes; {share} of it is left: {amount}.")
    elif share:
        words = _("The sum of the old fees holds for now: {amount}.")
    else:
        words = _("The new rule holds: {amount}.")
    steps.append(
        format_lazy(
            words,
            percent=Spoken(lambda: number_format(Decimal(past.percent).normalize() + 0)),
            share=share_in_words(share),
            amount=euro(final),
        )
    )
    return final


def corrected(fee, correction, reason):
    """The same fee with an amount added or taken off, and why; never below zero, never more than MOST."""
    if not correction:
        return fee
    final = min(MOST, max(Decimal(0), cents(fee.amount + correction)))
    words = _("Correction {correction}, because: {reason}. Fee: {amount}.")
    step = format_lazy(words, correction=euro(correction), reason=reason.rstrip("."), amount=euro(final))
    return fee._replace(amount=final, steps=[*fee.steps, step])
