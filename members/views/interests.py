from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access, competences, suggestions
from members.forms.interests import InterestForm
from members.models import CompetenceEvidence
from portal import pointers
from portal.methods import with_form

choose_interests = permission_required("members.choose_interests", raise_exception=True)


@choose_interests
@with_form
def interest_edit(request):
    """What somebody wishes to grow in or to follow, beside what they have shown already."""
    person, today = access.person_of(request.user), timezone.localdate()
    chosen_competences, chosen_themes = competences.interests_of(person)
    form = InterestForm(
        request.POST if request.method == "POST" else None,
        initial={"competences": chosen_competences, "themes": chosen_themes},
    )

    if person and form.is_valid():
        competences.choose_interests(person, today=today, **form.cleaned_data)
        messages.success(request, _("Saved. Your home page proposes what fits."))
        return redirect("reports:home")

    shown = list(CompetenceEvidence.objects.of(person).standing())
    pointed = pointers.resolve(each.source for each in shown)
    for each in shown:
        each.pointed = pointed.get(each.source)
    context = {"form": form, "person": person, "shown": shown}
    return render(request, "members/interest_edit.html", context)


@choose_interests
@require_POST
def suggestion_dismiss(request):
    """Somebody does not want to see a suggestion for a while."""
    person = access.person_of(request.user)
    if key := request.POST.get("key", "")[:100]:
        suggestions.dismiss(person, key, today=timezone.localdate())
        messages.success(request, _("Gone for three months. Tick other interests to see something else."))
    return redirect("reports:home")
