"""The fictitious EPM of the demo, in real communes and at the address of their town halls."""

import random

from django.conf import settings
from django.utils.text import slugify

from extranet.demo.content import read_file
from extranet.demo.network.place_records import build_features, complete_records
from reseau.directory.place_hours.services import refresh_all_intervals
from reseau.enums import EPMKind
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold
from reseau.texts.elision import of_place

EPM_COUNT = 110
LIBRARY_SHARE, CYBERBASE_COUNT, SERVICES_COUNT = 0.3, 12, 10
PHONE_PREFIX = "05 36 49"  # numbers reserved for fiction by the regulator (ARCEP, decision 2018-0881)


def kind_of(rank: int, draw: random.Random) -> EPMKind:
    """Return cyber-bases and houses of services in larger communes, libraries and village rooms elsewhere."""
    if rank < CYBERBASE_COUNT:
        return EPMKind.CYBERBASE
    if rank < CYBERBASE_COUNT + SERVICES_COUNT:
        return EPMKind.SERVICES
    return EPMKind.LIBRARY if draw.random() < LIBRARY_SHARE else EPMKind.VILLAGE


def chosen_communes() -> list[Commune]:
    """Return the larger communes first, then smaller ones spread by name, so that every area has a place."""
    by_size = list(Commune.objects.order_by("-population", "insee_code"))
    larger, smaller = by_size[:70], sorted(by_size[70:], key=lambda commune: commune.insee_code)
    step = len(smaller) / (EPM_COUNT - len(larger))
    return larger + [smaller[int(index * step)] for index in range(EPM_COUNT - len(larger))]


def build_epm(commune: Commune, rank: int, draw: random.Random) -> EPM:
    kind = kind_of(rank, draw)
    texts = read_file("places")[kind.value]
    name = f"EPM {of_place(commune.name)}"
    large = kind == EPMKind.CYBERBASE
    slug = slugify(commune.name)
    return EPM(
        name=name,
        slug=slug,
        search_name=fold(name),
        kind=kind,
        commune=commune,
        address=texts["address"].format(mairie=commune.town_hall_address),
        latitude=commune.town_hall_latitude,
        longitude=commune.town_hall_longitude,
        phone=f"{PHONE_PREFIX} {rank // 100:02d} {rank % 100:02d}",
        email=f"epm.{slugify(commune.name)}@example.org",
        opening_hours=draw.choice(texts["hours"]),
        presentation=draw.choice(texts["presentations"]).format(commune=commune.name),
        seats=draw.choice([12, 14, 16]) if large else draw.choice([8, 10, 12]),
        workstations=10 if large else draw.choice([4, 5, 6]),
        is_accessible=draw.random() < 0.8,
        is_fictitious=True,
        source=settings.ORGANISATION,
    )


def build_epms(*, draw: random.Random) -> list[EPM]:
    """Build 110 EPM, in the order of their communes' size."""
    epms = [build_epm(commune, rank, draw) for rank, commune in enumerate(chosen_communes())]
    complete_records(epms, random.Random(EPM_COUNT))  # noqa: S311 - a repeatable draw is the point
    EPM.objects.bulk_create(epms, batch_size=500)
    build_features(epms, random.Random(EPM_COUNT))  # noqa: S311 - a repeatable draw is the point
    refresh_all_intervals()
    return epms
