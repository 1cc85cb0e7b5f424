from trainings.models.editions import Edition, EditionState, HalfDay, PartOfDay, Promotion, SelfService
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
    "Promotion",
    "Registration",
    "RegistrationEvent",
    "RegistrationState",
    "SelfService",
    "Tariff",
]
