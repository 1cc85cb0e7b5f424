from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import Registration, RegistrationState


@permission_required("trainings.register", raise_exception=True)
@with_form
def offer_detail(request, registration_id):
    """The page behind the mail about a seat: looking at it does nothing, its buttons do."""
    mine = Registration.objects.of(request.user).select_related("edition__module", "person")
    registration = get_object_or_404(mine, pk=registration_id)
    now = timezone.now()

    if request.method == "POST":
        try:
            messages.success(request, answer(request, registration, now=now))
        except Refused as refused:
            refused.say(request)
        return redirect("trainings:registration_list")

    context = {
        "registration": registration,
        "edition": registration.edition,
        "half_days": registration.edition.half_days.all(),
        "has_seat": registration.state == RegistrationState.CONFIRMED,
        "refusals": rules.offer_refusals(registration, by=request.user, now=now),
        "can_queue_again": not rules.queue_again_refusals(registration, by=request.user, now=now),
    }
    return render(request, "trainings/offer_detail.html", context)


def answer(request, registration, *, now):
    """Do what the button says; what to tell about it."""
    said = request.POST.get("answer")
    if said == "yes":
        actions.accept(registration, by=request.user, now=now)
        return _("The seat is yours. A mail with the dates is on its way.")
    if said == "no":
        actions.refuse(registration, by=request.user, now=now)
        return _("Thank you for telling us: the seat goes to the next person.")
    if said == "again":
        again = actions.queue_again(registration, by=request.user, now=now, today=timezone.localdate(now))
        if again.state == RegistrationState.CONFIRMED:
            return _("A seat was free, and it is yours.")
        return _("You are on the waiting list again, at the end.")
    raise Refused([_("Choose an answer.")])
