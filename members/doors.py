from django.utils.translation import gettext_lazy as _

from members import (
    access,
    audit,
    fee_audit,
    handover,
    importing,
    merging,
    past_moments,
    region_audit,
    suggestions,
    trail_words,
    value,
)
from members.models import (
    Claim,
    ConfirmationRequest,
    ContactMoment,
    ErasureRequest,
    FeeAssessment,
    FeeSchedule,
    ImportRun,
    Municipality,
    NetworkArea,
    NewTerm,
    OutreachCampaign,
    OutreachTarget,
    Person,
    Role,
    TerritorialEvent,
    YouthRegion,
)
from members.resources import MunicipalityResource, OfficerResource
from portal import navigation
from portal.doors import AUDIT, HANDOVER, IMPORT_KIND, MERGER, NETWORK_MOMENT, POINTER, SUGGESTION, TRAIL_WORDS, VALUE

access.allow("members.see_municipalities", *access.EVERYBODY)
access.allow("members.see_people", *access.TEAM, Role.DIRECTOR)
access.allow("members.reach_minors", Role.STAFF)
access.allow("members.see_touchpoints", *access.TEAM)
access.allow("members.see_engagement", *access.TEAM)
access.allow("members.edit", *access.TEAM)
access.allow("members.import")
access.allow("members.see_listed_people", Role.OFFICER, Role.MANAGER)
access.allow("members.start_terms", Role.STAFF)
access.allow("members.merge_people", *access.TEAM)
access.allow("members.decide_claims", *access.TEAM, Role.MANAGER)
access.allow("members.give_team_roles")
access.allow("members.see_regions", *access.TEAM, Role.DIRECTOR, Role.OFFICER, Role.MANAGER)
access.allow("members.see_all_regions", *access.TEAM, Role.DIRECTOR)
access.allow("members.edit_regions", Role.STAFF)
access.allow("members.see_map_layers", *access.TEAM, Role.DIRECTOR)
access.allow("members.plan_merger", Role.STAFF)
access.allow("members.execute_merger")
access.allow("members.see_contacts", *access.TEAM)
access.allow("members.write_contacts", *access.TEAM)
access.allow("members.had_contacts", Role.COACH)
access.allow("members.read_contacts", *access.TEAM, Role.COACH, Role.OFFICER, Role.MANAGER)
access.allow("members.ask_question", Role.OFFICER, Role.MANAGER)
access.allow("members.see_outreach", *access.TEAM)
access.allow("members.run_outreach", Role.STAFF)
access.allow("members.see_outreach_totals", *access.TEAM, Role.DIRECTOR)
access.allow("members.choose_interests", Role.OFFICER, Role.MANAGER)
access.allow("members.see_fees", Role.STAFF, Role.DIRECTOR)
access.allow("members.draft_fees", Role.STAFF)
access.allow("members.lock_fees", Role.DIRECTOR)
access.allow("members.see_own_fees", Role.OFFICER, Role.MANAGER, Role.STAFF, Role.DIRECTOR)
access.allow("members.decide_erasure", Role.STAFF)
access.allow("members.set_retention")
access.allow("trail.read")
access.allow("portal.change_holidays", *access.TEAM)

navigation.add(_("Members"), "members:municipality_list", icon="users", order=30, right="members.see_municipalities")
navigation.add_rare(_("Mergers"), "members:merger_list", icon="merge", order=20, right="members.plan_merger")
navigation.add_rare(_("Membership fees"), "members:fee_year_list", icon="euro", order=30, right="members.see_fees")
navigation.add_rare(
    _("Duplicates"), "members:duplicate_list", icon="copy-check", order=30, right="members.merge_people"
)
navigation.add_rare(
    _("Confirmation rounds"), "members:confirmation_round_list", icon="list-checks", order=32, right="members.edit"
)
navigation.add_rare(
    _("New term of office"), "members:new_term_list", icon="vote", order=33, right="members.start_terms"
)
navigation.add_rare(_("Claims of a role"), "members:claim_list", icon="user-check", order=34, right="members.edit")
navigation.add_rare(_("School holidays"), "holiday_list", icon="tree-palm", order=50, right="portal.change_holidays")
navigation.add_rare(_("Imports"), "members:import_list", icon="file-up", order=60, right="members.import")
navigation.add_rare(_("Privacy"), "members:erasure_list", icon="shield", order=70, right="members.decide_erasure")
navigation.add_rare(_("Trail"), "trail:line_list", icon="scroll-text", order=90, right="trail.read")

IMPORT_KIND.add(
    "municipalities",
    importing.Kind(
        _("Municipalities"),
        _("One row a municipality, recognised by its NIS code. Blank cells leave what is stored."),
        MunicipalityResource,
    ),
)
IMPORT_KIND.add(
    "officers",
    importing.Kind(
        _("Youth officers"),
        _("One row for each role of a person, recognised by the e-mail address. A file gives no other rights."),
        OfficerResource,
    ),
)

POINTER.add("members.municipality", Municipality.objects.pointed)
POINTER.add("members.contactmoment", ContactMoment.objects.pointed)
POINTER.add("members.outreachcampaign", OutreachCampaign.objects.pointed)
POINTER.add("members.outreachtarget", OutreachTarget.objects.pointed)
SUGGESTION.add("members.guidance", suggestions.guidance)
POINTER.add("members.territorialevent", TerritorialEvent.objects.pointed)
POINTER.add("members.feeschedule", FeeSchedule.objects.pointed)
POINTER.add("members.feeassessment", FeeAssessment.objects.pointed)
POINTER.add("members.youthregion", YouthRegion.objects.pointed)
POINTER.add("members.networkarea", NetworkArea.objects.pointed)
AUDIT.add("members.territory", audit.territory)
AUDIT.add("members.regions", region_audit.regions)
AUDIT.add("members.touchpoints", audit.traits)
AUDIT.add("members.engagement", audit.contributions)
AUDIT.add("members.fees", fee_audit.totals)
NETWORK_MOMENT.add("members", past_moments.from_the_ledger)
VALUE.add("members", value.from_the_ledger)
TRAIL_WORDS.add("members", trail_words.words_for)
MERGER.add("members", merging.Register)
POINTER.add("members.person", Person.objects.pointed)
POINTER.add("members.newterm", NewTerm.objects.pointed)
POINTER.add("members.claim", Claim.objects.pointed)
POINTER.add("members.confirmationrequest", ConfirmationRequest.objects.pointed)
HANDOVER.add("members.todos", handover.TodosLeft())
POINTER.add("members.importrun", ImportRun.objects.pointed)
POINTER.add("members.erasurerequest", ErasureRequest.objects.pointed)
POINTER.add("portal.user", Person.objects.behind_accounts)
