"""Writing one question, or one section, of a survey that is being made."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.refused import Refused
from surveys import actions, documents, drafting, phrases, rules
from surveys.forms import PartForm, QuestionForm
from surveys.forms.building import SCALE_NAMES
from surveys.views.building import builder, document_of
from surveys.views.fieldwork import found, say, staff_only

pages = require_http_methods(["GET", "HEAD", "POST"])


@staff_only
@pages
def question_create(request, survey_id):
    """A new question of a kind, at the end of a section."""
    survey, data = found(request, survey_id), request.POST if request.method == "POST" else None
    document = document_of(survey)
    sections = {section["code"]: documents.words(section["title"]) for section in document["sections"]}
    if not sections:
        return redirect("surveys:section_create", survey.pk)
    kind, section = request.GET.get("soort", ""), request.GET.get("deel", "")
    kind = kind if kind in documents.TYPES else "single"
    section = section if section in sections else list(sections)[-1]
    form = QuestionForm(document, drafting.new_question(kind), data, section=section)

    refused_because = []
    if data is not None and data.get("do"):
        form.shape(data["do"])
    elif data is not None and form.is_valid():
        try:
            code = actions.add_question(survey, form.asked, section, by=request.user)
        except Refused as refused:
            refused_because = refused.messages
        else:
            return redirect(onward(survey, code, data.get("then", ""), section))
    context = {"section": section, "section_title": sections[section], "refused_because": refused_because}
    return render(request, "surveys/question_create.html", context | shown(survey, form))


@staff_only
@pages
def question_edit(request, survey_id, question):
    """One question: its words, its answers, who is asked it."""
    survey, data = found(request, survey_id), request.POST if request.method == "POST" else None
    document = document_of(survey)
    try:
        now, section = drafting.find(document, question)
    except KeyError as error:
        if data is not None:
            messages.error(request, rules.Refusal.NO_LONGER_THERE.label)
            return redirect(builder(survey))
        raise Http404 from error
    form = QuestionForm(document, now, data)
    context = {"question": now, "section": section["code"], "seen": drafting.part_hash(now), "is_stale": False}

    if data is not None:
        context["seen"] = data.get("over") or data.get("seen", "")
        if data.get("do"):
            form.shape(data["do"])
        elif form.is_valid():
            as_new = data.get("then") == "as_new"
            try:
                code = actions.change_question(
                    survey, question, form.asked, seen=context["seen"], by=request.user, as_new=as_new
                )
            except Refused as refused:
                context["refused_because"] = refused.messages
                context["is_stale"] = rules.Refusal.STALE in refused.reasons
                context["can_be_new"] = not context["is_stale"]
                context["stands_now"] = drafting.part_hash(now)
            else:
                return redirect(onward(survey, code, data.get("then", ""), section["code"]))
    names = phrases.numbered(document)
    findings = [*documents.faults(document, confidentiality=survey.confidentiality), *documents.warnings(document)]
    context["findings"] = [each.sentence for each in findings if each.question == question]
    context["name"] = names[question].name if question in names else ""
    return render(request, "surveys/question_edit.html", context | shown(survey, form))


def shown(survey, form):
    """What the page of a question shows, new or old."""
    kind, icon, hint = phrases.TYPE_NAMES[form.kind]
    return {
        "survey": survey,
        "form": form,
        "kind": kind,
        "kind_icon": icon,
        "kind_hint": hint,
        "scales": SCALE_NAMES if form.options and form.kind in ("likert", "matrix", "single") else {},
        "in_sight": [(each, *phrases.TYPE_NAMES[each]) for each in drafting.IN_SIGHT],
    }


def onward(survey, code, then, section):
    """Back to the outline, or on to the next question of a kind."""
    _next, _dash, kind = then.partition("next-")
    if kind in documents.TYPES:
        return f"{reverse('surveys:question_create', args=[survey.pk])}?soort={kind}&deel={section}"
    return builder(survey, code)


# --- Sections ---------------------------------------------------------------------------------------


@staff_only
@pages
def section_create(request, survey_id):
    survey, data = found(request, survey_id), request.POST if request.method == "POST" else None
    form = PartForm(document_of(survey), {}, data)
    if data is not None and data.get("do"):
        form.shape(data["do"])
    elif data is not None and form.is_valid():
        fields = {name: value for name, value in form.asked.items() if value is not None}
        try:
            code = actions.add_section(survey, fields, by=request.user)
        except Refused as refused:
            say(request, refused)
            return redirect(builder(survey))
        return redirect(builder(survey, f"deel-{code}"))
    return render(request, "surveys/section_create.html", {"survey": survey, "form": form})


@staff_only
@pages
def section_edit(request, survey_id, part):
    survey, data = found(request, survey_id), request.POST if request.method == "POST" else None
    document = document_of(survey)
    try:
        section = drafting.find_section(document, part)
    except KeyError as error:
        raise Http404 from error
    form = PartForm(document, section, data)
    own = {name: value for name, value in section.items() if name != "questions"}
    context = {"survey": survey, "form": form, "section": section, "seen": drafting.part_hash(own)}
    if data is not None:
        context["seen"] = data.get("over") or data.get("seen", "")
        if data.get("do"):
            form.shape(data["do"])
        elif form.is_valid():
            try:
                actions.change_section(survey, part, form.asked, seen=context["seen"], by=request.user)
            except Refused as refused:
                context["refused_because"] = refused.messages
                context["is_stale"] = rules.Refusal.STALE in refused.reasons
                context["stands_now"] = drafting.part_hash(own)
            else:
                return redirect(builder(survey, f"deel-{part}"))
    return render(request, "surveys/section_edit.html", context)


@staff_only
@require_POST
def section_move(request, survey_id, part):
    survey = found(request, survey_id)
    step = -1 if request.POST.get("to") == "up" else 1
    try:
        actions.move_section(survey, part, step, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        say(request, refused)
    return redirect(builder(survey, f"deel-{part}"))


@staff_only
@require_POST
def section_remove(request, survey_id, part):
    survey = found(request, survey_id)
    try:
        actions.remove_section(survey, part, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        say(request, refused)
    else:
        messages.success(request, _("The section is gone."))
    return redirect(builder(survey))
