"""Which municipalities a campaign can choose from, with what its list is spread over."""

from collections import Counter
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.actions.engagement import last_days
from members.lineage import Lineage
from members.models import (
    Band,
    BandSubject,
    Eligible,
    Membership,
    Municipality,
    OutreachTarget,
    Province,
    Role,
    RoleAssignment,
)
from members.rules import engagement
from members.rules.outreach import Candidate
from portal.bilingual import in_both

YEAR = 365.25


class Pool(NamedTuple):
    """Whom a campaign may choose from on a day, all by NIS code, and what the reasons are made of."""

    candidates: dict
    municipalities: dict
    last_days: dict
    bands: dict


def pool_of(campaign, *, today):
    """The candidates of a campaign on a day: members, and by default only those that are silent by the one rule.

    Whom another campaign is still to visit is no candidate.
    """
    last = last_days(Lineage(today), day=today)
    since = dict(Membership.objects.active_on(today).values_list("municipality", "starts_on"))
    sizes = Band.objects.used_for(BandSubject.POPULATION)
    years, served = Band.objects.used_for(BandSubject.EXPERIENCE), experience_on(today)
    found, places, days = {}, {}, {}
    members = Municipality.objects.existing_on(today).filter(pk__in=since).with_province(today).with_population(today)
    elsewhere = OutreachTarget.objects.waiting_elsewhere(campaign, today)
    for place in members.exclude(pk__in=elsewhere.values("municipality")):
        heard, seen = last[place.pk].get("heard"), last[place.pk].get("seen")
        silent = engagement.silent_since(day=today, member_since=since[place.pk], last_heard=heard, last_seen=seen)
        if campaign.eligible == Eligible.SILENT and silent is None:
            continue
        last_day = max(filter(None, (heard, seen)), default=None)
        size, experience = sizes.holding(place.population), years.holding(served.get(place.pk))
        found[place.nis_code] = Candidate(
            place.nis_code,
            place.province or "",
            size.code if size else "",
            experience.code if experience else "",
            last_day and engagement.age_in_months(last_day, today),
        )
        places[place.nis_code], days[place.nis_code] = place, last_day
    return Pool(found, places, days, {band.code: band for band in (*sizes, *years)})


def experience_on(day):
    """{pk of a municipality: years of service there of the youth officer who is there longest}."""
    held = RoleAssignment.objects.active_on(day).granting(Role.OFFICER).filter(municipality__isnull=False)
    served = {}
    for place, starts_on in held.values_list("municipality", "starts_on"):
        served[place] = max(served.get(place, 0), int((day - starts_on).days / YEAR))
    return served


def reason_of(candidate, pool, chosen):
    """Why this one is on the list, in both languages: how long we have not heard it, and what it stands for.

    `chosen` is the whole list, so that the reason can say how many of a province are on it.
    """
    last_day = pool.last_days[candidate.key]
    size, experience = pool.bands.get(candidate.size), pool.bands.get(candidate.experience)
    together = sum(each.province == candidate.province for each in chosen)

    def sentence():
        contact = (
            _("Last heard or seen on %(day)s.") % {"day": date_format(last_day, "j F Y")}
            if last_day
            else _("Never heard or seen so far.")
        )
        place = ngettext("The only one in %(place)s", "One of %(number)s in %(place)s", together) % {
            "number": together,
            "place": Province(candidate.province).label if candidate.province else _("an unknown province"),
        }
        large = _("%(band)s inhabitants") % {"band": size.title} if size else _("size unknown")
        people = _("officer: %(band)s") % {"band": experience.title} if experience else _("no officer known")
        return f"{contact} {place}; {large}; {people}."

    return in_both(lazy(sentence, str)())


def balance_of(targets):
    """How a list is spread: (quality, [(class, how many)]) for province, size and experience, as it was when chosen."""
    bands = Band.objects.filter(band_set__is_default=True).select_related("band_set")
    titles = {(band.band_set.subject, band.code): band.title for band in bands}
    orders = {subject: [band.code for band in bands if band.band_set.subject == subject] for subject in BandSubject}
    spread = []
    for title, field, subject in (
        (_("Province"), "province", None),
        (_("Inhabitants"), "size_band", BandSubject.POPULATION),
        (_("Experience of the officer"), "experience_band", BandSubject.EXPERIENCE),
    ):
        numbers = Counter(getattr(target, field) for target in targets)
        order = orders[subject] if subject else Province.values
        names = {code: titles[subject, code] if subject else Province(code).label for code in order}
        names[""] = _("No officer known") if field == "experience_band" else _("Not known")
        spread.append((title, [(names[code], numbers[code]) for code in (*order, "") if numbers[code]]))
    return spread
