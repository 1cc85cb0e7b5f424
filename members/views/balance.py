from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import actions, reach
from members.forms import AreaPlanForm, BalanceRuleForm, PlaceForm, YearForm
from members.models import BalanceRule, Municipality, NetworkArea, SupportLevel
from members.region_lists import AreaBalanceList, MunicipalityBalanceList
from members.rules import balance
from members.views.regions import asked, edit_regions, see_regions
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form

MOST_YEARS_AWAY = 10
see_all_regions = permission_required("members.see_all_regions", raise_exception=True)


@require_safe
@see_all_regions
def area_balance_list(request):
    """What each network area ought to get in a year, what we planned, and what it gets."""
    today = timezone.localdate()
    form = YearForm(request.GET, today=today)
    areas = NetworkArea.objects.visible_to(request.user)
    moments = balance.moments_of(form.year, today.year - 1, today.year)
    balances = balance.balance_of(areas, form.year, today=today, moments=moments)
    served = request.GET.get("vlag", "")
    shown = [each for each in balances if served not in balance.Service.values or each.service == served]
    if exports.is_asked_for(request):
        return exports.download(request, AreaBalanceList(), shown)

    left_out = reach.of_twelve_months(today, moments=moments).without_help(existing(today), today=today)
    context = {
        "year": str(form.year),
        "years": form.choices,
        "rule": BalanceRule.objects.for_year(form.year),
        "balances": shown,
        "day": balance.day_for(form.year, today=today),
        "flags": [
            (None, _("All areas"), served not in balance.Service.values),
            *((value, label, value == served) for value, label in balance.Service.choices),
        ],
        "totals": {
            "target": sum(each.target.moments for each in balances),
            "held": sum(len(each.held) for each in balances),
            "coming": sum(len(each.coming) for each in balances),
            "under": sum(each.service == balance.Service.UNDER for each in balances),
        },
        "left_out": len(left_out),
        "may_edit": request.user.has_perm("members.edit_regions"),
    }
    return render(request, "members/area_balance_list.html", context)


@require_safe
@see_all_regions
def municipality_balance_list(request):
    """What reached each municipality in a year; and which got neither support nor a network moment in twelve months."""
    today = timezone.localdate()
    form = YearForm(request.GET, today=today)
    municipalities = Municipality.objects.existing_on(today).with_province(today).with_network_area(today)
    rule = BalanceRule.objects.for_year(form.year)
    reached = reach.of_year_and_twelve_months(form.year, today=today)
    got = reached.between(*reach.window_of(form.year, today=today))
    left_out = reached.without_help(existing(today), today=today)
    levels = balance.levels_on(balance.day_for(form.year, today=today))
    only_left_out = bool(request.GET.get("geen"))
    if only_left_out:
        municipalities = municipalities.filter(pk__in=left_out)
    area = request.GET.get("regio", "")
    if area:
        municipalities = municipalities.filter(network_area_code=area)

    def with_figures(rows):
        for municipality in rows:
            municipality.reached = got.get(municipality.pk, reach.NOTHING)
            municipality.units = municipality.reached.units(rule.max_moments)
            municipality.support = levels.get(municipality.pk, SupportLevel.NONE)
            municipality.is_left_out = municipality.pk in left_out
        return rows

    if exports.is_asked_for(request):
        return exports.download(request, MunicipalityBalanceList(), with_figures(list(municipalities)))

    context = {
        "page": with_figures(page_of(request, municipalities)),
        "year": str(form.year),
        "years": form.choices,
        "rule": rule,
        "only_left_out": only_left_out,
        "shows_all": not only_left_out,
        "left_out": len(left_out),
        "since": reach.a_year_before(today),
    }
    return render(request, "members/municipality_balance_list.html", context)


@with_form
@edit_regions
def balance_rule_edit(request, year):
    near_enough(year)
    rule = BalanceRule.objects.for_year(year)
    form = BalanceRuleForm(
        request.POST if request.method == "POST" else None, initial={"max_moments": rule.max_moments}
    )
    if asked(form, lambda answers: actions.set_balance_rule(year, by=request.user, **answers)):
        messages.success(request, _("Saved. All targets of that year count with it."))
        return redirect_to_year(year)
    return render(request, "members/balance_rule_edit.html", {"form": form, "year": str(year)})


@require_safe
@see_regions
def network_area_detail(request, code):
    """One network area in a year: the rule with its numbers, its network moments, and who lies in it."""
    today = timezone.localdate()
    area, form = area_for(request.user, code), YearForm(request.GET, today=today)
    moments = balance.moments_of(form.year)
    (its_balance,) = balance.balance_of([area], form.year, today=today, moments=moments)
    places = list(area.memberships.active_on(its_balance.day).in_order())
    levels = balance.levels_on(its_balance.day)
    window = reach.window_of(form.year, today=today)
    got = reach.Reach(*window, as_of=its_balance.day, moments=moments).between(*window)
    for place in places:
        place.support = levels.get(place.municipality_id, SupportLevel.NONE)
        place.reached = got.get(place.municipality_id, reach.NOTHING)
        place.units = place.reached.units(its_balance.target.max_moments)

    context = {
        "area": area,
        "balance": its_balance,
        "places": places,
        "former": area.memberships.in_order().ended_on(today),
        "year": str(form.year),
        "years": form.choices,
        "is_past": form.year < today.year,
        "may_edit": request.user.has_perm("members.edit_regions"),
    }
    return render(request, "members/network_area_detail.html", context)


@with_form
@edit_regions
def network_area_place_add(request, code):
    """A municipality moves to this area; the one it lay in loses it that day."""
    area, today = area_for(request.user, code), timezone.localdate()
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if asked(form, lambda answers: actions.place_in_area(area=area, by=request.user, **answers)):
        messages.success(request, _("The municipality lies in this area."))
        return redirect(area)
    return render(request, "members/network_area_place_add.html", {"form": form, "area": area})


@with_form
@edit_regions
def area_plan_edit(request, code, year):
    near_enough(year)
    area, today = area_for(request.user, code), timezone.localdate()
    (its_balance,) = balance.balance_of([area], year, today=today)
    plan = its_balance.plan
    initial = {"planned": plan.planned if plan else its_balance.target.moments, "note": plan.note if plan else ""}
    form = AreaPlanForm(request.POST if request.method == "POST" else None, initial=initial)
    if asked(form, lambda answers: actions.plan_area(area, year, by=request.user, **answers)):
        messages.success(request, _("Saved."))
        return redirect_to_year(year)
    context = {"form": form, "area": area, "year": str(year), "balance": its_balance}
    return render(request, "members/area_plan_edit.html", context)


def area_for(user, code):
    return get_object_or_404(NetworkArea.objects.visible_to(user).with_members(timezone.localdate()), code=code)


def near_enough(year):
    """A year that nobody plans or looks back to has no page."""
    if abs(year - timezone.localdate().year) > MOST_YEARS_AWAY:
        raise Http404


def existing(today):
    return Municipality.objects.existing_on(today).values_list("pk", flat=True)


def redirect_to_year(year):
    response = redirect("members:area_balance_list")
    response["Location"] += f"?jaar={year}"
    return response
