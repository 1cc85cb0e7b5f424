"""What participants get beside the training itself: handouts, the evaluation, and each other's names."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions
from trainings.certificate_forms import HandoutForm
from trainings.models import Edition, Handout
from trainings.views.participants import title_of

staff_only = permission_required("trainings.plan", raise_exception=True)


def edition_of(request, edition_id):
    editions = Edition.objects.visible_to(request.user).with_dates().select_related("module", "evaluation")
    return get_object_or_404(editions, pk=edition_id)


@staff_only
@with_form
def handout_list(request, edition_id):
    """What participants of an edition get to read, and a form for one more."""
    edition = edition_of(request, edition_id)
    form = HandoutForm(request.POST if request.method == "POST" else None, edition=edition)
    if form.is_valid():
        actions.hand_out(edition, **form.cleaned_data)
        messages.success(request, _("Participants see it from now on."))
        return redirect("trainings:handout_list", edition.pk)
    context = {
        "edition": edition,
        "lead": title_of(edition),
        "form": form,
        "handouts": Handout.objects.visible_to(request.user).filter(edition=edition).in_order(),
    }
    return render(request, "trainings/handout_list.html", context)


@staff_only
@require_POST
def handout_remove(request, handout_id):
    handout = get_object_or_404(Handout.objects.visible_to(request.user), pk=handout_id)
    actions.take_back(handout)
    return redirect("trainings:handout_list", handout.edition_id)


@require_safe
def handout_open(request, handout_id):
    """The way to a handout, for who has a seat, teaches or plans; the address itself stands on no page."""
    handouts = Handout.objects.visible_to(request.user).select_related("material")
    return redirect(get_object_or_404(handouts, pk=handout_id).material.url)


@staff_only
@require_POST
def edition_evaluate(request, edition_id):
    edition = edition_of(request, edition_id)
    try:
        survey = actions.evaluate(edition, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        number = survey.invitations.count()
        told = ngettext("{n} participant is asked.", "{n} participants are asked.", number)
        messages.success(request, told.format(n=number))
    return redirect(edition)


@staff_only
@require_POST
def evaluation_remind(request, edition_id):
    edition = edition_of(request, edition_id)
    try:
        number = actions.remind_evaluation(edition, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        told = ngettext("{n} person is reminded.", "{n} people are reminded.", number)
        messages.success(request, told.format(n=number))
    return redirect(edition)
