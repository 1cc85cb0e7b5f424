from members.models.bands import Band, BandSet, BandSubject
from members.models.competences import Competence
from members.models.municipalities import (
    Membership,
    Municipality,
    MunicipalityProvince,
    PopulationFigure,
    Province,
    Side,
    StaffingFigure,
    TerritorialEvent,
    TerritorialParty,
)
from members.models.people import CorePlayer, Person, Role, RoleAssignment, RoleType
from members.models.touchpoints import Touchpoint, TouchpointKind
from members.models.todo import Todo

__all__ = [
    "Band",
    "BandSet",
    "BandSubject",
    "Competence",
    "CorePlayer",
    "Membership",
    "Municipality",
    "MunicipalityProvince",
    "Person",
    "PopulationFigure",
    "Province",
    "Role",
    "RoleAssignment",
    "RoleType",
    "Side",
    "StaffingFigure",
    "TerritorialEvent",
    "TerritorialParty",
    "Todo",
    "Touchpoint",
    "TouchpointKind",
]
