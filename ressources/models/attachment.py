"""A file that goes with a sheet: hand-out, memo, slides; its text enters the search.

It belongs to the page, not to a version of it: whoever may read the published sheet may fetch its files, and those of a
sheet that is not published are for whoever works on it.
"""

from secrets import token_hex

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from reseau import audience
from reseau.enums import Audience
from reseau.models import Member
from reseau.permissions import is_network_member, watched_territories
from ressources.enums import FileKind, Reading, Unreadable
from ressources.models.authorship import written_by
from ressources.naming import MAX_NAME, size_in_words

FOLDER = "pieces-jointes"


def kept_under(attachment: "Attachment", name: str) -> str:
    """Nobody guesses where a file is kept, even where the storage answers by itself."""
    return f"{FOLDER}/{token_hex(16)}.{attachment.kind}"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Files of the published sheets of her audience, and of the sheets that she writes or reviews."""
        tokens = audience.tokens_of(user)
        seen = Q(sheet__live=True, sheet__audience__in=[level for level in Audience.values if level in tokens])
        if is_network_member(user):
            seen |= written_by(user, "sheet__") | Q(sheet__epm__commune__territory__in=watched_territories(user))
        return self.filter(seen)

    def listed(self):
        """Without the text, which a list does not show."""
        return self.defer("text")

    def waiting(self):
        return self.filter(reading=Reading.WAITING)

    def read(self):
        """Those that can be searched."""
        return self.filter(reading=Reading.READ)


class Attachment(models.Model):
    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=FileKind)
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    added_by = models.ForeignKey(
        Member, verbose_name="joint par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)
    reading = models.CharField("lecture du texte", max_length=12, choices=Reading, default=Reading.WAITING)
    unreadable = models.CharField("texte illisible, parce que", max_length=12, choices=Unreadable, blank=True)
    text = models.TextField("texte lu", blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("lectures commencées", default=0, editable=False)

    objects = AttachmentQuerySet.as_manager()

    # A file is no reference to its sheet: it is a part of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "fichier joint"
        verbose_name_plural = "fichiers joints"
        ordering = ["added", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "sha256"],
                name="file_once_on_a_sheet",
                violation_error_message="Ce fichier est déjà joint à la fiche.",
            ),
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
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type

    @property
    def advice(self) -> str:
        """What to do about a file whose text could not be read."""
        return Unreadable(self.unreadable).advice if self.unreadable else ""

    def note_text(self, text: str) -> None:
        """Keeps what was read in the file, in memory."""
        self.text = text
        self.reading = Reading.READ if text else Reading.EMPTY

    def note_unreadable(self, reason: Unreadable) -> None:
        self.reading, self.unreadable = Reading.UNREADABLE, reason
