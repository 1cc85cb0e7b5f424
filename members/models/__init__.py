from members.models.agenda import Booking
from members.models.aliases import AliasKind, MunicipalityAlias
from members.models.areas import AreaPlan, BalanceRule, NetworkArea, NetworkAreaMembership
from members.models.assessments import AssessmentKind, AssessmentState, FeeAssessment
from members.models.bands import Band, BandSet, BandSubject
from members.models.billing import BillingDetails, PurchaseOrder
from members.models.claims import Claim, ClaimState
from members.models.competences import Competence
from members.models.confirmations import ConfirmationRequest, ConfirmationRound
from members.models.contacts import (
    ContactMoment,
    ContactNeed,
    FollowUp,
    MomentForm,
    MomentKind,
    Need,
    Starter,
    Urgency,
)
from members.models.duplicates import NotTheSame, PersonMerge
from members.models.engagement import (
    EngagementBand,
    EngagementContribution,
    EngagementDisclosure,
    EngagementSnapshot,
    EngagementWeight,
)
from members.models.fees import FeeBand, FeeRule, FeeSchedule, FeeTransition, FeeYearState, TransitionKind
from members.models.functions import OfficerFunction
from members.models.imports import ImportRun, ImportState
from members.models.interests import CompetenceEvidence, DismissedSuggestion, Interest
from members.models.memberships import EndReason, Membership
from members.models.merger_plans import Choice, MergerDecision, MergerOperation, Question, Verb
from members.models.mergers import EventKind, EventStatus, Side, TerritorialEvent, TerritorialParty
from members.models.municipalities import (
    Municipality,
    MunicipalityProvince,
    PopulationFigure,
    Province,
    StaffingFigure,
)
from members.models.outreach import Eligible, OutreachCampaign, OutreachTarget, TargetState, VisitForm
from members.models.people import (
    OWN_TEAM,
    CorePlayer,
    Person,
    PersonEmail,
    Role,
    RoleAssignment,
    RoleSource,
    RoleType,
)
from members.models.privacy import ErasureRequest, ErasureState, RetentionCode, RetentionRule
from members.models.regions import (
    ContactKind,
    LegalForm,
    RegionContact,
    RegionSupport,
    SupportLevel,
    YouthRegion,
    YouthRegionMembership,
)
from members.models.seats import Vacancy
from members.models.services import CouncilStatus, ServiceForm, YouthCouncil, YouthService
from members.models.terms import NewTerm
from members.models.themes import Theme
from members.models.todo import Todo
from members.models.touchpoints import Direction, Touchpoint, TouchpointKind

__all__ = [
    "OWN_TEAM",
    "AliasKind",
    "AreaPlan",
    "AssessmentKind",
    "AssessmentState",
    "BalanceRule",
    "Band",
    "BandSet",
    "BandSubject",
    "BillingDetails",
    "Booking",
    "Choice",
    "Claim",
    "ClaimState",
    "Competence",
    "CompetenceEvidence",
    "ConfirmationRequest",
    "ConfirmationRound",
    "ContactKind",
    "ContactMoment",
    "ContactNeed",
    "CorePlayer",
    "CouncilStatus",
    "Direction",
    "DismissedSuggestion",
    "Eligible",
    "EndReason",
    "EngagementBand",
    "EngagementContribution",
    "EngagementDisclosure",
    "EngagementSnapshot",
    "EngagementWeight",
    "ErasureRequest",
    "ErasureState",
    "EventKind",
    "EventStatus",
    "FeeAssessment",
    "FeeBand",
    "FeeRule",
    "FeeSchedule",
    "FeeTransition",
    "FeeYearState",
    "FollowUp",
    "ImportRun",
    "ImportState",
    "Interest",
    "LegalForm",
    "Membership",
    "MergerDecision",
    "MergerOperation",
    "MomentForm",
    "MomentKind",
    "Municipality",
    "MunicipalityAlias",
    "MunicipalityProvince",
    "Need",
    "NetworkArea",
    "NetworkAreaMembership",
    "NewTerm",
    "NotTheSame",
    "OfficerFunction",
    "OutreachCampaign",
    "OutreachTarget",
    "Person",
    "PersonEmail",
    "PersonMerge",
    "PopulationFigure",
    "Province",
    "PurchaseOrder",
    "Question",
    "RegionContact",
    "RegionSupport",
    "RetentionCode",
    "RetentionRule",
    "Role",
    "RoleAssignment",
    "RoleSource",
    "RoleType",
    "ServiceForm",
    "Side",
    "StaffingFigure",
    "Starter",
    "SupportLevel",
    "TargetState",
    "TerritorialEvent",
    "TerritorialParty",
    "Theme",
    "Todo",
    "Touchpoint",
    "TouchpointKind",
    "TransitionKind",
    "Urgency",
    "Vacancy",
    "Verb",
    "VisitForm",
    "YouthCouncil",
    "YouthRegion",
    "YouthRegionMembership",
    "YouthService",
]
