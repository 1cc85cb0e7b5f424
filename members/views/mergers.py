from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access, actions
from members.forms import CommentForm, DecisionForm, PlanForm, UndoForm
from members.models import EventKind, Municipality, Question, Role, TerritorialEvent
from members.rules import decisions
from members.rules import mergers as rules
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

see_mergers = permission_required("members.see_municipalities", raise_exception=True)
may_plan = permission_required("members.plan_merger", raise_exception=True)
may_execute = permission_required("members.execute_merger", raise_exception=True)


def find(request, event_id):
    events = TerritorialEvent.objects.visible_to(request.user).with_parties()
    return get_object_or_404(events.prefetch_related("decisions__by"), pk=event_id)


@require_safe
@see_mergers
def merger_list(request):
    """What happened to territory, and what is being prepared; the latest first."""
    events = TerritorialEvent.objects.visible_to(request.user).with_parties()
    page = page_of(request, events.order_by("-effective_on", "-pk"))
    moves = rules.moves_of(page)
    for event in page:
        event.moves = moves.get(event.pk, ())
    return render(request, "members/merger_list.html", {"page": page})


@require_safe
@see_mergers
def merger_detail(request, event_id):
    """One event: what goes in and comes out; for who plans also what it would touch and what is to be decided."""
    event, today = find(request, event_id), timezone.localdate()
    plans = request.user.has_perm("members.plan_merger")
    context = {
        "event": event,
        "plans": plans,
        "own": own_part(request.user, event),
        "moves": rules.moves_of([event]).get(event.pk, ()),
        "comments": [each for each in event.decisions.all() if each.question == Question.COMMENT],
        "regions": decisions.regions_after(event) if event.status == "executed" else [],
        "today": today,
    }
    if plans and event.is_planned:
        context |= {
            "preview": [row for _app, rows in actions.preview_event(event) for row in rows],
            "warnings": list(rules.warnings(event)),
            "questions": decisions.questions(event),
            "refusals": rules.execute_refusals(event, today=today),
        }
    return render(request, "members/merger_detail.html", context)


def own_part(user, event):
    """The municipality of a plan that the user heads, or None."""
    headed = access.municipalities_of(access.person_of(user), Role.MANAGER, day=timezone.localdate())
    own = {municipality.pk for municipality in headed}
    return next((each for each in event.predecessors if each.pk in own), None) if event.is_planned else None


# --- Preparing --------------------------------------------------------------------------------------


@with_form
@may_plan
def merger_create(request):
    asked = request.GET.get("soort", "")
    kind = EventKind(asked) if asked in EventKind.values else EventKind.MERGER
    form = PlanForm(request.POST if request.method == "POST" else None, kind=kind)

    if form.is_valid():
        try:
            event = actions.plan_event(kind, by=request.user, **form.plan())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The plan stands here. Nothing has changed yet."))
            return redirect(event)

    kinds = [(value, label, value == kind) for value, label in EventKind.choices]
    return render(
        request, "members/merger_create.html", {"form": form, "kinds": kinds, "proposals": proposals(request)}
    )


@with_form
@may_plan
def merger_edit(request, event_id):
    event = find(request, event_id)
    form = PlanForm(request.POST if request.method == "POST" else None, kind=event.kind, event=event)

    if form.is_valid():
        try:
            event = actions.change_plan(event, by=request.user, **form.plan())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(event)

    context = {"event": event, "form": form, "proposals": proposals(request)}
    return render(request, "members/merger_edit.html", context)


def proposals(request):
    """The municipalities that stand, for who types a name."""
    return Municipality.objects.visible_to(request.user).standing()


@with_form
@may_plan
def merger_decide(request, event_id):
    """The questions that only people can answer."""
    event = find(request, event_id)
    decided = [each for each in event.decisions.all() if each.question == Question.ROLE_ENDS and each.choice]
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        asked=decisions.questions(event),
        roles=decisions.open_roles(event),
        staying=[each.about.rpartition(":")[2] for each in decided],
    )

    if form.is_valid():
        try:
            actions.decide_about_event(event, by=request.user, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(event)

    return render(request, "members/merger_decide.html", {"event": event, "form": form})


@with_form
@see_mergers
def merger_comment(request, event_id):
    """A head of service says what their municipality thinks of a plan."""
    event = find(request, event_id)
    own = own_part(request.user, event)
    form = CommentForm(request.POST if request.method == "POST" else None)

    if own and form.is_valid():
        try:
            actions.comment_on_event(event, own, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Thank you. Whoever prepares the plan reads it."))
            return redirect(event)

    return render(request, "members/merger_comment.html", {"event": event, "own": own, "form": form})


@may_plan
@require_POST
def merger_drop(request, event_id):
    event = find(request, event_id)
    try:
        actions.drop_plan(event, by=request.user)
    except Refused as refused:
        refused.say(request)
        return redirect(event)
    messages.success(request, _("The plan is thrown away."))
    return redirect("members:merger_list")


# --- Carrying out, and undoing that -----------------------------------------------------------------


@with_form
@may_execute
def merger_execute(request, event_id):
    event, today = find(request, event_id), timezone.localdate()
    refusals = rules.execute_refusals(event, today=today)

    if request.method == "POST":
        try:
            actions.execute_event(event, by=request.user, today=today)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("Carried out. You can undo it as long as nothing changed since."))
            return redirect(event)

    preview = [row for _app, rows in actions.preview_event(event) for row in rows] if event.is_planned else []
    context = {"event": event, "refusals": refusals, "preview": preview}
    return render(request, "members/merger_execute.html", context)


@with_form
@may_execute
def merger_undo(request, event_id):
    event = find(request, event_id)
    refusals = actions.undo_event_refusals(event)
    form = UndoForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            actions.undo_event(event, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("Undone: everything is as it was."))
            return redirect(event)

    context = {"event": event, "refusals": refusals, "form": form, "number": event.operations.count()}
    return render(request, "members/merger_undo.html", context)
