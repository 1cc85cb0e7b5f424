import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from surveys import tokens


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self):
        for name in ("django.request", "django.security.csrf", "django.server"):  # those that write paths
            logging.getLogger(name).addFilter(tokens.without_tokens)
