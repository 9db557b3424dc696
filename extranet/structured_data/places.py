"""The network and its places, as offices of public service."""

import re

from django.conf import settings

from alertes.mails.headers import absolute
from reseau.places.models.epm import EPM
from reseau.places.opening_hours import OpeningLine, weekday_numbers

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# « 9 h – 12 h 30 », whatever spaces and dash; two ranges may stand on one line.
HOURS = re.compile(r"(\d{1,2})\s*h\s*(\d{2})?[\s\u2060]*[–-][\s\u2060]*(\d{1,2})\s*h\s*(\d{2})?")
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
        "email": epm.email,
        "description": epm.presentation,
        "openingHoursSpecification": opening_hours(epm.week),
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


def opening_hours(week: list[OpeningLine]) -> list[dict]:
    """Return the hours of each line that can be read; nothing if one cannot: half the hours would deceive."""
    specifications = []
    for line in week:
        ranges = HOURS.findall(line.hours)
        if not line.days or not ranges:
            return []
        specifications += [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [DAYS[number] for number in sorted(weekday_numbers(line.days))],
                "opens": clock(*opens),
                "closes": clock(*closes),
            }
            for *opens, closing_hour, closing_minutes in ranges
            for closes in [(closing_hour, closing_minutes)]
        ]
    return specifications


def clock(hour: str, minutes: str) -> str:
    return f"{int(hour):02}:{minutes or '00'}"
