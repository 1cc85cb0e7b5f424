"""What happens to territory: planning it, deciding about it, carrying it out and undoing that."""

from django.db import transaction
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import merger_log, merging, todo
from members.models import (
    EventKind,
    EventStatus,
    MergerDecision,
    Municipality,
    Question,
    Role,
    Side,
    TerritorialEvent,
    TerritorialParty,
)
from members.rules import decisions
from members.rules import mergers as rules
from portal.doors import MERGER
from portal.pointers import key_of
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind


@transaction.atomic
def record_merger(successor, predecessors, *, on):
    """Record that `predecessors` became `successor` on a day, long ago; writing it twice changes nothing."""
    if reasons := rules.circle_refusals(successor, predecessors):
        raise Refused(reasons)
    earlier = TerritorialEvent.objects.filter(
        effective_on=on, parties__municipality=successor, parties__side=Side.SUCCESSOR
    ).first()
    kind = EventKind.ABSORPTION if successor in predecessors else EventKind.MERGER
    event = earlier or TerritorialEvent.objects.create(kind=kind, status=EventStatus.EXECUTED, effective_on=on)
    for municipality in predecessors:
        TerritorialParty.objects.get_or_create(event=event, municipality=municipality, side=Side.PREDECESSOR)
    TerritorialParty.objects.get_or_create(event=event, municipality=successor, side=Side.SUCCESSOR)
    return event


# --- Preparing --------------------------------------------------------------------------------------


@transaction.atomic
def plan_event(kind, *, effective_on, predecessors, successors, by, decided_on=None, note=""):
    """Prepare something that will happen to territory: nothing changes yet; `successors` holds rules.Successor."""
    event = TerritorialEvent(kind=kind)
    _write_plan(event, effective_on, predecessors, successors, decided_on=decided_on, note=note)
    trail.write(_("Prepared a change of territory"), by=by, about=event)
    return event


@transaction.atomic
def change_plan(event, *, effective_on, predecessors, successors, by, decided_on=None, note=""):
    """Prepare it otherwise; decisions about what is no longer asked are forgotten."""
    event = TerritorialEvent.objects.hold(event.pk)
    if not event.is_planned:
        raise Refused([_("This was carried out or undone already.")])
    before = {"effective_on": str(event.effective_on), "title": event.title}
    _write_plan(event, effective_on, predecessors, successors, decided_on=decided_on, note=note)
    after = {"effective_on": str(event.effective_on), "title": event.title}
    change = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    trail.write(_("Changed the plan for a change of territory"), by=by, about=event, change=change)

    asked = {(each.question, each.about) for each in decisions.questions(event)}
    kept = (Question.COMMENT, Question.ROLE_ENDS)
    for decision in event.decisions.exclude(question__in=kept):
        if (decision.question, decision.about) not in asked:
            decision.delete()
    return event


def _write_plan(event, effective_on, predecessors, successors, *, decided_on, note):
    if event.kind == EventKind.ABSORPTION:  # who absorbs goes in as well
        predecessors = [*predecessors, *(each.municipality for each in successors if each.municipality)]
    named = [*predecessors, *(each.municipality for each in successors if each.municipality)]
    known = Municipality.objects.in_bulk({each.pk for each in named})  # as they are now
    predecessors = [known[pk] for pk in dict.fromkeys(each.pk for each in predecessors)]
    successors = [each._replace(municipality=each.municipality and known[each.municipality.pk]) for each in successors]
    reasons = rules.plan_refusals(
        event.kind,
        effective_on=effective_on,
        predecessors=predecessors,
        successors=successors,
        event=event if event.pk else None,
    )
    if reasons:
        raise Refused(reasons)

    event.effective_on, event.decided_on, event.note = effective_on, decided_on, note
    event.status = EventStatus.DECIDED if decided_on else EventStatus.ANNOUNCED
    event.save()
    event.parties.all().delete()
    for municipality in predecessors:
        name = municipality.name if event.kind == EventKind.RENAMING else ""
        event.parties.create(municipality=municipality, side=Side.PREDECESSOR, new_name=name)
    for each in successors:
        event.parties.create(
            municipality=each.municipality,
            side=Side.SUCCESSOR,
            new_nis_code=each.nis_code,
            new_name=each.name,
            new_province=each.province,
        )
    todo.done(source=event)
    if decided_on:
        todo.ask(
            Role.ADMIN,
            title=format_lazy(_("Carry out: {title}"), title=event.title),
            url=event.get_absolute_url(),
            source=event,
            due=effective_on,
        )


