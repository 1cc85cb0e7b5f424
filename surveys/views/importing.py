"""Forms that come from elsewhere and go elsewhere, and answers that come from elsewhere."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from members.actions import imports
from members.forms import ImportForm
from members.models import ImportRun, ImportState
from portal.housestyle.workbooks import XLSX
from portal.methods import with_form
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind
from surveys import actions, documents, foreign, history, phrases
from surveys.foreign import writing
from surveys.forms import DraftTitleForm, FormFileForm, MappingForm
from surveys.models import Confidentiality, Survey

staff_only = permission_required("surveys.manage", raise_exception=True)
KEPT = 24 * 60 * 60  # seconds that what was read can be kept as a draft
MOST_SHOWN = 200  # mistakes
MOST_SIGNS = 2_000_000  # of a form, packed and signed: it travels in the page


@staff_only
@with_form
def survey_import(request):
    """Bring a form, see what becomes of it, and keep it as a draft; nothing is stored before that."""
    if request.method == "POST" and "form" in request.POST:
        return _keep(request)
    is_sent = request.method == "POST"
    form = FormFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        try:
            read = foreign.read(form.cleaned_data["file"])
            packed = _packed(read, request.user)
        except foreign.FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            keep = DraftTitleForm(initial={"title_nl": read.fields.get("title_nl"), "form": packed})
            return _preview(request, read.document, keep, fields=read.fields, read=read)
    return render(request, "surveys/survey_import.html", {"form": form})


def _packed(read, user):
    packed = signing.dumps([read.fields, read.document], salt=_salt(user), compress=True)
    if len(packed) > MOST_SIGNS:
        raise foreign.FileRefused(_("This form is too large. Split it in parts."))
    return packed


def _salt(user):
    return f"surveys.import.{user.pk}"


def _preview(request, document, keep, *, fields, read=None):
    promised = Confidentiality(fields.get("confidentiality", Confidentiality.CONFIDENTIAL))
    faults = list(documents.faults(document, confidentiality=promised))
    context = {"read": read, "document": document, "keep": keep, "faults": faults, "promised": promised.label}
    context["sections"] = [
        (documents.words(section["title"]), [_shown(each) for each in section["questions"]])
        for section in document["sections"]
    ]
    context["number"] = sum(each["type"] != "note" for each in documents.questions(document))
    return render(request, "surveys/survey_import_preview.html", context)


def _shown(question):
    """One question as the preview shows it."""
    options = [documents.words(each["label"]) for each in documents.options(question)]
    kind = phrases.TYPE_NAMES[question["type"]][0]
    return {**question, "kind": kind, "words": documents.words(question["text"]), "answers": options}


def _keep(request):
    """The draft of what was read a moment ago."""
    form = DraftTitleForm(request.POST)
    try:
        fields, document = signing.loads(request.POST["form"], salt=_salt(request.user), max_age=KEPT)
    except signing.BadSignature:
        messages.error(request, _("This was too long ago. Bring the file again."))
        return redirect("surveys:survey_import")
    if not form.is_valid():
        return _preview(request, document, form, fields=fields)
    fields["title_nl"] = form.cleaned_data["title_nl"]
    survey = actions.start_survey(document, by=request.user, **fields)
    messages.success(request, _("The questions stand in a new draft. Look at them before you bring it into the field."))
    return redirect("surveys:survey_build", survey.pk)


@staff_only
@require_safe
def survey_xlsform(request, survey_id):
    """The questions of a survey as an XLSForm, for other tools or to start another survey from."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    version = get_object_or_404(survey.versions.order_by("-number")[:1])
    content = writing.write(
        version.document,
        title_nl=survey.title_nl,
        title_en=survey.title_en,
        name=f"werfportaal_{survey.pk}",
        more={field: getattr(survey, field) for field in foreign.CARRIED},
    )
    trail.write(
        gettext_lazy("The questions of a survey were exported"), by=request.user, about=survey, kind=LineKind.EXPORT
    )
    response = HttpResponse(content, content_type=XLSX)
    file_name = slugify(survey.title_nl) or "bevraging"
    response["Content-Disposition"] = f'attachment; filename="{file_name}.xlsx"'
    return response


# --- Answers ----------------------------------------------------------------------------------------


@staff_only
@with_form
def response_import(request, survey_id):
    """Bring a file with answers that were given elsewhere; nothing is saved before one saw what it holds."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    refusals = history.refusals(survey)
    is_sent = request.method == "POST" and not refusals
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            header, _samples = history.header_of(file)
        except foreign.FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            file.seek(0)
            return _received(request, survey, file, history.guess(header, survey.version.document))
    return render(request, "surveys/response_import.html", {"survey": survey, "form": form, "refusals": refusals})


def _received(request, survey, file, mapping):
    options = {"survey": survey.pk, "mapping": mapping}
    run = imports.receive(file, history.KIND, by=request.user, now=timezone.now(), options=options)
    return redirect("surveys:response_mapping", survey.pk, run.pk)


def _found(request, survey_id, import_id):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    runs = ImportRun.objects.about(history.KIND, survey=survey.pk).select_related("job")
    return survey, get_object_or_404(runs, pk=import_id)


@staff_only
@with_form
def response_mapping(request, survey_id, import_id):
    """Which column holds what, and what the file says then; another choice reads the file anew."""
    survey, run = _found(request, survey_id, import_id)
    if not run.file or run.state in (ImportState.SAVED, ImportState.DISCARDED) or history.refusals(survey):
        messages.error(request, _("This file does not wait for a decision any more."))
        return redirect("surveys:response_import", survey_id)
    with run.file.open("rb") as file:
        header, samples = history.header_of(file)
    mapping = run.options.get("mapping") or {}
    data = request.POST if request.method == "POST" else None
    form = MappingForm(header, samples, history.targets(survey.version.document), mapping, data)
    if form.is_valid():
        with run.file.open("rb") as file:
            file.name = run.file_name
            response = _received(request, survey, file, form.mapping)
        imports.discard(run, now=timezone.now())
        return response
    rejected = run.report.get("rejected", [])
    context = {
        "survey": survey,
        "run": run,
        "form": form,
        "is_busy": bool(run.job and run.job.is_under_way),
        "rejected": rejected[:MOST_SHOWN],
        "rejected_more": max(0, len(rejected) - MOST_SHOWN),
        "ignored": run.report.get("ignored", []),
        "can_save": run.state == ImportState.READY,
    }
    return render(request, "surveys/response_mapping.html", context)


@staff_only
@require_POST
def response_import_save(request, survey_id, import_id):
    """Save the answers that were seen, all or none; many of them in the background."""
    survey, run = _found(request, survey_id, import_id)
    try:
        if imports.takes_long(run):
            imports.confirm_later(run, by=request.user)
            return redirect("surveys:response_mapping", survey_id, import_id)
        imports.confirm(run, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
        return redirect("surveys:response_mapping", survey_id, import_id)
    messages.success(request, _("The answers were added."))
    return redirect(survey)
