from django.utils.translation import gettext_lazy as _

from members import access, importing
from members.models import Municipality, Role
from members.resources import MunicipalityResource, OfficerResource
from portal import navigation
from portal.doors import IMPORT_KIND, POINTER

access.allow("members.see_municipalities", *access.EVERYBODY)
access.allow("members.see_people", *access.TEAM, Role.DIRECTOR)
access.allow("members.see_touchpoints", *access.TEAM)
access.allow("members.edit", *access.TEAM)
access.allow("members.import")
access.allow("trail.read")

navigation.add(_("Members"), "members:municipality_list", icon="users", order=30, right="members.see_municipalities")
navigation.add_rare(_("Trail"), "trail:line_list", icon="scroll-text", order=90, right="trail.read")

IMPORT_KIND.add("municipalities", importing.kind(MunicipalityResource))
IMPORT_KIND.add("officers", importing.kind(OfficerResource))

POINTER.add("members.municipality", Municipality.objects.pointed)
