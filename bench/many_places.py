"""Separate process: a directory of as many places as a country has, then the counts of its pages.

`EXTRANET_BENCH_PLACES` says how many places. They are copies of those of the demo, in the same communes, a few hundred
metres apart.
"""

import json
import os
import random
import time
from collections.abc import Iterator

from django.utils.text import slugify

from bench.page_counts import count
from bench.pages import Page
from extranet.demo.network.place_records import build_features, complete_records
from extranet.demo.network.places import EPM_COUNT, build_epm, chosen_communes
from reseau.place_hours.services import refresh_all_intervals
from reseau.places.models.epm import EPM
from reseau.places.vocabulary import FeatureKind, values_of

TOGETHER = 500
# Of a degree: copies stand up to some two kilometres from their town hall.
SPREAD = 0.02
SERVICE = slugify(values_of(FeatureKind.SERVICE)[0])


def main() -> None:
    """Fill the directory, then print the seconds of the nightly copy of openings and the counts of each page."""
    fill(int(os.environ["EXTRANET_BENCH_PLACES"]), random.Random("places"))  # noqa: S311 - nothing secret
    start = time.perf_counter()
    refresh_all_intervals()
    print(json.dumps({"places": EPM.objects.count(), "intervals": time.perf_counter() - start}))
    counts()


def counts() -> None:
    for page in directory_pages():
        print(json.dumps(count(page)))


def fill(wanted: int, draw: random.Random) -> None:
    """Create the places that are missing."""
    missing = wanted - EPM.objects.count()
    communes = list(enumerate(chosen_communes()))
    copies = range(1, 2 + max(missing, 0) // EPM_COUNT)
    epms = [build_epm(commune, rank, copy, draw) for copy in copies for rank, commune in communes][: max(missing, 0)]
    for epm in epms:
        epm.latitude += draw.uniform(-SPREAD, SPREAD)
        epm.longitude += draw.uniform(-SPREAD, SPREAD)
    complete_records(epms, draw)
    EPM.objects.bulk_create(epms, batch_size=TOGETHER)
    build_features(epms, draw)


def directory_pages() -> Iterator[Page]:
    """Yield the pages and files that read most places, as a visitor."""
    for name, path in (
        ("directory", "/annuaire/"),
        ("directory-near", "/annuaire/?q=gramat"),
        ("directory-facets", f"/annuaire/?q=gramat&ouvert=samedi&service={SERVICE}&rayon=30"),
        ("directory-service", f"/annuaire/?service={SERVICE}&fauteuil=oui"),
        ("map", "/annuaire/carte/"),
        ("map-near", "/annuaire/carte/?q=gramat"),
        ("embedded", "/annuaire/integrer/46128/"),
        ("open-data", "/annuaire/donnees/"),
        ("places-csv", "/annuaire/lieux.csv"),
        ("places-geojson", "/annuaire/lieux.geojson"),
    ):
        yield Page(name, "visitor", path)
