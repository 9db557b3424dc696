"""The undo of an import: each record gets back what it said, unless somebody has changed it since."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from reseau.directory.place_hours.services import refresh_intervals
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_import.record_parts import HOURS, PARTS, UPDATE, RecordPart, read_state, write_state
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.places.models.feature import PlaceFeature
from reseau.places.models.opening_interval import OpeningInterval
from reseau.web.queries.row_locks import lock_row, lock_rows

# Rows that a place brings with it.
OWN_PARTS = (PlaceFeature, OpeningInterval, ImportedPlace)
KEPT_LENGTH = ImportedPlace._meta.get_field("kept").max_length


@transaction.atomic
def undo_import(*, batch: PlaceImport, by: Member) -> PlaceImport:
    """Put back what `batch` changed, and withdraw the places that it created and that nothing refers to.

    What somebody changed since stays, and the trail says so. Nothing happens if it is undone already. Raises
    ValidationError if it was not applied.
    """
    batch = lock_row(PlaceImport.objects.all(), batch.pk)
    if batch.undone_at:
        return batch
    if batch.is_waiting:
        raise ValidationError("Cet import n’est pas appliqué\u00a0: il n’y a rien à annuler.")
    trail = list(batch.places.all())
    keys = [imported.epm_id for imported in trail if imported.epm_id]
    places = {epm.pk: epm for epm in lock_rows(EPM.objects.filter(pk__in=keys).order_by("pk"))}
    for imported in trail:
        epm = places.get(imported.epm_id)
        if epm is None:
            imported.kept = "ce lieu n’est plus dans l’annuaire"
        elif imported.was_created:
            imported.kept = _withdraw(imported, epm)
        else:
            imported.kept = _put_back(imported, epm)
        imported.kept = imported.kept[:KEPT_LENGTH]
    ImportedPlace.objects.bulk_update(trail, ["kept"])
    batch.undone_at, batch.undone_by = timezone.now(), by
    batch.save(update_fields=["undone_at", "undone_by"])
    return batch


def _withdraw(imported: ImportedPlace, epm: EPM) -> str:
    """Delete a created place; return why it stays, if it does."""
    if changed := _changed_since(imported, epm):
        return f"changé depuis\u00a0: {', '.join(changed)}"
    if referring := _referring_rows(epm):
        return f"le site s’en sert\u00a0: {', '.join(referring)}"
    epm.delete()
    imported.epm = None
    return ""


def _put_back(imported: ImportedPlace, epm: EPM) -> str:
    """Put back each part that nobody has changed since; return the names of the others."""
    kept, fields, hours = [], [], False
    for part, before, after in _parts(imported):
        if read_state(epm, part) == after:
            fields += write_state(epm, part, before)
            hours |= part.key == HOURS
        elif part.key != UPDATE:
            kept.append(part.label.lower())
    epm.save(update_fields=[*fields, "search_name"])
    if hours:
        refresh_intervals(epms=[epm])
    return f"changé depuis\u00a0: {', '.join(kept)}" if kept else ""


def _changed_since(imported: ImportedPlace, epm: EPM) -> list[str]:
    return [part.label.lower() for part, _before, after in _parts(imported) if read_state(epm, part) != after]


def _parts(imported: ImportedPlace) -> list[tuple[RecordPart, dict | None, dict]]:
    return [(PARTS[each["part"]], each["before"], each["after"]) for each in imported.changes if each["part"] in PARTS]


def _referring_rows(epm: EPM) -> list[str]:
    """Return the names of what refers to `epm`, besides its own parts: positions, sessions, records…"""
    names = []
    for relation in EPM._meta.related_objects:
        model = relation.related_model
        if model not in OWN_PARTS and model._base_manager.filter(**{relation.field.name: epm}).exists():
            names.append(str(model._meta.verbose_name_plural))
    return sorted(set(names))
