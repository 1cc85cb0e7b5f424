"""Agendas to subscribe to: one's own by a secret address, and what is on offer for everybody."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access
from trainings import actions, calendars
from trainings.models import AgendaAddress

may_register = permission_required("trainings.register", raise_exception=True)


@login_not_required
@require_safe
def agenda_feed(request, token):
    """The half-days of one person; whoever has the address may read it, so it names nobody else."""
    address = get_object_or_404(AgendaAddress.objects.with_token(token).select_related("person"))
    return as_feed(request, calendars.of_person(address.person, today=timezone.localdate()), is_private=True)


@login_not_required
@require_safe
def agenda_public(request):
    language = request.GET.get("taal", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return as_feed(request, calendars.of_everybody(today=timezone.localdate()), is_private=False)


def as_feed(request, text, *, is_private):
    """The file, or 304 when the agenda program has this one already."""
    content = text.encode()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Cache-Control"] = "private, no-cache" if is_private else "public, max-age=900"
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    if is_private:
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag=response["ETag"], response=response)


@may_register
@require_safe
def agenda_detail(request):
    """The page where somebody makes, sees and revokes the address of their agenda."""
    person = access.person_of(request.user)
    address = AgendaAddress.objects.of(person).first()
    token = address and actions.token_of(address)
    url = token and settings.SITE_URL + reverse("trainings:agenda_feed", args=[token])
    context = {
        "person": person,
        "address": address,
        "url": url,
        "webcal_url": url and f"webcal://{url.split('://')[-1]}",
        "public_url": settings.SITE_URL + reverse("trainings:agenda_public"),
    }
    response = render(request, "trainings/agenda_detail.html", context)
    response["Cache-Control"] = "no-store"  # the address is a secret
    return response


@may_register
@require_POST
def agenda_make(request):
    if person := access.person_of(request.user):
        actions.make_agenda_address(person, now=timezone.now())
        messages.success(request, _("Your agenda has a new address. An older one no longer works."))
    return redirect("trainings:agenda_detail")


@may_register
@require_POST
def agenda_revoke(request):
    if person := access.person_of(request.user):
        actions.revoke_agenda_address(person)
        messages.success(request, _("The address no longer works."))
    return redirect("trainings:agenda_detail")
