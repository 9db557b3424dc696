"""The files of the directory: every open place that says what the schema requires, as CSV and as GeoJSON."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from reseau.open_data.national_row import COLUMNS, missing_values, national_row
from reseau.places.models.epm import EPM

CHUNK = 500
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
    for epm in published_places().prefetch_related("features").iterator(chunk_size=CHUNK):
        if not missing_values(epm):
            yield epm, national_row(epm)


def incomplete_places() -> list[tuple[EPM, list[str]]]:
    """Return the open places that the national map cannot take, each with what its record lacks."""
    places = [(epm, missing_values(epm)) for epm in published_places().iterator(chunk_size=CHUNK)]
    return [(epm, missing) for epm, missing in places if missing]


def csv_lines() -> Iterator[str]:
    """Yield the lines of the file: UTF-8 without a mark, commas, every column even if it is empty."""
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for values in _table():
        writer.writerow(values)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _table() -> Iterator[list[str]]:
    yield list(COLUMNS)
    for _epm, row in published_rows():
        yield list(row.values())


def geojson_parts() -> Iterator[str]:
    """Yield the pieces of a FeatureCollection (RFC 7946): points, with what the row says and no empty value."""
    yield '{"type":"FeatureCollection","features":['
    separator = ""
    for epm, row in published_rows():
        feature = {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [round(epm.longitude, 6), round(epm.latitude, 6)]},
            "properties": {name: value for name, value in row.items() if value},
        }
        yield separator + json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield "]}\n"
