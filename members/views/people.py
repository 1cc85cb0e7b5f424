from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access, acting, actions, handover, timeline
from members.contact_lists import PersonList
from members.forms import PersonFilterForm, PersonForm, RoleForm
from members.models import Person, PersonMerge, RoleAssignment
from members.rules import people as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.pointers import key_of
from portal.refused import Refused
from portal.trail.models import Line

LINES = 10
ENTRIES = 25  # of the timeline

see_people = permission_required("members.see_people", raise_exception=True)
edit = permission_required("members.edit", raise_exception=True)


@require_safe
@see_people
def person_list(request):
    """The people that the team knows, narrowed by search and filters in the address."""
    today = timezone.localdate()
    form = PersonFilterForm(request.GET)
    people = Person.objects.visible_to(request.user).current()
    wanted = form.narrow(people, today).with_roles_on(today)
    if exports.is_asked_for(request):
        return exports.download(request, PersonList(), wanted)
    page = page_of(request, wanted)

    context = {
        "page": page,
        "form": form,
        "today": today,
        "core_players": form.options("core_player", _("Everybody")),
        "shown": form.options("shown", _("With a role")),
        "is_former": form.chosen("shown") == form.FORMER,
    }
    return render(request, "members/person_list.html", context)


@require_safe
def person_detail(request, person_id):
    """One person: roles through time, how to reach them, what is open; as far as the reader may see it."""
    today, user = timezone.localdate(), request.user
    kept = Person.objects.standing_for(person_id)
    person = get_object_or_404(Person.objects.visible_to(user).select_related("user"), pk=kept)
    if kept != person_id:
        messages.info(request, _("Two records of this person were merged: this is the one that was kept."))
        return redirect(person)

    roles = RoleAssignment.objects.visible_to(user).filter(person=person).with_confirmation_marked(today)
    roles = list(roles.select_related("role_type", "municipality").prefetch_related("functions"))
    edits = user.has_perm("members.edit")
    is_own = person.user_id == user.pk
    is_near = (
        is_own or user.has_perm("members.see_people") or Person.objects.colleagues_of(user).filter(pk=kept).exists()
    )
    context = {
        "person": person,
        "today": today,
        "current": [role for role in roles if role.is_active_on(today)],
        "coming": [role for role in roles if role.starts_on > today],
        "former": [role for role in roles if role.has_ended_on(today)],
        "edits": edits,
        "is_own": is_own,
        "is_near": is_near,
        "is_minor": person.is_minor(today),
        "reaches": is_own or not person.is_minor(today) or user.has_perm("members.reach_minors"),
        "needs_consent": person.needs_consent(today),
        "other_emails": person.other_emails.all() if is_near else [],
        "matters": handover.open_matters(person, municipality=None, today=today) if edits or is_own else [],
        "places": acting.places_of(user, day=today) if is_own else [],
        "acting_for": acting.place_of(request, day=today) if is_own else None,
    }
    if edits:
        context["cannot_invite"] = rules.invite_refusals(person, today=today)
        context["lines"] = Line.objects.about(key_of(person)).select_related("by")[:LINES]
        context["merges"] = PersonMerge.objects.visible_to(user).standing().filter(kept=person).select_related("gone")
    if user.has_perm("members.see_touchpoints"):
        blocks = timeline.newest(timeline.of_person(person, today=today), ENTRIES)
        context["blocks"] = timeline.pointed(blocks)
    return render(request, "members/person_detail.html", context)


@edit
@with_form
def person_create(request):
    """Somebody new, with the role for which we know them."""
    today, is_post = timezone.localdate(), request.method == "POST"
    form = PersonForm(request.POST if is_post else None, today=today)
    role_form = RoleForm(
        request.POST if is_post else None,
        user=request.user,
        today=today,
        initial={"starts_on": today, "municipality": request.GET.get("gemeente")},
    )
    if is_post and form.is_valid() & role_form.is_valid():
        try:
            person = actions.add_person_with_role(form.cleaned_data, role_form.answers(), by=request.user, today=today)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("%(name)s stands in the register.") % {"name": person.full_name})
            return redirect(person)
    return render(request, "members/person_create.html", {"form": form, "role_form": role_form})


@edit
@with_form
def person_edit(request, person_id):
    """What we know of somebody, apart from their roles."""
    today = timezone.localdate()
    person = person_for(request.user, person_id)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=person, today=today)
    if form.is_valid():
        try:
            actions.change_person(person, by=request.user, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    person = person_for(request.user, person_id)  # as it stands: the form wrote in the other one
    context = {"person": person, "form": form, "is_minor": person.is_minor(today)}
    return render(request, "members/person_edit.html", context)


@edit
@require_POST
def person_invite(request, person_id):
    """Give somebody an account and tell them by mail."""
    person = person_for(request.user, person_id)
    try:
        actions.invite(person, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": person.email})
    return redirect(person)


@require_POST
def acting_choose(request):
    """Say for which of one's own municipalities one acts from now on."""
    places = acting.places_of(request.user, day=timezone.localdate())
    place = next((place for place in places if place.nis_code == request.POST.get("gemeente")), None)
    if place is None:
        messages.error(request, _("You hold no role in that municipality today."))
    else:
        acting.choose(request, place)
        messages.success(request, _("You act for %(place)s now.") % {"place": place.name})
    person = access.person_of(request.user)
    return redirect(person) if person else redirect("reports:home")


def person_for(user, person_id):
    """A person that this user may see and that was not merged away, or a page that says there is none."""
    return get_object_or_404(Person.objects.visible_to(user).current().select_related("user"), pk=person_id)
