"""What a territorial event does within the register: open matters go to the heir, facts stay where they were.

The apps above do their part through the merger door, with the same log.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import (
    AssessmentState,
    Choice,
    EndReason,
    EventKind,
    FeeAssessment,
    FeeTransition,
    Membership,
    Municipality,
    MunicipalityAlias,
    MunicipalityProvince,
    NetworkArea,
    NetworkAreaMembership,
    OutreachTarget,
    Question,
    RoleAssignment,
    TargetState,
    Todo,
    Vacancy,
    YouthRegion,
    YouthRegionMembership,
    YouthService,
)
from members.models.aliases import AliasKind
from members.rules.decisions import open_on, open_roles, questions
from portal.pointers import key_of


class Register:
    """The part of the register itself, as the merger door asks for it."""

    @staticmethod
    def preview(event):
        ending, day = event.ending, event.effective_on
        roles = open_roles(event)
        stays = _those_who_stay_behind(event)
        waiting = Todo.objects.filter(person__in=roles.values("person"), done_at__isnull=True)
        return [
            (_("roles go to the heir"), sum(key_of(role) not in stays for role in roles)),
            (_("roles end"), sum(key_of(role) in stays for role in roles)),
            (_("memberships end or go on"), _count(Membership, ending, day)),
            (_("fees that are not paid yet, and stay where they are"), _unpaid(ending)),
            (_("places in youth regions"), _count(YouthRegionMembership, ending, day)),
            (_("places in network areas"), _count(NetworkAreaMembership, ending, day)),
            (_("vacant seats"), _count(Vacancy, ending, day)),
            (_("visits of a campaign that are still to come"), _visits_to_come(event).count()),
            (_("descriptions of youth services end"), _count(YouthService, ending, day)),
            (_("open to-dos of these people, which stay theirs"), waiting.count()),
        ]

    @staticmethod
    def do(event, log):
        heir = event.heir.municipality
        if event.kind == EventKind.RENAMING:
            _rename(event, log)
        elif event.kind == EventKind.PROVINCE_CHANGE:
            _change_province(event, log)
        else:
            decided = {(each.question, each.about): each.holds for each in questions(event)}
            _move_roles(event, heir, log)
            _move_vacancies(event, heir, log)
            _move_visits(event, heir, log)
            _move_membership(event, heir, decided, log)
            _move_youth_regions(event, heir, decided, log)
            _move_network_area(event, heir, decided, log)
            for service in open_on(YouthService.objects.filter(municipality__in=event.ending), event.effective_on):
                log.close(service, on=event.effective_on)
            _end(event, log)


def _unpaid(municipalities):
    fees = FeeAssessment.objects.filter(municipality__in=municipalities)
    return fees.filter(state__in=[AssessmentState.ASSESSED, AssessmentState.INVOICED]).count()


def _count(model, municipalities, day):
    return open_on(model.objects.filter(municipality__in=municipalities), day).count()


# --- The municipalities themselves ------------------------------------------------------------------


def found_successors(event, log):
    """Make the municipalities that a plan names but that do not stand yet; their parties point at them then."""
    gone_in = event.predecessors
    for party in event.coming_out:
        if party.municipality is None:
            codes = sorted({code for each in gone_in for code in (each.postal_codes or each.postal_code).split()})
            made = log.create(
                Municipality,
                nis_code=party.new_nis_code,
                name=party.new_name,
                valid_from=event.effective_on,
                postal_code=codes[0] if codes and event.kind != EventKind.SPLIT else "",
                postal_codes=" ".join(codes) if event.kind != EventKind.SPLIT else "",
            )
            log.create(
                MunicipalityProvince, municipality=made, province=party.new_province, starts_on=event.effective_on
            )
            log.change(party, municipality=made)


def _end(event, log):
    for municipality in event.ending:
        for period in open_on(municipality.provinces.all(), event.effective_on):
            log.close(period, on=event.effective_on)
        log.change(municipality, valid_to=event.effective_on)


def _rename(event, log):
    municipality, old_name = event.heir.municipality, event.heir.municipality.name
    log.change(municipality, name=event.heir.new_name)
    if not municipality.aliases.filter(name=old_name).exists():
        log.create(MunicipalityAlias, municipality=municipality, name=old_name, kind=AliasKind.FORMER)


def _change_province(event, log):
    municipality, day = event.heir.municipality, event.effective_on
    for period in municipality.provinces.active_on(day):
        log.close(period, on=day)
    log.create(MunicipalityProvince, municipality=municipality, province=event.heir.new_province, starts_on=day)


# --- What is open there -----------------------------------------------------------------------------


def _those_who_stay_behind(event):
    """The keys of the roles that somebody decided to end."""
    return {each.about for each in event.decisions.all() if each.question == Question.ROLE_ENDS and each.choice}


def _move_roles(event, heir, log):
    """Who held a role goes on in the heir; a role that they hold there already is not given twice."""
    day, stays = event.effective_on, _those_who_stay_behind(event)
    held = {
        (role.person_id, role.role_type_id) for role in open_on(RoleAssignment.objects.filter(municipality=heir), day)
    }
    for role in open_roles(event):
        seat = (role.person_id, role.role_type_id)
        if key_of(role) in stays or seat in held:
            log.close(role, on=day)
        else:
            held.add(seat)
            log.move(role, on=day, municipality=heir)


def _move_vacancies(event, heir, log):
    """A seat is vacant in the heir when nobody came along to fill it."""
    day = event.effective_on
    filled = set(open_on(RoleAssignment.objects.filter(municipality=heir), day).values_list("role_type", flat=True))
    filled |= set(open_on(Vacancy.objects.filter(municipality=heir), day).values_list("role_type", flat=True))
    vacancies = open_on(Vacancy.objects.filter(municipality__in=event.ending), day)
    for vacancy in vacancies.order_by("starts_on", "pk"):
        if vacancy.role_type_id in filled:
            log.close(vacancy, on=day)
        else:
            filled.add(vacancy.role_type_id)
            log.move(vacancy, on=day, municipality=heir)


def _visits_to_come(event):
    """What campaigns that still run then have to visit there, what is furthest first; what comes before stays."""
    day = event.effective_on
    there = OutreachTarget.objects.waiting().filter(municipality__in=event.ending, campaign__ends_on__gt=day)
    return there.exclude(planned_on__lt=day).furthest_first()


def _move_visits(event, heir, log):
    """The heir is visited once in a campaign: by the visit that is furthest; the others are swapped for it."""
    for target in _visits_to_come(event):
        there = OutreachTarget.objects.filter(campaign=target.campaign_id, municipality=heir).first()
        if there is None:
            log.change(target, municipality=heir)
            continue
        if there.state == TargetState.SWAPPED:
            there = there.swapped_for
        why = format_lazy(_("Merged: one visit goes to {place}."), place=heir.name)
        log.change(target, state=TargetState.SWAPPED, swap_reason=str(why), swapped_for=there)
        for asked in Todo.objects.filter(source=key_of(target), done_at__isnull=True):
            log.delete(asked)


def _move_membership(event, heir, decided, log):
    """The membership that lasted longest goes on in the heir, when that was chosen; the others end."""
    day, goes_on = event.effective_on, decided.get((Question.MEMBERSHIP, "")) == Choice.CONTINUE
    for membership in open_on(Membership.objects.filter(municipality__in=event.ending), day).order_by(
        "starts_on", "pk"
    ):
        closing = {"end_reason": EndReason.MERGER}
        if goes_on:
            log.move(membership, on=day, municipality=heir, closing=closing)
            goes_on = False
        else:
            log.close(membership, on=day, **closing)
    fee = decided.get((Question.FEE, ""))
    if fee and not FeeTransition.objects.filter(event=event).exists():
        log.create(FeeTransition, event=event, kind=fee)


def _move_youth_regions(event, heir, decided, log):
    day = event.effective_on
    for place in open_on(YouthRegionMembership.objects.filter(municipality__in=event.ending), day):
        log.close(place, on=day)
    for (question, about), choice in decided.items():
        if question == Question.YOUTH_REGION and choice in (Choice.KEEP, Choice.JOIN):
            region = YouthRegion.objects.get(pk=about.rpartition(":")[2])
            log.create(YouthRegionMembership, region=region, municipality=heir, starts_on=day)


def _move_network_area(event, heir, decided, log):
    day = event.effective_on
    for place in open_on(NetworkAreaMembership.objects.filter(municipality__in=event.ending), day):
        log.close(place, on=day)
    if area := decided.get((Question.NETWORK_AREA, "")):
        log.create(NetworkAreaMembership, area=NetworkArea.objects.get(pk=area), municipality=heir, starts_on=day)
