"""Chantiers: the four of the first day, and their words."""

import tomllib
from pathlib import Path

from django.db import transaction

from projets.portfolio.chantiers.models import Chantier

FILE = Path(__file__).parents[2] / "data" / "chantiers.toml"


@transaction.atomic
def ensure_starting_chantiers() -> list[Chantier]:
    """Lay the chantiers shipped with the site, unless there are some already: their words are the coordination's."""
    if Chantier.objects.exists():
        return []
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Chantier.objects.bulk_create(Chantier(**row, source=rows["source"]) for row in rows["chantier"])


@transaction.atomic
def change_chantier(*, chantier: Chantier, name: str, aim: str) -> Chantier:
    """Change the words of a chantier; its address stays. Raises ValidationError for an empty or a taken name."""
    chantier.name, chantier.aim = name.strip(), aim.strip()
    chantier.full_clean()
    chantier.save(update_fields=["name", "aim"])
    return chantier
