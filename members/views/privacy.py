from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import held
from members.access import person_of
from members.actions import erasure, retention
from members.forms import ErasureAskForm, ErasureConfirmForm, ErasureRefuseForm, RetentionForm
from members.models import ErasureRequest, Person, RetentionRule
from members.rules import privacy as rules
from portal import privacy
from portal.doors import ERASURE
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

may_decide = permission_required("members.decide_erasure", raise_exception=True)
may_set_terms = permission_required("members.set_retention", raise_exception=True)
SHOWN = 50  # rows of one kind on the page; the file holds all


# --- Your own data ---------------------------------------------------------------------------------


@require_safe
def own_data_detail(request):
    """Everything that we hold on the reader, and the way to take it along or to be forgotten."""
    person = person_of(request.user)
    sections = held.sections(person) if person else held.sections_of_account(request.user)
    context = {
        "sections": [(title, held.readable(rows[:SHOWN]), max(0, len(rows) - SHOWN)) for title, rows in sections],
        "person": person,
        "open_request": ErasureRequest.objects.of(person).open().first() if person else None,
    }
    return render(request, "members/own_data_detail.html", context)


@require_safe
def own_data_download(request):
    """The same as a file that a program can read."""
    person = person_of(request.user)
    sections = held.sections(person) if person else held.sections_of_account(request.user)
    told = {"made_on": timezone.localdate().isoformat(), "held": dict(sections)}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    return response


@require_POST
def own_erasure_ask(request):
    person = person_of(request.user)
    if person is None:
        messages.error(request, _("Your account belongs to nobody in the register. Ask your contact with us."))
        return redirect("members:own_data_detail")
    try:
        erasure.ask_to_be_forgotten(person, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("We got your request. You hear from us within a month."))
    return redirect("members:own_data_detail")


@require_POST
def own_erasure_withdraw(request):
    person = person_of(request.user)
    open_request = ErasureRequest.objects.of(person).open().first() if person else None
    if open_request:
        try:
            erasure.withdraw(open_request, by=request.user, now=timezone.now())
        except Refused as refused:  # decided at this moment by somebody else
            refused.say(request)
        else:
            messages.success(request, _("You stay with us."))
    return redirect("members:own_data_detail")


# --- Requests to be forgotten ------------------------------------------------------------------------


@may_decide
def erasure_list(request):
    """Who wants to be forgotten, and a form for who asked by phone."""
    people = Person.objects.visible_to(request.user)
    form = ErasureAskForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        try:
            asked = erasure.ask_to_be_forgotten(form.person, by=request.user, now=timezone.now())
        except Refused as refused:
            refused.say(request)
        else:
            return redirect("members:erasure_detail", asked.pk)
    requests = ErasureRequest.objects.visible_to(request.user).select_related("person", "decided_by__person")
    return render(request, "members/erasure_list.html", {"page": page_of(request, requests), "form": form})


def request_of(request, erasure_id):
    requests = ErasureRequest.objects.visible_to(request.user).select_related("person__user", "decided_by__person")
    return get_object_or_404(requests, pk=erasure_id)


@may_decide
@with_form
def erasure_detail(request, erasure_id):
    """One request: what stays and why, who decides, and what would go for who asks: to count it, it is tried."""
    asked = request_of(request, erasure_id)
    refusals = rules.erase_refusals(asked, by=request.user, today=timezone.localdate())
    is_tried = request.method == "POST" and asked.is_open and not refusals
    counts = erasure.preview(asked.person, now=timezone.now()) if is_tried else asked.counts
    context = {
        "asked": asked,
        "refusals": [refusal.label for refusal in refusals] if asked.is_open else [],
        "goes": [(title_of(label), number) for label, number in counts.items()],
        "stays": held.rows_that_stay(asked.person) if asked.is_open else [],
        "can_be_tried": asked.is_open and not refusals and not is_tried,
    }
    return render(request, "members/erasure_detail.html", context)


def title_of(label):
    """What a count is of: the name of a model, or what an app calls its part."""
    if label in ERASURE:
        return getattr(ERASURE.get(label), "title", label)
    return apps.get_model(label)._meta.verbose_name_plural if label.count(".") == 1 else label


@may_decide
def erasure_confirm(request, erasure_id):
    """The second step: after this nobody can bring it back."""
    asked = request_of(request, erasure_id)
    form = ErasureConfirmForm(request.POST if request.method == "POST" else None)
    refusals = rules.erase_refusals(asked, by=request.user, today=timezone.localdate())
    if form.is_valid():
        try:
            erasure.erase(asked, by=request.user, now=timezone.now())
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("This person was forgotten. The numbers stay what they were."))
            return redirect("members:erasure_detail", asked.pk)
    context = {"asked": asked, "form": form, "refusals": [refusal.label for refusal in refusals]}
    return render(request, "members/erasure_confirm.html", context)


@may_decide
def erasure_refuse(request, erasure_id):
    asked = request_of(request, erasure_id)
    form = ErasureRefuseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erasure.refuse(asked, by=request.user, note=form.cleaned_data["note"], now=timezone.now())
        except Refused as refused:
            refused.say(request)
        else:
            messages.success(request, _("The person gets a mail with your reason."))
        return redirect("members:erasure_detail", asked.pk)
    return render(request, "members/erasure_refuse.html", {"asked": asked, "form": form})


# --- How long things are kept, and why ---------------------------------------------------------------


@may_decide
@require_safe
def retention_list(request):
    """How long we keep what, and what would go tonight."""
    now = timezone.now()
    found = RetentionRule.objects.visible_to(request.user)
    rows = [(rule, rules.past_its_time(rule, now=now).count(), to_tell(rule, now)) for rule in found]
    return render(request, "members/retention_list.html", {"rows": rows})


def to_tell(rule, now):
    return rules.to_announce(rule, now=now).count() if rule.announces else 0


@may_set_terms
def retention_edit(request, retention_code):
    rule = get_object_or_404(RetentionRule.objects.visible_to(request.user), code=retention_code)
    form = RetentionForm(request.POST if request.method == "POST" else None, instance=rule)
    if form.is_valid():
        retention.change_rule(rule, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("members:retention_list")
    return render(request, "members/retention_edit.html", {"rule": rule, "form": form})


@may_set_terms
@require_POST
def retention_run(request):
    """Do now what the night would do."""
    done = retention.run_rules(now=timezone.now(), by=request.user)
    messages.success(request, _("Done. Let go of: {number}.").format(number=sum(done.values())))
    return redirect("members:retention_list")


@may_decide
@require_safe
def processing_list(request):
    """The register of processing, from the files beside the models."""
    return render(request, "members/processing_list.html", {"processings": privacy.register()})
