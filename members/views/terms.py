from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members import actions
from members.contact_lists import EndedRoleList
from members.forms.terms import NewTermForm, ReviewForm
from members.models import NewTerm, RoleAssignment
from members.rules import terms as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

start_terms = permission_required("members.start_terms", raise_exception=True)


@start_terms
@require_safe
def new_term_list(request):
    """The changes of term that were carried out here, the last one on top."""
    terms = NewTerm.objects.visible_to(request.user)
    return render(request, "members/new_term_list.html", {"page": page_of(request, terms)})


@with_form
@start_terms
def new_term_create(request):
    """Choose a role and a day, look at who leaves, take out who goes on, and end the others together."""
    form = NewTermForm(request.GET or None, initial={"role_type": "alderman", "on": timezone.localdate()})
    if not form.is_valid():
        return render(request, "members/new_term_create.html", {"form": form})

    role_type, day = form.cleaned_data["role_type"], form.cleaned_data["on"]
    roles = list(rules.leaving(role_type, day))
    review = ReviewForm(request.POST if request.method == "POST" else None, roles=roles)
    if request.method == "POST" and review.is_valid():
        try:
            term = actions.start_term(role_type, on=day, by=request.user, **review.cleaned_data)
        except Refused as refused:
            refused.add_to(review)
        else:
            sentence = ngettext("%(number)s role ends.", "%(number)s roles end.", term.number_ended)
            messages.success(request, sentence % {"number": term.number_ended})
            return redirect(term)
    elif request.method == "POST":
        Refused([rules.Refusal.MOVED_ON]).say(request)

    context = {"form": form, "review": review, "roles": roles, "seen": rules.seen(roles), "day": day}
    return render(request, "members/new_term_create.html", context)


@start_terms
@require_safe
def new_term_detail(request, term_id):
    """Whose role ended, and whether that can still be undone."""
    term = find(request, term_id)
    roles = RoleAssignment.objects.visible_to(request.user).filter(pk__in=term.role_ids)
    roles = roles.select_related("person", "municipality").order_by("municipality__sort_name", "person__sort_name")
    if exports.is_asked_for(request):
        return exports.download(request, EndedRoleList(), roles)
    context = {"term": term, "page": page_of(request, roles), "refusals": rules.undo_refusals(term)}
    return render(request, "members/new_term_detail.html", context)


@start_terms
@require_POST
def new_term_undo(request, term_id):
    """Put every role back as it was."""
    term = find(request, term_id)
    try:
        actions.undo_term(term, by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("Undone: everybody holds the role as before."))
    return redirect(term)


def find(request, term_id):
    return get_object_or_404(NewTerm.objects.visible_to(request.user), pk=term_id)
