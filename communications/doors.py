from django.utils.translation import gettext_lazy as _

from members import access
from portal import navigation

access.allow("communications.plan", *access.TEAM)

navigation.add(
    _("Communication"), "communications:planned_list", icon="megaphone", order=60, right="communications.plan"
)
