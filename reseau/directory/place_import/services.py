"""An import of places: kept until it is confirmed, applied in one transaction, never twice."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from reseau.directory.place_hours.services import refresh_intervals
from reseau.directory.place_import.field_changes import FieldChange, kind_of_new, state_after
from reseau.directory.place_import.models import ImportedPlace, PlaceImport
from reseau.directory.place_import.place_table import read_place_table
from reseau.directory.place_import.planning import LEAVE, NEW, PlannedPlace, fingerprint_of, plan_import
from reseau.directory.place_import.record_parts import PARTS, POSITION, UPDATE, write_state
from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM, RESERVED_SLUGS
from reseau.web.queries.row_locks import lock_row, lock_rows

KEPT_DAYS = 7
NAME_LENGTH = PlaceImport._meta.get_field("file_name").max_length
SLUG_LENGTH = EPM._meta.get_field("slug").max_length
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@transaction.atomic
def open_import(*, content: bytes, file_name: str, empties_erase: bool, by: Member) -> PlaceImport:
    """Read the file and keep its rows until somebody confirms or leaves them. Raises ValidationError if it is unfit."""
    table = read_place_table(content)
    return PlaceImport.objects.create(
        file_name=file_name[-NAME_LENGTH:],
        imported_by=by,
        empties_erase=empties_erase,
        header=list(table.header),
        table=[[number, *cells] for number, cells in table.rows],
    )


@transaction.atomic
def keep_choices(*, batch: PlaceImport, choices: Mapping[int, Mapping]) -> PlaceImport:
    """Keep what the coordination chose for some lines: « choice » and « parts », the keys of the ticked changes."""
    locked = lock_row(PlaceImport.objects.waiting(), batch.pk)
    locked.choices |= {str(line): dict(choice) for line, choice in choices.items()}
    locked.save(update_fields=["choices"])
    return locked


@transaction.atomic
def confirm_import(*, batch: PlaceImport, by: Member, fingerprint: str) -> PlaceImport:
    """Apply what the coordination has read, all or nothing; nothing happens if that is done already.

    `fingerprint`: of the plan that was read. Raises ValidationError if the directory has changed since, or if two
    lines are about one place.
    """
    batch = lock_row(PlaceImport.objects.all(), batch.pk)
    if not batch.is_waiting:
        return batch
    lock_rows(EPM.objects.filter(pk__in=_changed_keys(plan_import(batch=batch))).order_by("pk"))
    plan = plan_import(batch=batch)
    if fingerprint_of(plan) != fingerprint:
        raise ValidationError("L’annuaire a changé entre-temps\u00a0: relisez ce qui serait fait.")
    refuse_shared_places(plan=plan)
    slugs = set(EPM.objects.values_list("slug", flat=True))
    trail = [_create(place, slugs) for place in plan if place.creates]
    trail += [_change(place) for place in plan if place.changes_record]
    for imported in trail:
        imported.batch = batch
    ImportedPlace.objects.bulk_create(trail)
    refresh_intervals(epms=[imported.epm for imported in trail])
    batch.table, batch.choices = [], {}
    batch.confirmed_at, batch.confirmed_by = timezone.now(), by
    batch.save(update_fields=["table", "choices", "confirmed_at", "confirmed_by"])
    return batch


def refuse_shared_places(*, plan: Iterable[PlannedPlace]) -> None:
    """Raise ValidationError if two lines of `plan` would change one place."""
    counts = Counter(place.choice for place in plan if place.choice not in (NEW, LEAVE))
    shared = {key for key, count in counts.items() if count > 1}
    lines = [str(place.row.number) for place in plan if place.choice in shared]
    if lines:
        raise ValidationError(f"Plusieurs lignes désignent le même lieu\u00a0: {', '.join(lines)}.")


@transaction.atomic
def forget_import(*, batch: PlaceImport) -> None:
    """Leave an import that nobody has confirmed: its rows are deleted."""
    lock_row(PlaceImport.objects.waiting(), batch.pk).delete()


def forget_waiting_imports() -> int:
    """Delete the imports that were not confirmed within a week; return how many. Periodic job."""
    limit = timezone.now() - datetime.timedelta(days=KEPT_DAYS)
    return PlaceImport.objects.waiting().filter(created__lt=limit).delete()[0]


def _changed_keys(plan: Iterable[PlannedPlace]) -> list[int]:
    return [place.epm.pk for place in plan if place.changes_record]


def _create(place: PlannedPlace, slugs: set[str]) -> ImportedPlace:
    """Create the place of a row; one without a position stands at the town hall of its commune."""
    row = place.row
    row.values.setdefault(POSITION, [row.commune.town_hall_latitude, row.commune.town_hall_longitude])
    epm = EPM(slug=_free_slug(row.identifier, row.name, slugs), kind=kind_of_new(row))
    states = {key: state_after(part, row, {}) for key, part in PARTS.items() if key in row.values}
    states[UPDATE] = {"updated_on": f"{row.date or timezone.localdate()}"}
    for key, state in states.items():
        if not PARTS[key].kind:
            write_state(epm, PARTS[key], state)
    epm.save()
    for key, state in states.items():
        if PARTS[key].kind:
            write_state(epm, PARTS[key], state)
    changes = [{"part": key, "before": None, "after": state} for key, state in states.items()]
    return ImportedPlace(
        epm=epm, line=row.number, identifier=row.identifier, name=epm.name, was_created=True, changes=changes
    )


def _change(place: PlannedPlace) -> ImportedPlace:
    """Write the ticked changes of a row, and the day on which the record is right since."""
    epm, row = place.epm, place.row
    changes = [change for change in place.ticked_changes if change.part.key != UPDATE]
    day = row.date or timezone.localdate()
    if any(not change.is_ticked for change in place.changes):
        # Some of the record is ours: it is not older than it was.
        day = max(day, epm.updated_on or day)
    before = {"updated_on": f"{epm.updated_on}" if epm.updated_on else None}
    changes.append(FieldChange(PARTS[UPDATE], before, {"updated_on": f"{day}"}))
    fields = [field for change in changes for field in write_state(epm, change.part, change.after)]
    epm.save(update_fields=[*fields, "search_name"])
    return ImportedPlace(
        epm=epm,
        line=row.number,
        identifier=row.identifier,
        name=epm.name,
        changes=[{"part": each.part.key, "before": each.before, "after": each.after} for each in changes],
    )


def _free_slug(identifier: str, name: str, taken: set[str]) -> str:
    """Return the address of the page of a new place: its identifier if it reads as one, else its name."""
    is_address = slugify(identifier) == identifier and len(identifier) <= SLUG_LENGTH and not identifier.isdigit()
    stem = identifier if is_address and not UUID.fullmatch(identifier) else slugify(name)[: SLUG_LENGTH - 4] or "lieu"
    slug, number = stem, 2
    while slug in taken or slug in RESERVED_SLUGS:
        slug, number = f"{stem[: SLUG_LENGTH - 4]}-{number}", number + 1
    taken.add(slug)
    return slug
