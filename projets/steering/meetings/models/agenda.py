"""The agenda of a meeting: its items in order, each with its papers."""

from collections.abc import Iterator

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from projets.portfolio.chantiers.models import Chantier
from projets.portfolio.projects.models import Project
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.documents.files.enums import FileKind
from reseau.documents.files.file_names import MAX_NAME, hidden_name, size_in_words

TITLE_LENGTH, WORDS_LENGTH = 160, 1_500
FOLDER = "comite"


def kept_under(paper: "SteeringPaper", name: str) -> str:
    return hidden_name(FOLDER, paper.kind)


class SteeringItem(models.Model):
    """`words`: what the committee has to know, or to decide; a project or a chantier where it is about one."""

    meeting = models.ForeignKey(SteeringMeeting, verbose_name="séance", on_delete=models.CASCADE, related_name="items")
    rank = models.PositiveSmallIntegerField("rang")
    title = models.CharField("point", max_length=TITLE_LENGTH)
    words = models.TextField("ce qu’il faut savoir", blank=True, validators=[MaxLengthValidator(WORDS_LENGTH)])
    project = models.ForeignKey(
        Project, verbose_name="projet", on_delete=models.SET_NULL, null=True, blank=True, related_name="steering_items"
    )
    chantier = models.ForeignKey(
        Chantier, verbose_name="chantier", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "points de l’ordre du jour"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(chantier__isnull=True),
                name="steering_item_about_one_thing",
                violation_error_message="Choisissez un projet ou un chantier, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes_text(self) -> str:
        """Its minutes, joined by `minutes`; empty while nobody wrote them."""
        return self.minutes.text if hasattr(self, "minutes") else ""


class SteeringPaper(models.Model):
    """A file joined to an item, scanned and opened once. `pages`: of a PDF, which goes into the papers as one."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("file",)

    item = models.ForeignKey(SteeringItem, verbose_name="point", on_delete=models.CASCADE, related_name="papers")
    name = models.CharField("nom affiché", max_length=MAX_NAME)
    kind = models.CharField("type, lu dans le contenu", max_length=8, choices=FileKind)
    pages = models.PositiveSmallIntegerField("pages d’un PDF", null=True, blank=True)
    file = models.FileField("fichier", upload_to=kept_under, max_length=200)
    size = models.PositiveIntegerField("taille en octets")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="jointe par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added = models.DateTimeField("jointe le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "pièce d’une séance"
        verbose_name_plural = "pièces des séances"
        ordering = ["added", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FileKind.PDF, pages__gt=0) | (~Q(kind=FileKind.PDF) & Q(pages__isnull=True)),
                name="steering_paper_pages_of_a_pdf",
                violation_error_message="Un PDF a des pages, une autre pièce n’en compte pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projets:steering_paper", args=[self.pk, self.name])

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.file

    @property
    def is_pdf(self) -> bool:
        return self.kind == FileKind.PDF

    @property
    def media_type(self) -> str:
        return FileKind(self.kind).media_type

    @property
    def size_words(self) -> str:
        return size_in_words(self.size)
