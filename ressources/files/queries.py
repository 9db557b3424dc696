"""Files and pictures of sheets, joined in the query of the sheets (`SheetFileQuerySet.for_readers_of` reads them)."""

from collections.abc import Callable

from django.db.models import OuterRef, QuerySet

from reseau.web.queries.json_rows import JSONRows
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.sheet_file import SheetFileQuerySet


def with_files(sheets: QuerySet) -> QuerySet:
    """Join the files and the pictures of each sheet that its readers see."""
    return _with_rows(sheets, SheetFileQuerySet.available)


def with_working_files(sheets: QuerySet) -> QuerySet:
    """Join the files and the pictures of each sheet that its authors and reviewers see, quarantined ones included."""
    return _with_rows(sheets, SheetFileQuerySet.harmless)


def _with_rows(sheets: QuerySet, restrict: Callable) -> QuerySet:
    rows = {
        model.rows_name(): JSONRows(restrict(model.objects.filter(sheet=OuterRef("pk"))), *model.shown_fields)
        for model in (Attachment, Picture)
    }
    return sheets.annotate(**rows)
