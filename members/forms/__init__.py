from members.forms.billing import BillingForm
from members.forms.claims import ClaimForm, DecisionOnClaimForm
from members.forms.confirmations import ConfirmationForm, RoundForm
from members.forms.engagement import SilentFilterForm, TimelineFilterForm
from members.forms.fees import (
    CorrectionForm,
    FeeFilterForm,
    FeeYearForm,
    PaymentForm,
    TransitionForm,
    bands_form,
)
from members.forms.imports import ImportForm
from members.forms.memberships import MembershipForm
from members.forms.mergers import CommentForm, DecisionForm, PlanForm, UndoForm
from members.forms.municipalities import MunicipalityFilterForm
from members.forms.people import LeaveForm, PersonFilterForm, PersonForm, RoleForm
from members.forms.privacy import ErasureAskForm, ErasureConfirmForm, ErasureRefuseForm, RetentionForm
from members.forms.regions import (
    AreaPlanForm,
    BalanceRuleForm,
    EndForm,
    MapForm,
    PlaceForm,
    RegionContactForm,
    SupportForm,
    YearForm,
    YouthRegionForm,
)
from members.forms.seats import PlaceChoiceForm, SeatMessageForm, VacancyForm, YouthCouncilForm, YouthServiceForm

__all__ = [
    "AreaPlanForm",
    "BalanceRuleForm",
    "BillingForm",
    "ClaimForm",
    "CommentForm",
    "ConfirmationForm",
    "CorrectionForm",
    "DecisionForm",
    "DecisionOnClaimForm",
    "EndForm",
    "ErasureAskForm",
    "ErasureConfirmForm",
    "ErasureRefuseForm",
    "FeeFilterForm",
    "FeeYearForm",
    "ImportForm",
    "LeaveForm",
    "MapForm",
    "MembershipForm",
    "MunicipalityFilterForm",
    "PaymentForm",
    "PersonFilterForm",
    "PersonForm",
    "PlaceChoiceForm",
    "PlaceForm",
    "PlanForm",
    "RegionContactForm",
    "RetentionForm",
    "RoleForm",
    "RoundForm",
    "SeatMessageForm",
    "SilentFilterForm",
    "SupportForm",
    "TimelineFilterForm",
    "TransitionForm",
    "UndoForm",
    "VacancyForm",
    "YearForm",
    "YouthCouncilForm",
    "YouthRegionForm",
    "YouthServiceForm",
    "bands_form",
]
