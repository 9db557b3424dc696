"""A row of the file checked column by column: what it says of a place, what is refused, what is not believed."""

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from reseau.directory.open_data.national_columns import COLUMNS
from reseau.directory.place_import.record_parts import ADDRESS, HOURS, PARTS, POSITION, TEXT_FIELDS, UPDATE
from reseau.places.distances import kilometres_between
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM
from reseau.places.opening_hours.evaluation import validate_expression
from reseau.places.vocabulary import SEPARATOR, FeatureKind, values_of
from reseau.texts.accent_folding import fold
from reseau.texts.elision import of_place

FORMULA = ("=", "@")
# No commune of the Lot reaches that far from its town hall.
FARTHEST_KM = 25
TYPE_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
INTERNATIONAL = re.compile(r"\+33([1-9]\d{8})")
# The first value is taken: a record has one of each.
FIRST_OF_SEVERAL = ("telephone", "courriels", "site_web")
REFUSED_CELL = "laissé de côté"


class PlaceCellError(Exception):
    """A cell cannot be believed; the message says why."""


@dataclass(slots=True)
class PlaceRow:
    """`values`: what the row says of each part. `emptied`: parts whose cells are there and empty.

    `refusals`: why nothing is done with the row. `remarks`: cells that are not believed, and why.
    """

    number: int
    identifier: str = ""
    name: str = ""
    commune: Commune | None = None
    date: datetime.date | None = None
    values: dict[str, Any] = field(default_factory=dict)
    emptied: set[str] = field(default_factory=set)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def pivot(self) -> str:
        return self.values.get("pivot", "")

    @property
    def point(self) -> tuple[float, float] | None:
        return tuple(self.values[POSITION]) if POSITION in self.values else None


class RowReader:
    """Reads rows under one header. `communes`: all those of the network. No query."""

    def __init__(self, header: Iterable[str], communes: Iterable[Commune], today: datetime.date) -> None:
        self.columns = tuple(header)
        self.today = today
        self.communes = {commune.pk: commune for commune in communes}
        self.communes_by_name: dict[str, Commune] = {}
        for commune in self.communes.values():
            self.communes_by_name |= dict.fromkeys(filter(None, commune.former_names.split(", ")), commune)
        # A name of today wins over the same name of a former commune.
        self.communes_by_name |= {fold(commune.name): commune for commune in self.communes.values()}

    def read(self, number: int, cells: Iterable[str]) -> PlaceRow:
        row, cells = PlaceRow(number), tuple(cells)
        if len(cells) != len(self.columns):
            row.refusals.append(f"la ligne a {len(cells)} cases, et le fichier {len(self.columns)} colonnes")
            return row
        return self._read(row, dict(zip(self.columns, (cell.strip() for cell in cells), strict=True)))

    def read_record(self, national_row: Mapping[str, str]) -> PlaceRow:
        """Read what the directory itself says of a place, in the columns of the file."""
        return self._read(PlaceRow(0), {name: national_row[name] for name in self.columns if name in COLUMNS})

    def _read(self, row: PlaceRow, cells: dict[str, str]) -> PlaceRow:
        for read in (self._read_identity, self._read_commune, self._read_date):
            try:
                read(row, cells)
            except PlaceCellError as error:
                row.refusals.append(str(error))
        if row.refusals:
            return row
        for column, name in TEXT_FIELDS.items():
            if column != "nom":
                self._keep(row, column, cells.get(column), lambda cell, name=name: _text(name, cell))
        self._keep(row, HOURS, cells.get(HOURS), _hours)
        for kind in FeatureKind:
            self._keep(row, kind.value, cells.get(kind.value), lambda cell, kind=kind: _features(row, kind, cell))
        self._read_address(row, cells)
        self._read_position(row, cells)
        return row

    def _read_identity(self, row: PlaceRow, cells: dict[str, str]) -> None:
        row.identifier = cells["id"][:200]
        if not row.identifier:
            raise PlaceCellError("il manque l’identifiant (id)")
        if not cells["nom"]:
            raise PlaceCellError("il manque le nom")
        try:
            row.name = row.values["nom"] = _text("name", cells["nom"])
        except PlaceCellError as error:
            raise PlaceCellError(f"nom\u00a0: {error}") from error

    def _read_commune(self, row: PlaceRow, cells: dict[str, str]) -> None:
        name, code = cells["commune"], cells.get("code_insee", "")
        named, coded = self.communes_by_name.get(fold(name)), self.communes.get(code)
        if named and coded and named != coded:
            raise PlaceCellError(f"le code INSEE {code} est celui de {coded}, pas {of_place(name[:40])}")
        row.commune = coded or named
        if row.commune is None:
            raise PlaceCellError(
                f"«\u00a0{name[:40]}\u00a0» n’est pas une commune du réseau" if name else "il manque la commune"
            )

    def _read_date(self, row: PlaceRow, cells: dict[str, str]) -> None:
        if not (cell := cells.get(UPDATE, "")):
            return
        try:
            row.date = datetime.date.fromisoformat(cell)
        except ValueError as error:
            raise PlaceCellError(f"date_maj s’écrit 2026-04-02, pas «\u00a0{cell[:20]}\u00a0»") from error
        if row.date > self.today:
            raise PlaceCellError(f"date_maj est dans l’avenir\u00a0: {cell}")
        row.values[UPDATE] = row.date.isoformat()

    def _read_address(self, row: PlaceRow, cells: dict[str, str]) -> None:
        if not (street := cells.get("adresse", "")):
            return
        code = cells.get("code_postal", "") or row.commune.postal_code
        if code not in row.commune.postal_codes.split():
            row.remarks.append(
                f"code_postal\u00a0: {code[:10]} n’est pas un code {of_place(row.commune)}, {REFUSED_CELL}"
            )
            code = row.commune.postal_code
        address = f"{street}, {code} {row.commune.name}"
        self._keep(row, ADDRESS, address, lambda text: [_text("address", text), row.commune.pk])

    def _read_position(self, row: PlaceRow, cells: dict[str, str]) -> None:
        latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
        if latitude or longitude:
            self._keep(row, POSITION, "oui", lambda _cell: _position(row.commune, latitude, longitude))

    def _keep(self, row: PlaceRow, key: str, cell: str | None, read) -> None:
        """Keep what `read` finds in `cell`: None, the file has no such column."""
        if cell is None:
            return
        if not cell:
            row.emptied.add(key)
            return
        try:
            row.values[key] = read(cell)
        except PlaceCellError as error:
            row.remarks.append(f"{PARTS[key].label.lower()}\u00a0: {error}, {REFUSED_CELL}")
        else:
            if key in FIRST_OF_SEVERAL and SEPARATOR in cell:
                row.remarks.append(f"{PARTS[key].label.lower()}\u00a0: la fiche n’en a qu’un, le premier est pris")


