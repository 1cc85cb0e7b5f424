from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal import tokens


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")

    def ready(self):
        tokens.keep_out_of_logs("/leden/bevestig/")
