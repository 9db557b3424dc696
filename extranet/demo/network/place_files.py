"""Files of places that the coordination of the demo brings: one applied, one that waits to be read again."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.utils import timezone

from reseau.directory.open_data.files import published_rows
from reseau.directory.open_data.national_columns import COLUMNS
from reseau.directory.place_import.planning import fingerprint_of, plan_import
from reseau.directory.place_import.services import confirm_import, open_import
from reseau.people.members.models.member import Member

FICTITIOUS = "fictif de démonstration"


def build_place_files(*, coordinator: Member) -> None:
    """Apply a file that gives two places a website; let one wait with a row of each kind."""
    rows = {row["id"]: row for _epm, row in published_rows()}
    names = sorted(rows)[:8]
    dated = [rows[name] | {"date_maj": f"{timezone.localdate()}"} for name in names]
    websites = [row | {"site_web": f"https://{row['id']}.example.org/"} for row in dated[:2]]
    first = _open("lieux-2026-printemps.csv", websites, coordinator)
    confirm_import(batch=first, by=coordinator, fingerprint=fingerprint_of(plan_import(batch=first)))
    _open(
        "2026-11-20_lieux-de-mediation-numerique_lot.csv",
        [*_changed_rows(dated[2:]), *_new_rows(dated[2])],
        coordinator,
    )


def _open(name: str, rows: Iterable[dict[str, str]], coordinator: Member):
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return open_import(content=text.getvalue().encode(), file_name=name, empties_erase=False, by=coordinator)


def _changed_rows(rows: list[dict[str, str]]) -> Iterable[dict[str, str]]:
    phone, hours, offer, same, older, twin = rows
    yield phone | {
        "telephone": "+33536499999",
        "presentation_resume": f"Un lieu {FICTITIOUS}, qui a changé de téléphone.",
    }
    yield hours | {"horaires": "Mo-Fr 09:00-12:00; PH off"}
    yield offer | {
        "services": f"{offer['services']}|Réparer des vélos",
        "frais_a_charge": "Gratuit|Payant",
        "horaires": "le lundi",
    }
    yield same
    yield older | {"site_web": "https://ancien.example.org/", "date_maj": "2020-01-15"}
    yield twin | {"id": "structure-60", "nom": f"Point numérique {FICTITIOUS}"}


def _new_rows(model: dict[str, str]) -> Iterable[dict[str, str]]:
    place = {name: model[name] for name in ("commune", "code_postal", "code_insee", "date_maj")}
    yield place | {
        "id": "tiers-lieu-de-demonstration",
        "nom": f"Tiers-lieu {FICTITIOUS}",
        "adresse": "1 place de la Démonstration",
        "typologie": "TIERS_LIEUX",
        "services": "Utilisation sécurisée du numérique",
    }
    yield place | {
        "id": "ailleurs",
        "nom": f"Lieu d’ailleurs, {FICTITIOUS}",
        "commune": "Ailleurs",
        "code_insee": "",
        "adresse": "Rue",
    }
