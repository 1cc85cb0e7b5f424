"""What the register knows of who answers: it is kept with the answers and never asked."""

from collections import Counter

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import Band, BandSubject, Municipality, Province, Role, RoleAssignment, YouthRegion

IN_THE_REGISTER = ("province", "youth_region", "population", "population_band", "fte", "fte_band")
FOR_ANONYMOUS = ("population_band", "province", "fte_band", "youth_region")  # the most wanted first


class Bands:
    """The bands that pages use, read once for many people and places."""

    def __init__(self):
        self._of = {subject: Band.objects.used_for(subject) for subject in BandSubject.values}

    def code(self, subject, quantity):
        band = self._of[subject].holding(quantity)
        return band.code if band else ""


def attributes_of(municipality, bands):
    """What the register knows of a municipality; it comes from `as_known_on(day).with_youth_region(day)`."""
    return {
        "province": municipality.province or "",
        "youth_region": municipality.youth_region or "",
        "population": municipality.population,
        "population_band": bands.code(BandSubject.POPULATION, municipality.population),
        "fte": municipality.youth_service_fte,
        "fte_band": bands.code(BandSubject.FTE, municipality.youth_service_fte),
    }


def years_of_experience(person, *, today):
    """Completed years since somebody first became a youth officer; None for who never was."""
    first = RoleAssignment.objects.granting(Role.OFFICER).filter(person=person).order_by("starts_on").first()
    if first is None or first.starts_on > today:
        return None
    start = first.starts_on
    return today.year - start.year - ((today.month, today.day) < (start.month, start.day))


def snapshot_of(invitation, *, today):
    """The attributes of who answers, as the register knows them today; they are kept with the response."""
    bands = Bands()
    known = {}
    if invitation.unit:
        places = Municipality.objects.as_known_on(today).with_youth_region(today)
        known = attributes_of(places.get(pk=invitation.unit.municipality_id), bands)
    years = years_of_experience(invitation.person, today=today)
    return {**known, "years": years, "years_band": bands.code(BandSubject.EXPERIENCE, years)}


def kept_with_answers(invitation, *, today):
    """What we keep beside the answers of this invitation, as (term, words): nothing is asked that we know."""
    known = snapshot_of(invitation, today=today)
    if invitation.survey.is_anonymous:
        units = list(invitation.survey.snapshot.units.all())
        known = {name: known.get(name) for name in safe_for_anonymous(units, smallest=invitation.survey.min_cell)}
    else:
        known = {name: value for name, value in known.items() if not name.endswith("_band")}
    bands = {band.code: band.title for band in Band.objects.filter(band_set__is_default=True)}
    regions = dict(YouthRegion.objects.values_list("code", "name"))
    years = known.get("years")
    in_words = {
        "province": (_("Province"), known.get("province") and Province(known["province"]).label),
        "youth_region": (_("Youth region"), regions.get(known.get("youth_region"))),
        "population": (_("Inhabitants"), known.get("population")),
        "population_band": (_("Inhabitants"), bands.get(known.get("population_band"))),
        "fte": (_("FTE for youth"), known.get("fte") and number_format(known["fte"].normalize())),
        "fte_band": (_("FTE for youth"), bands.get(known.get("fte_band"))),
        "years": (
            _("Experience"),
            None if years is None else ngettext("%(n)s year", "%(n)s years", years) % {"n": years},
        ),
    }
    return [in_words[name] for name in in_words if known.get(name) not in (None, "")]


def among_who_answered(rows, *, smallest):
    """The attributes of anonymous answers, coarsened so that each combination stands in at least `smallest` of them.

    Who answered is known, so a small group among them would name people, however many could have answered. `rows` are
    {attribute: code}; the most wanted attribute comes first, and the smallest of its groups that leaves somebody in
    too small a crowd becomes "" everywhere: a group that is left is always whole. One without groups left is dropped.
    """
    made, crowds = [dict.fromkeys(FOR_ANONYMOUS, "") for _row in rows], [()] * len(rows)
    for name in FOR_ANONYMOUS:
        codes = [row.get(name) or "" for row in rows]
        sizes = Counter(codes)
        while thin := [cell for cell, size in Counter(zip(crowds, codes, strict=True)).items() if size < smallest]:
            named = {code for _crowd, code in thin if code} or {code for code in codes if code}
            if not named:
                break
            goes = min(named, key=lambda code: (sizes[code], code))
            codes = ["" if code == goes else code for code in codes]
        crowds = list(zip(crowds, codes, strict=True))
        for row, code in zip(made, codes, strict=True):
            row[name] = code
    return made


def safe_for_anonymous(units, *, smallest):
    """The attributes that together leave everybody in a group of at least `smallest` of the population."""
    chosen = []
    for name in FOR_ANONYMOUS:
        groups = Counter(tuple(getattr(unit, each) for each in (*chosen, name)) for unit in units)
        if groups and min(groups.values()) >= smallest:
            chosen.append(name)
    return chosen
