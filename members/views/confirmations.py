from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members import actions
from members.forms import ConfirmationForm, RoundForm
from members.models import ConfirmationRequest, ConfirmationRound, RoleAssignment
from members.rules import confirmations as rules
from portal import tokens
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

edit = permission_required("members.edit", raise_exception=True)


@edit
@with_form
def confirmation_round_list(request):
    """The yearly rounds, and opening a new one."""
    today = timezone.localdate()
    form = RoundForm(request.POST if request.method == "POST" else None, initial={"closes_on": today + rules.LASTS})
    if form.is_valid():
        try:
            opened = actions.open_round(today=today, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The round is open: the mails are on their way."))
            return redirect(opened)
    rounds = ConfirmationRound.objects.visible_to(request.user).with_answers()
    context = {
        "page": page_of(request, rounds),
        "form": form,
        "is_open": any(each.closes_on >= today for each in rounds[:1]),
        "unconfirmed": RoleAssignment.objects.visible_to(request.user).unconfirmed_on(today).count(),
        "today": today,
    }
    return render(request, "members/confirmation_round_list.html", context)


@edit
@require_safe
def confirmation_round_detail(request, round_id):
    """Who answered in one round, what they wrote, and who did not yet."""
    opened = get_object_or_404(ConfirmationRound.objects.visible_to(request.user).with_answers(), pk=round_id)
    asked = ConfirmationRequest.objects.visible_to(request.user).filter(round=opened)
    asked = asked.select_related("municipality", "contact").order_by("answered_at", "municipality__sort_name")
    remarks = [each for each in asked if each.notes or each.missing]
    noted = {note["role"] for each in remarks for note in each.notes}
    roles = RoleAssignment.objects.visible_to(request.user).filter(pk__in=noted).select_related("person", "role_type")
    by_pk = {role.pk: role for role in roles}
    for each in remarks:
        each.told = [(by_pk[note["role"]], note["note"]) for note in each.notes if note["role"] in by_pk]
    context = {
        "round": opened,
        "remarks": remarks,
        "not_asked": list(opened.places_not_asked()),
        "page": page_of(request, asked.filter(answered_at__isnull=True)),
    }
    return render(request, "members/confirmation_round_detail.html", context)


@login_not_required
@never_cache
@with_form
def confirmation_answer(request, token):
    """The link of a mail: a contact says for each person of the municipality whether all is still right.

    Opening it changes nothing, so a mail filter that follows links does no harm.
    """
    asked = ConfirmationRequest.objects.with_token_hash(tokens.hash_of(token)).first()
    if asked is None:
        return render(request, "members/confirmation_unknown.html", status=404)
    today = timezone.localdate()
    if refusals := rules.answer_refusals(asked, today=today):
        context = {"asked": asked, "is_answered": rules.Refusal.ANSWERED in refusals}
        return render(request, "members/confirmation_done.html", context)

    roles = rules.roles_to_confirm(asked.municipality, day=today)
    form = ConfirmationForm(request.POST if request.method == "POST" else None, roles=roles, today=today)
    if form.is_valid():
        try:
            actions.answer(asked, form.said(), today=today, missing=form.cleaned_data["missing"])
        except Refused as refused:
            refused.add_to(form)
        else:
            return redirect("members:confirmation_answer", token)
    minors = {role.person_id for role in form.roles if role.person.is_minor(today)}
    context = {"asked": asked, "form": form, "minors": minors, "today": today}
    return render(request, "members/confirmation_answer.html", context)
