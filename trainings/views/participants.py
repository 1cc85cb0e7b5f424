from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.housestyle import workbooks
from trainings import resources
from trainings.models import Edition

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def participant_list(request, edition_id):
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).with_dates().with_seats_taken().select_related("module"),
        pk=edition_id,
    )
    registrations = edition.registrations.select_related("person").with_place_in_line()
    context = {
        "edition": edition,
        "seated": registrations.holding_a_seat().order_by("person__sort_name"),
        "waiting": registrations.waiting(),
        "ended": registrations.ended(),
        "too_many": max(0, edition.seats_taken - edition.seats),
    }
    return render(request, "trainings/participant_list.html", context)


@staff_only
@require_safe
def participant_export(request, edition_id):
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("module"), pk=edition_id)
    registrations = edition.registrations.active().select_related("person").order_by("person__sort_name")
    return workbooks.as_download(
        resources.ParticipantResource().export(registrations),
        title=str(edition),
        file_name=f"deelnemers-{edition.pk}.xlsx",
    )
