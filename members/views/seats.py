from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import actions, seats
from members.contact_lists import VacancyList
from members.forms import PlaceChoiceForm, SeatMessageForm, VacancyForm, YouthCouncilForm, YouthServiceForm
from members.models import Municipality, RoleType, Vacancy, YouthCouncil, YouthService
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

see_people = permission_required("members.see_people", raise_exception=True)
edit = permission_required("members.edit", raise_exception=True)


@require_safe
@see_people
def vacancy_list(request):
    """Seats without a person, the ones that lasted longest on top, and those of which we know nothing."""
    today = timezone.localdate()
    vacancies = Vacancy.objects.visible_to(request.user).open_on(today).with_seat().with_mailbox(today)
    if exports.is_asked_for(request):
        return exports.download(request, VacancyList(), vacancies)
    empty = seats.empty_seats(RoleType.objects.watched(), day=today)
    context = {
        "page": page_of(request, vacancies),
        "empty": [(role_type, places) for role_type, places in empty if places],
        "today": today,
        "edits": request.user.has_perm("members.edit"),
    }
    return render(request, "members/vacancy_list.html", context)


@edit
@with_form
def vacancy_create(request):
    """Call a seat vacant; first the municipality, because its people may stand in."""
    today = timezone.localdate()
    places = Municipality.objects.visible_to(request.user).existing_on(today)
    chosen = PlaceChoiceForm(request.GET if "gemeente" in request.GET else None, places=places)
    if not chosen.is_valid():
        return render(request, "members/vacancy_create.html", {"place_form": chosen})

    municipality = chosen.cleaned_data["municipality"]
    form = VacancyForm(
        request.POST if request.method == "POST" else None,
        municipality=municipality,
        today=today,
        initial={"starts_on": today, "role_type": RoleType.objects.with_code(request.GET.get("rol", ""))},
    )
    if form.is_valid():
        answers = dict(form.cleaned_data)
        try:
            actions.open_vacancy(
                answers.pop("role_type"), municipality, on=answers.pop("starts_on"), by=request.user, **answers
            )
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The seat stands among the vacancies."))
            return redirect("members:vacancy_list")
    return render(request, "members/vacancy_create.html", {"municipality": municipality, "form": form})


@edit
@with_form
def vacancy_edit(request, vacancy_id):
    """Who stands in for an empty seat."""
    vacancy = vacancy_for(request.user, vacancy_id)
    form = VacancyForm(
        request.POST if request.method == "POST" else None,
        municipality=vacancy.municipality,
        today=timezone.localdate(),
        is_known=True,
        initial={"fallback": vacancy.fallback, "note": vacancy.note},
    )
    if form.is_valid():
        try:
            actions.change_vacancy(vacancy, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect("members:vacancy_list")
    return render(request, "members/vacancy_edit.html", {"vacancy": vacancy, "form": form})


@edit
@require_POST
def vacancy_close(request, vacancy_id):
    """The seat need not be filled any more."""
    vacancy = vacancy_for(request.user, vacancy_id)
    try:
        actions.close_vacancy(vacancy, today=timezone.localdate(), by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The vacancy is closed."))
    return redirect("members:vacancy_list")


@edit
@with_form
def youth_service_edit(request, nis_code):
    """How the youth service is organised, and how many work there."""
    today = timezone.localdate()
    municipality = municipality_for(request.user, nis_code)
    service = YouthService.objects.of(municipality).active_on(today).first()
    figure = municipality.staffing_figures.first()
    initial = {
        "on": today,
        "form": service.form if service else "",
        "mailbox": service.mailbox if service else "",
        "fte": figure.fte if figure else None,
        "heads": figure.heads if figure else None,
    }
    form = YouthServiceForm(request.POST if request.method == "POST" else None, today=today, initial=initial)
    if form.is_valid():
        try:
            actions.describe_youth_service(municipality, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(municipality)
    context = {"municipality": municipality, "form": form, "history": YouthService.objects.of(municipality)}
    return render(request, "members/youth_service_edit.html", context)


@edit
@with_form
def youth_council_edit(request, nis_code):
    """How the youth council stands."""
    municipality = municipality_for(request.user, nis_code)
    council = YouthCouncil.objects.of(municipality).first()
    form = YouthCouncilForm(
        request.POST if request.method == "POST" else None,
        instance=council or YouthCouncil(municipality=municipality),
        today=timezone.localdate(),
    )
    if form.is_valid():
        actions.describe_youth_council(municipality, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(municipality)
    return render(request, "members/youth_council_edit.html", {"municipality": municipality, "form": form})


@edit
@with_form
def seat_write(request, nis_code):
    """A short message to whoever holds a seat of a municipality, or stands in for it."""
    municipality = municipality_for(request.user, nis_code)
    form = SeatMessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            recipients = actions.write_to_seat(
                municipality=municipality, by=request.user, today=timezone.localdate(), **form.cleaned_data
            )
        except Refused as refused:
            refused.add_to(form)
        else:
            names = {"names": ", ".join(each.full_name for each in recipients)}
            if recipients[0].is_fallback:
                messages.success(request, _("Nobody holds the seat: the message is on its way to %(names)s.") % names)
            else:
                messages.success(request, _("The message is on its way to %(names)s.") % names)
            return redirect(municipality)
    return render(request, "members/seat_write.html", {"municipality": municipality, "form": form})


def vacancy_for(user, vacancy_id):
    return get_object_or_404(Vacancy.objects.visible_to(user).with_seat(), pk=vacancy_id)


def municipality_for(user, nis_code):
    return get_object_or_404(Municipality.objects.visible_to(user), nis_code=nis_code)
