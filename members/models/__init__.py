from members.models.bands import Band, BandSet, BandSubject
from members.models.competences import Competence
from members.models.memberships import Membership
from members.models.mergers import Side, TerritorialEvent, TerritorialParty
from members.models.municipalities import (
    Municipality,
    MunicipalityProvince,
    PopulationFigure,
    Province,
    StaffingFigure,
)
from members.models.people import CorePlayer, Person, Role, RoleAssignment, RoleType
from members.models.regions import YouthRegion, YouthRegionMembership
from members.models.themes import Theme
from members.models.todo import Todo
from members.models.touchpoints import Direction, Touchpoint, TouchpointKind

__all__ = [
    "Band",
    "BandSet",
    "BandSubject",
    "Competence",
    "CorePlayer",
    "Direction",
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
    "Theme",
    "Todo",
    "Touchpoint",
    "TouchpointKind",
    "YouthRegion",
    "YouthRegionMembership",
]
