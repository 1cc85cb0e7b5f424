from django.conf import settings

from portal import demo, navigation


def portal(request):
    """What every page shows: the organisation, the places to go, and whether this is demo data."""
    return {
        "organisation": settings.ORGANISATION_NAME,
        "organisation_email": settings.ORGANISATION_EMAIL,
        "navigation": navigation.entries_for(request.user) if hasattr(request, "user") else [],
        "is_demo": demo.is_marked(),
        "has_demo_mailbox": settings.DEBUG,
    }
