"""The public dates of the agenda as open data: a table and its schema in the format of Frictionless."""

import csv
import datetime
from collections.abc import Iterable, Iterator
from io import StringIO
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from reseau.calendar.agenda.dates import entries_between, load
from reseau.calendar.agenda.lines import places_by_key
from reseau.calendar.agenda.registry import AgendaDate, Entry, sources
from reseau.documents.papers.spreadsheet import escape_formula

AHEAD = datetime.timedelta(days=366)
LICENCE = "Licence Ouverte 2.0 (Etalab)"
# Name, type, whether each row has one, and what the column holds.
COLUMNS = (
    ("identifiant", "string", True, "Nom de la date, qui ne change pas quand elle se déplace."),
    ("sorte", "string", True, "Ce que c’est, en un mot."),
    ("titre", "string", True, "Ce qui est annoncé."),
    ("debut", "string", True, "Jour (2026-03-12) si elle dure des jours entiers, sinon instant (ISO 8601)."),
    ("fin", "string", True, "Dernier jour, compris, ou instant où elle finit."),
    ("journee_entiere", "boolean", True, "Vrai si elle dure des jours entiers."),
    ("id_lieu", "string", False, "Identifiant du lieu, celui du fichier des lieux\u00a0; vide si elle est ailleurs."),
    ("lieu", "string", False, "Où c’est, en toutes lettres."),
    ("adresse", "string", False, "L’adresse du lieu, si elle est connue."),
    ("lien", "string", True, "La page qui en dit plus."),
    ("modifie_le", "datetime", True, "Quand l’annonce a changé pour la dernière fois."),
)


def public_dates(today: datetime.date) -> list[tuple[Entry, AgendaDate]]:
    """Return what everybody may see from `today` and for a year; groups, which are no dates, left out."""
    return list(load(entries_between(AnonymousUser(), today, today + AHEAD)).items())


def dates_csv(dates: Iterable[tuple[Entry, AgendaDate]]) -> str:
    """Return the table as CSV: UTF-8, commas; no cell is a formula. One query."""
    dates = list(dates)
    places = places_by_key(entry.epm for entry, _ in dates)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(name for name, *_ in COLUMNS)
    for entry, date in dates:
        slug, _ = places.get(entry.epm, ("", ""))
        writer.writerow(escape_formula(cell) for cell in _row(date, slug))
    return text.getvalue()


def _row(date: AgendaDate, slug: str) -> Iterator[str]:
    begins_at, ends_at = timezone.localtime(date.begins_at), timezone.localtime(date.ends_at)
    yield from (date.uid, date.source.kind, date.title)
    if date.is_whole_day:
        yield from (begins_at.date().isoformat(), (ends_at.date() - datetime.timedelta(days=1)).isoformat(), "true")
    else:
        yield from (begins_at.isoformat(), ends_at.isoformat(), "false")
    yield from (slug, date.place, date.address, urljoin(settings.ORIGIN, date.url))
    yield date.changed.astimezone(datetime.UTC).isoformat(timespec="seconds")


def dates_schema() -> dict:
    """Return the Table Schema of the file (specs.frictionlessdata.io)."""
    fields = [
        {"name": name, "type": kind, "description": words, "constraints": {"required": required}}
        for name, kind, required, words in COLUMNS
    ]
    fields[0]["constraints"]["unique"] = True
    fields[1]["constraints"]["enum"] = sorted(source.kind for source in sources())
    return {
        "name": "dates-du-reseau",
        "title": "Dates publiques du réseau des espaces publics multimédia du Lot",
        "description": "D’aujourd’hui à dans un an\u00a0: ateliers ouverts à tous, rencontres publiques, fermetures.",
        "fields": fields,
        "primaryKey": ["identifiant"],
    }
