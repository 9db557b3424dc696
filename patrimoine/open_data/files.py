"""Files of published places: JSON-LD in the vocabulary of DATAtourisme, GeoJSON. No agreement and no member is in them.

The vocabulary is used, not the certificate: nobody of DATAtourisme has checked these files. What each place must say is
tried by shapes of our own (`tests/patrimoine/open_data/`).
"""

from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet

from patrimoine.sites.enums import HeritageTheme
from patrimoine.sites.models import HeritagePlace

CORE = "https://www.datatourisme.fr/ontology/core#"
CONTEXT = {
    "@vocab": CORE,
    "dc": "http://purl.org/dc/elements/1.1/",
    "terms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def published_heritage() -> QuerySet[HeritagePlace]:
    return HeritagePlace.objects.published().select_related("commune", "epm").order_by("slug")


def linked_data() -> dict:
    """Return every published place as a graph. One query."""
    return {"@context": CONTEXT, "@graph": [point_of_interest(place) for place in published_heritage()]}


def points() -> dict:
    """Return every published place as a FeatureCollection (RFC 7946). One query."""
    return {"type": "FeatureCollection", "features": [_feature(place) for place in published_heritage()]}


def point_of_interest(place: HeritagePlace) -> dict:
    """Return a place whose commune and EPM are joined. No query."""
    url = address_of(place)
    return {
        "@id": url,
        "@type": ["PointOfInterest", "NaturalHeritage" if place.theme == HeritageTheme.NATURE else "CulturalSite"],
        "dc:identifier": place.slug,
        "rdfs:label": _french(place.name),
        "hasDescription": {
            "@type": "Description",
            "shortDescription": _french(place.summary),
            "dc:description": _french(place.story),
        },
        "isLocatedAt": {
            "@type": ["Place", "schema:Place"],
            "schema:geo": {
                "@type": "schema:GeoCoordinates",
                "schema:latitude": _number(place.latitude),
                "schema:longitude": _number(place.longitude),
            },
            "schema:address": {
                "@type": ["PostalAddress", "schema:PostalAddress"],
                "schema:addressLocality": place.commune.name,
                "schema:postalCode": place.commune.postal_code,
                "hasAddressCity": {
                    "@type": "City",
                    "insee": place.commune_id,
                    "rdfs:label": _french(place.commune.name),
                },
            },
        },
        "hasBeenCreatedBy": {"@type": "Agent", "schema:legalName": creator_of(place)},
        "lastUpdate": {"@value": place.changed.date().isoformat(), "@type": "xsd:date"},
        "terms:license": {"@id": place.licence_address},
        "terms:source": [source.url or source.words for source in place.named_sources],
    }


def creator_of(place: HeritagePlace) -> str:
    """Return whom to cite: the EPM that tells, or the network. Never a member."""
    return place.epm.name if place.epm else settings.ORGANISATION


def address_of(place: HeritagePlace) -> str:
    return urljoin(settings.ORIGIN, place.get_absolute_url())


def _feature(place: HeritagePlace) -> dict:
    return {
        "type": "Feature",
        "id": place.slug,
        "geometry": {"type": "Point", "coordinates": [round(place.longitude, 6), round(place.latitude, 6)]},
        "properties": {
            "nom": place.name,
            "commune": place.commune.name,
            "code_insee": place.commune_id,
            "theme": place.get_theme_display(),
            "epoque": place.get_period_display(),
            "resume": place.summary,
            "recit": place.story,
            "sources": place.sources,
            "licence": place.licence_label,
            "auteur": creator_of(place),
            "page": address_of(place),
            "date_maj": place.changed.date().isoformat(),
        },
    }


def _french(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "fr"}


def _number(value: float) -> dict[str, str]:
    return {"@value": f"{value:.6f}", "@type": "xsd:decimal"}
