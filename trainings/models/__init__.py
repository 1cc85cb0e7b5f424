from trainings.models.billing import BillingExport, BillingKind, BillingLine, FreePlaces, MemberYear
from trainings.models.editions import Edition, EditionState, HalfDay, PartOfDay, Promotion, SelfService
from trainings.models.groups import RegistrationGroup, ReservedSeat, SeatState
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff
from trainings.models.terms import CancellationPolicy, CancellationStep

__all__ = [
    "BillingExport",
    "BillingKind",
    "BillingLine",
    "CancellationPolicy",
    "CancellationStep",
    "Category",
    "Edition",
    "EditionState",
    "FreePlaces",
    "HalfDay",
    "MemberYear",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Promotion",
    "Registration",
    "RegistrationEvent",
    "RegistrationGroup",
    "RegistrationState",
    "ReservedSeat",
    "SeatState",
    "SelfService",
    "Tariff",
]
