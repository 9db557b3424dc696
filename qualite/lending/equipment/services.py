"""The inventory of a place: an equipment is added, changed, photographed; it leaves the inventory, and comes back."""

from django.db import transaction
from django.utils import timezone

from qualite.lending.equipment.models import Equipment
from reseau.documents.files.scans import CheckedScan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.places.models.epm import EPM
from reseau.web.queries.row_locks import lock_row


@transaction.atomic
def save_equipment(*, epm: EPM, equipment: Equipment | None = None, **values) -> Equipment:
    """Add an equipment to the inventory of a place, or change it; `values`: its fields, but the photo.

    Raises ValidationError for a value that the model refuses.
    """
    row = lock_row(Equipment.objects.all(), equipment.pk) if equipment else Equipment(epm=epm)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def change_photo(*, equipment: Equipment, scan: CheckedScan) -> Equipment:
    """Keep a checked photo as that of the equipment; the bytes of the former one go."""
    # Stored before the transaction: remote storage is slow and must not hold locks.
    fresh = Equipment(pk=equipment.pk)
    with deleted_on_failure(fresh):
        fresh.photo.save(f"photo.{scan.extension}", scan.content, save=False)
        with transaction.atomic():
            row = lock_row(Equipment.objects.all(), equipment.pk)
            delete_after_commit(row)
            row.photo, row.photo_changed = fresh.photo.name, timezone.now()
            row.save(update_fields=["photo", "photo_changed"])
    return row


@transaction.atomic
def remove_photo(*, equipment: Equipment) -> None:
    """Take away the photo of an equipment, with its bytes."""
    row = lock_row(Equipment.objects.all(), equipment.pk)
    delete_after_commit(row)
    row.photo, row.photo_changed = "", None
    row.save(update_fields=["photo", "photo_changed"])


@transaction.atomic
def bring_back(*, equipment: Equipment) -> None:
    """Put back into the inventory what had left it."""
    Equipment.objects.filter(pk=equipment.pk).update(left_on=None)
