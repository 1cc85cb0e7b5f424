from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, cards, conflicts, moving, rules, schema_org
from trainings.forms import EditionCancelForm, EditionForm, HalfDays, is_thinkable
from trainings.models import Edition, Handout, Module, ModuleKind, Registration, SelfService
from trainings.proposals import proposed_half_days

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
    context = {
        "page": page,
        "linked_data": schema_org.catalogue(page),
        "kind": kind,
        "no_kind": kind not in ModuleKind.values,
        "kinds": ModuleKind.choices,
    }
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
        "can_register": availability.takes_registrations and edition.self_service != SelfService.NOBODY,
        "by_staff_only": availability.takes_registrations and edition.self_service == SelfService.NOBODY,
        "spread": rules.spread_rule(edition) if rules.spread_holds(edition, on=today) else "",
        "half_days": edition.half_days(manager="with_cancelled").all(),
        "linked_data": schema_org.edition(edition),
        "competences": edition.module.module_competences.select_related("competence"),
        "trainers": edition.trainers.all(),
        "mine": Registration.objects.of(request.user).active().filter(edition=edition).first(),
        "may_bring": not access.roles_of(request.user).isdisjoint(rules.REGISTERS_COLLEAGUES),
        **beside(request.user, edition, now=timezone.now()),
        "open_refusals": rules.open_refusals(edition, today=today),
        "others_go_first": rules.others_go_first(edition, access.person_of(request.user), now=timezone.now()),
        "number_interested": number_interested(edition) if request.user.has_perm("trainings.plan") else 0,
    }
    return render(request, "trainings/edition_detail.html", context)


def number_interested(edition):
    """Who gets a mail when the registration opens; nobody the second time."""
    return 0 if edition.opened_at else edition.module.interests.unserved().count()


def beside(user, edition, *, now):
    """What participants get beside the training itself, and what staff do once it is over."""
    handouts = Handout.objects.visible_to(user).filter(edition=edition).in_order()
    return {
        "handouts": handouts,
        "keeps_attendance": Edition.objects.attended_by(user).filter(pk=edition.pk).exists(),
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
    first_day = a_day(request.GET.get("dag", ""))
    half_days, clashes = HalfDays(data, initial=proposed_half_days(module, first_day)), []

    if form.is_valid() and half_days.is_valid():
        moments = [conflicts.Moment(*each) for each in half_days.as_tuples()]
        try:
            edition = actions.plan_edition(module, half_days=moments, today=today, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form, "reason" if moving.is_a_clash(refused) else None)
            clashes = clashes_of(form, moments)
            form.ask_reason()
        else:
            warn_of_days_off(request, moments)
            messages.success(request, _("Saved as a draft. Open the registration when it is right."))
            return redirect(edition)

    context = {
        "module": module,
        "first_day": first_day,
        "form": form,
        "half_days": half_days,
        "conflicts": clashes,
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
    clashes = []

    if form.is_valid():
        try:
            actions.change_edition(edition, now=timezone.now(), by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form, "reason" if moving.is_a_clash(refused) else None)
            own = list(edition.half_days.all())
            clashes = clashes_of(form, [conflicts.moment_of(each) for each in own], besides=own)
            form.ask_reason()
        else:
            messages.success(request, _("Saved."))
            return redirect(edition)

    return render(request, "trainings/edition_edit.html", {"edition": edition, "form": form, "conflicts": clashes})


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


def clashes_of(form, moments, *, besides=()):
    """What clashes for the trainers and the place in the form."""
    answers = form.cleaned_data
    place = {} if answers["is_online"] else {"venue": answers["venue"], "city": answers["city"]}
    return conflicts.found(moments, trainers=answers["trainers"], besides=besides, **place)


def warn_of_days_off(request, moments):
    for day, why in conflicts.off_days(moments):
        text = _("Mind: %(day)s is a day off (%(why)s).") % {"day": date_format(day, "l j F"), "why": why}
        messages.warning(request, text)


def a_day(text):
    """The day in an address, or None when it makes no sense."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and is_thinkable(day) else None
