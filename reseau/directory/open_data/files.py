"""The files of the directory: every open place that says what the schema requires, as CSV and as GeoJSON."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from reseau.directory.open_data.national_columns import COLUMNS, missing_values, national_row
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature

CHUNK = 500
# Rows sent at once: a piece for each would be compressed alone.
TOGETHER = 100
# What an address without a street begins with: the postcode, or nothing.
NO_STREET = r"^[\s,]*([0-9]{5}|$)"
SUBJECT, TERRITORY = "lieux-de-mediation-numerique", "lot"


def open_file_name(ending: str) -> str:
    """Return « 2026-12-01_00000000000018_lieux-de-mediation-numerique_lot.csv », as the national guidelines ask.

    Without the SIRET of the producer, the name of the organisation stands there.
    """
    producer = settings.PRODUCER_SIRET or slugify(settings.ORGANISATION)
    return f"{timezone.localdate():%Y-%m-%d}_{producer}_{SUBJECT}_{TERRITORY}.{ending}"


def published_places() -> QuerySet[EPM]:
    return EPM.objects.open().select_related("commune").order_by("slug")


def published_rows() -> Iterator[tuple[EPM, dict[str, str]]]:
    """Yield each place that the national map can take, and its row. Two queries for 500 places."""
    places = published_places().iterator(chunk_size=CHUNK)
    while chunk := list(islice(places, CHUNK)):
        features = features_of(chunk)
        for epm in chunk:
            if not missing_values(epm):
                yield epm, national_row(epm, features.get(epm.pk, {}))


def features_of(places: Iterable[EPM]) -> dict[int, dict[str, list[str]]]:
    """Return the values of each place under each kind, without making an object of each. One query."""
    keys = [epm.pk for epm in places]
    rows = PlaceFeature.objects.filter(epm__in=keys).order_by("epm", "kind", "pk")
    found: dict[int, dict[str, list[str]]] = {}
    for key, kind, value in rows.values_list("epm_id", "kind", "value"):
        found.setdefault(key, {}).setdefault(kind, []).append(value)
    return found


def incomplete_places() -> list[tuple[EPM, list[str]]]:
    """Return the open places that the national map cannot take, each with what its record lacks."""
    lacking = Q(pivot="") | Q(updated_on=None, checked_on=None) | Q(address__regex=NO_STREET)
    places = [(epm, missing_values(epm)) for epm in published_places().filter(lacking).iterator(chunk_size=CHUNK)]
    return [(epm, missing) for epm, missing in places if missing]


def csv_parts() -> Iterator[str]:
    """Yield the pieces of the file: UTF-8 without a mark, commas, every column even if it is empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = (list(row.values()) for _epm, row in published_rows())
    while chunk := list(islice(rows, TOGETHER)):
        writer.writerows(chunk)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def geojson_parts() -> Iterator[str]:
    """Yield the pieces of a FeatureCollection (RFC 7946): points, with what the row says and no empty value."""
    features = (_feature(epm, row) for epm, row in published_rows())
    separator = '{"type":"FeatureCollection","features":['
    while chunk := list(islice(features, TOGETHER)):
        yield separator + ",\n".join(chunk)
        separator = ",\n"
    yield "]}\n" if separator == ",\n" else f"{separator}]}}\n"


def _feature(epm: EPM, row: dict[str, str]) -> str:
    feature = {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [round(epm.longitude, 6), round(epm.latitude, 6)]},
        "properties": {name: value for name, value in row.items() if value},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
