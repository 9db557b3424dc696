"""Reference data of the network: the 312 communes of the Lot and its three territories (`reseau/data/README.md`)."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from reseau.places.models.commune import Commune, Territory
from reseau.texts.accent_folding import fold
from search.index.sync import note_bulk_change

DATA = Path(__file__).parents[1] / "data" / "communes_lot.json"


@transaction.atomic
def load_communes() -> int:
    """Create or update territories and communes from the data file; return the number of communes.

    Safe to run again: it keeps the names of territories, the territory that the coordination gave to each commune, and
    market days.
    """
    rows = json.loads(DATA.read_text(encoding="utf-8"))["communes"]
    territories = {
        name: Territory.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
        for name in sorted({row["arrondissement"] for row in rows})
    }
    communes = [commune_of(row, territories[row["arrondissement"]]) for row in rows]
    kept_fields = {"insee_code", "territory", "market_days"}
    fields = [field.name for field in Commune._meta.concrete_fields if field.name not in kept_fields]
    Commune.objects.bulk_create(communes, update_conflicts=True, unique_fields=["insee_code"], update_fields=fields)
    note_bulk_change(Commune, Commune.objects.values_list("pk", flat=True))
    return len(communes)


def commune_of(row: dict, territory: Territory) -> Commune:
    former_names = [fold(commune["nom"]) for commune in row["anciennes_communes"] if commune["nom"] != row["nom"]]
    return Commune(
        insee_code=row["code_insee"],
        name=row["nom"].replace("'", "’"),
        search_name=fold(row["nom"]),
        former_names=", ".join(former_names),
        postal_codes=" ".join(row["codes_postaux"]),
        population=row["population"],
        epci_name=row["epci_nom"],
        territory=territory,
        latitude=row["latitude"],
        longitude=row["longitude"],
        # Some villages have no street name: their first line is empty.
        town_hall_address=", ".join(filter(None, row["mairie"]["adresse"].split("\n"))).replace("'", "’"),
        town_hall_latitude=row["mairie"]["latitude"],
        town_hall_longitude=row["mairie"]["longitude"],
    )
