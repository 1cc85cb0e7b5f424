from trainings.models.editions import Edition, EditionState, HalfDay, PartOfDay
from trainings.models.groups import RegistrationGroup, ReservedSeat, SeatState
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff

__all__ = [
    "Category",
    "Edition",
    "EditionState",
    "HalfDay",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Registration",
    "RegistrationEvent",
    "RegistrationGroup",
    "RegistrationState",
    "ReservedSeat",
    "SeatState",
    "Tariff",
]
