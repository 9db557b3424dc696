"""What an import would do with each row today: match, changes, doubt, refusal, and what the coordination chose."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.crypto import salted_hmac

from reseau.directory.place_import.enums import RowVerdict
from reseau.directory.place_import.field_changes import FieldChange, changes_of, protection_of
from reseau.directory.place_import.lookalikes import KnownPlace, KnownPlaces, Lookalike, known_place_of
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_import.place_rows import PlaceRow, RowReader
from reseau.directory.place_import.record_parts import UPDATE
from reseau.places.models.commune import Commune
from reseau.places.models.epm import EPM

NEW, LEAVE = "nouveau", "laisser"
COLUMNS_TO_COMPARE = ("pk", "name", "slug", "pivot", "commune_id", "commune__name", "latitude", "longitude")


@dataclass(slots=True)
class PlannedPlace:
    """A row and its outcome. `choice`: the key of a place, `NEW` or `LEAVE`. `reason`: why it is matched or doubtful.

    `epm`: the place that is to be changed. `protection`: why its changes are not ticked at first.
    """

    row: PlaceRow
    verdict: RowVerdict
    choice: str
    reason: str = ""
    lookalikes: list[Lookalike] = field(default_factory=list)
    epm: EPM | None = None
    changes: list[FieldChange] = field(default_factory=list)
    protection: str = ""

    @property
    def offered(self) -> list[str]:
        """Return the choices that make sense for this row."""
        if self.verdict == RowVerdict.REFUSED:
            return [LEAVE]
        found = [str(each.place.key) for each in self.lookalikes]
        may_be_new = self.verdict in (RowVerdict.NEW, RowVerdict.DOUBTFUL) and "adresse" in self.row.values
        return [*found, *([NEW] if may_be_new else []), LEAVE]

    @property
    def ticked_changes(self) -> list[FieldChange]:
        return [change for change in self.changes if change.is_ticked]

    @property
    def creates(self) -> bool:
        return self.choice == NEW

    @property
    def changes_record(self) -> bool:
        return self.epm is not None and bool(self.ticked_changes)


def plan_import(*, batch: PlaceImport) -> list[PlannedPlace]:
    """Return what each row of `batch` would do today, with the choices kept so far. Five queries."""
    reader = RowReader(batch.header, Commune.objects.all(), timezone.localdate())
    rows = [reader.read(number, cells) for number, *cells in batch.table]
    plan = _judge_rows(rows, _known_places())
    for place in plan:
        chosen = batch.choices.get(str(place.row.number), {}).get("choice")
        if chosen in place.offered:
            place.choice = chosen
    _load_places(plan)
    for place in plan:
        if place.epm:
            _compare(place, reader, batch)
    return plan


def fingerprint_of(plan: Iterable[PlannedPlace]) -> str:
    """Return a mark of all that `plan` would do: another one, once the directory or a choice has changed."""
    parts = []
    for place in plan:
        states = [(change.part.key, change.before, change.after) for change in place.ticked_changes]
        parts.append(f"{place.row.number} {place.choice} {states}")
    return salted_hmac("reseau.place_import", "\n".join(parts), algorithm="sha256").hexdigest()[:32]


def _known_places() -> KnownPlaces:
    places = EPM.objects.order_by("pk").values_list(*COLUMNS_TO_COMPARE)
    identifiers = ImportedPlace.objects.standing().values_list("identifier", "epm_id")
    return KnownPlaces((KnownPlace(*columns, point=(north, east)) for *columns, north, east in places), identifiers)


def _judge_rows(rows: list[PlaceRow], directory: KnownPlaces) -> list[PlannedPlace]:
    """Match each row with the directory, then with the rows above it."""
    plan, above, line_of_place = [], KnownPlaces(), {}
    for row in rows:
        if row.refusals:
            plan.append(PlannedPlace(row, RowVerdict.REFUSED, LEAVE, " ; ".join(row.refusals)))
            continue
        known = known_place_of(row, row.commune)
        if row.identifier in above.by_slug:
            line = above.by_slug[row.identifier].key
            plan.append(PlannedPlace(row, RowVerdict.REFUSED, LEAVE, f"même identifiant que la ligne {line}"))
            continue
        place = _match(row, directory.lookalikes(known))
        if line := line_of_place.get(place.choice):
            place.verdict, place.choice = RowVerdict.DOUBTFUL, LEAVE
            place.reason = f"la ligne {line} parle déjà de ce lieu"
        elif place.choice == NEW and (twins := above.lookalikes(known)):
            twin = twins[0]
            place.verdict, place.choice = RowVerdict.DOUBTFUL, LEAVE
            place.reason = f"la ligne {twin.place.key} lui ressemble\u00a0: {twin.why}"
        elif place.choice not in (NEW, LEAVE):
            line_of_place[place.choice] = row.number
        above.add(known)
        plan.append(place)
    return plan


def _match(row: PlaceRow, found: list[Lookalike]) -> PlannedPlace:
    sure = [each for each in found if each.is_sure]
    if len(sure) > 1:
        # Several places bear the name: the identifier decides.
        sure = [each for each in sure if "même identifiant" in each.reasons] or sure
    if len(sure) == 1:
        return PlannedPlace(row, RowVerdict.CHANGED, str(sure[0].place.key), sure[0].why, lookalikes=sure)
    if found:
        reason = "plusieurs lieux lui ressemblent" if len(found) > 1 else f"ressemble à un lieu\u00a0: {found[0].why}"
        return PlannedPlace(row, RowVerdict.DOUBTFUL, LEAVE, reason, lookalikes=found)
    return _new_place(row)


def _new_place(row: PlaceRow) -> PlannedPlace:
    if "adresse" not in row.values:
        return PlannedPlace(row, RowVerdict.REFUSED, LEAVE, "un lieu nouveau a besoin d’une adresse")
    return PlannedPlace(row, RowVerdict.NEW, NEW)


def _load_places(plan: list[PlannedPlace]) -> None:
    """Give each row its place. Two queries."""
    keys = {int(place.choice) for place in plan if place.choice not in (NEW, LEAVE)}
    places = EPM.objects.select_related("commune").prefetch_related("features").in_bulk(keys)
    for place in plan:
        if place.choice not in (NEW, LEAVE):
            place.epm = places.get(int(place.choice))
            if place.epm is None:
                place.verdict, place.choice = RowVerdict.DOUBTFUL, LEAVE
                place.reason = "le lieu choisi n’est plus dans l’annuaire"


def _compare(place: PlannedPlace, reader: RowReader, batch: PlaceImport) -> None:
    changes = list(changes_of(row=place.row, epm=place.epm, reader=reader, empties_erase=batch.empties_erase))
    place.protection = protection_of(place.epm, place.row) if changes else ""
    chosen = batch.choices.get(str(place.row.number), {}).get("parts")
    ticked = set(chosen) if chosen is not None else {each.part.key for each in changes if not place.protection}
    if others := [each.part.key for each in changes if each.part.key != UPDATE]:
        # The day goes with what it dates.
        ticked = ticked - {UPDATE} | ({UPDATE} if ticked & set(others) else set())
    place.changes = [replace(each, is_ticked=each.part.key in ticked) for each in changes]
    if not changes and place.verdict == RowVerdict.CHANGED:
        place.verdict = RowVerdict.SAME
