from trainings.models.agenda import AgendaAddress
from trainings.models.attendance import Attendance, Presence
from trainings.models.billing import BillingExport, BillingKind, BillingLine, FreePlaces, MemberYear
from trainings.models.certificates import Certificate, CertificateSeries, CertificateState, EarlierTraining
from trainings.models.editions import Edition, EditionState, HalfDay, HalfDayState, PartOfDay, Promotion, SelfService
from trainings.models.groups import RegistrationGroup, ReservedSeat, SeatState
from trainings.models.handouts import Handout
from trainings.models.mail_texts import MailKind, MailText
from trainings.models.modules import Category, Module, ModuleCompetence, ModuleKind, Stage
from trainings.models.registrations import Registration, RegistrationEvent, RegistrationState, Tariff
from trainings.models.reminders import Reminder
from trainings.models.rotation import Interest, RotationPlan, RotationSlot, SlotState
from trainings.models.terms import CancellationPolicy, CancellationStep

__all__ = [
    "AgendaAddress",
    "Attendance",
    "BillingExport",
    "BillingKind",
    "BillingLine",
    "CancellationPolicy",
    "CancellationStep",
    "Category",
    "Certificate",
    "CertificateSeries",
    "CertificateState",
    "EarlierTraining",
    "Edition",
    "EditionState",
    "FreePlaces",
    "HalfDay",
    "HalfDayState",
    "Handout",
    "Interest",
    "MailKind",
    "MailText",
    "MemberYear",
    "Module",
    "ModuleCompetence",
    "ModuleKind",
    "PartOfDay",
    "Presence",
    "Promotion",
    "Registration",
    "RegistrationEvent",
    "RegistrationGroup",
    "RegistrationState",
    "Reminder",
    "ReservedSeat",
    "RotationPlan",
    "RotationSlot",
    "SeatState",
    "SelfService",
    "SlotState",
    "Stage",
    "Tariff",
]
