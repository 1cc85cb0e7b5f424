from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actions, demo, holidays, navigation, privacy
from portal.forms import HolidayForm
from portal.housestyle.example import ExampleForm
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.models import User


def bad_request(request, exception):
    """Our own page, without Django's CSRF wrapper: that would read a request that cannot be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request):
    return HttpResponse(render_to_string("500.html"), status=500)


def address_to_return_to(request):
    """Where the reader came from, when that is a page of ours; else the home page."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("reports:home")


@login_not_required
@require_POST
def language_set(request):
    """Speak the reader's language from now on; mails to somebody who is logged in follow."""
    response = HttpResponseRedirect(address_to_return_to(request))
    language = request.POST.get("language", "")
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=language)
    return response


@require_safe
def account_email(request):
    """With which address one logs in, and how to have it changed: the register and the account stay one."""
    return render(request, "account/email.html")


@require_safe
def rare_list(request):
    """What is rarely needed, as far as the reader may do it: mergers, fees, duplicates, imports, the trail."""
    entries = navigation.rare_entries_for(request.user)
    if not entries:
        raise PermissionDenied
    return render(request, "rare_list.html", {"entries": entries})


may_change_holidays = permission_required("portal.change_holidays", raise_exception=True)


@may_change_holidays
@require_safe
def holiday_list(request):
    """When Flemish schools are closed, this school year and the next three."""
    first = holidays.school_year_of(timezone.localdate())
    by_year = holidays.holidays_of(range(first, first + 4))
    years = [(year, f"{year}-{year + 1}", periods) for year, periods in by_year.items()]
    return render(request, "holiday_list.html", {"years": years})


@may_change_holidays
@with_form
def holiday_edit(request, school_year, kind):
    """Other days for a school holiday than those that the rule or an earlier publication says."""
    if not holidays.is_thinkable(school_year):
        raise Http404
    known = {period.kind.value: period for period in holidays.holidays_of([school_year])[school_year]}
    period = known.get(kind)
    if period is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = HolidayForm(data, school_year=school_year, initial=period._asdict())
    if form.is_valid():
        actions.change_school_holiday(school_year, kind, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("holiday_list")
    context = {"period": period, "title": f"{school_year}-{school_year + 1}", "form": form}
    return render(request, "holiday_edit.html", context)


@login_not_required
@require_safe
def privacy_statement(request):
    """What we do with data of people, for everybody: the register of processing in plain sight."""
    return render(request, "privacy_statement.html", {"processings": privacy.register()})


@login_not_required
@require_POST
def demo_login(request):
    """Log in as one of the demo people with one click; exists only on a development portal with demo data."""
    if not demo.allows_one_click():
        raise Http404
    email = request.POST.get("email", "")
    if email not in [person.email for person in demo.PEOPLE]:
        raise Http404
    user = get_object_or_404(User, email=email)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponseRedirect(address_to_return_to(request))


@login_not_required
@require_safe
def styleguide(request):
    """All components together, so that a change of one is seen beside the others."""
    context = {
        "empty_form": ExampleForm(),
        "refused_form": ExampleForm({"name": "Noor"}, auto_id="refused_%s"),
        "page": page_of(request, range(120)),
    }
    return render(request, "housestyle/styleguide.html", context)
