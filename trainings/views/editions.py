from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, cards, rules
from trainings.forms import EditionCancelForm, EditionForm, HalfDays, is_thinkable, proposed_half_days
from trainings.models import Edition, Handout, Module, ModuleKind, Registration

staff_only = permission_required("trainings.plan", raise_exception=True)


def editions_for(user):
    return Edition.objects.visible_to(user).with_dates().with_seats_taken().select_related("module")


@login_not_required
@require_safe
def edition_list(request):
    today = timezone.localdate()
    kind = request.GET.get("soort", "")
    editions = editions_for(request.user).coming(today)
    if kind in ModuleKind.values:
        editions = editions.filter(module__kind=kind)
    page = page_of(request, editions, per_page=24)
    cards.present(page, request.user, today=today)
    context = {"page": page, "kind": kind, "no_kind": kind not in ModuleKind.values, "kinds": ModuleKind.choices}
    return render(request, "trainings/edition_list.html", context)


@login_not_required
@require_safe
def edition_detail(request, edition_id):
    today = timezone.localdate()
    edition = get_object_or_404(editions_for(request.user), pk=edition_id)
    availability = rules.availability(edition, today=today)
    context = {
        "edition": edition,
        "today": today,
        "availability": availability,
        "can_register": availability.takes_registrations,
        "half_days": edition.half_days.all(),
        "competences": edition.module.module_competences.select_related("competence"),
        "trainers": edition.trainers.all(),
        "mine": Registration.objects.of(request.user).active().filter(edition=edition).first(),
        **beside(request.user, edition, now=timezone.now()),
        "open_refusals": rules.open_refusals(edition, today=today),
    }
    return render(request, "trainings/edition_detail.html", context)


def beside(user, edition, *, now):
    """What participants get beside the training itself, and what staff do once it is over."""
    handouts = Handout.objects.visible_to(user).filter(edition=edition).in_order()
    has_seat = Registration.objects.of(user).holding_a_seat().filter(edition=edition).exists()
    fellows = edition.registrations.who_share_their_name().exclude(person__user=user if has_seat else None)
    return {
        "handouts": handouts,
        "keeps_attendance": Edition.objects.attended_by(user).filter(pk=edition.pk).exists(),
        "fellows": fellows if has_seat else [],
        "is_over": rules.is_over(edition, now=now),
    }


@staff_only
@require_safe
def module_choose(request):
    context = {"modules": Module.objects.on_offer(), "day": request.GET.get("dag", "")}
    return render(request, "trainings/module_choose.html", context)


@staff_only
@with_form
def edition_create(request, code):
    module, today = get_object_or_404(Module.objects.on_offer(), code=code), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    defaults = {name: getattr(module, name) for name in ("seats", "price_member", "price_other")}
    form = EditionForm(data, module=module, initial=defaults)
    half_days = HalfDays(data, initial=proposed_half_days(module, a_day(request.GET.get("dag", ""))))

    if form.is_valid() and half_days.is_valid():
        try:
            edition = actions.plan_edition(module, half_days=half_days.as_tuples(), today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved as a draft. Open the registration when it is right."))
            return redirect(edition)

    context = {
        "module": module,
        "form": form,
        "half_days": half_days,
        "proposed_rows": half_days.forms[: module.half_day_count],
        "spare_rows": half_days.forms[module.half_day_count :],
    }
    return render(request, "trainings/edition_create.html", context)


@staff_only
@with_form
def edition_edit(request, edition_id):
    edition = get_object_or_404(editions_for(request.user), pk=edition_id)
    data = request.POST if request.method == "POST" else None
    form = EditionForm(data, module=edition.module, instance=edition)

    if form.is_valid():
        try:
            actions.change_edition(edition, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(edition)

    return render(request, "trainings/edition_edit.html", {"edition": edition, "form": form})


@staff_only
@require_POST
def edition_open(request, edition_id):
    edition = get_object_or_404(editions_for(request.user), pk=edition_id)
    try:
        actions.open_registration(edition, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Registration is open."))
    return redirect(edition)


@staff_only
@require_POST
def edition_close(request, edition_id):
    edition = get_object_or_404(editions_for(request.user), pk=edition_id)
    try:
        actions.close_registration(edition)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Registration is closed."))
    return redirect(edition)


@staff_only
@with_form
def edition_cancel(request, edition_id):
    edition = get_object_or_404(editions_for(request.user), pk=edition_id)
    form = EditionCancelForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            cancelled = actions.cancel_edition(edition, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            if cancelled is None:
                messages.success(request, _("The draft is thrown away."))
                return redirect("trainings:edition_calendar")
            messages.success(request, _("The edition is cancelled. Whoever was registered or waiting gets a mail."))
            return redirect(edition)

    context = {"edition": edition, "form": form, "number_of_people": edition.seats_taken + edition.people_waiting}
    return render(request, "trainings/edition_cancel.html", context)


def a_day(text):
    """The day in an address, or None when it makes no sense."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and is_thinkable(day) else None
