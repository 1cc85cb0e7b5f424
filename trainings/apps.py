from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import tokens


class TrainingsConfig(AppConfig):
    name = "trainings"
    verbose_name = _("Trainings")

    def ready(self):
        tokens.keep_out_of_logs("/agenda/")
