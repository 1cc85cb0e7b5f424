from surveys.models.invitations import Invitation, InvitationState
from surveys.models.population import PopulationSnapshot, PopulationUnit
from surveys.models.responses import Response
from surveys.models.surveys import Confidentiality, Survey, SurveyState, SurveyVersion, UnitOfAnalysis

__all__ = [
    "Confidentiality",
    "Invitation",
    "InvitationState",
    "PopulationSnapshot",
    "PopulationUnit",
    "Response",
    "Survey",
    "SurveyState",
    "SurveyVersion",
    "UnitOfAnalysis",
]
