"""The surveys that an organisation can start from: titles, an introduction and questions, in Dutch and English."""

from surveys.catalogue.learning_needs import LEARNING_NEEDS
from surveys.catalogue.member_services import MEMBER_SERVICES
from surveys.catalogue.templates import Template

TEMPLATES = {template.code: template for template in (MEMBER_SERVICES, LEARNING_NEEDS)}

__all__ = ["LEARNING_NEEDS", "MEMBER_SERVICES", "TEMPLATES", "Template"]
