"""What of the offer may help somebody: modules that work on what they wish to learn, and meeting colleagues."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.competences import interests_of, shown_by
from members.models import NetworkAreaMembership, Role
from members.suggestions import CHOSEN, FITTING, GENERAL, NEEDED, Suggestion, places_of
from trainings import rules
from trainings.models import Edition, ModuleKind, Registration

FIRST_YEARS = 2
YEAR = 365.25
MOST_MOMENTS = 20


def modules(person, today):
    """Editions with a seat that they may take, of modules that they did not take yet; the best one first."""
    taken = Registration.objects.active().filter(person=person).values("edition__module")
    editions = list(
        editions_with_a_seat(today)
        .exclude(module__kind=ModuleKind.NETWORK_MOMENT)
        .exclude(module__in=taken)
        .prefetch_related("module__competences")
    )
    if not editions:
        return
    wished, _themes = interests_of(person)
    shown, is_new = shown_by(person), years_of_service(person, today) < FIRST_YEARS
    reasons = [(edition, reason_for(edition, wished=wished, shown=shown, is_new=is_new)) for edition in editions]
    found = [(why[0], edition, why[1]) for edition, why in reasons if why]
    found.sort(key=lambda each: (-each[0], each[1].first_day, each[1].pk))
    for weight, edition, reason in found:
        if not rules.refusals(edition, person, today=today):
            yield suggestion_of(edition, reason, kind="module", weight=weight, icon="graduation-cap")


def network_moments(person, today):
    """The next network moment, first one in the network area of their municipality."""
    mine = Registration.objects.active().filter(person=person).values("edition")
    moments = editions_with_a_seat(today).filter(module__kind=ModuleKind.NETWORK_MOMENT).exclude(pk__in=mine)
    moments = [edition for edition in moments[:MOST_MOMENTS] if edition.seats_left]
    areas = areas_of(person, today) if any(edition.network_area_id for edition in moments) else set()
    found = []
    for edition in moments:
        is_near = edition.network_area_id in areas
        if edition.network_area_id and not is_near:
            continue
        reason = (
            _("Your municipality lies in the area of this network moment, on {day}.")
            if is_near
            else _("Youth services from all over meet on {day}, and there is a seat for you.")
        )
        found.append((edition, reason, FITTING if is_near else GENERAL))
    found.sort(key=lambda each: (-each[2], each[0].first_day, each[0].pk))
    for edition, reason, weight in found:
        if not rules.refusals(edition, person, today=today):
            reason = format_lazy(reason, day=day_of(edition))
            yield suggestion_of(edition, reason, kind="network-moment", weight=weight, icon="users")


def editions_with_a_seat(today):
    editions = Edition.objects.open_on(today).coming(today).with_seats_taken().filter(first_day__gt=today)
    return editions.exclude(people_waiting__gt=0).select_related("module")


def areas_of(person, today):
    """The network areas in which the municipalities of `person` lie, by pk."""
    placed = NetworkAreaMembership.objects.active_on(today).filter(
        municipality__in=places_of(person, today).values("pk")
    )
    return set(placed.values_list("area", flat=True))


def years_of_service(person, today):
    starts = person.roles.active_on(today).granting(Role.OFFICER).values_list("starts_on", flat=True)
    return max(((today - start).days / YEAR for start in starts), default=0)


def reason_for(edition, *, wished, shown, is_new):
    """(weight, sentence) why this edition may help, or None."""
    if edition.seats_left <= 0:
        return None
    works_on = list(edition.module.competences.all())
    missing = [competence for competence in works_on if competence.pk not in shown]
    if ticked := next((competence for competence in missing if competence.pk in wished), None):
        words = _("You ticked “{competence}” and “{module}” works on it; it starts on {day}.")
        return CHOSEN, sentence(words, edition, ticked)
    if edition.module.kind == ModuleKind.STARTER and is_new:
        words = _("You are in your first years as a youth officer; “{module}” is made for that and starts on {day}.")
        return NEEDED, sentence(words, edition)
    if missing and edition.module.kind == ModuleKind.ROTATING:
        words = _("You have not shown “{competence}” yet; “{module}” works on it and starts on {day}.")
        return GENERAL, sentence(words, edition, missing[0])
    return None


def sentence(words, edition, competence=None):
    names = {"module": in_words(edition.module), "day": day_of(edition)}
    return format_lazy(words, competence=in_words(competence) if competence else "", **names)


def suggestion_of(edition, reason, *, kind, weight, icon):
    return Suggestion(
        kind=kind,
        key=f"trainings.module:{edition.module_id}" if kind == "module" else f"trainings.edition:{edition.pk}",
        title=in_words(edition.module),
        url=reverse("trainings:edition_detail", args=[edition.pk]),
        reason=reason,
        weight=weight,
        icon=icon,
        on=edition.first_day,
    )


def in_words(thing):
    """The title of a thing in the language of whoever reads it."""
    return lazy(lambda: thing.title, str)()


def day_of(edition):
    return lazy(lambda: date_format(edition.first_day, "j F"), str)()
