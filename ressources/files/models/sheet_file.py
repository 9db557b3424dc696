"""What files and pictures of a sheet share: their sheet and its readers.

They belong to the page, not to a version: those who may read the published sheet may download them; those of an
unpublished sheet are for its authors and reviewers.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from reseau.enums import Audience
from reseau.permissions import is_network_member, watched_territories
from reseau.places import audience
from reseau.web.queries.json_rows import instances_of_rows
from ressources.files.models.scanned_file import ScannedFile, ScannedFileQuerySet
from ressources.sheets.models.authorship import written_by


class SheetFileQuerySet(ScannedFileQuerySet):
    def visible_to(self, user):
        """Return the files out of quarantine of the sheets that `user` may read, writes or reviews."""
        tokens = audience.tokens_of(user)
        is_visible = Q(sheet__live=True, sheet__audience__in=[level for level in Audience.values if level in tokens])
        if is_network_member(user):
            is_visible |= written_by(user, "sheet__") | Q(sheet__epm__commune__territory__in=watched_territories(user))
        return self.available().filter(is_visible)

    def for_readers_of(self, sheet) -> Iterable["SheetFile"]:
        """Return what readers of `sheet` see; no query if that of the sheet joined it (`ressources.files.queries`)."""
        rows = getattr(sheet, self.model.rows_name(), None)
        return self.filter(sheet=sheet.pk).available() if rows is None else instances_of_rows(self.model, rows)

    def for_authors_of(self, sheet) -> Iterable["SheetFile"]:
        """Return what authors and reviewers of `sheet` see; no query if that of the sheet joined it."""
        rows = getattr(sheet, self.model.rows_name(), None)
        return self.filter(sheet=sheet.pk).harmless() if rows is None else instances_of_rows(self.model, rows)


class SheetFile(ScannedFile):
    # Name of the page where its authors manage it.
    page = "ressources:files"

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="%(class)ss"
    )

    objects = SheetFileQuerySet.as_manager()

    class Meta(ScannedFile.Meta):
        abstract = True
        # Finds the same file on another sheet.
        indexes = [models.Index(fields=["sha256"], name="%(class)s_sha256")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "sha256"],
                name="%(class)s_once_on_a_sheet",
                violation_error_message="Ce fichier est déjà joint à la fiche.",
            ),
            *ScannedFile.Meta.constraints,
        ]

    @classmethod
    def rows_name(cls) -> str:
        """Return the name of the column that holds the files in a query of sheets."""
        return f"{cls._meta.model_name}_rows"
