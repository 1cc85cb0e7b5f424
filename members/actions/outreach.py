"""Outreach campaigns: a list that is proposed, swapped one at a time with a reason, planned and visited."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.actions.contacts import record_contact
from members.candidates import pool_of, reason_of
from members.models import OutreachCampaign, OutreachTarget, TargetState
from members.rules import contacts as contact_rules
from members.rules import outreach as rules
from members.rules.outreach import Candidate, OutreachRefusal
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind


@transaction.atomic
def start_campaign(*, by, seed="", **facts):
    """Begin a campaign; its seed, by default its title, makes the draw repeatable."""
    if facts.get("ends_on") and facts["ends_on"] <= facts["starts_on"]:
        raise Refused([OutreachRefusal.ENDS_TOO_EARLY])
    campaign = OutreachCampaign.objects.create(by=by, seed=seed or facts["title"][:40], **facts)
    trail.write(_("A campaign of outreach began."), by=by, about=campaign)
    return campaign


@transaction.atomic
def propose_targets(campaign, *, by, today):
    """Put as many municipalities on the list as the goal says; again, until the first one is invited or swapped."""
    campaign = OutreachCampaign.objects.hold(campaign.pk)
    if campaign.targets.exclude(state=TargetState.PROPOSED).exists():
        raise Refused([OutreachRefusal.UNDER_WAY])
    pool = pool_of(campaign, today=today)
    chosen = rules.propose(pool.candidates.values(), campaign.goal, seed=campaign.seed, spread=campaign.spread)
    if not chosen:
        raise Refused([OutreachRefusal.NOBODY])
    campaign.targets.all().delete()
    targets = OutreachTarget.objects.bulk_create(
        unsaved_target(campaign, each, pool, chosen, today=today) for each in chosen
    )
    trail.write(_("A list for outreach was proposed."), by=by, about=campaign, change={"list": ["", len(targets)]})
    return targets


@transaction.atomic
def swap_target(target, *, by, reason, today, wanted=None):
    """Take one municipality off the list and put another on it; `wanted` chooses which, else who is most like it."""
    campaign = OutreachCampaign.objects.hold(target.campaign_id)
    target = OutreachTarget.objects.hold(target.pk)
    if reasons := rules.swap_refusals(target, reason):
        raise Refused(reasons)
    pool = pool_of(campaign, today=today)
    known = {place.nis_code for place in places_on(campaign)}
    free = {key: each for key, each in pool.candidates.items() if key not in known}
    if wanted is not None and wanted.nis_code not in free:
        elsewhere = OutreachTarget.objects.waiting_elsewhere(campaign, today).filter(municipality=wanted)
        raise Refused([OutreachRefusal.ELSEWHERE if elsewhere.exists() else OutreachRefusal.NOT_ELIGIBLE])
    gone = Candidate(target.municipality.nis_code, target.province, target.size_band, target.experience_band)
    new = (
        free[wanted.nis_code]
        if wanted
        else rules.replacement_for(gone, free.values(), seed=campaign.seed, spread=campaign.spread)
    )
    if new is None:
        raise Refused([OutreachRefusal.NOBODY])

    staying = campaign.targets.on_the_list().exclude(pk=target.pk)
    listed = [Candidate("", each.province) for each in staying] + [new]
    replacement = unsaved_target(campaign, new, pool, listed, today=today)
    replacement.save()
    target.state, target.swap_reason, target.swapped_for = TargetState.SWAPPED, reason.strip(), replacement
    target.save(update_fields=["state", "swap_reason", "swapped_for"])
    todo.done(source=target)
    trail.write(
        _("A municipality on a list for outreach was swapped."),
        by=by,
        about=campaign,
        kind=LineKind.OVERRIDE,
        change={"municipality": [target.municipality.nis_code, new.key]},
        reason=reason.strip(),
    )
    return replacement


@transaction.atomic
def move_target(target, state, *, by, today, planned_on=None, form="", staff=None, note=""):
    """Say how a visit stands: invited, planned on a day and by whom, declined or not reached."""
    target = OutreachTarget.objects.hold(target.pk)
    team = set(contact_rules.team(on=today))
    if reasons := rules.move_refusals(target, state, planned_on=planned_on, form=form, staff=staff, team=team):
        raise Refused(reasons)
    before = target.state
    target.state, target.planned_on, target.form = state, planned_on, form
    target.staff, target.note = staff, note
    target.save(update_fields=["state", "planned_on", "form", "staff", "note"])
    todo.done(source=target)
    if state == TargetState.PLANNED:
        todo.ask(
            staff,
            title=format_lazy(_("Visit {place} and write down what you hear"), place=target.municipality.name),
            url=reverse("members:outreach_target", args=[target.pk]),
            source=target,
            due=planned_on,
        )
    if before != state:
        trail.write(_("A visit changed state."), by=by, about=target, change={"state": [before, str(state)]})
    return target


@transaction.atomic
def hold_visit(target, *, by, today, municipality, **facts):
    """Write down what we heard on a visit: it becomes a contact moment, and the visit is held."""
    target = OutreachTarget.objects.hold(target.pk)
    reasons = [
        refusal
        for refusal, applies in (
            (OutreachRefusal.HELD, target.state == TargetState.HELD),
            (OutreachRefusal.GONE, target.state == TargetState.SWAPPED),
            (OutreachRefusal.ANOTHER_PLACE, target.municipality_id != municipality.pk),
        )
        if applies
    ]
    if reasons:
        raise Refused(reasons)
    contact = record_contact(municipality, by=by, today=today, **facts)
    before = target.state
    target.state, target.contact = TargetState.HELD, contact
    target.form = target.form or ("physical" if contact.form == "physical" else "digital")
    target.staff = target.staff or contact.staff.first()
    target.save(update_fields=["state", "contact", "form", "staff"])
    todo.done(source=target)
    trail.write(_("A visit changed state."), by=by, about=target, change={"state": [before, str(TargetState.HELD)]})
    return contact


def unsaved_target(campaign, candidate, pool, chosen, *, today):
    reason = reason_of(candidate, pool, chosen)
    return OutreachTarget(
        campaign=campaign,
        municipality=pool.municipalities[candidate.key],
        chosen_on=today,
        reason_nl=reason["nl"],
        reason_en=reason["en"],
        province=candidate.province,
        size_band=candidate.size,
        experience_band=candidate.experience,
    )


def places_on(campaign):
    """Every municipality that is or was on the list: who was swapped does not come back."""
    return [target.municipality for target in campaign.targets.select_related("municipality")]
