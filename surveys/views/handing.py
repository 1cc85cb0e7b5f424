"""Who was asked may let a colleague answer, or want no more mail."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.methods import with_form
from portal.refused import Refused
from surveys import actions, rules
from surveys.forms import HandOverForm
from surveys.views.intake import answering, invitation_at


@answering
@with_form
def response_hand_over(request, invitation):
    """ "Somebody else knows this better": the colleague gets a link, and this one stops."""
    survey = invitation.survey
    if not rules.may_be_handed_over(survey, invitation):
        return redirect("surveys:response_start", survey.pk)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by = request.user if request.user.is_authenticated else None
        try:
            actions.hand_over(invitation, **form.cleaned_data, today=timezone.localdate(), by=by)
        except Refused as refused:
            refused.add_to(form, "email")
        else:
            name = form.cleaned_data["first_name"]
            return render(request, "surveys/response_handed_over.html", {"survey": survey, "name": name})
    context = {"survey": survey, "invitation": invitation, "form": form}
    return render(request, "surveys/response_hand_over.html", context)


@csrf_exempt  # a mail program posts here for its reader (RFC 8058), without our pages; the link itself is the proof
@login_not_required
@never_cache
@with_form
def response_stop(request, token):
    """The link under a mail: a visit shows a button, so that a mail filter that follows links stops nothing."""
    invitation = invitation_at(token)
    if invitation is None:
        return render(request, "surveys/response_unknown.html", status=404)
    is_done = request.method == "POST"
    if is_done:
        actions.opt_out(invitation, today=timezone.localdate(), of_all="all" in request.POST)
    return render(request, "surveys/response_stop.html", {"survey": invitation.survey, "is_done": is_done})
