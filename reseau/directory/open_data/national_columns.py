"""One place as a row of the national schema, v1.0.2: its columns, their order, their formats."""

import datetime
import re

from django.utils import timezone

from reseau.enums import EPMKind
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.parsing import parse_hours
from reseau.places.vocabulary import SEPARATOR, FeatureKind, schema, values_of

COLUMNS = tuple(field["name"] for field in schema()["fields"])
# Codes of the vocabulary of data.inclusion, to which the schema refers.
TYPE_OF_KIND = {
    EPMKind.CYBERBASE: "EPN",
    EPMKind.LIBRARY: "BIB",
    EPMKind.SERVICES: "RFS",
    EPMKind.VILLAGE: "MUNI",
}
LIST_COLUMNS = tuple(kind for kind in FeatureKind if values_of(kind) and kind != FeatureKind.EQUIPMENT)
# Exceptions alone bear a year; reading the others would take a third of the time of the file.
DATED = re.compile(r"\d{4} [A-Z][a-z]{2} \d")
FRENCH_PHONE = re.compile(r"0[1-9]\d{8}")
FOREIGN_PHONE = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)\d{6,9}")


def national_row(epm: EPM, features: dict[str, list[str]] | None = None) -> dict[str, str]:
    """Return the values of each column, in their order, empty where the place does not say.

    The commune of `epm` is joined, its `features` given or prefetched: no query.
    """
    features = epm.features_by_kind() if features is None else features
    values = {
        "id": epm.slug,
        "pivot": epm.pivot,
        "nom": epm.name,
        "commune": epm.commune.name,
        "code_postal": postal_code_of(epm),
        "code_insee": epm.commune_id,
        "adresse": street_of(epm),
        "complement_adresse": epm.address_complement,
        "latitude": f"{epm.latitude:.6f}",
        "longitude": f"{epm.longitude:.6f}",
        "typologie": SEPARATOR.join(features.get(FeatureKind.TYPE) or [TYPE_OF_KIND[EPMKind(epm.kind)]]),
        "telephone": international(epm.phone),
        "courriels": epm.email,
        "site_web": epm.website,
        "horaires": trusted_hours(epm),
        "presentation_resume": epm.summary,
        "presentation_detail": epm.presentation,
        "source": epm.source,
        "structure_parente": epm.host_name,
        "date_maj": f"{last_update(epm) or ''}",
        "autres_formations_labels": epm.other_labels,
        "fiche_acces_libre": epm.accessibility_url,
        "prise_rdv": epm.booking_url,
    }
    values |= {kind.value: _joined(kind, features.get(kind, [])) for kind in LIST_COLUMNS}
    return {column: values[column] for column in COLUMNS}


def missing_values(epm: EPM) -> list[str]:
    """Return what the schema requires and the record does not say, in words for its team."""
    found = []
    if not epm.pivot:
        found.append("le SIRET, ou le numéro RNA")
    if not street_of(epm):
        found.append("l’adresse")
    if last_update(epm) is None:
        found.append("une mise à jour de la fiche")
    return found


def last_update(epm: EPM) -> datetime.date | None:
    """Return the last day on which somebody saved or checked the record."""
    return max(filter(None, (epm.updated_on, epm.checked_on)), default=None)


def street_of(epm: EPM) -> str:
    """Return the address without the postcode and commune that end it: they have columns of their own."""
    ending = rf",?\s*(?:{'|'.join(epm.commune.postal_codes.split())})(?:\s+{re.escape(epm.commune.name)})?\s*$"
    return re.sub(ending, "", epm.address, flags=re.IGNORECASE).strip()


def postal_code_of(epm: EPM) -> str:
    """Return the postcode that the address says, if it is one of the commune; the first of the commune otherwise."""
    said = [code for code in epm.commune.postal_codes.split() if code in epm.address]
    return said[0] if said else epm.commune.postal_code


def international(phone: str) -> str:
    """Return « +33536490004 » for « 05 36 49 00 04 »; empty for a number that the schema would refuse."""
    digits = re.sub(r"[^\d+]", "", phone)
    if FRENCH_PHONE.fullmatch(digits):
        return f"+33{digits[1:]}"
    return digits if FOREIGN_PHONE.fullmatch(digits) else ""


def trusted_hours(epm: EPM) -> str:
    """Return the hours that somebody has checked in the last 180 days, without the exceptions that have passed."""
    if not epm.has_trusted_hours or epm.opening_hours.startswith("unknown"):
        return ""
    if not DATED.search(epm.opening_hours):
        return epm.opening_hours
    hours = parse_hours(epm.opening_hours)
    return epm.opening_hours if hours is None else hours.without_past(timezone.localdate()).expression


def _joined(kind: FeatureKind, values: list[str]) -> str:
    """Join the values in the order of the schema, so that the same place gives the same row."""
    return SEPARATOR.join(value for value in values_of(kind) if value in values)
