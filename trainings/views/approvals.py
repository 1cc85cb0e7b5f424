from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import Registration, RegistrationState
from trainings.queue_forms import ReasonForm

DECISIONS = {"approve": actions.approve, "decline": actions.decline}


@with_form
def registration_decide(request, registration_id):
    """A head of service, or staff for them, approves or declines a request; looking at it does nothing."""
    registrations = Registration.objects.decidable_by(request.user).select_related("edition__module", "person")
    registration = get_object_or_404(registrations, pk=registration_id)
    now = timezone.now()
    form = ReasonForm(request.POST if request.method == "POST" else None)

    decide = DECISIONS.get(request.POST.get("decision", ""))
    if decide and form.is_valid():
        try:
            registration = decide(registration, by=request.user, now=now, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form, "reason" if rules.Refusal.NEEDS_REASON in refused.reasons else None)
        else:
            messages.success(request, what_happened(registration))
            return redirect(registration.get_decision_url())

    context = {
        "registration": registration,
        "edition": registration.edition,
        "half_days": registration.edition.half_days.all(),
        "form": form,
        "refusals": rules.decide_refusals(registration, by=request.user, now=now),
        "last_step": registration.events.select_related("by__person").last(),
        "is_on_behalf": request.user.has_perm("trainings.plan"),
    }
    return render(request, "trainings/registration_decide.html", context)


def what_happened(registration):
    if registration.state == RegistrationState.CONFIRMED:
        return _("Approved: there is a seat, and a mail is on its way.")
    if registration.state == RegistrationState.WAITLISTED:
        return _("Approved. No seat is free now, so this person waits; a mail is on its way.")
    return _("Declined. A mail with your reason is on its way.")
