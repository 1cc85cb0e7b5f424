from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import silence, timeline
from members.actions import engagement as actions
from members.contact_lists import SilentList, TimelineList
from members.forms import SilentFilterForm, TimelineFilterForm
from members.models import (
    Band,
    BandSubject,
    EngagementDisclosure,
    EngagementSnapshot,
    EngagementWeight,
    Municipality,
    Role,
)
from members.rules import engagement as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.refused import Refused

MONTHS_ON_A_PAGE = 24

see_municipalities = permission_required("members.see_municipalities", raise_exception=True)
see_engagement = permission_required("members.see_engagement", raise_exception=True)


@require_safe
@see_engagement
def silent_list(request):
    """Members whom we neither heard nor saw for two years; or those that fade or stand on one leg."""
    today = timezone.localdate()
    bands = Band.objects.used_for(BandSubject.POPULATION)
    form = SilentFilterForm(request.GET, bands=bands)

    snapshots = form.narrow_snapshots(EngagementSnapshot.objects.visible_to(request.user).of_last_night())
    municipalities = Municipality.objects.visible_to(request.user).as_known_on(today)
    municipalities = municipalities.with_holders_of(Role.OFFICER, today)
    wanted = form.narrow(municipalities, today).filter(pk__in=snapshots.values("municipality"))
    if exports.is_asked_for(request):
        return exports.download(request, SilentList(), silence.rows(wanted, today=today))
    page = page_of(request, wanted)

    context = {
        "page": page,
        "rows": silence.rows(page.object_list, today=today),
        "form": form,
        "search": form.chosen("search"),
        "shown": form.shown,
        "provinces": form.options("province", _("All provinces")),
        "bands": form.options("band", _("Any size")),
    }
    return render(request, "members/silent_list.html", context)


@require_safe
@permission_required("members.see_touchpoints", raise_exception=True)
def municipality_timeline(request, nis_code):
    """Everything that happened with a municipality and its predecessors, the newest first, silence as gaps."""
    today = timezone.localdate()
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), nis_code=nis_code)
    form = TimelineFilterForm(request.GET)
    blocks = timeline.of_municipality(municipality, today=today, wanted=form.wanted)
    if exports.is_asked_for(request):
        return exports.download(request, TimelineList(), timeline.entries_of(blocks))
    page = page_of(request, blocks, per_page=MONTHS_ON_A_PAGE)

    context = {
        "municipality": municipality,
        "form": form,
        "page": page,
        "blocks": timeline.pointed(page.object_list),
        "is_narrowed": not form.wanted.is_everything,
    }
    return render(request, "members/municipality_timeline.html", context)


@require_safe
@see_municipalities
def engagement_detail(request, nis_code):
    """Every contribution to the score of a municipality, for the team; for its own people what we hold, once asked."""
    today = timezone.localdate()
    municipality, is_team = find_concerned(request, nis_code, today=today)
    disclosures = EngagementDisclosure.objects.of(municipality)
    readable = disclosures.readable_on(today).first()
    may_read = is_team or bool(readable and municipality.is_headed)

    snapshots = EngagementSnapshot.objects.of_last_night().filter(municipality=municipality)
    snapshot = snapshots.prefetch_related("contributions").first() if may_read else None
    context = {
        "municipality": municipality,
        "is_team": is_team,
        "may_read": may_read,
        "readable": readable,
        "waiting": disclosures.waiting().first(),
        "snapshot": snapshot,
        "contributions": snapshot.contributions.all() if snapshot else [],
        "by_kind": rules.by_kind(snapshot.contributions.all()) if snapshot else [],
        "counted_from": rules.months_before(snapshot.day, rules.WINDOW) if snapshot else None,
        "weights": EngagementWeight.objects.heaviest_first() if may_read else [],
    }
    return render(request, "members/engagement_detail.html", context)


@require_POST
@see_municipalities
def engagement_ask(request, nis_code):
    """Somebody of a municipality asks to see its engagement score."""
    today = timezone.localdate()
    municipality, is_team = find_concerned(request, nis_code, today=today)
    if is_team:
        raise Http404
    actions.ask_disclosure(municipality, today=today, by=request.user)
    messages.success(request, _("We got your question. You hear from us soon."))
    return redirect("members:engagement_detail", nis_code)


@require_POST
@see_engagement
def engagement_disclose(request, nis_code):
    """Let the head of service read the engagement score for a while."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), nis_code=nis_code)
    try:
        disclosure = actions.disclose(municipality, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        day = date_format(disclosure.last_day, "j-n-Y")
        messages.success(request, _("The head of service can read it until %(day)s.") % {"day": day})
    return redirect("members:engagement_detail", nis_code)


def find_concerned(request, nis_code, *, today):
    """The municipality, and whether the reader is of the team; as if it did not exist for people from elsewhere."""
    municipalities = Municipality.objects.visible_to(request.user).with_served_marked(request.user, today)
    municipality = get_object_or_404(municipalities, nis_code=nis_code)
    is_team = request.user.has_perm("members.see_engagement")
    if not is_team and not municipality.is_served:
        raise Http404
    return municipality, is_team
