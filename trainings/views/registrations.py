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
from trainings.forms import CancelForm, RegistrationForm
from trainings.models import Edition, Registration, RegistrationState


@permission_required("trainings.register", raise_exception=True)
@with_form
def edition_register(request, edition_id):
    editions = Edition.objects.visible_to(request.user).with_seats_taken().select_related("module")
    edition = get_object_or_404(editions, pk=edition_id)
    person, today = access.person_of(request.user), timezone.localdate()
    municipalities = access.municipalities_of(person, day=today)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None,
        municipalities=municipalities,
        acting_for=acting.place_of(request, day=today, places=municipalities),
        label_of=lambda place: f"{place.name}: {in_words(rules.price_for(edition, place, on=today))}",
    )
    refusals = rules.refusals(edition, person, today=today)

    if form.is_valid():
        try:
            registration = actions.register(
                edition, person, by=request.user, today=today, **form.answers(only=municipalities.first())
            )
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, what_happened(registration))
            return redirect("trainings:registration_list")

    municipality = municipalities.first()
    context = {
        "edition": edition,
        "half_days": edition.half_days.all(),
        "form": form,
        "person": person,
        "municipality": municipality,
        "price": rules.price_for(edition, municipality, on=today),
        "will_wait": rules.availability(edition, today=today) == rules.Availability.FULL,
        "refusals": refusals,
        "clashes": rules.clashes(edition, person).select_related("edition__module"),
    }
    return render(request, "trainings/edition_register.html", context)


def in_words(price):
    """A price as the choice of a municipality says it."""
    return f"€ {number_format(price.amount, 2)} ({price.tariff.label})" if price.amount else price.tariff.label


def what_happened(registration):
    if registration.state == RegistrationState.CONFIRMED:
        return _("You are registered. A mail with the dates is on its way.")
    return _("You are on the waiting list. You get a mail as soon as a seat comes free.")


@permission_required("trainings.register", raise_exception=True)
@require_safe
def registration_list(request):
    registrations = (
        Registration.objects.of(request.user)
        .select_related("edition__module")
        .prefetch_related("edition__half_days")
        .with_place_in_line()
    )
    coming = rules.marked_elsewhere(registrations.active().coming(timezone.localdate()))
    page = page_of(request, coming, per_page=20)
    past = registrations.past_or_ended(timezone.localdate()).prefetch_related("certificates")[:20]
    person = access.person_of(request.user)
    context = {
        "page": page,
        "past": past,
        "shown": path.shown_by(person) if person else [],
        "path": path.steps_of(person, today=timezone.localdate()) if person else [],
    }
    return render(request, "trainings/registration_list.html", context)


@permission_required("trainings.register", raise_exception=True)
@with_form
def registration_cancel(request, registration_id):
    registrations = Registration.objects.visible_to(request.user).select_related("edition__module", "person")
    registration = get_object_or_404(registrations, pk=registration_id)
    now = timezone.now()
    form = CancelForm(request.POST if request.method == "POST" else None)
    refusals = rules.cancel_refusals(registration, by=request.user, now=now)
    is_own = registration.person.user_id == request.user.pk or not request.user.has_perm("trainings.plan")
    back_to = (
        reverse("trainings:registration_list")
        if is_own
        else reverse("trainings:participant_list", args=[registration.edition_id])
    )

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
        "back_to": back_to,
    }
    return render(request, "trainings/registration_cancel.html", context)
