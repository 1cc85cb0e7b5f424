from trainings.models.attendance import Attendance, Presence
from trainings.models.certificates import Certificate, CertificateSeries, CertificateState, EarlierTraining
from trainings.models.editions import Edition, EditionState, HalfDay, PartOfDay
from trainings.models.handouts import Handout
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff

__all__ = [
    "Attendance",
    "Category",
    "Certificate",
    "CertificateSeries",
    "CertificateState",
    "EarlierTraining",
    "Edition",
    "EditionState",
    "HalfDay",
    "Handout",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Presence",
    "Registration",
    "RegistrationEvent",
    "RegistrationState",
    "Tariff",
]
