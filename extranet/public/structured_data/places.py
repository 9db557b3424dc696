"""The network and its places, as offices of public service."""

from django.conf import settings

from alertes.channels.mails.headers import absolute
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.hours import days_alike
from reseau.places.opening_hours.time_ranges import MINUTES_IN_A_DAY

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FICTITIOUS = "Lieu fictif de démonstration."


def describe_network() -> dict:
    return {
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute("/"),
        "inLanguage": "fr",
        "publisher": {"@type": "Organization", "name": settings.ORGANISATION},
    }


def describe_place(epm: EPM) -> dict:
    description = {
        "@type": "GovernmentOffice",
        "@id": absolute(epm.get_absolute_url()),
        "name": epm.name,
        "url": absolute(epm.get_absolute_url()),
        "address": address_of(epm),
        "geo": {"@type": "GeoCoordinates", "latitude": epm.latitude, "longitude": epm.longitude},
        "areaServed": epm.commune.name,
        "publicAccess": True,
        "parentOrganization": {"@type": "Organization", "name": settings.ORGANISATION},
    }
    optional = {
        "telephone": epm.phone,
        "description": epm.presentation,
        "openingHoursSpecification": opening_hours(epm),
        "disambiguatingDescription": FICTITIOUS if epm.is_fictitious else "",
        "amenityFeature": wheelchair_access() if epm.is_accessible else None,
    }
    return description | {name: value for name, value in optional.items() if value}


def name_place(epm: EPM) -> dict:
    """Return what an event tells of its place, which has its own page."""
    return {
        "@type": "GovernmentOffice",
        "@id": absolute(epm.get_absolute_url()),
        "name": epm.name,
        "address": address_of(epm),
    }


def address_of(epm: EPM) -> dict:
    return {
        "@type": "PostalAddress",
        "streetAddress": epm.address,
        "postalCode": epm.commune.postal_code,
        "addressLocality": epm.commune.name,
        "addressCountry": "FR",
    }


def wheelchair_access() -> dict:
    return {"@type": "LocationFeatureSpecification", "name": "Accessible en fauteuil roulant", "value": True}


def opening_hours(epm: EPM) -> list[dict]:
    """Return the hours of the week; nothing if no week tells them, or if they are to be confirmed."""
    if epm.hours is None or epm.is_to_confirm or epm.hours.month:
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS[number] for number in days],
            "opens": clock(each.opens),
            "closes": clock(each.closes),
        }
        for days, ranges in days_alike(epm.hours.week)
        for each in ranges
    ]


def clock(minutes: int) -> str:
    """Return « 09:00 ». `minutes`: after midnight; the end of the day is written 23:59, as the vocabulary asks."""
    minutes = min(minutes, MINUTES_IN_A_DAY - 1)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
