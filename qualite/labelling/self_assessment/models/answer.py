"""Answers of a team, criterion by criterion, and their proof: words, a link, a figure of the site, files."""

from collections.abc import Iterator

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from qualite.labelling.charter.models import Criterion
from qualite.labelling.enums import AnswerLevel, ProofFormat
from qualite.labelling.self_assessment.models.assessment import Assessment
from reseau.documents.files.file_names import MAX_NAME, hidden_name, size_in_words

FOLDER = "qualite"
MEDIA_TYPES = {ProofFormat.PDF: "application/pdf", ProofFormat.JPEG: "image/jpeg", ProofFormat.PNG: "image/png"}
LONGEST_WORDS = 1_000


def kept_under(file: "ProofFile", name: str) -> str:
    return hidden_name(FOLDER, file.format)


class CriterionAnswer(models.Model):
    """Answer to one criterion. The figure is live while the file is a draft, then frozen with its day.

    `edition` counts the changes: a page that was opened before the last one does not overwrite it unseen.
    """

    assessment = models.ForeignKey(Assessment, verbose_name="dossier", on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, verbose_name="critère", on_delete=models.PROTECT, related_name="+")
    level = models.CharField("où vous en êtes", max_length=8, choices=AnswerLevel, blank=True)
    words = models.TextField("la preuve, un fait", blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)])
    link = models.URLField("une page qui le montre", max_length=500, blank=True)
    figure_text = models.CharField("chiffre du site", max_length=300, blank=True)
    figure_on = models.DateField("chiffre du", null=True, blank=True)
    edition = models.PositiveIntegerField("changements", default=0, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="changé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField("changé le", default=timezone.now)

    class Meta:
        verbose_name = "réponse à un critère"
        verbose_name_plural = "réponses aux critères"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"],
                name="criterion_answered_once",
                violation_error_message="Ce critère a déjà une réponse dans ce dossier.",
            ),
            models.CheckConstraint(
                condition=models.Q(figure_text="", figure_on__isnull=True)
                | ~models.Q(figure_text="") & models.Q(figure_on__isnull=False),
                name="criterion_answer_figure_has_its_day",
                violation_error_message="Un chiffre gardé comme preuve a sa date.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}\u00a0: {self.get_level_display() or 'sans réponse'}"

    @property
    def tone(self) -> str:
        return AnswerLevel(self.level).tone if self.level else ""


class ProofFile(models.Model):
    """A photo or a document joined to an answer, scanned; a photo is redrawn without the place where it was taken."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("file",)

    answer = models.ForeignKey(CriterionAnswer, verbose_name="réponse", on_delete=models.CASCADE, related_name="files")
    format = models.CharField("type, lu dans le contenu", max_length=4, choices=ProofFormat)
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    size = models.PositiveIntegerField("taille en octets", default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="joint par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added = models.DateTimeField("joint le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "pièce d’un dossier de la charte"
        verbose_name_plural = "pièces d’un dossier de la charte"
        ordering = ["added", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("qualite:proof_file", args=[self.pk, self.name])

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.file

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[ProofFormat(self.format)]

    @property
    def is_photo(self) -> bool:
        return self.format != ProofFormat.PDF

    @property
    def size_words(self) -> str:
        return size_in_words(self.size)
