from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from members import actions, handover
from members.forms import LeaveForm, RoleForm
from members.models import RoleAssignment
from members.views.people import person_for
from portal.methods import with_form
from portal.refused import Refused

edit = permission_required("members.edit", raise_exception=True)


@edit
@with_form
def role_start(request, person_id):
    """Give somebody a role, today or on a day to come."""
    today = timezone.localdate()
    person = person_for(request.user, person_id)
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        today=today,
        initial={"starts_on": today, "municipality": request.GET.get("gemeente")},
    )
    if form.is_valid():
        try:
            role = actions.assign_role(person, by=request.user, confirmed_on=today, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, what_starts(role, today))
            return redirect(person)
    return render(request, "members/role_start.html", {"person": person, "form": form})


def what_starts(role, today):
    if role.starts_on > today:
        return _("The role is announced. It gives no access and no mail before its first day.")
    return _("The role is written down.")


@edit
@with_form
def role_end(request, role_id):
    """End a role: first what is still open, then who takes over and whether the seat is vacant."""
    today = timezone.localdate()
    role = role_for(request.user, role_id)
    matters = handover.open_matters(role.person, municipality=role.municipality, today=today)
    form = LeaveForm(
        request.POST if request.method == "POST" else None,
        role=role,
        matters=matters,
        today=today,
        initial={"on": today, "is_vacant": role.role_type.is_watched},
    )
    if form.is_valid():
        try:
            handed = actions.leave_seat(role, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The role ends. Name and period stay in the history."))
            if handed:
                sentence = ngettext(
                    "%(number)s open matter was handed over.", "%(number)s open matters were handed over.", handed
                )
                messages.success(request, sentence % {"number": handed})
            return redirect(role.person)
    context = {"role": role, "person": role.person, "form": form, "matters": matters}
    return render(request, "members/role_end.html", context)


@edit
@require_POST
def role_withdraw(request, role_id):
    """Take back a role that was announced and has not begun."""
    role = role_for(request.user, role_id)
    try:
        actions.withdraw_role(role, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The role is taken back."))
    return redirect(role.person)


@edit
@require_POST
def role_confirm(request, role_id):
    """Write that a role still holds, because somebody of the team knows it."""
    role = role_for(request.user, role_id)
    try:
        actions.confirm_role(role, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Confirmed today."))
    return redirect(role.person)


def role_for(user, role_id):
    roles = RoleAssignment.objects.visible_to(user).select_related("person__user", "role_type", "municipality")
    return get_object_or_404(roles, pk=role_id)
