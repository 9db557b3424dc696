"""A file joined to a sheet: hand-out, memo, slides; its text enters the search."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, hidden_name
from ressources.files.enums import Reading, Unreadable
from ressources.files.models.sheet_file import SheetFile, SheetFileQuerySet

FOLDER = "pieces-jointes"


def kept_under(attachment: "Attachment", name: str) -> str:
    return hidden_name(FOLDER, attachment.kind)


class AttachmentQuerySet(SheetFileQuerySet):
    def without_text(self):
        """Defer the text, which a list does not show."""
        return self.defer("text")

    def waiting(self):
        """Return the files whose text is to be read, once the antivirus has let them through."""
        return self.available().filter(reading=Reading.WAITING)

    def read(self):
        """Return the files that can be searched."""
        return self.available().filter(reading=Reading.READ)


class Attachment(SheetFile):
    # Fields that readers see.
    shown_fields = ("id", "name", "kind", "size", "scan")

    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=FileKind)
    reading = models.CharField("lecture du texte", max_length=12, choices=Reading, default=Reading.WAITING)
    unreadable = models.CharField("texte illisible, parce que", max_length=12, choices=Unreadable, blank=True)
    text = models.TextField("texte lu", blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("lectures commencées", default=0, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta(SheetFile.Meta):
        verbose_name = "fichier joint"
        verbose_name_plural = "fichiers joints"
        ordering = ["added", "pk"]
        constraints = [
            *SheetFile.Meta.constraints,
            models.CheckConstraint(
                condition=Q(reading=Reading.UNREADABLE) ^ Q(unreadable=""),
                name="unreadable_file_says_why",
                violation_error_message="Un fichier illisible dit pourquoi, les autres n’ont pas à le dire.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("ressources:download", args=[self.pk, self.name])

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type

    @property
    def advice(self) -> str:
        """What to do about a file whose text could not be read."""
        return Unreadable(self.unreadable).advice if self.unreadable else ""

    def note_text(self, text: str) -> None:
        """Keep the text that was read, in memory."""
        self.text = text
        self.reading = Reading.READ if text else Reading.EMPTY

    def note_unreadable(self, reason: Unreadable) -> None:
        self.reading, self.unreadable = Reading.UNREADABLE, reason
