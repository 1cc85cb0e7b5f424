import logging

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        autodiscover_modules("doors")  # in the order of INSTALLED_APPS, so lowest floor first
        if not settings.DEBUG:
            warn_of_half_a_configuration()


def warn_of_half_a_configuration():
    """Say in the log what a portal in production will miss."""
    if "dummy" in settings.EMAIL_CARRIER:
        log.warning("EMAIL_URL is not set: no mail leaves, log-in codes neither.")
    if not settings.SITE_URL.startswith("https://"):
        log.warning("SITE_URL is not an https address: the links in mails lead to %s.", settings.SITE_URL)
