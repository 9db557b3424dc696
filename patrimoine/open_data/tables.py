"""Published places and trails as tables, with their schemas in the format of Frictionless."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Prefetch

from patrimoine.open_data.files import address_of, creator_of, published_heritage
from patrimoine.sites.enums import OPEN_LICENCES, HeritagePeriod, HeritageState, HeritageTheme
from patrimoine.trails.models import HeritageTrail, TrailStop, kilometres_along
from reseau.documents.papers.spreadsheet import Cell, escape_formula


@dataclass(frozen=True, slots=True)
class HeritageTable:
    """`columns`: name, type, whether each row has one, what it holds."""

    name: str
    title: str
    columns: Sequence[tuple[str, str, bool, str]]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def csv(self, rows: Iterable[Sequence[Cell]]) -> str:
        """Return the table: UTF-8, commas; no cell is a formula."""
        text = StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(name for name, *_ in self.columns)
        writer.writerows([escape_formula(cell) for cell in row] for row in rows)
        return text.getvalue()

    def schema(self, closed: dict[str, list[str]]) -> dict:
        """Return its Table Schema; `closed`: column → the words that it may hold."""
        fields = [
            {"name": name, "type": kind, "description": words, "constraints": {"required": required}}
            for name, kind, required, words in self.columns
        ]
        for each in fields:
            if each["name"] in closed:
                each["constraints"]["enum"] = closed[each["name"]]
        fields[0]["constraints"]["unique"] = True
        return {"fields": fields, "primaryKey": [self.columns[0][0]], "missingValues": [""]}


PLACES = HeritageTable(
    "lieux-de-patrimoine",
    "Lieux de patrimoine",
    (
        ("identifiant", "string", True, "Le dernier mot de l’adresse de la fiche, qui ne change pas."),
        ("nom", "string", True, "Le nom que les gens d’ici lui donnent."),
        ("commune", "string", True, "Nom de la commune."),
        ("code_insee", "string", True, "Code INSEE de la commune."),
        ("latitude", "number", True, "Degrés, WGS 84."),
        ("longitude", "number", True, "Degrés, WGS 84."),
        ("theme", "string", True, "Thème de la fiche."),
        ("epoque", "string", True, "Époque, ou «\u00a0Non daté\u00a0»."),
        ("resume", "string", True, "Ce que l’on voit, en une phrase."),
        ("recit", "string", False, "Son histoire."),
        ("sources", "string", True, "Une source par ligne."),
        ("licence", "string", True, "Licence du texte de cette fiche."),
        ("auteur", "string", True, "Qui citer\u00a0: le lieu du réseau qui raconte, ou le réseau."),
        ("page", "string", True, "Adresse de la fiche."),
        ("date_maj", "date", True, "Jour du dernier changement."),
    ),
)
TRAILS = HeritageTable(
    "circuits-de-patrimoine",
    "Circuits de patrimoine",
    (
        ("identifiant", "string", True, "Le dernier mot de l’adresse du circuit, qui ne change pas."),
        ("nom", "string", True, "Nom du circuit."),
        ("territoire", "string", True, "Territoire du réseau."),
        ("resume", "string", True, "Ce qu’il fait voir, en une phrase."),
        ("avant_de_partir", "string", False, "Où se garer, ce qui monte, ce qu’il faut emporter."),
        ("minutes", "integer", False, "Durée à pied, avec les arrêts."),
        ("kilometres", "number", True, "Longueur à vol d’oiseau."),
        ("etapes", "string", True, "Identifiants des lieux dans l’ordre, séparés par une barre verticale."),
        ("page", "string", True, "Adresse du circuit."),
        ("date_maj", "date", True, "Jour du dernier changement."),
    ),
)


def places_csv() -> str:
    """Return the table of published places. One query."""
    return PLACES.csv(_place_rows())


def trails_csv() -> str:
    """Return the table of published trails. Two queries."""
    return TRAILS.csv(_trail_rows())


def data_package() -> dict:
    """Return the descriptor of both tables (specs.frictionlessdata.io). No query."""
    closed = {
        PLACES: {
            "theme": list(HeritageTheme.labels),
            "epoque": list(HeritagePeriod.labels),
            "licence": [licence.label for licence in OPEN_LICENCES],
        },
        TRAILS: {},
    }
    return {
        "profile": "tabular-data-package",
        "name": "patrimoine",
        "title": "Le patrimoine du Lot, raconté par ses espaces publics multimédia",
        "description": "Le texte de chaque lieu est sous la licence que dit sa ligne. Aucun accord, aucun membre.",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "title": table.title,
                "path": table.file,
                "encoding": "utf-8",
                "schema": table.schema(words),
            }
            for table, words in closed.items()
        ],
    }


def _place_rows() -> Iterator[Sequence[Cell]]:
    for place in published_heritage():
        yield (
            place.slug,
            place.name,
            place.commune.name,
            place.commune_id,
            round(place.latitude, 6),
            round(place.longitude, 6),
            place.get_theme_display(),
            place.get_period_display(),
            place.summary,
            place.story,
            place.sources,
            place.licence_label,
            creator_of(place),
            address_of(place),
            place.changed.date().isoformat(),
        )


def _trail_rows() -> Iterator[Sequence[Cell]]:
    stops = TrailStop.objects.filter(place__state=HeritageState.PUBLISHED).select_related("place")
    trails = HeritageTrail.objects.published().select_related("territory").order_by("slug")
    for trail in trails.prefetch_related(Prefetch("stops", stops, to_attr="walked_stops")):
        places = [stop.place for stop in trail.walked_stops]
        yield (
            trail.slug,
            trail.name,
            trail.territory.name,
            trail.summary,
            trail.advice,
            trail.minutes,
            round(kilometres_along(places), 3),
            "|".join(place.slug for place in places),
            urljoin(settings.ORIGIN, trail.get_absolute_url()),
            trail.changed.date().isoformat(),
        )
