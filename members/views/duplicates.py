from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import actions, duplicates
from members.models import Person, PersonMerge
from members.rules import merging_people as rules
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

merge_people = permission_required("members.merge_people", raise_exception=True)


@require_safe
@merge_people
def duplicate_list(request):
    """Pairs of records that may be one human, with what they have in common, and what was merged lately."""
    today = timezone.localdate()
    people = Person.objects.visible_to(request.user).current()
    page = page_of(request, duplicates.find(people, today=today), per_page=20)
    merges = PersonMerge.objects.visible_to(request.user).standing().select_related("kept", "gone", "by__person")
    return render(request, "members/duplicate_list.html", {"page": page, "merges": merges[:10]})


@merge_people
@with_form
def duplicate_merge(request, kept_id, gone_id):
    """Two records beside each other: what they share, what would move, and the choice of which one stays."""
    today = timezone.localdate()
    kept, gone = person_for(request.user, kept_id, today), person_for(request.user, gone_id, today)
    refusals = rules.merge_refusals(kept, gone, by=request.user, today=today)
    if request.method == "POST":
        try:
            actions.merge_people(kept, gone, by=request.user, today=today)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("The two records are one now. You can undo this under “Duplicates”."))
            return redirect(kept)
    context = {
        "kept": kept,
        "gone": gone,
        "pair": duplicates.pair_of(kept, gone, today=today) if kept != gone else None,
        "preview": actions.preview_merge(kept, gone) if not refusals else [],
        "refusals": refusals,
        "today": today,
    }
    return render(request, "members/duplicate_merge.html", context)


@merge_people
@require_POST
def duplicate_dismiss(request, kept_id, gone_id):
    """These are two people: nobody proposes them again."""
    today = timezone.localdate()
    kept, gone = person_for(request.user, kept_id, today), person_for(request.user, gone_id, today)
    try:
        actions.tell_apart(kept, gone, by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("We remember that these are two people."))
    return redirect("members:duplicate_list")


@merge_people
@require_POST
def duplicate_undo(request, merge_id):
    """Make two records again of what was merged."""
    merges = PersonMerge.objects.visible_to(request.user).select_related("kept", "gone")
    merge = get_object_or_404(merges, pk=merge_id)
    try:
        actions.undo_merge(merge, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("There are two records again, each with what it had."))
    return redirect("members:duplicate_list")


def person_for(user, person_id, today):
    """A person with the roles that they hold, or a page that says there is none."""
    return get_object_or_404(Person.objects.visible_to(user).current().with_roles_on(today), pk=person_id)
