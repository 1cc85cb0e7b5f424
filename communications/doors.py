from django.utils.translation import gettext_lazy as _

from communications import suggestions
from members import access
from portal import navigation
from portal.doors import SUGGESTION

access.allow("communications.plan", *access.TEAM)
access.allow("communications.see_materials", *access.EVERYBODY)

navigation.add(
    _("Communication"), "communications:planned_list", icon="megaphone", order=60, right="communications.plan"
)

navigation.add(
    _("Materials"), "communications:material_list", icon="book-open", order=50, right="communications.see_materials"
)

SUGGESTION.add("communications.materials", suggestions.materials)
