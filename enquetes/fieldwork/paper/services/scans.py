"""Scans of sheets: kept until a day that somebody chose, then destroyed."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from enquetes.fieldwork.paper.models.batch import PaperBatch
from enquetes.fieldwork.paper.models.scan import SheetScan
from reseau.documents.files.scans import check_scan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from reseau.web.queries.row_locks import lock_row

MOST_SCANS = 40
# After the end of the campaign: differences are decided, the report is read.
LONGEST_KEPT = timedelta(days=365)
ALREADY_PAST = "Choisissez un jour à venir."
TOO_MANY = f"Ce lot a déjà {MOST_SCANS} fichiers."
GONE = "Ce fichier est déjà détruit."


def keep_scan(*, batch: PaperBatch, label: str, file: File, kept_until: date, by: Member) -> SheetScan:
    """Keep a scan of some sheets of a batch until a day. A photo is redrawn, without its location.

    Raises ValidationError for a day that is past or too far, a file that is neither a PDF nor a picture, too heavy,
    damaged or infected, and beyond `MOST_SCANS`.
    """
    _check_day(batch, kept_until)
    checked = check_scan(file=file)
    scan = SheetScan(batch=batch, label=label, size=checked.content.size, kept_until=kept_until, added_by=by)
    with deleted_on_failure(scan):
        # Saved before the transaction: a remote storage is slow, and a transaction must be short.
        scan.file.save(f"feuilles.{checked.extension}", checked.content, save=False)
        with transaction.atomic():
            if lock_row(PaperBatch.objects.all(), batch.pk).scans.count() >= MOST_SCANS:
                raise ValidationError(TOO_MANY)
            scan.save()
    return scan


@transaction.atomic
def destroy_scan(*, scan: SheetScan) -> None:
    """Destroy a scan before its day. Raises ValidationError if it is destroyed."""
    scan = lock_row(SheetScan.objects.all(), scan.pk)
    if scan.destroyed_on:
        raise ValidationError(GONE)
    delete_after_commit(scan)
    scan.file, scan.destroyed_on = "", timezone.localdate()
    scan.save(update_fields=["file", "destroyed_on"])


def destroy_old_scans() -> int:
    """Destroy the scans whose last day is over; return how many."""
    old = list(SheetScan.objects.filter(destroyed_on=None, kept_until__lt=timezone.localdate()))
    for scan in old:
        destroy_scan(scan=scan)
    return len(old)


def _check_day(batch: PaperBatch, kept_until: date) -> None:
    if kept_until < timezone.localdate():
        raise ValidationError({"kept_until": ALREADY_PAST})
    last = batch.campaign.closes_on + LONGEST_KEPT
    if kept_until > last:
        raise ValidationError({"kept_until": f"Gardez ces feuilles jusqu’au {day_in_full(last, 'j F Y')} au plus."})
