"""Starting a survey, from a template, an earlier one or nothing; its settings; removing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.refused import Refused
from surveys import actions, documents, drafting, rules
from surveys.catalogue import TEMPLATES
from surveys.forms import RemoveForm, SettingsForm
from surveys.models import Survey
from surveys.views.building import document_of
from surveys.views.fieldwork import found, staff_only

EMPTY = "leeg"
COPIED = ("intro_nl", "intro_en", "unit_of_analysis", "confidentiality", "min_cell")
pages = require_http_methods(["GET", "HEAD", "POST"])


@staff_only
@pages
def survey_create(request):
    """First what to start from, then the few things that every survey needs."""
    start = start_of(request)
    if start is None:
        context = {
            "templates": [template_card(template) for template in TEMPLATES.values()],
            "surveys": Survey.objects.visible_to(request.user).newest_first()[:50],
        }
        return render(request, "surveys/survey_create.html", context)
    document, fields = start
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=fields)
    if form.is_valid():
        survey = actions.start_survey(document, by=request.user, **form.cleaned_data)
        messages.success(request, _("The survey stands. Change its questions until they say what you mean."))
        return redirect("surveys:survey_build", survey.pk)
    context = {
        "form": form,
        "questions": len(documents.questions(document)),
        "minutes": documents.minutes(document),
        "is_start": True,
    }
    return render(request, "surveys/survey_create.html", context)


def start_of(request):
    """The document and the fields that were chosen to start from; None before the choice."""
    code, copied = request.GET.get("sjabloon", ""), request.GET.get("kopie", "")
    if code == EMPTY:
        return drafting.blank(), {}
    if code in TEMPLATES:
        return TEMPLATES[code].document, TEMPLATES[code].fields
    if copied.isdecimal() and len(copied) < 10:
        survey = found(request, int(copied))
        fields = {name: getattr(survey, name) for name in COPIED}
        fields |= {"title_nl": (_("%(title)s (copy)") % {"title": survey.title_nl})[:150], "title_en": survey.title_en}
        return document_of(survey), fields
    if code or copied:
        raise Http404
    return None


def template_card(template):
    """A template as a card: its code, title, first sentence, number of questions and minutes."""
    fields = {
        name: {"nl": template.fields.get(f"{name}_nl"), "en": template.fields.get(f"{name}_en")}
        for name in ("title", "intro")
    }
    return {
        "code": template.code,
        "title": documents.words(fields["title"]),
        "intro": documents.words(fields["intro"]),
        "questions": len([each for each in documents.questions(template.document) if each["type"] != "note"]),
        "minutes": documents.minutes(template.document),
    }


@staff_only
@pages
def survey_edit(request, survey_id):
    """The settings of a draft."""
    survey = found(request, survey_id)
    form = SettingsForm(
        request.POST if request.method == "POST" else None, instance=survey, is_promised=rules.is_promised(survey)
    )
    refused_because = [reason.label for reason in rules.settings_refusals(survey, {})]
    if not refused_because and form.is_valid():
        try:
            actions.change_settings(survey, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused_because = refused.messages
        else:
            messages.success(request, _("Kept."))
            return redirect(survey)
    context = {"survey": survey, "form": form, "refused_because": refused_because}
    return render(request, "surveys/survey_edit.html", context)


@staff_only
@pages
def survey_remove(request, survey_id):
    """Remove a survey for good, its title typed over first."""
    survey = found(request, survey_id)
    refusals = rules.remove_refusals(survey)
    form = RemoveForm(survey.title_nl, request.POST if request.method == "POST" else None)
    if not refusals and form.is_valid():
        try:
            actions.remove_survey(survey, by=request.user)
        except Refused as refused:
            refusals = refused.reasons
        else:
            messages.success(request, _("The survey is removed."))
            return redirect("surveys:survey_list")
    context = {"survey": survey, "form": form, "refusals": refusals, "answers": survey.responses.count()}
    return render(request, "surveys/survey_remove.html", context)
