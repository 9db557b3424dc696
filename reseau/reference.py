"""Reference data of the network: the 312 communes of the Lot and its three territories (`reseau/data/README.md`)."""

import json
from pathlib import Path

from django.db import transaction

from reseau.models import Commune, Territory
from reseau.text import fold

DATA = Path(__file__).parent / "data" / "communes_lot.json"


@transaction.atomic
def load_communes() -> int:
    """Creates or updates territories and communes from the data file; returns the number of communes. Safe to run again."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))["communes"]
    territories = {
        name: Territory.objects.get_or_create(name=name, defaults={"slug": fold(name)})[0]
        for name in sorted({row["arrondissement"] for row in rows})
    }
    communes = [
        Commune(
            insee_code=row["code_insee"],
            name=row["nom"],
            search_name=fold(row["nom"]),
            postal_codes=" ".join(row["codes_postaux"]),
            population=row["population"],
            epci_name=row["epci_nom"],
            territory=territories[row["arrondissement"]],
            latitude=row["latitude"],
            longitude=row["longitude"],
            town_hall_address=row["mairie"]["adresse"].replace("\n", ", "),
            town_hall_latitude=row["mairie"]["latitude"],
            town_hall_longitude=row["mairie"]["longitude"],
        )
        for row in rows
    ]
    fields = [field.name for field in Commune._meta.concrete_fields if not field.primary_key]
    Commune.objects.bulk_create(communes, update_conflicts=True, unique_fields=["insee_code"], update_fields=fields)
    return len(communes)
