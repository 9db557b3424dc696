"""What files and pictures of a sheet share: their sheet, their readers, the verdict of the antivirus.

They belong to the page, not to a version: those who may read the published sheet may download them; those of an
unpublished sheet are for its authors and reviewers. Two sheets may share the bytes of a file
(`reseau.files.stored_files`). Nobody downloads a file that waits for the antivirus, or that it condemned.
"""

from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from reseau import audience
from reseau.enums import Audience
from reseau.files.file_names import size_in_words
from reseau.json_rows import instances_of_rows
from reseau.members.models.member import Member
from reseau.permissions import is_network_member, watched_territories
from ressources.files.enums import Scan
from ressources.sheets.models.authorship import written_by


class SheetFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the files out of quarantine of the sheets that `user` may read, writes or reviews."""
        tokens = audience.tokens_of(user)
        is_visible = Q(sheet__live=True, sheet__audience__in=[level for level in Audience.values if level in tokens])
        if is_network_member(user):
            is_visible |= written_by(user, "sheet__") | Q(sheet__epm__commune__territory__in=watched_territories(user))
        return self.available().filter(is_visible)

    def available(self):
        """Return the files that the antivirus let through, or that no antivirus has checked."""
        return self.filter(scan__in=Scan.available())

    def in_quarantine(self):
        return self.filter(scan=Scan.WAITING)

    def unscanned(self):
        """Return the files not scanned yet: in quarantine, or joined before there was an antivirus."""
        return self.filter(scan__in=[Scan.WAITING, Scan.NOT_ASKED])

    def harmless(self):
        """Return the files whose bytes are still there."""
        return self.exclude(scan=Scan.INFECTED)

    def for_readers_of(self, sheet) -> Iterable["SheetFile"]:
        """Return what readers of `sheet` see; no query if that of the sheet joined it (`ressources.files.queries`)."""
        rows = getattr(sheet, self.model.rows_name(), None)
        return self.filter(sheet=sheet.pk).available() if rows is None else instances_of_rows(self.model, rows)

    def for_authors_of(self, sheet) -> Iterable["SheetFile"]:
        """Return what authors and reviewers of `sheet` see; no query if that of the sheet joined it."""
        rows = getattr(sheet, self.model.rows_name(), None)
        return self.filter(sheet=sheet.pk).harmless() if rows is None else instances_of_rows(self.model, rows)


class SheetFile(models.Model):
    # Names of the fields that hold its bytes, and of the page where its authors manage it.
    stored_fields = ("file",)
    page = "ressources:files"
    # Fields that `note_threat` changes, beside those of its bytes.
    changed_by_threat: tuple[str, ...] = ("scan", "threat")

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="%(class)ss"
    )
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256 de ce qui a été joint", max_length=64)
    added_by = models.ForeignKey(
        Member, verbose_name="joint par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)
    scan = models.CharField("vérification", max_length=12, choices=Scan, default=Scan.NOT_ASKED)
    threat = models.CharField("virus trouvé", max_length=120, blank=True)

    objects = SheetFileQuerySet.as_manager()

    # A file is a part of its sheet, not a reference to it.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        # Finds the same file on another sheet.
        indexes = [models.Index(fields=["sha256"], name="%(class)s_sha256")]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "sha256"],
                name="%(class)s_once_on_a_sheet",
                violation_error_message="Ce fichier est déjà joint à la fiche.",
            ),
            models.CheckConstraint(
                condition=Q(scan=Scan.INFECTED) ^ Q(threat=""),
                name="infected_%(class)s_says_with_what",
                violation_error_message="Un fichier infecté dit par quel virus, les autres n’ont rien à dire.",
            ),
        ]

    @classmethod
    def rows_name(cls) -> str:
        """Return the name of the column that holds the files in a query of sheets."""
        return f"{cls._meta.model_name}_rows"

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def is_available(self) -> bool:
        return self.scan in Scan.available()

    @property
    def is_infected(self) -> bool:
        return self.scan == Scan.INFECTED

    @property
    def stored(self) -> Iterator[FieldFile]:
        """Its stored files, one for each rendition."""
        return (getattr(self, name) for name in self.stored_fields if getattr(self, name))

    def note_threat(self, threat: str) -> None:
        """Mark the file as infected, in memory: its bytes are to be deleted."""
        self.scan, self.threat = Scan.INFECTED, threat[: self._meta.get_field("threat").max_length]
        for name in self.stored_fields:
            setattr(self, name, "")