def _text(name: str, cell: str) -> str:
    if cell.startswith(FORMULA):
        raise PlaceCellError(f"«\u00a0{cell[:20]}\u00a0» commence comme une formule")
    if name in ("phone", "email", "website"):
        cell = cell.split(SEPARATOR)[0].strip()
    if name == "pivot":
        cell = "".join(cell.split()).upper()
    if name == "phone":
        cell = _french_phone(cell)
    try:
        return EPM._meta.get_field(name).clean(cell, None)
    except ValidationError as error:
        raise PlaceCellError(" ".join(error.messages).rstrip(".")) from error


def _french_phone(cell: str) -> str:
    """Return « 05 36 49 00 04 » for « +33536490004 », as records write it; any other number as it is."""
    digits = re.sub(r"[\s.]", "", cell)
    if found := INTERNATIONAL.fullmatch(digits):
        digits = f"0{found[1]}"
    if re.fullmatch(r"0\d{9}", digits):
        return " ".join(digits[start : start + 2] for start in range(0, 10, 2))
    return digits


def _hours(cell: str) -> str:
    try:
        validate_expression(cell)
        return EPM._meta.get_field("opening_hours").clean(cell, None)
    except ValidationError as error:
        raise PlaceCellError("ces horaires ne se comprennent pas, ou sont trop longs") from error


def _features(row: PlaceRow, kind: FeatureKind, cell: str) -> list[str]:
    """Return the values of a list, in the order of the schema; what it does not know is told in the remarks."""
    said = list(dict.fromkeys(value.strip() for value in cell.split(SEPARATOR) if value.strip()))
    if kind == FeatureKind.TYPE:
        found = {value: value.upper() for value in said if TYPE_CODE.fullmatch(value.upper())}
        values = list(found.values())
    else:
        known = {_loose(value): value for value in values_of(kind)}
        found = {value: known[_loose(value)] for value in said if _loose(value) in known}
        values = [value for value in values_of(kind) if value in found.values()]
    if unknown := [value[:40] for value in said if value not in found]:
        words = ", ".join(f"«\u00a0{value}\u00a0»" for value in unknown[:3])
        row.remarks.append(f"{kind.label.lower()}\u00a0: {words} n’est pas du standard, {REFUSED_CELL}")
    if not values:
        raise PlaceCellError("aucune valeur du standard")
    return values


def _loose(value: str) -> str:
    """Return what makes a value known: files of others differ by a space, an accent or an apostrophe."""
    return fold(value).replace(" ", "")


def _position(commune: Commune, latitude: str, longitude: str) -> list[float]:
    try:
        north, east = (round(float(text.replace(",", ".")), 6) for text in (latitude, longitude))
    except ValueError as error:
        raise PlaceCellError(f"«\u00a0{latitude[:15]}, {longitude[:15]}\u00a0» n’est pas une position") from error
    if not (math.isfinite(north) and math.isfinite(east) and abs(north) <= 90 and abs(east) <= 180):
        raise PlaceCellError("ce point n’est pas sur la Terre")
    away = kilometres_between((north, east), (commune.town_hall_latitude, commune.town_hall_longitude))
    if away > FARTHEST_KM:
        raise PlaceCellError(f"ce point est à {away:.0f}\u00a0km de la mairie {of_place(commune)}")
    return [north, east]
