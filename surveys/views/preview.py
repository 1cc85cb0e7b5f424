"""Trying a questionnaire before it goes into the field: the real pages, of which nothing is kept."""

import json

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal.methods import with_form
from surveys import documents, rules
from surveys.forms import SectionForm
from surveys.models import Survey

staff_only = permission_required("surveys.manage", raise_exception=True)
SCREENS = ("telefoon", "computer")
LONGEST_DRAFT = 200_000  # characters that a page carries along


@staff_only
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def survey_preview(request, survey_id):
    """The questions in a frame as wide as a phone or a computer."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    version = survey.versions.last()
    screen = request.GET.get("scherm", "")
    context = {
        "survey": survey,
        "version": version,
        "screen": screen if screen in SCREENS else SCREENS[0],
        "language": language_of(request.GET),
        "faults": faults_of(survey, version),
    }
    return render(request, "surveys/survey_preview.html", context)


@staff_only
@never_cache
@with_form
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def survey_preview_section(request, survey_id, page):
    """A page of the questions, with the answers so far carried from page to page; page 0 is the start."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    version = survey.versions.last()
    if version is None or faults_of(survey, version):
        raise Http404
    data = request.POST if request.method == "POST" else None
    with translation.override(language_of(request.POST or request.GET)):
        return answer_to_try(request, survey, version.document, page, data)


def answer_to_try(request, survey, document, page, data):
    document = without_needed_files(document)
    draft = draft_of(document, data)
    context = {"survey": survey, "language": translation.get_language()}
    form = None
    if data is not None and page in rules.pages(document, draft):
        form = SectionForm(document, page, draft, data)
        target = form.target(data.get("go"))
        draft = rules.possible(document, form.all_given)
        if target is None:
            return render(request, "surveys/preview_done.html", context)
        if target != page or not form.mistakes:
            form = None
        page = target
    pages = rules.pages(document, draft)
    if page not in pages:
        context |= {
            "minutes": documents.minutes(document),
            "number_of_questions": len(documents.routed(document, {})[0]),
            "first": address_of(survey, pages[0]) if pages else "",
        }
        return render(request, "surveys/preview_start.html", context)
    context |= {
        "form": form or SectionForm(document, page, draft),
        "so_far": json.dumps(draft),
        "step": pages.index(page) + 1,
        "steps": len(pages),
        "progress": rules.progress(pages, page),
        "is_last": page == pages[-1],
        "address": address_of(survey, page),
    }
    return render(request, "surveys/preview_section.html", context)


def draft_of(document, data):
    """The answers that the page before carried along; what is no answer is left out."""
    try:
        carried = json.loads((data or {}).get("so_far", "{}")[:LONGEST_DRAFT])
    except (ValueError, RecursionError):
        carried = {}
    return rules.possible(document, carried if isinstance(carried, dict) else {})


def without_needed_files(document):
    """The same questions, of which no file keeps one from going on: a preview keeps none."""
    sections = [
        {
            **section,
            "questions": [
                {**question, "required": False} if question["type"] == "file" else question
                for question in section["questions"]
            ],
        }
        for section in document["sections"]
    ]
    return {**document, "sections": sections}


def faults_of(survey, version):
    if version is None:
        return []
    return list(documents.faults(version.document, confidentiality=survey.confidentiality))


def language_of(given):
    language = given.get("taal", "")
    return language if language in dict(settings.LANGUAGES) else translation.get_language()


def address_of(survey, page):
    return reverse("surveys:survey_preview_section", args=[survey.pk, page])
