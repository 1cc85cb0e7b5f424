from django.utils.translation import gettext_lazy as _

from members import access
from members.models import Role
from portal import navigation

access.allow("reports.ask", *access.TEAM, Role.DIRECTOR)
access.allow("jobs.see_all")

navigation.add(_("Home"), "reports:home", icon="house", order=0, for_visitors=True)
navigation.add(_("Reports"), "reports:report_list", icon="file-text", order=80, right="reports.ask")
