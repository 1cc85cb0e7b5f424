from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal.housestyle import exports, workbooks
from portal.refused import Refused
from trainings import actions, resources, rules
from trainings.models import Edition, Registration, ReservedSeat

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def participant_list(request, edition_id):
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).with_dates().with_seats_taken().select_related("module"),
        pk=edition_id,
    )
    registrations = edition.registrations.select_related("person", "edition").with_place_in_line()
    now = timezone.now()
    waiting = rules.with_reasons(rules.marked_elsewhere(registrations.waiting()), on=timezone.localdate(now))
    context = {
        "edition": edition,
        "lead": title_of(edition),
        "seated": registrations.holding_a_seat().order_by("person__sort_name"),
        "waiting": waiting,
        "requested": registrations.requested(),
        "rules": rules.queue_rules(edition, today=timezone.localdate(now)) if waiting else [],
        "can_seat": edition.seats_left > 0 and edition.last_day >= timezone.localdate(),
        "must_phone": bool(waiting) and edition.seats_left > 0 and not rules.may_promote(edition, now=now),
        "ended": registrations.ended(),
        "kept": ReservedSeat.objects.visible_to(request.user)
        .in_edition(edition)
        .kept()
        .select_related("group__municipality"),
        "too_many": max(0, edition.seats_taken - edition.seats),
    }
    return render(request, "trainings/participant_list.html", context)


def title_of(edition):
    """Which edition this is: two of one module are told apart by their first day and place."""
    return ", ".join(filter(None, (edition.module.title, date_format(edition.first_day), str(edition.place))))


@staff_only
@require_POST
def participant_seat(request, registration_id):
    """Give somebody on the waiting list a free seat."""
    registration = get_object_or_404(Registration.objects.visible_to(request.user), pk=registration_id)
    try:
        actions.seat(registration, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("This person has a seat now, and gets a mail."))
    return redirect("trainings:participant_list", registration.edition_id)


@staff_only
@require_safe
def participant_export(request, edition_id):
    editions = Edition.objects.visible_to(request.user).with_dates().select_related("module")
    edition = get_object_or_404(editions, pk=edition_id)
    registrations = edition.registrations.active().select_related("person").order_by("person__sort_name")
    participants = resources.ParticipantResource().export(registrations)
    exports.write_line(gettext_lazy("Participants"), len(participants), asked="xlsx", by=request.user, about=edition)
    return workbooks.as_download(
        participants,
        title=title_of(edition),
        file_name=f"deelnemers-{edition.pk}.xlsx",
    )
