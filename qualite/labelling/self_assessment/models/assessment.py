"""A file of the charter: one place, one version of the charter, from the first answer to the decision."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from qualite.labelling.charter.models import Charter
from qualite.labelling.enums import FilePart, FileStage
from reseau.documents.proofs.numbers import LENGTH, in_groups
from reseau.documents.proofs.registry import check_path, check_url
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the files for the team of the place, who watches over its territory, and who visits it."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        if user.is_coordinator:
            return self
        is_visitor = Involvement.objects.filter(assessment=OuterRef("pk"), member=user.pk, part=FilePart.VISITOR)
        is_theirs = Q(epm__in=user.epm_ids) | Q(territory__in=user.watched_territory_ids)
        return self.filter(is_theirs | Exists(is_visitor))

    def open(self):
        """Return the files without a decision."""
        return self.exclude(stage=FileStage.DECIDED)

    def with_place(self):
        return self.select_related("epm__commune__territory", "charter", "territory")

    def with_outcome(self):
        """Join place, charter, who submitted the file, and the decision with its label, through the relations."""
        joined = ("submitted_by", "decision__involvement__member", "decision__label__withdrawal")
        return self.with_place().select_related(*joined)

    def with_part_of(self, user):
        """Add the part of `user` in each file, for `Assessment.part_of`."""
        own = Involvement.objects.filter(assessment=OuterRef("pk"), member=user.pk)
        return self.annotate(own_part=Subquery(own.values("part")[:1]))

    def before(self, assessment: "Assessment"):
        """Return the decided or submitted files of the same place and charter before this one, the latest first."""
        earlier = self.filter(epm=assessment.epm_id, charter__slug=assessment.charter.slug, pk__lt=assessment.pk)
        return earlier.exclude(stage=FileStage.DRAFT).order_by("-pk")


class Assessment(models.Model):
    """The file. `territory` is that of the place on the first day: constraints compare it with the visitor's."""

    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="assessments")
    charter = models.ForeignKey(Charter, verbose_name="charte", on_delete=models.PROTECT, related_name="assessments")
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, related_name="assessments"
    )
    stage = models.CharField("étape", max_length=10, choices=FileStage, default=FileStage.DRAFT)
    opened_on = models.DateField("commencé le", default=timezone.localdate)
    submitted_at = models.DateTimeField("envoyé le", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="envoyé par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    number = models.CharField("numéro", max_length=LENGTH, unique=True, null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier de la charte"
        verbose_name_plural = "dossiers de la charte"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["epm", "charter"],
                condition=~Q(stage=FileStage.DECIDED),
                name="assessment_one_open_for_a_charter",
                violation_error_message="Ce lieu a déjà un dossier en cours pour cette charte\u00a0: continuez-le.",
            ),
            models.UniqueConstraint(
                fields=["id", "territory"],
                name="assessment_named_with_its_territory",
                violation_error_message="Ce dossier existe déjà\u00a0: rechargez la page.",
            ),
            models.CheckConstraint(
                condition=Q(stage=FileStage.DRAFT, submitted_at__isnull=True)
                | Q(~Q(stage=FileStage.DRAFT), submitted_at__isnull=False, number__isnull=False),
                name="assessment_submitted_unless_draft",
                violation_error_message="Un dossier qui n’est plus en cours d’écriture a été envoyé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epm}, {self.charter}"

    def get_absolute_url(self) -> str:
        return reverse("qualite:file", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.stage == FileStage.DRAFT

    @property
    def is_decided(self) -> bool:
        return self.stage == FileStage.DECIDED

    @property
    def stage_of_file(self) -> FileStage:
        return FileStage(self.stage)

    def part_of(self, user) -> str:
        """Return the part of `user` in the file, empty if they have none; no query after `with_part_of`."""
        if hasattr(self, "own_part"):
            return self.own_part or ""
        return self.involvements.filter(member=user.pk).values_list("part", flat=True).first() or ""

    @property
    def grouped_number(self) -> str:
        return in_groups(self.number) if self.number else ""

    @property
    def check_path(self) -> str:
        return check_path(self.number)

    @property
    def check_url(self) -> str:
        return check_url(self.number)

    @property
    def year(self) -> int:
        return self.opened_on.year


class Involvement(models.Model):
    """Part of a person in a file. One row for a person and a file: who is of the team neither visits nor decides.

    Services write it when somebody answers, when the file is submitted (everybody who worked in the place meanwhile),
    when a visit is planned and when a decision is made. Visits and decisions point at it, so that the database
    refuses a second part. An erased account leaves the row without a name.
    """

    assessment = models.ForeignKey(
        Assessment, verbose_name="dossier", on_delete=models.CASCADE, related_name="involvements"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="personne", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    part = models.CharField("part dans le dossier", max_length=8, choices=FilePart)

    class Meta:
        verbose_name = "part dans un dossier"
        verbose_name_plural = "parts dans un dossier"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "member"],
                name="involvement_one_part_in_a_file",
                violation_error_message=(
                    "Cette personne a déjà une autre part dans ce dossier\u00a0: nul ne visite son lieu ni n’en décide."
                ),
            ),
            models.UniqueConstraint(
                fields=["id", "assessment", "part"],
                name="involvement_named_with_its_file_and_part",
                violation_error_message="Cette part existe déjà\u00a0: rechargez la page.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}\u00a0: {self.member or 'une personne partie du réseau'}"
