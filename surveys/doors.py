from django.utils.translation import gettext_lazy as _

from members import access
from members.models import Role
from portal import doors, navigation
from surveys.models import Invitation, PopulationUnit, Survey

access.allow("surveys.manage", *access.TEAM)
access.allow("surveys.analyse", *access.TEAM, Role.DIRECTOR)

navigation.add(_("Surveys"), "surveys:survey_list", icon="chart-column", order=40, right="surveys.analyse")

doors.POINTER.add("surveys.survey", Survey.objects.pointed)
doors.POINTER.add("surveys.invitation", Invitation.objects.pointed)
doors.POINTER.add("surveys.populationunit", PopulationUnit.objects.pointed)
