from django.utils.translation import gettext_lazy as _

from portal import navigation

navigation.add(_("Home"), "reports:home", icon="house", order=0, for_visitors=True)
