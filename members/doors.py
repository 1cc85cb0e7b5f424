from django.utils.translation import gettext_lazy as _

from members import access
from members.models import Role
from portal import navigation

access.allow("members.see_municipalities", *access.EVERYBODY)
access.allow("members.see_people", *access.TEAM, Role.DIRECTOR)
access.allow("members.edit", *access.TEAM)
access.allow("members.import")

navigation.add(
    _("Members"), "members:municipality_list", icon="users", order=30, right="members.see_municipalities"
)
