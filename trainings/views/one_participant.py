from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import Edition, Registration, RegistrationState
from trainings.queue_forms import FavourForm, ParticipantForm, SearchForm

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@with_form
def participant_add(request, edition_id):
    """Search a person, and register them as staff."""
    editions = Edition.objects.visible_to(request.user).with_dates().with_seats_taken().select_related("module")
    edition = get_object_or_404(editions, pk=edition_id)
    search, today = SearchForm(request.GET), timezone.localdate()
    words = search.cleaned_data["zoek"] if search.is_valid() else ""
    found = rules.who_can_come(words, on=today)
    form = ParticipantForm(request.POST if request.method == "POST" else None, found=found)

    if form.is_valid():
        try:
            registration = actions.add_participant(edition, by=request.user, today=today, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, what_happened(registration))
            return redirect("trainings:participant_list", edition.pk)

    context = {"edition": edition, "search": search, "words": words, "found": found, "form": form}
    return render(request, "trainings/participant_add.html", context)


def what_happened(registration):
    if registration.state == RegistrationState.CONFIRMED:
        return _("This person is registered, and gets a mail.")
    return _("This person is on the waiting list, and gets a mail.")


@staff_only
@with_form
def participant_detail(request, registration_id):
    """One registration with its history; who waits can get priority or a seat, for a reason."""
    registrations = Registration.objects.visible_to(request.user).select_related("edition__module", "person")
    registrations = rules.marked_elsewhere(registrations.with_place_in_line())
    registration = get_object_or_404(registrations, pk=registration_id)
    now = timezone.now()
    form = FavourForm(request.POST if request.method == "POST" else None, has_priority=registration.priority > 0)

    if form.is_valid():
        try:
            favour(registration, by=request.user, now=now, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved, with your reason."))
            return redirect("trainings:participant_list", registration.edition_id)

    [registration] = rules.with_reasons([registration], on=timezone.localdate(now))
    context = {
        "registration": registration,
        "edition": registration.edition,
        "form": form,
        "waits": registration.state == RegistrationState.WAITLISTED,
        "asks": registration.state == RegistrationState.REQUESTED,
        "rules": rules.queue_rules(registration.edition, today=timezone.localdate(now)),
        "steps": registration.events.select_related("by__person"),
    }
    return render(request, "trainings/participant_detail.html", context)


def favour(registration, *, by, now, favour, reason):
    if favour == FavourForm.SEAT:
        actions.seat(registration, by=by, now=now, beyond_seats=True, reason=reason)
    else:
        priority = 1 if favour == FavourForm.FIRST else 0
        actions.give_priority(registration, by=by, now=now, reason=reason, priority=priority)
