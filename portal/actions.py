from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.models import SchoolHoliday
from portal.trail import actions as trail


@transaction.atomic
def change_school_holiday(school_year, kind, *, starts_on, ends_on, by):
    """Let a school holiday fall on other days than the decree's rule says, because it was published so."""
    before = SchoolHoliday.objects.filter(school_year=school_year, kind=kind).first()
    holiday, _is_new = SchoolHoliday.objects.update_or_create(
        school_year=school_year,
        kind=kind,
        defaults={"starts_on": starts_on, "ends_on": ends_on, "source": by.email},
    )
    trail.write(
        _("School holiday changed"),
        by=by,
        change={
            "starts_on": [before and str(before.starts_on), str(starts_on)],
            "ends_on": [before and str(before.ends_on), str(ends_on)],
        },
    )
    return holiday
