from trainings.models.agenda import AgendaAddress
from trainings.models.editions import Edition, EditionState, HalfDay, HalfDayState, PartOfDay
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff

__all__ = [
    "AgendaAddress",
    "Category",
    "Edition",
    "EditionState",
    "HalfDay",
    "HalfDayState",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Registration",
    "RegistrationEvent",
    "RegistrationState",
    "Tariff",
]
