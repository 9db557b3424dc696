"""Files of evidence: photos, short recordings with what they say, documents, links.

They are served to those who may read the record, or the proposal based on that evidence, and to nobody else. The site
re-encodes photos, which removes the place where they were taken.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.records.evidence.enums import EvidenceFileKind
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.validation import Proposal
from reseau.documents.files.file_names import MAX_NAME, hidden_name, size_in_words

FOLDER = "preuves"
# Two minutes of speech are about 2,000 characters.
MAX_WORDS = 3000


def kept_under(file: "EvidenceFile", name: str) -> str:
    return hidden_name(FOLDER, file.kind)


def small_kept_under(file: "EvidenceFile", name: str) -> str:
    return hidden_name(FOLDER, name.rpartition(".")[2])


class EvidenceFileQuerySet(HistoryQuerySet):
    def visible_to(self, user):
        """Return the files of records, or of proposed skills, that `user` may read, except on retracted lines."""
        records = Record.objects.visible_to(user)
        proposals = Proposal.objects.visible_to(user)
        proposals_of_skill = proposals.filter(record=OuterRef("evidence__record"), skill=OuterRef("evidence__skill"))
        is_readable = Q(evidence__record__in=records.values("pk")) | Q(Exists(proposals_of_skill))
        return self.filter(is_readable, evidence__retraction__isnull=True)

    def with_bytes(self):
        """Return all but the links."""
        return self.exclude(kind=EvidenceFileKind.LINK)


class EvidenceFile(HistoryEntry):
    """A file or a link attached to a line of evidence."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("file", "small")

    evidence = models.ForeignKey(Evidence, verbose_name="preuve", on_delete=models.CASCADE, related_name="files")
    kind = models.CharField("type, lu dans le contenu", max_length=4, choices=EvidenceFileKind)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    file = models.FileField("fichier", upload_to=kept_under, max_length=200, blank=True)
    small = models.FileField("petite image", upload_to=small_kept_under, max_length=200, blank=True)
    address = models.URLField("adresse du lien", max_length=500, blank=True)
    size = models.PositiveIntegerField("taille en octets", default=0)
    # What a photo shows or a recording says, for those who do not see it or hear it.
    in_words = models.TextField("en toutes lettres", max_length=MAX_WORDS, blank=True, default="", db_default="")
    seconds = models.PositiveSmallIntegerField("durée en secondes", null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="joint par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce d’une preuve"
        verbose_name_plural = "pièces d’une preuve"
        ordering = ["added", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceFileKind.LINK, file="") & ~Q(address="")
                | ~Q(kind=EvidenceFileKind.LINK) & ~Q(file="") & Q(address=""),
                name="evidence_file_is_a_file_or_a_link",
                violation_error_message="Une pièce est un fichier, ou un lien.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Address of the download; for a link, its target."""
        return self.address or reverse("b2i:evidence_file", args=[self.pk, self.name])

    @property
    def small_url(self) -> str:
        return reverse("b2i:evidence_small", args=[self.pk])

    @property
    def is_link(self) -> bool:
        return self.kind == EvidenceFileKind.LINK

    @property
    def is_photo(self) -> bool:
        return EvidenceFileKind(self.kind).is_photo

    @property
    def is_sound(self) -> bool:
        return EvidenceFileKind(self.kind).is_sound

    @property
    def alternative(self) -> str:
        """What stands for the photo where nobody sees it: its description, or the line that it shows."""
        return self.in_words or f"Photo jointe à\u00a0: {self.evidence.text}"

    @property
    def words(self) -> str:
        """What a recording says: its last transcript, or what came with it. Read with `transcripts` prefetched."""
        written = list(self.transcripts.all())
        return written[-1].text if written else self.in_words

    @property
    def media_type(self) -> str:
        return EvidenceFileKind(self.kind).media_type

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def stored(self) -> Iterator[FieldFile]:
        return (getattr(self, name) for name in self.stored_fields if getattr(self, name))


class Transcript(HistoryEntry):
    """What a recording says, written or corrected after it was kept: the last one counts, earlier ones stay."""

    file = models.ForeignKey(
        EvidenceFile, verbose_name="enregistrement", on_delete=models.CASCADE, related_name="transcripts"
    )
    text = models.TextField("ce que l’on entend", max_length=MAX_WORDS)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="écrit par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    written = models.DateTimeField("écrit le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "transcription"
        verbose_name_plural = "transcriptions"
        ordering = ["written", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="transcript_says_something",
                violation_error_message="Écrivez ce que l’on entend.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file}\u00a0: {self.text}"
