"""The results of a survey: figures, breakdowns and charts on a page, and the workbook that a worker makes of them."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.jobs import actions as jobs
from surveys import banners, disclosure, frames, response, screens, workbook
from surveys.models import Survey

EVERYTHING = "alles"
PANEL = "province"  # by what the response is shown when no breakdown is chosen

analysts_only = permission_required("surveys.analyse", raise_exception=True)


@analysts_only
@require_safe
def analysis(request, survey_id):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    frame = frames.of_survey(survey)
    by_address = {address: banner for banner, address in banners.IN_ADDRESSES.items()}
    banner = by_address.get(request.GET.get("uitsplitsing", ""), "")
    sections = [code for code, _title in frame.codebook.sections]
    asked = request.GET.get("deel", "")
    section = asked if asked in (*sections, EVERYTHING) else next(iter(sections), "")

    panel = banner if banner in banners.OF_MEMBERS else PANEL
    labels = banners.labels_of({banner or panel, panel})
    publication = disclosure.of_survey(
        survey,
        frame,
        labels,
        banners=[banner] if banner else [],
        sections=None if section == EVERYTHING else [section],
    )
    members = response.members_of(survey)
    context = {
        "survey": survey,
        "publication": publication,
        "strata": response.by_stratum(publication, members, labels, [panel], response.answered_of(survey)),
        "everybody": response.of_all(publication, members, _("Everybody") if survey.asks_people else _("All members")),
        "banners": [(banners.IN_ADDRESSES[code], title, code == banner) for code, title in banners.TITLES.items()],
        "banner": banner,
        "banner_notes": publication.banners[banner].notes if banner else (),
        "sections": [(code, title, code == section) for code, title in publication.sections],
        "is_everything": section == EVERYTHING,
        "everything": EVERYTHING,
        "screens": [screens.of(table) for (_code, by), table in publication.tables.items() if by == banner],
    }
    return render(request, "surveys/analysis.html", context)


@analysts_only
@require_POST
def analysis_export(request, survey_id):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    job = jobs.ask(
        "surveys.workbook",
        title=format_lazy("{} · {}", gettext_lazy("Results in Excel"), lazy(lambda: survey.title, str)()),
        task="surveys.tasks.write_workbook",
        by=request.user,
        arguments={"survey": survey.pk},
        key=workbook.data_key(survey),
        right="surveys.analyse",
    )
    return redirect(job)
