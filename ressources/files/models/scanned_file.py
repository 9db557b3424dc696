"""What every scanned file shares: its size, its fingerprint, who joined it, the verdict of the antivirus.

Nobody downloads a file that waits for the antivirus, or that it condemned. Rows may share the bytes of a file
(`reseau.documents.files.stored_files`).
"""

from collections.abc import Iterator

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from reseau.documents.files.file_names import size_in_words
from reseau.people.members.models.member import Member
from ressources.files.enums import Scan


class ScannedFileQuerySet(models.QuerySet):
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


class ScannedFile(models.Model):
    # Names of the fields that hold its bytes.
    stored_fields: tuple[str, ...] = ("file",)
    # Fields that `note_threat` changes, beside those of its bytes.
    changed_by_threat: tuple[str, ...] = ("scan", "threat")

    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256 de ce qui a été joint", max_length=64)
    added_by = models.ForeignKey(
        Member, verbose_name="joint par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)
    scan = models.CharField("vérification", max_length=12, choices=Scan, default=Scan.NOT_ASKED)
    threat = models.CharField("virus trouvé", max_length=120, blank=True)

    objects = ScannedFileQuerySet.as_manager()

    # A file is a part of its page, not a reference to it.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan=Scan.INFECTED) ^ models.Q(threat=""),
                name="infected_%(class)s_says_with_what",
                violation_error_message="Un fichier infecté dit par quel virus, les autres n’ont rien à dire.",
            ),
        ]

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
