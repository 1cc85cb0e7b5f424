from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access, acting
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, path, rules
from trainings.colleague_forms import ColleaguesForm
from trainings.forms import CancelForm, RegistrationForm
from trainings.models import Edition, Registration, RegistrationGroup, RegistrationState


@permission_required("trainings.register", raise_exception=True)
@with_form
def edition_register(request, edition_id):
    editions = Edition.objects.visible_to(request.user).with_seats_taken().select_related("module")
    edition = get_object_or_404(editions, pk=edition_id)
    person, today = access.person_of(request.user), timezone.localdate()
    municipalities = access.municipalities_of(person, day=today)
    now = timezone.now()
    refusals = rules.refusals(edition, person, today=today, now=now, by=request.user)
    data = request.POST if request.method == "POST" else None
    colleagues = colleagues_form(data, edition, person, refusals, today=today)
    is_registered = refusals == [rules.Refusal.REGISTERED]
    refusals = [] if colleagues and is_registered else refusals
    form = RegistrationForm(
        data,
        municipalities=municipalities,
        acting_for=acting.place_of(request, day=today, places=municipalities),
        label_of=lambda place: f"{place.name}: {in_words(rules.price_today(edition, place, today=today))}",
        for_self=not (colleagues and is_registered),
    )
    if form.is_valid() and (colleagues is None or colleagues.is_valid()):
        answers = form.answers(only=municipalities.first())
        try:
            if colleagues and colleagues.is_used:
                registered = actions.register_group(
                    edition, by=request.user, today=today, **answers, **colleagues.answers()
                )
            else:
                registered = actions.register(edition, person, by=request.user, today=today, **answers)
        except Refused as refused:
            if colleagues and colleagues.is_used:
                refused.add_to(form)
            else:
                refusals = refused.reasons
        else:
            say_what_happened(request, registered)
            return redirect(address_after(registered))

    municipality = municipalities.first()
    price = rules.price_today(edition, municipality, today=today)
    arrival = rules.arrival(edition, municipality, price, by=request.user, on=today)
    context = {
        "edition": edition,
        "half_days": edition.half_days.all(),
        "form": form,
        "colleagues": colleagues,
        "is_registered": is_registered,
        "person": person,
        "municipality": municipality,
        "price": price,
        "leaving": rules.steps_of(edition, price=price.amount),
        "will_wait": arrival.state == RegistrationState.WAITLISTED,
        "will_ask": arrival.state == RegistrationState.REQUESTED,
        "rules": rules.queue_rules(edition, today=today),
        "spread": rules.spread_rule(edition) if rules.spread_holds(edition, on=today) else "",
        "refusals": refusals or rules.arrival_refusals(edition, arrival),
        "clashes": rules.clashes(edition, person).select_related("edition__module"),
    }
    return render(request, "trainings/edition_register.html", context)


def colleagues_form(data, edition, person, refusals, *, today):
    """The fold in which an officer or a head of service registers colleagues; None where nobody may."""
    if person is None or set(refusals) - {rules.Refusal.REGISTERED}:
        return None
    places = access.municipalities_of(person, *rules.REGISTERS_COLLEAGUES, day=today)
    if not places:
        return None
    return ColleaguesForm(
        data, edition=edition, person=person, places=places, is_registered=bool(refusals), today=today
    )


def in_words(price):
    """A price as the choice of a municipality says it."""
    return f"€ {number_format(price.amount, 2)} ({price.tariff.label})" if price.amount else price.tariff.label


def say_what_happened(request, registered):
    """One sentence for oneself; for a group one for each who could not be registered."""
    if isinstance(registered, Registration):
        messages.success(request, what_happened(registered))
        return
    messages.success(request, _("Here is what came of each. Everybody gets a mail of their own."))
    for outcome in registered.refused:
        messages.warning(request, f"{outcome.name}: {' '.join(str(reason.label) for reason in outcome.reasons)}")


def what_happened(registration):
    if registration.state == RegistrationState.CONFIRMED:
        return _("You are registered. A mail with the dates is on its way.")
    if registration.state == RegistrationState.REQUESTED:
        return _("Your request is with your head of service. You get a mail as soon as there is an answer.")
    return _("You are on the waiting list. You get a mail as soon as a seat comes free.")


def address_after(registered):
    return "trainings:registration_list" if isinstance(registered, Registration) else registered.group


@require_safe
def registration_list(request):
    registrations = (
        Registration.objects.of(request.user)
        .select_related("edition__module")
        .prefetch_related("edition__half_days")
        .with_place_in_line()
    )
    today = timezone.localdate()
    coming = rules.marked_elsewhere(registrations.active().coming(today))
    page = page_of(request, coming, per_page=20)
    for registration in rules.with_reasons(page, on=today):
        registration.rules = rules.queue_rules(registration.edition, today=today)
    past = registrations.past_or_ended(today).prefetch_related("certificates")[:20]
    person = access.person_of(request.user)
    groups = RegistrationGroup.objects.made_by(request.user).coming(today).select_related("edition__module")
    context = {
        "page": page,
        "past": past,
        "groups": groups,
        "shown": path.shown_by(person) if person else [],
        "path": path.steps_of(person, today=today) if person else [],
    }
    return render(request, "trainings/registration_list.html", context)


@with_form
def registration_cancel(request, registration_id):
    registrations = Registration.objects.visible_to(request.user).select_related("edition__module", "person")
    registration = get_object_or_404(registrations, pk=registration_id)
    now = timezone.now()
    form = CancelForm(request.POST if request.method == "POST" else None)
    refusals = rules.cancel_refusals(registration, by=request.user, now=now)
    back_to = address_to_return_to(registration, request.user)

    if form.is_valid():
        try:
            actions.cancel(registration, by=request.user, now=now, **form.cleaned_data)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("The registration is cancelled."))
            return redirect(back_to)

    context = {
        "registration": registration,
        "edition": registration.edition,
        "form": form,
        "refusals": refusals,
        "cost": rules.cost_for(registration, by=request.user, today=timezone.localdate(now)),
        "back_to": back_to,
    }
    return render(request, "trainings/registration_cancel.html", context)


def address_to_return_to(registration, user):
    """Where one came from: one's own list, the group that one made, or for staff the participants."""
    if registration.person.user_id == user.pk:
        return reverse("trainings:registration_list")
    if user.has_perm("trainings.plan"):
        return reverse("trainings:participant_list", args=[registration.edition_id])
    if registration.group_id and RegistrationGroup.objects.visible_to(user).filter(pk=registration.group_id).exists():
        return reverse("trainings:group_detail", args=[registration.group_id])
    return reverse("trainings:registration_list")
