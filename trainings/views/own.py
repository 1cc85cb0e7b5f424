"""The page of one registration, for who was registered and for who registered them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.colleague_forms import SomebodyForm
from trainings.forms import WishesForm
from trainings.models import Registration
from trainings.views.registrations import address_to_return_to


@with_form
def registration_detail(request, registration_id):
    registrations = (
        Registration.objects.visible_to(request.user)
        .select_related("edition__module", "person", "municipality", "group", "replaces__person", "replaced_by__person")
        .with_place_in_line()
    )
    registration = get_object_or_404(registrations, pk=registration_id)
    edition, now = registration.edition, timezone.now()
    is_own = not rules.change_wishes_refusals(registration, by=request.user)
    form = None
    if is_own:
        form = WishesForm(
            request.POST if request.method == "POST" else None,
            initial={"wishes": registration.wishes, "may_be_listed": registration.may_be_listed},
        )
    if form and form.is_valid():
        try:
            actions.change_wishes(registration, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.say(request)
        else:
            messages.success(request, _("Saved. Your place stays the same."))
        return redirect("trainings:registration_detail", registration.pk)

    context = {
        "registration": registration,
        "edition": edition,
        "half_days": edition.half_days.all(),
        "form": form,
        "is_own": is_own,
        "is_asked": not rules.confirm_refusals(registration, by=request.user),
        "can_cancel": not rules.cancel_refusals(registration, by=request.user, now=now),
        "can_replace": not rules.replace_refusals(registration, None, by=request.user, now=now),
        "steps": registration.events.select_related("by__person"),
        "others": edition.registrations.listed_for_each_other().exclude(pk=registration.pk).select_related("person")
        if is_own
        else (),
        "name": registration.person.full_name if is_own else registration.shown_name,
        "back_to": address_to_return_to(registration, request.user),
    }
    return render(request, "trainings/registration_detail.html", context)


@require_POST
def registration_confirm(request, registration_id):
    """Somebody whom a colleague registered says that it is them."""
    registration = get_object_or_404(Registration.objects.visible_to(request.user), pk=registration_id)
    try:
        actions.confirm_invitation(registration, by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Thank you. See you there!"))
    return redirect("trainings:registration_detail", registration.pk)


@with_form
def registration_replace(request, registration_id):
    registrations = Registration.objects.visible_to(request.user).select_related("edition__module", "person")
    registration = get_object_or_404(registrations, pk=registration_id)
    now, today = timezone.now(), timezone.localdate()
    colleagues = rules.colleagues_in([registration.municipality_id], but=registration.person, today=today)
    form = SomebodyForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    refusals = rules.replace_refusals(registration, None, by=request.user, now=now)
    back_to = address_to_return_to(registration, request.user)

    if not refusals and form.is_valid():
        try:
            actions.replace_by_colleague(registration, by=request.user, today=today, now=now, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Done. Both get a mail."))
            return redirect(back_to)

    context = {
        "registration": registration,
        "edition": registration.edition,
        "form": form,
        "refusals": refusals,
        "back_to": back_to,
    }
    return render(request, "trainings/registration_replace.html", context)
