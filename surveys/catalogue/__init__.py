"""The surveys that an organisation can start from: titles, an introduction and questions, in Dutch and English."""

from surveys.catalogue.bottlenecks import BOTTLENECKS
from surveys.catalogue.learning_needs import LEARNING_NEEDS
from surveys.catalogue.member_services import MEMBER_SERVICES
from surveys.catalogue.qualities import QUALITIES
from surveys.catalogue.quickscan import QUICKSCAN
from surveys.catalogue.templates import Template
from surveys.catalogue.training_evaluation import TRAINING_EVALUATION

TEMPLATES = {
    template.code: template
    for template in (MEMBER_SERVICES, LEARNING_NEEDS, TRAINING_EVALUATION, QUICKSCAN, BOTTLENECKS, QUALITIES)
}

__all__ = [
    "BOTTLENECKS",
    "LEARNING_NEEDS",
    "MEMBER_SERVICES",
    "QUALITIES",
    "QUICKSCAN",
    "TEMPLATES",
    "TRAINING_EVALUATION",
    "Template",
]
