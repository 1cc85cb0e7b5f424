from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HousestyleConfig(AppConfig):
    name = "portal.housestyle"
    verbose_name = _("House style")
