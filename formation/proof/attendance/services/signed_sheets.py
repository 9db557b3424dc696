"""Signed paper sheets: check and keep their scan, which few people may read."""

import datetime

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from formation.proof.attendance.enums import SheetFormat
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.documents.files.scans import check_scan
from reseau.documents.files.stored_files import delete_after_commit, deleted_on_failure
from reseau.people.members.models.member import Member

MOST_SHEETS = 10
TOO_EARLY = "Personne n’a encore pu signer\u00a0: joignez la feuille quand l’émargement aura commencé."


def upload_signed_sheet(
    *, session: Session, half_day: HalfDay | None, file: File, by: Member, at: datetime.datetime | None = None
) -> SignedSheet:
    """Keep the scan of a signed sheet, of `half_day` or of the whole session. A photo is redrawn, without its location.

    Raises ValidationError before people may sign, if the file is neither a PDF nor a picture, too heavy, damaged or
    infected, and beyond ten sheets.
    """
    half_days = [half_day] if half_day else session.half_days.all()
    if not any(signed.is_attendance_open(at) for signed in half_days):
        raise ValidationError(TOO_EARLY)
    scan = check_scan(file=file)
    kind, content = SheetFormat(scan.extension), scan.content
    sheet = SignedSheet(session=session, half_day=half_day, kind=kind, size=content.size, added_by=by)
    with deleted_on_failure(sheet):
        # Saved before the transaction: a remote storage is slow, and a transaction must be short.
        sheet.file.save(f"feuille.{kind}", content, save=False)
        with transaction.atomic():
            locked_session = Session.objects.locked(session.pk)
            if locked_session.signed_sheets.count() >= MOST_SHEETS:
                raise ValidationError(f"Cette session a déjà {MOST_SHEETS}\u00a0feuilles signées. Retirez-en une.")
            sheet.save()
    return sheet


@transaction.atomic
def remove_signed_sheet(*, sheet: SignedSheet) -> None:
    """Delete a scan uploaded by mistake. Raises ValidationError if it proves presences noted after the day."""
    if sheet.late_presences.exists():
        raise ValidationError("Cette feuille prouve des présences notées après coup\u00a0: elle ne se retire pas.")
    delete_after_commit(sheet)
    sheet.delete()
