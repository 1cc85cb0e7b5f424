"""What search engines read of a training: an EducationEvent of schema.org, with nothing about people."""

from django.conf import settings

from trainings.models import EditionState

STATUS = "https://schema.org/EventScheduled"
CANCELLED = "https://schema.org/EventCancelled"
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
ON_SITE = "https://schema.org/OfflineEventAttendanceMode"


def edition(edition):
    """One edition, each half-day as an event of its own; None for a draft, or while it has no dates."""
    half_days = list(edition.half_days.all())
    if edition.state == EditionState.DRAFT or not half_days:
        return None
    url = settings.SITE_URL + edition.get_absolute_url()
    is_off = edition.state == EditionState.CANCELLED
    common = {
        "@type": "EducationEvent",
        "name": edition.module.title,
        "eventStatus": CANCELLED if is_off else STATUS,
        "eventAttendanceMode": ONLINE if edition.is_online else ON_SITE,
        "location": _location(edition, url),
    }
    return {
        "@context": "https://schema.org",
        **common,
        "url": url,
        "description": edition.module.summary or edition.module.title,
        "startDate": half_days[0].begins.isoformat(),
        "endDate": half_days[-1].finishes.isoformat(),
        "organizer": {"@type": "Organization", "name": settings.ORGANISATION_NAME, "url": settings.SITE_URL},
        "offers": [
            {"@type": "Offer", "url": url, "price": str(price), "priceCurrency": "EUR"}
            for price in dict.fromkeys((edition.price_member, edition.price_other))
        ],
        "subEvent": [
            {**common, "startDate": each.begins.isoformat(), "endDate": each.finishes.isoformat()} for each in half_days
        ],
    }


def catalogue(editions):
    """What is on offer, in the order of the page; needs `with_dates()`."""
    shown = [each for each in editions if each.state != EditionState.DRAFT and each.first_day]
    if not shown:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "item": {
                    "@type": "EducationEvent",
                    "name": each.module.title,
                    "url": settings.SITE_URL + each.get_absolute_url(),
                    "startDate": each.first_day.isoformat(),
                    "endDate": each.last_day.isoformat(),
                    "eventStatus": CANCELLED if each.state == EditionState.CANCELLED else STATUS,
                    "location": _location(each, settings.SITE_URL + each.get_absolute_url()),
                },
            }
            for position, each in enumerate(shown, start=1)
        ],
    }


def _location(edition, url):
    if edition.is_online:
        return {"@type": "VirtualLocation", "url": url}
    address = {"@type": "PostalAddress", "addressLocality": edition.city, "addressCountry": "BE"}
    return {"@type": "Place", "name": edition.venue or edition.city, "address": address}
