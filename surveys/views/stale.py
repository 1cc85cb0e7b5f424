"""Pages that were sent when they could not be kept any more: what was typed on them is shown, never lost."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surveys import documents, rules
from surveys.forms import posted, typed
from surveys.models import Survey


def page_of(request, survey):
    """The questions as they stood on the page that was sent."""
    return survey.document_numbered(request.POST.get("version", ""))


def typed_on(request, survey, **options):
    """What was typed on a page that was sent, also on the page about the register; nothing of a page that was read."""
    if request.method != "POST":
        return []
    remark = request.POST.get("text", "").strip()
    return [*typed(page_of(request, survey), request.POST, **options), *([("", remark)] if remark else [])]


def unknown(request, survey_id):
    """No link that we know lets this browser in; it learns nothing of the survey."""
    survey = Survey.objects.that_a_page_names(survey_id).first()
    context = {"typed": typed_on(request, survey, own_words_alone=True) if survey else []}
    return render(request, "surveys/response_unknown.html", context, status=404)


def closed(request, survey, reasons):
    context = {"survey": survey, "reasons": reasons, "typed": typed_on(request, survey)}
    return render(request, "surveys/response_closed.html", context, status=410)


def used(request, survey):
    return render(
        request, "surveys/response_used.html", {"survey": survey, "typed": typed_on(request, survey)}, status=410
    )


def sent_again(request, invitation):
    """A page that came after the answers were sent: the same once more, or another tab that nobody looked at since."""
    survey = invitation.survey
    asked = [each for each in documents.questions(page_of(request, survey)) if each["type"] not in ("note", "file")]
    given = {each["code"]: answer for each in asked if (answer := posted(each, request.POST)) is not None}
    is_the_same = not given or rules.is_what_was_sent(invitation, given)
    if is_the_same and request.POST.get("go") != "stay" and "text" not in request.POST:
        return redirect("surveys:response_done", survey.pk)
    return used(request, survey)


def of_another(request, invitation):
    """The page of one link was sent after another link was opened in this browser."""
    if not typed_on(request, invitation.survey):
        return redirect("surveys:response_start", invitation.survey_id)
    context = {
        "survey": invitation.survey,
        "title": _("Another link was opened in this browser"),
        "sentence": _("This page belonged to the earlier one, so it was not kept. Open the link that is yours again."),
        "typed": typed_on(request, invitation.survey),
    }
    return render(request, "surveys/response_stale.html", context, status=409)


def changed(request, invitation, kept, go_on):
    """The questions were edited meanwhile, and not everything on the page is asked any more."""
    context = {
        "survey": invitation.survey,
        "title": _("The questions were changed meanwhile"),
        "sentence": _(
            "What you answered is kept, but for what stands below: that is asked no more, or in another way."
        ),
        "typed": typed_on(request, invitation.survey, without=kept),
        "go_on": go_on,
    }
    return render(request, "surveys/response_stale.html", context, status=409)
