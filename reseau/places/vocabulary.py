"""Words of the national schema of digital mediation places, v1.0.2: what a place offers, to whom, at what price.

The values are read from the schema itself (`reseau/data/README.md`), so that they are its own to the letter.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.db import models

SCHEMA = Path(__file__).parents[1] / "data" / "lieux_mediation_numerique.json"
# Between two values of one field, in files that follow the schema.
SEPARATOR = "|"
# « (?:(?:^|\|)(Jeunes|Étudiants))+$ »: the values that a field may hold, one or several.
ALTERNATIVES = re.compile(r"\(\?:\(\?:\^\|\\\|\)\((.*)\)\)\+\$")


class FeatureKind(models.TextChoices):
    """A field of the schema with several values, by its name there; `EQUIPMENT` is ours."""

    SERVICE = "services", "Services"
    PUBLIC = "publics_specifiquement_adresses", "Publics"
    CARE = "prise_en_charge_specifique", "Accueil adapté"
    PRICE = "frais_a_charge", "Prix"
    SUPPORT = "modalites_accompagnement", "Façons d’accompagner"
    ACCESS = "modalites_acces", "Comment venir"
    PROGRAMME = "dispositif_programmes_nationaux", "Programmes nationaux"
    TRAINING_LABEL = "formations_labels", "Formations et labels"
    MOVING = "itinerance", "Itinérance"
    TYPE = "typologie", "Types de structure"
    EQUIPMENT = "equipement", "Équipement"


EQUIPMENT = (
    "Imprimante",
    "Numériseur",
    "Wifi",
    "Casques",
    "Tablettes à prêter",
    "Point visio",
    "Bureau fermé pour les démarches",
    "Vidéoprojecteur",
    "Loupe d’écran ou clavier adapté",
    "Imprimante 3D",
)
# What people read instead of the words of the schema.
READ_AS = {
    "Étapes numériques(La Poste)": "Étapes numériques (La Poste)",
    "Bibliothèques numérique de référence": "Bibliothèques numériques de référence",
    "Prendre un RDV en ligne": "Prendre rendez-vous en ligne",
    "Contacter par mail": "Écrire un courriel",
    "Envoyer un mail avec une fiche de prescription": "Écrire un courriel avec une fiche de prescription",
}


@cache
def schema() -> dict:
    """The national schema, a Frictionless Table Schema."""
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@cache
def values_of(kind: FeatureKind) -> tuple[str, ...]:
    """Return the values that a place may have under `kind`; none if they are free."""
    if kind == FeatureKind.EQUIPMENT:
        return EQUIPMENT
    (pattern,) = (field["constraints"].get("pattern", "") for field in schema()["fields"] if field["name"] == kind)
    found = ALTERNATIVES.fullmatch(pattern)
    # Brackets of the values are escaped in the pattern, and no value holds a bar.
    return tuple(re.sub(r"\\(.)", r"\1", value) for value in found[1].split(SEPARATOR)) if found else ()


def value_label(value: str) -> str:
    return READ_AS.get(value, value.replace("'", "’"))


def choices_of(kind: FeatureKind) -> list[tuple[str, str]]:
    return [(value, value_label(value)) for value in values_of(kind)]
