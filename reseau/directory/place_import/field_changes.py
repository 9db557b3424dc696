"""What a row would change in the record of a place: part by part, before and after, in words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from reseau.directory.open_data.national_columns import TYPE_OF_KIND, last_update, national_row
from reseau.directory.place_import.place_rows import PlaceRow, RowReader
from reseau.directory.place_import.record_parts import (
    ADDRESS,
    HOURS,
    PARTS,
    POSITION,
    UPDATE,
    RecordPart,
    State,
    read_state,
)
from reseau.places.models.epm import EPM
from reseau.places.models.hours import DAYS_BEFORE_DOUBT
from reseau.places.opening_hours.parsing import parse_hours
from reseau.places.opening_hours.wording import hours_lines
from reseau.places.vocabulary import FeatureKind, value_label
from reseau.texts.wording import day_in_full

NOTHING = "rien"
KIND_OF_TYPE = {code: kind for kind, code in TYPE_OF_KIND.items()} | {"MSAP": "services"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`before` and `after`: states of `part`, which the import writes and its undo puts back."""

    part: RecordPart
    before: State
    after: State
    is_ticked: bool = True

    @property
    def before_words(self) -> str:
        return state_in_words(self.part, self.before)

    @property
    def after_words(self) -> str:
        return state_in_words(self.part, self.after)


def changes_of(*, row: PlaceRow, epm: EPM, reader: RowReader, empties_erase: bool) -> Iterator[FieldChange]:
    """Yield what `row` says otherwise than the record of `epm`, as the directory publishes it. No query.

    `empties_erase`: an empty cell of the file empties the record; otherwise it says nothing.
    """
    own = reader.read_record(national_row(epm))
    for key, part in PARTS.items():
        if key == UPDATE:
            known = last_update(epm)
            is_other = row.date is not None and (known is None or row.date > known)
        elif key in row.values:
            is_other = _comparable(part, row.values[key]) != _comparable(part, own.values.get(key))
        else:
            is_other = empties_erase and part.may_be_emptied and key in row.emptied and key in own.values
        if is_other:
            before = read_state(epm, part)
            yield FieldChange(part, before, state_after(part, row, before))


def state_after(part: RecordPart, row: PlaceRow, before: State) -> State:
    """Return the state that `row` gives to `part`; a part that the row leaves empty loses what it held."""
    value = row.values.get(part.key)
    if part.kind:
        return {"values": value or []}
    if part.key == HOURS:
        if value is None:
            return before | {"opening_hours": ""}
        day = f"{row.date or timezone.localdate()}"
        doubted = before.get("doubted_on")
        return {
            "opening_hours": value,
            "former_hours": "",
            # The source answers for these hours, on the day that it says.
            "checked_on": day,
            "checked_by_id": None,
            "doubted_on": doubted if doubted and doubted > day else None,
        }
    if part.key in (ADDRESS, POSITION):
        return dict(zip(part.fields, value, strict=True))
    return {part.fields[0]: "" if value is None else value}


def protection_of(epm: EPM, row: PlaceRow) -> str:
    """Return why the record is to be trusted rather than the file; empty if nothing says so."""
    days = epm.days_since_check
    if epm.checked_by_id and days is not None and days <= DAYS_BEFORE_DOUBT:
        return f"Une personne du réseau a vérifié cette fiche le {day_in_full(epm.checked_on, 'j F Y')}"
    known = last_update(epm)
    if known and row.date and known >= row.date:
        return f"La fiche, mise à jour le {day_in_full(known, 'j F Y')}, n’est pas plus ancienne que le fichier"
    return ""


def kind_of_new(row: PlaceRow) -> str:
    """Return the kind of a new place: that of the first of its types that we know, a village room otherwise."""
    types = row.values.get(FeatureKind.TYPE, [])
    return next((KIND_OF_TYPE[each] for each in types if each in KIND_OF_TYPE), "village")


def state_in_words(part: RecordPart, state: State) -> str:
    """Return what `state` says, for people; « rien » for nothing."""
    if part.kind:
        words = ", ".join(value_label(value) for value in state["values"])
    elif part.key == HOURS:
        words = _hours_in_words(state["opening_hours"])
    elif part.key == UPDATE:
        day = state["updated_on"]
        words = day_in_full(datetime.date.fromisoformat(day), "j F Y") if day else ""
    elif part.key == POSITION:
        words = f"{state['latitude']:.5f}, {state['longitude']:.5f}"
    else:
        words = state[part.fields[0]]
    return words or NOTHING


def _hours_in_words(expression: str) -> str:
    """« Mardi : 14 h – 18 h ; Jeudi : … »; the expression itself if no table of a week can tell it."""
    hours = parse_hours(expression)
    if not expression or hours is None or not hours.are_known:
        return expression
    lines = [line for line in hours_lines(hours, timezone.localdate()) if not line.is_closed]
    words = " ; ".join(f"{line.days}\u00a0: {line.hours}" for line in lines)
    exceptions = len(hours.exceptions)
    return f"{words} (et {exceptions} jour{'s' if exceptions > 1 else ''} à part)" if exceptions else words


def _comparable(part: RecordPart, value):
    return sorted(value) if part.kind and value else value
