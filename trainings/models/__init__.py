from trainings.models.editions import Edition, EditionState, HalfDay, PartOfDay
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind, Stage
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff
from trainings.models.rotation import Interest, RotationPlan, RotationSlot, SlotState

__all__ = [
    "Category",
    "Edition",
    "EditionState",
    "HalfDay",
    "Interest",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Registration",
    "RegistrationEvent",
    "RegistrationState",
    "RotationPlan",
    "RotationSlot",
    "SlotState",
    "Stage",
    "Tariff",
]