@transaction.atomic
def decide_about_event(event, answers, *, by, staying=(), note=""):
    """Write down what was decided: `answers` holds {(question, about): choice}, `staying` the roles that end."""
    event = TerritorialEvent.objects.hold(event.pk)
    if not event.is_planned:
        raise Refused([_("This was carried out or undone already.")])
    asked = {(each.question, each.about): each for each in decisions.questions(event)}
    if not all(key in asked and (not choice or asked[key].offers(choice)) for key, choice in answers.items()):
        raise Refused(
            [_("The plan changed meanwhile. Look at the questions again and choose one of the answers there.")]
        )
    before = {(each.question, each.about): each.choice for each in event.decisions.all()}
    answers = dict(answers)
    answers |= {(Question.ROLE_ENDS, about): "" for question, about in before if question == Question.ROLE_ENDS}
    answers |= {(Question.ROLE_ENDS, key_of(role)): "end" for role in staying}
    change = {}
    for (question, about), choice in answers.items():
        if choice == before.get((question, about), ""):
            continue
        MergerDecision.objects.update_or_create(
            event=event, question=question, about=about, defaults={"choice": choice, "note": note, "by": by}
        )
        if question != Question.ROLE_ENDS:
            change[f"{question} {about}".strip()] = [before.get((question, about), ""), choice]
    trail.write(
        _("Decided about a change of territory"), by=by, about=event, kind=LineKind.APPROVAL, change=change, reason=note
    )
    return event


@transaction.atomic
def comment_on_event(event, municipality, *, by, text):
    """What a municipality itself says about a plan in which it has a part."""
    event = TerritorialEvent.objects.hold(event.pk)
    if not event.is_planned or municipality.pk not in {each.pk for each in event.predecessors}:
        raise Refused([_("You can comment on a plan for your own municipality, until it is carried out.")])
    said, _created = MergerDecision.objects.update_or_create(
        event=event, question=Question.COMMENT, about=key_of(municipality), defaults={"note": text, "by": by}
    )
    trail.write(_("A municipality commented on a change of territory"), by=by, about=event)
    return said


@transaction.atomic
def drop_plan(event, *, by):
    """Throw a plan away."""
    event = TerritorialEvent.objects.hold(event.pk)
    if not event.is_planned:
        raise Refused([_("This was carried out or undone already.")])
    todo.done(source=event)
    change = {"title": [event.title, ""], "effective_on": [str(event.effective_on), ""]}
    trail.write(_("Threw away the plan for a change of territory"), by=by, change=change)
    event.delete()


# --- Carrying out, and undoing that -----------------------------------------------------------------


def preview_event(event):
    """What carrying out would touch, by app: [(app, [(what, how many)])], without what is not there."""
    parts = [(key, supply.preview(event)) for key, supply in MERGER.items()]
    return [(key, [(what, number) for what, number in counted if number]) for key, counted in parts]


@transaction.atomic
def execute_event(event, *, by, today):
    """Carry a plan out, in this register and in every app above, whole or not at all."""
    event = _held(event)
    if reasons := rules.execute_refusals(event, today=today):
        raise Refused(reasons)

    log = merger_log.Log(event)
    merging.found_successors(event, log)
    for _key, supply in MERGER.items():
        supply.do(event, log)
    event.status = EventStatus.EXECUTED
    event.save(update_fields=["status"])
    todo.done(source=event)
    trail.write(
        _("Carried out a change of territory"),
        by=by,
        about=event,
        kind=LineKind.APPROVAL,
        change={"rows": [0, event.operations.count()]},
    )
    return event


def undo_event_refusals(event):
    """Every reason why what was carried out cannot be undone, naming what changed since."""
    if event.status != EventStatus.EXECUTED:
        return [_("Only what was carried out can be undone.")]
    operations = list(event.operations.all())
    if not operations:
        return [_("This was recorded from the official tables, not carried out here: there is nothing to undo.")]
    changed = {}
    for kind, _operation in merger_log.changed_since(operations):
        changed[kind] = changed.get(kind, 0) + 1
    reasons = [
        format_lazy(_("Changed since: {kind} ({number})."), kind=kind, number=number)
        for kind, number in changed.items()
    ]
    return reasons + [
        format_lazy(_("Added since, and it hangs on what came out: {kind} ({number})."), kind=kind, number=number)
        for kind, number in merger_log.hangs_on(operations)
    ]


@transaction.atomic
def undo_event(event, *, by, reason=""):
    """Put back every row as it was, as long as nothing changed since."""
    event = _held(event)
    if reasons := undo_event_refusals(event):
        raise Refused(reasons)

    operations = list(event.operations.all())
    merger_log.put_back(operations)
    TerritorialEvent.objects.filter(pk=event.pk).update(status=EventStatus.REVERTED)
    event.refresh_from_db()
    trail.write(
        _("Undid a change of territory"),
        by=by,
        about=event,
        kind=LineKind.OVERRIDE,
        change={"rows": [len(operations), 0]},
        reason=reason,
    )
    return event


def _held(event):
    """The event with its parties, held with all its municipalities: another event about them waits."""
    event = TerritorialEvent.objects.hold(event.pk)
    Municipality.objects.filter(territorial_parties__event=event).update(name=F("name"))
    return event
