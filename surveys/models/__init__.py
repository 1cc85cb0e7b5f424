from surveys.models.files import AnswerFile
from surveys.models.invitations import Invitation, InvitationState
from surveys.models.mailings import Mailing, MailingKind, MailRefusal
from surveys.models.population import PopulationSnapshot, PopulationUnit
from surveys.models.remarks import RegisterRemark
from surveys.models.responses import Response
from surveys.models.spool import Receipt, SpooledResponse
from surveys.models.surveys import Confidentiality, Survey, SurveyState, SurveyVersion, UnitOfAnalysis

__all__ = [
    "AnswerFile",
    "Confidentiality",
    "Invitation",
    "InvitationState",
    "MailRefusal",
    "Mailing",
    "MailingKind",
    "PopulationSnapshot",
    "PopulationUnit",
    "Receipt",
    "RegisterRemark",
    "Response",
    "SpooledResponse",
    "Survey",
    "SurveyState",
    "SurveyVersion",
    "UnitOfAnalysis",
]
