from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PostConfig(AppConfig):
    name = "portal.post"
    verbose_name = _("Outgoing mail")
