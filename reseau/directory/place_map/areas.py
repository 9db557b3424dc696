"""Intercommunalities, by which the layers of the map count: people, communes, open places, where their name stands."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Sum

from reseau.directory.place_map.projection import outline_id, projection
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.texts.accent_folding import fold


@dataclass(frozen=True, slots=True)
class Area:
    """`places`: its open EPM. `x`, `y`: its middle, in units of the drawing."""

    name: str
    population: int
    communes: int
    places: int
    x: float
    y: float

    @property
    def outline(self) -> str:
        return outline_id(self.name)


def read_areas() -> list[Area]:
    """Return the intercommunalities of the département, by name. Two queries."""
    places = counts_by_area(EPM.objects.open(), "commune")
    rows = Commune.objects.order_by().values_list("epci_name")
    rows = rows.annotate(Sum("population"), Count("pk"), Avg("latitude"), Avg("longitude"))
    return [
        Area(name, population, communes, places.get(name, 0), *projection().point(latitude, longitude))
        for name, population, communes, latitude, longitude in sorted(rows, key=lambda row: fold(row[0]))
    ]


def counts_by_area(rows, commune: str) -> dict[str, int]:
    """Return the number of distinct rows for each intercommunality; `commune`: the path to the commune. One query."""
    groups = rows.order_by().values_list(f"{commune}__epci_name")
    return dict(groups.annotate(number=Count("pk", distinct=True)))
