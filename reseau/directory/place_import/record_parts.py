"""Parts of the record of a place that a file can change: what the record says of each, and how it is written.

A state is what a part holds, as JSON: values of the fields of the record, or the values of a kind of features.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.services import keep_features
from reseau.places.vocabulary import FeatureKind

State = dict[str, Any]
ADDRESS, POSITION, HOURS, UPDATE, KIND = "adresse", "position", "horaires", "date_maj", "type"
# Column of the schema → field of the record that holds the same text.
TEXT_FIELDS = {
    "nom": "name",
    "pivot": "pivot",
    "complement_adresse": "address_complement",
    "telephone": "phone",
    "courriels": "email",
    "site_web": "website",
    "presentation_resume": "summary",
    "presentation_detail": "presentation",
    "source": "source",
    "structure_parente": "host_name",
    "autres_formations_labels": "other_labels",
    "fiche_acces_libre": "accessibility_url",
    "prise_rdv": "booking_url",
}


@dataclass(frozen=True, slots=True)
class RecordPart:
    """`columns`: those of the file that speak of it. `fields` of the record, or `kind` of features."""

    key: str
    label: str
    columns: tuple[str, ...]
    fields: tuple[str, ...] = ()
    kind: FeatureKind | None = None

    @property
    def may_be_emptied(self) -> bool:
        return self.key not in {"nom", ADDRESS, POSITION, UPDATE}


def _text_part(column: str, field: str) -> RecordPart:
    return RecordPart(column, capfirst(EPM._meta.get_field(field).verbose_name), (column,), (field,))


PARTS: Mapping[str, RecordPart] = {
    part.key: part
    for part in (
        _text_part("nom", "name"),
        RecordPart(ADDRESS, "Adresse", ("adresse", "code_postal", "commune", "code_insee"), ("address", "commune_id")),
        RecordPart(POSITION, "Position sur la carte", ("latitude", "longitude"), ("latitude", "longitude")),
        RecordPart(
            HOURS,
            "Horaires",
            ("horaires",),
            ("opening_hours", "former_hours", "checked_on", "checked_by_id", "doubted_on"),
        ),
        *(_text_part(column, field) for column, field in TEXT_FIELDS.items() if column != "nom"),
        *(
            RecordPart(kind.value, kind.label, (kind.value,), kind=kind)
            for kind in FeatureKind
            if kind != FeatureKind.EQUIPMENT
        ),
        RecordPart(UPDATE, "Mise à jour", ("date_maj",), ("updated_on",)),
    )
}


def read_state(epm: EPM, part: RecordPart) -> State:
    """Return what the record says of `part`. No query if the features are prefetched."""
    if part.kind:
        return {"values": epm.features_by_kind().get(part.kind, [])}
    return {field: _as_json(getattr(epm, field)) for field in part.fields}


def write_state(epm: EPM, part: RecordPart, state: State) -> list[str]:
    """Put `state` into the record; features are saved, fields are not. Return the fields to save."""
    if part.kind:
        if part.kind == FeatureKind.TYPE:
            # Kept in the order of the file, which the export follows.
            PlaceFeature.objects.filter(epm=epm, kind=part.kind).delete()
        keep_features(epm=epm, kind=part.kind, values=state["values"])
        return []
    for field, value in state.items():
        setattr(epm, field, _from_json(field, value))
    return list(state)


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _from_json(field: str, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if field.endswith("_on") and value else value
